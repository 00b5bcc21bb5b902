"""The one thing a viewer is to do next with a meeting, and by when: read in five seconds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moter import frister
from moter.innkallinger import Mangel
from moter.models import Innkalling, Mote, Pamelding
from moter.sjekkliste import Sjekkliste
from nettverk.frister.oppsett import grense
from nettverk.models import Person
from nettverk.sprak import dato_dag, dato_kort
from nettverk.tilstand import Tilstand, hos_klb, tilstand

REFERAT = "referat"
Status = Innkalling.Status


@dataclass(frozen=True)
class Neste:
    """What it is, where it is done, and how it is with the time.

    With `lenketekst` the link says that, and `hva` stands before it.
    """

    hva: str
    adresse: str
    tilstand: Tilstand | None = None
    lenketekst: str = ""


@dataclass(frozen=True)
class Blikk:
    """A meeting at a moment, and who looks: what the next thing depends on."""

    mote: Mote
    naa: datetime
    person: Person | None
    styrer: bool
    koordinerer: bool
    medlem: bool
    skal_svare: bool
    svaret: Pamelding | None
    mangler: Sequence[Mangel]
    sjekkliste: Sjekkliste | None

    @property
    def status(self) -> str:
        """Where the innkalling is; empty before there is one."""
        siste = self.mote.innkallinger.last()
        return siste.status if siste else ""

    def hvor(self, navn: str) -> str:
        """Return one of the meeting's own pages."""
        return reverse(navn, args=(self.mote.pk,))

    def frist(self, slag: str) -> Tilstand | None:
        """Return how it is with an open deadline of the meeting."""
        funnet = self.mote.frister.apne().filter(slag=slag).first()
        return tilstand(funnet, self.naa) if funnet else None


def neste(blikk: Blikk) -> Neste | None:
    """Return what the viewer is to do next; where that is nothing, how it stands. None when it is off."""
    if blikk.mote.er_avlyst:
        return None
    if blikk.mote.er_ferdig(blikk.naa):
        return _etter_motet(blikk)
    return _koordinatorens(blikk) or _svaret(blikk) or _arrangorens(blikk) or _medlemmets(blikk)


def _etter_motet(blikk: Blikk) -> Neste | None:
    frist = blikk.frist(REFERAT)
    if blikk.styrer and frist:
        return Neste(_("Skriv referatet"), blikk.hvor("referat"), frist)
    return None


def _koordinatorens(blikk: Blikk) -> Neste | None:
    if not blikk.koordinerer or blikk.status != Status.LEVERT:
        return None
    hva = _("Se over innkallingen, og send den til gruppen")
    return Neste(hva, blikk.hvor("innkalling"), blikk.frist(frister.UTSENDING))


def _svaret(blikk: Blikk) -> Neste | None:
    if blikk.status != Status.SENDT or not blikk.skal_svare or blikk.svaret:
        return None
    return Neste(_("Svar på innkallingen"), blikk.hvor("mote_svar"), blikk.frist(frister.PAMELDING))


def _arrangorens(blikk: Blikk) -> Neste | None:
    if not blikk.styrer:
        return None
    if blikk.status == Status.LEVERT:
        klb = blikk.mote.gruppe.nettverk.kortnavn
        return Neste(
            _("%(klb)s ser over innkallingen") % {"klb": klb}, blikk.hvor("innkalling"), hos_klb(klb)
        )
    if blikk.status != Status.SENDT:
        return _innkallingen(blikk)
    igjen = blikk.sjekkliste.igjen if blikk.sjekkliste else 0
    if not igjen:
        return Neste(_("Alt er klart til møtet"), "#sjekkliste", Tilstand("success", "gjort", _("Klart")))
    hva = ngettext("%(antall)d punkt igjen på sjekklisten", "%(antall)d punkter igjen på sjekklisten", igjen)
    return Neste(hva % {"antall": igjen}, "#sjekkliste", _innen_motet(blikk.mote))


def _innkallingen(blikk: Blikk) -> Neste:
    """What stands between the organiser and an innkalling that is sent, in the order of the routine."""
    mote, frist = blikk.mote, blikk.frist(frister.INNKALLING)
    if blikk.status == Status.RETURNERT:
        return Neste(_("Rett innkallingen, og send den på nytt"), "#send", frist)
    if mote.programkontakt is None:
        return Neste(_snakk_om_programmet(blikk), "#programkontakt", blikk.frist(frister.PROGRAMKONTAKT))
    if any(mangel.felt == "program" for mangel in blikk.mangler):
        return Neste(_("Skriv programmet"), blikk.hvor("program"), frist)
    if blikk.mangler:
        return Neste(_("Gjør innkallingen klar"), "#send", frist)
    klb = mote.gruppe.nettverk.kortnavn
    return Neste(_("Send innkallingen til %(klb)s") % {"klb": klb}, blikk.hvor("innkalling"), frist)


def _snakk_om_programmet(blikk: Blikk) -> str:
    """«Skjer i samarbeid med gruppeansvarlig»: the one of the two who is not looking."""
    mote = blikk.mote
    leder = mote.gruppe.gruppeansvarlig(mote.dag)
    annen = mote.arrangor if leder == blikk.person else leder
    if annen is None or annen == blikk.person:
        return _("Bli enige om programmet")
    return _("Snakk med %(navn)s om programmet") % {"navn": annen.navn}


def _medlemmets(blikk: Blikk) -> Neste | None:
    if not blikk.medlem:
        return None
    if blikk.svaret:
        kommer = blikk.svaret.kommer
        return Neste(
            _("Du er påmeldt") if kommer else _("Du har meldt fravær"),
            blikk.hvor("mote_svar"),
            Tilstand("success" if kommer else "neutral", "gjort", _("Svart")),
        )
    if blikk.status == Status.SENDT:
        return None
    dager = grense(blikk.mote.gruppe.nettverk, frister.UTSENDING, "senest_dager")
    dato = dato_dag(blikk.mote.dag - timedelta(days=dager))
    hva = _("Hold av dagen. Innkallingen kommer senest %(dato)s.") % {"dato": dato}
    return Neste(hva, blikk.hvor("mote_kalender"), lenketekst=_("Legg i kalenderen"))


def _innen_motet(mote: Mote) -> Tilstand:
    return Tilstand("accent", "kommer", _("Innen %(dato)s") % {"dato": dato_kort(mote.dag)})
