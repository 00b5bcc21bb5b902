"""Who has a place: decided, answered, withdrawn, and offered to the next (D5 to D8)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dybdemoter import brev, soknadsbrev
from dybdemoter.deltakere import oppdater_deltakerfrister
from dybdemoter.fordeling import Forslag, Kandidat, foresla
from dybdemoter.forfall import SVAR
from dybdemoter.frister import sett_motefrister
from dybdemoter.kalender import kalendervedlegg
from dybdemoter.koen import i_koen
from dybdemoter.models import Fordeling, Kontakt, Serie, Soknad
from dybdemoter.tilstander import Aktor, Tilstand, UlovligSteg, las, ta_steg
from nettverk.arbeidsdager import pluss_virkedager
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Person

TILBUD_VIRKEDAGER = 5  # D8: «with a time limit of 5 working days, until the first meeting»
FA = 2  # D11: «fewer than two institutions at the deadline: the adviser decides»
OPPTAR_PLASS = (Tilstand.PLASS, Tilstand.TILBUD)


class TilbudUtlopt(Exception):
    """The offer had run out before it was answered."""


def forslag(serie: Serie) -> Forslag:
    """Return what the rule proposes, of the applications that wait for an answer (D5)."""
    mottatte = serie.soknader.filter(tilstand=Tilstand.MOTTATT)
    return foresla((Kandidat(en.nummer, en.typer) for en in mottatte), serie.plasser)


def er_fa(serie: Serie) -> bool:
    """Whether fewer than two institutions have applied, where there are places for so many (D11)."""
    return serie.soknader.filter(tilstand=Tilstand.MOTTATT).count() < min(FA, serie.plasser)


def bestem(
    serie: Serie, valgt: Iterable[int], *, grunn: str = "", med_fa: bool = False, av: Person, naa: datetime
) -> Fordeling:
    """Decide which numbers in the queue get a place; nobody is told yet. It may be decided anew.

    A reason is asked for where it differs from the proposal, and `med_fa` where fewer than two have
    applied. Raises ValidationError with what is wrong.
    """
    numre = sorted(set(valgt))
    with i_koen(serie) as laast:
        _krev_klar_til_svar(laast, naa)
        mottatte = set(laast.soknader.filter(tilstand=Tilstand.MOTTATT).values_list("nummer", flat=True))
        if not numre or not set(numre) <= mottatte:
            raise ValidationError({"valgt": _("Velg blant dem som har meldt seg på og venter på svar.")})
        if len(numre) > laast.plasser:
            feil = _("Det er %(plasser)d plasser, og du har valgt %(valgt)d.")
            raise ValidationError({"valgt": feil % {"plasser": laast.plasser, "valgt": len(numre)}})
        if er_fa(laast) and not med_fa:
            raise ValidationError(
                {"valgt": _("Færre enn to har meldt seg på. Kjør likevel, utvid fristen eller avlys.")}
            )
        foreslatt = som_data(forslag(laast))
        if numre != foreslatt["valgt"] and not grunn.strip():
            raise ValidationError({"grunn": _("Skriv hvorfor du velger noe annet enn forslaget.")})
        return Fordeling.objects.create(
            serie=laast, forslag=foreslatt, valgt=numre, grunn=grunn.strip(), av=av, tid=naa
        )


def som_data(forslag: Forslag) -> dict[str, list[int] | list[dict[str, object]]]:
    """Return a proposal as it is kept, see Fordeling."""
    return {
        "valgt": [en.nummer for en in forslag.valgt],
        "venter": [en.nummer for en in forslag.venter],
        "bytter": [{"ut": b.ut.nummer, "inn": b.inn.nummer, "type": b.type} for b in forslag.bytter],
    }


def gi_svar(serie: Serie, *, av: Person, naa: datetime) -> None:
    """Answer everybody at once, yes or no, as was last decided (D6). Raises ValidationError.

    One transaction: either everybody has an answer, or nobody has. The chosen have a place, the rest wait.
    """
    with i_koen(serie) as laast:
        _krev_klar_til_svar(laast, naa)
        valgt = _gjeldende_valg(laast)
        mottatte = laast.soknader.filter(tilstand=Tilstand.MOTTATT).order_by("nummer")
        venter = 0
        for soknad in map(las, mottatte):
            soknad.svart = naa
            soknad.save(update_fields=["svart"])
            if soknad.nummer in valgt:
                ta_steg(soknad, Tilstand.PLASS, av=av, naa=naa)
                soknadsbrev.plass(soknad, naa=naa)
            else:
                venter += 1
                ta_steg(soknad, Tilstand.VENTER, av=av, naa=naa)
                soknadsbrev.venteliste(soknad, venter, naa=naa)
        laast.status, laast.svar_sendt = Serie.Status.FORDELT, naa
        laast.save(update_fields=["status", "svar_sendt"])
        for frist in Frist.objects.om(laast).filter(slag=SVAR):
            frist.fullfor(naa=naa)
        sett_motefrister(laast, naa=naa)
        _til_radgiverne_om_svarene(laast, naa)


def _krev_klar_til_svar(serie: Serie, naa: datetime) -> None:
    """Refuse to give places before the deadline is over, and twice."""
    if serie.status == Serie.Status.FORDELT:
        raise ValidationError(_("Svarene er allerede sendt."))
    if serie.status != Serie.Status.APEN:
        raise ValidationError(_("Møterekken tar ikke imot påmeldinger."))
    if not serie.fristen_er_ute(naa):
        raise ValidationError(_("Plassene fordeles når påmeldingsfristen er ute."))


def _gjeldende_valg(serie: Serie) -> set[int]:
    """Return the numbers last decided on. Raises ValidationError where one of them has withdrawn since."""
    siste = serie.fordelinger.last()
    if siste is None:
        raise ValidationError(_("Bestem først hvem som får plass."))
    valgt = set(siste.valgt)
    if serie.soknader.filter(tilstand=Tilstand.MOTTATT, nummer__in=valgt).count() < len(valgt):
        raise ValidationError(_("En av dem som skulle få plass, har trukket seg. Bestem på nytt."))
    return valgt


def _til_radgiverne_om_svarene(serie: Serie, naa: datetime) -> None:
    """Give the advisers the meetings in their calendars, with the Teams links they are to use."""
    moter = [mote for mote in serie.gjeldende_moter() if mote.slutt > naa]
    brev.til_radgiverne(
        serie,
        nokkel=f"svar:{serie.pk}",
        emne=lambda: _("Svarene er sendt: %(serie)s") % {"serie": brev.serienavn(serie)},
        tekst=lambda: brev.Innhold(
            _("Alle har fått svar"),
            (_("Kalenderfilene i e-posten legger møtene i kalenderen, med lenken til Teams."),),
            punkter=brev.motelinjer(serie, med_lenke=True),
            knapp=_("Åpne møterekken"),
        ),
        vedlegg=lambda til: kalendervedlegg(moter, til.malform, naa=naa),
        gjelder=serie,
        naa=naa,
    )


def avvis(soknad: Soknad, *, grunn: str, av: Person, naa: datetime) -> None:
    """Refuse an application before the places are given, and say why at once. Raises ValidationError."""
    if not grunn.strip():
        raise ValidationError({"grunn": _("Skriv hvorfor. Institusjonen får lese det.")})
    with i_koen(soknad.serie):
        egen = las(soknad)
        egen.svart = naa
        _steg(egen, Tilstand.AVVIST, av=av, grunn=grunn.strip(), naa=naa)
        egen.save(update_fields=["svart"])
        soknadsbrev.nei(egen, grunn.strip(), naa=naa)


def trekk(soknad: Soknad, *, grunn: str = "", av: Aktor, naa: datetime) -> None:
    """Withdraw an application. Free before there is a place or an offer; after, a reason is recorded and
    the advisers are asked whether the place goes to the next (D8). Raises ValidationError.
    """
    with i_koen(soknad.serie):
        egen = las(soknad)
        hadde_plass, opptok = egen.har_plass, egen.tilstand in OPPTAR_PLASS
        if hadde_plass and not grunn.strip():
            raise ValidationError({"grunn": _("Skriv kort hvorfor dere trekker dere.")})
        _steg(egen, Tilstand.TRUKKET, av=av, grunn=grunn.strip(), naa=naa)
        soknadsbrev.trukket(egen, hadde_plass=hadde_plass, naa=naa)
        if opptok:
            soknadsbrev.plass_ledig(egen, grunn.strip(), naa=naa)
        if hadde_plass:
            oppdater_deltakerfrister(egen, naa=naa)


def _steg(soknad: Soknad, til: str, *, av: Aktor, grunn: str = "", naa: datetime) -> None:
    """Take a step that the person may not be able to take any more, since something else came between."""
    try:
        ta_steg(soknad, til, av=av, grunn=grunn, naa=naa)
    except UlovligSteg as feil:
        tilstand = soknad.get_tilstand_display()
        raise ValidationError(
            _("Det går ikke lenger. Påmeldingen er nå: %(tilstand)s.") % {"tilstand": tilstand}
        ) from feil


def ledige(serie: Serie) -> int:
    """Return how many places nobody has or has been offered."""
    return serie.plasser - serie.soknader.filter(tilstand__in=OPPTAR_PLASS).count()


def neste_pa_ventelisten(serie: Serie) -> Soknad | None:
    """Return who is to be offered the next place: the lowest number that waits. There is one queue."""
    return serie.soknader.filter(tilstand=Tilstand.VENTER).order_by("nummer").first()


def tilby_neste(serie: Serie, *, av: Person, naa: datetime) -> Soknad:
    """Offer a free place to the next on the waiting list. Raises ValidationError where there is none.

    The offer lasts five working days, and at most until the first meeting begins.
    """
    with i_koen(serie) as laast:
        neste = neste_pa_ventelisten(laast)
        forste = laast.forste_mote
        if laast.status != Serie.Status.FORDELT:
            raise ValidationError(_("Plassene er ikke fordelt ennå."))
        if forste is None or naa >= forste.start:
            raise ValidationError(_("Det første møtet har begynt. Da tilbys ikke plassene videre."))
        if ledige(laast) < 1:
            raise ValidationError(_("Ingen plass er ledig."))
        if neste is None:
            raise ValidationError(_("Ingen står på ventelisten."))
        soknad = las(neste)
        soknad.tilbud_til = tilbudsfrist(laast, naa)
        ta_steg(soknad, Tilstand.TILBUD, av=av, naa=naa)
        soknadsbrev.tilbud(soknad, naa=naa)
        return soknad


def tilbudsfrist(serie: Serie, naa: datetime) -> date:
    """Return the last day of an offer made at this moment, inclusive. Needs a meeting ahead."""
    forste = serie.forste_mote
    assert forste is not None
    return min(pluss_virkedager(lokal_dag(naa), TILBUD_VIRKEDAGER), forste.dag)


def svar_pa_tilbud(soknad: Soknad, *, ja: bool, av: Kontakt | Person, naa: datetime) -> Soknad:
    """Take the place that was offered, or give it back. Raises TilbudUtlopt, and ValidationError."""
    with i_koen(soknad.serie):
        egen = las(soknad)
        if egen.tilstand == Tilstand.UTLOPT or (
            egen.tilstand == Tilstand.TILBUD and egen.tilbudet_er_ute(naa)
        ):
            raise TilbudUtlopt
        _steg(egen, Tilstand.PLASS if ja else Tilstand.TAKKET_NEI, av=av, naa=naa)
        if ja:
            soknadsbrev.plass(egen, naa=naa)
            oppdater_deltakerfrister(egen, naa=naa)
        else:
            soknadsbrev.plass_ledig(egen, naa=naa)
        return egen


def la_tilbud_lope_ut(naa: datetime) -> int:
    """End the offers whose time is up at this moment; return how many. For the sweep."""
    mulige = Soknad.objects.filter(tilstand=Tilstand.TILBUD, tilbud_til__lte=lokal_dag(naa))
    antall = 0
    for soknad in mulige.select_related("serie").order_by("serie", "nummer"):
        if not soknad.tilbudet_er_ute(naa):
            continue
        with i_koen(soknad.serie):
            egen = las(soknad)
            if egen.tilstand == Tilstand.TILBUD and egen.tilbudet_er_ute(naa):
                ta_steg(egen, Tilstand.UTLOPT, naa=naa)
                soknadsbrev.tilbudet_er_ute(egen, naa=naa)
                antall += 1
    return antall
