"""The six steps of a meeting: what comes next, who does it, and by when."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from moter import frister
from moter.models import Innkalling, Mote
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist
from nettverk.sprak import dato_dag
from nettverk.tilstand import Tilstand, avlyst, hos_klb, tilstand


@dataclass(frozen=True)
class Motesteg:
    """One step, with its state if it has a deadline."""

    hva: str
    nar: str
    tilstand: Tilstand | None
    gjort: bool
    pagar: bool = False
    lukket: bool = False


def moteveien(mote: Mote, naa: datetime) -> list[Motesteg]:
    """Return the way to the meeting and after it; the first step not done is under way."""
    fristene = {frist.slag: frist for frist in mote.frister.all()}
    klb = mote.gruppe.nettverk.kortnavn
    siste = mote.innkallinger.filter(rettet=False).select_related("levert_av").last()
    motet_er_over = mote.er_ferdig(naa)
    rekke = [
        _steg(
            _("Avtal programmet"), _("Arrangør og gruppeansvarlig"), fristene.get(frister.PROGRAMKONTAKT), naa
        ),
        _steg(
            _("Send innkalling til %(klb)s") % {"klb": klb},
            _leverer(mote, siste, fristene.get(frister.INNKALLING)),
            fristene.get(frister.INNKALLING),
            naa,
        ),
        _utsending(mote, siste, fristene.get(frister.UTSENDING), naa),
        _steg(_("Påmelding"), _("Medlemmene"), fristene.get(frister.PAMELDING), naa),
        Motesteg(
            _("Møtet"),
            dato_dag(mote.dag),
            avlyst() if mote.er_avlyst else None,
            gjort=motet_er_over and not mote.er_avlyst,
        ),
        _steg(
            _("Referat til %(klb)s") % {"klb": klb},
            _("Referent og gruppeansvarlig"),
            fristene.get("referat"),
            naa,
        ),
    ]
    if mote.er_avlyst:
        return [steg if steg.gjort or steg.tilstand == avlyst() else _trengs_ikke(steg) for steg in rekke]
    neste = next((nr for nr, steg in enumerate(rekke) if not steg.gjort and not steg.lukket), None)
    return [replace(s, pagar=nr == neste) for nr, s in enumerate(rekke)]


def _trengs_ikke(steg: Motesteg) -> Motesteg:
    """A step of a cancelled meeting that was not done in time to matter: nobody is asked for it any more."""
    return Motesteg(steg.hva, _("Trengs ikke lenger"), None, gjort=False, lukket=True)


def _steg(hva: str, hvem: str, frist: Frist | None, naa: datetime) -> Motesteg:
    if frist is None:
        return Motesteg(hva, hvem, None, gjort=False)
    if frist.bortfalt:
        return _lukket(hva)
    if frist.gjort:
        return Motesteg(hva, hvem, tilstand(frist, naa), gjort=True)
    nar = _("%(hvem)s, senest %(dato)s") % {"hvem": hvem, "dato": dato_dag(frist.forfall)}
    return Motesteg(hva, nar, tilstand(frist, naa), gjort=False)


def _lukket(hva: str) -> Motesteg:
    """A step that the meeting has overtaken: not done, and nothing to do about it."""
    return Motesteg(hva, _("Ikke gjort"), None, gjort=False, lukket=True)


def _utsending(mote: Mote, siste: Innkalling | None, frist: Frist | None, naa: datetime) -> Motesteg:
    klb = mote.gruppe.nettverk.kortnavn
    hva = _("%(klb)s sender den til gruppen") % {"klb": klb}
    if mote.er_ferdig(naa) and mote.innkalling_sendt is None:
        return _lukket(hva)
    if siste is None or frist is None:
        return Motesteg(
            hva, _("%(klb)s, to virkedager etter at de fikk den") % {"klb": klb}, None, gjort=False
        )
    if siste.status == Innkalling.Status.LEVERT and frist.forfall >= lokal_dag(naa):
        nar = _("%(hvem)s, senest %(dato)s") % {"hvem": klb, "dato": dato_dag(frist.forfall)}
        return Motesteg(hva, nar, hos_klb(klb), gjort=False)
    if siste.status == Innkalling.Status.RETURNERT:
        return Motesteg(hva, _("Venter på en rettet innkalling"), None, gjort=False)
    return _steg(hva, klb, frist, naa)


def _leverer(mote: Mote, siste: Innkalling | None, frist: Frist | None) -> str:
    """Return who did it, when it is done: the organiser may be another since. Else who is to do it."""
    if siste and frist and frist.gjort and siste.levert_av:
        return siste.levert_av.navn
    return mote.arrangor.navn if mote.arrangor else _("Arrangøren")
