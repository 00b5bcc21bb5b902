"""The deadlines of a meeting, as the routine has them (requirements, part F)."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from moter import roller
from moter.lenker import svarlenke
from moter.models import Innkalling, Mote
from nettverk.arbeidsdager import minus_maneder, pluss_virkedager
from nettverk.frister.oppdatering import folger_av
from nettverk.frister.regler import Fristslag, Mottaker, registrer
from nettverk.klokke import dag as lokal_dag
from nettverk.lenker import Personlenke
from nettverk.models import Frist
from nettverk.sprak import dato_dag

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PROGRAMKONTAKT = "programkontakt"
INNKALLING = "innkalling"
UTSENDING = "utsending"
PAMELDING = "pamelding"

PROGRAMKONTAKT_MANEDER = 2
INNKALLING_DAGER = 14
UTSENDING_VIRKEDAGER = 2
UTSENDING_SENEST_DAGER = 10
RETUR_VIRKEDAGER = 2
RO_ETTER_UTSENDING = timedelta(days=2)


def forfall_programkontakt(mote: Mote) -> date:
    """«Ta kontakt i god tid (min 2 mnd) før møtet.» Calendar months, the day clamped."""
    return minus_maneder(mote.dag, PROGRAMKONTAKT_MANEDER)


def forfall_innkalling(mote: Mote) -> date:
    """«Sende møteinnkalling til KLB senest 2 uker før møtet.»

    One that KLB has returned has two working days from then (L12).
    """
    forfall = mote.dag - timedelta(days=INNKALLING_DAGER)
    siste = mote.innkallinger.last() if mote.pk else None
    if siste is None or siste.status != Innkalling.Status.RETURNERT or siste.returnert is None:
        return forfall
    return max(forfall, pluss_virkedager(lokal_dag(siste.returnert), RETUR_VIRKEDAGER))


def forfall_pamelding(mote: Mote) -> date:
    """«Det er viktig å overholde tidsfrist for påmelding til arrangør.»"""
    return mote.pamelding_frist or mote.standard_pameldingsfrist


def forfall_utsending(mote: Mote, levert: date) -> date:
    """Two working days after KLB got it, yet at the latest ten days before the meeting."""
    senest = mote.dag - timedelta(days=UTSENDING_SENEST_DAGER)
    return max(levert, min(pluss_virkedager(levert, UTSENDING_VIRKEDAGER), senest))


class Motefrist:
    """What the engine asks about a deadline that concerns a meeting."""

    oppgave: "StrOrPromise" = ""
    side = "mote"

    def tittel(self, frist: Frist) -> str:
        """Return the duty with group and date, in the active language."""
        mote = self.mote(frist)
        oppgave = str(self.oppgave) % {"klb": mote.gruppe.nettverk.kortnavn}
        return f"{oppgave}: {mote.gruppe.navn}, {dato_dag(mote.dag)}"

    def url(self, frist: Frist) -> str:
        """Return the path of the page where the duty is done."""
        return reverse(self.side, args=(frist.object_id,))

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        """Return who holds the role in this meeting."""
        return roller.mottakere(self.mote(frist), rolle, dag)

    def kan_varsles(self, frist: Frist, naa: datetime) -> bool:
        """Nobody is reminded of a meeting that is cancelled."""
        return not self.mote(frist).er_avlyst

    def mote(self, frist: Frist) -> Mote:
        """Return the meeting in question."""
        gjelder = frist.gjelder
        assert isinstance(gjelder, Mote)
        return gjelder


class Programkontaktfrist(Motefrist):
    """The organiser contacts the group lead about the programme (L11)."""

    oppgave = _("Avtal programmet med gruppeansvarlig")


class Innkallingsfrist(Motefrist):
    """The organiser sends the innkalling to KLB (L12)."""

    oppgave = _("Send innkalling til %(klb)s")


class Utsendingsfrist(Motefrist):
    """KLB sends the innkalling to the group (L12)."""

    oppgave = _("Send innkallingen ut til gruppen")


class Pameldingsfrist(Motefrist):
    """Each member registers or reports absence (L2)."""

    oppgave = _("Påmelding til nettverksmøtet")

    def kan_varsles(self, frist: Frist, naa: datetime) -> bool:
        """Hold back until the innkalling has been out for two days (F2).

        One that never went out is reminded of to nobody; the lists at the deadline go all the same.
        """
        mote = self.mote(frist)
        if mote.er_avlyst or naa >= mote.start:
            return False
        sendt = mote.innkalling_sendt
        return naa >= sendt + RO_ETTER_UTSENDING if sendt else lokal_dag(naa) > frist.forfall

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        """Ask no member for an answer to an innkalling that is not out."""
        if rolle == "medlem" and self.mote(frist).innkalling_sendt is None:
            return []
        return super().mottakere(frist, rolle, dag)

    def personlig_url(self, frist: Frist, mottaker: Mottaker, naa: datetime) -> Personlenke | None:
        """Give each member a link that answers without login."""
        if mottaker.person is None or not roller.skal_svare(self.mote(frist), mottaker.person):
            return None
        return svarlenke(self.mote(frist), mottaker.person)


def registrer_frister() -> None:
    """Declare the table: who must act, when to remind, and to whom it is passed on."""
    registrer(
        Fristslag(
            PROGRAMKONTAKT,
            ansvarlig="arrangor",
            paminn=(-21, -7, 0),
            eskaler={"gruppeansvarlig": (3,), "koordinator": (7,)},
            handler=Programkontaktfrist(),
        )
    )
    registrer(
        Fristslag(
            INNKALLING,
            ansvarlig="arrangor",
            paminn=(-14, -7, -2),
            eskaler={"gruppeansvarlig": (0,), "koordinator": (1,)},
            handler=Innkallingsfrist(),
        )
    )
    registrer(
        Fristslag(
            UTSENDING,
            ansvarlig="koordinator",
            paminn=(0, 1),
            handler=Utsendingsfrist(),
        )
    )
    registrer(
        Fristslag(
            PAMELDING,
            ansvarlig="medlem",
            paminn=(-5, -1),
            eskaler={"arrangor": (1,), "gruppeansvarlig": (1,)},
            handler=Pameldingsfrist(),
        )
    )
    folger_av(Mote, PROGRAMKONTAKT, forfall_programkontakt)
    folger_av(Mote, INNKALLING, forfall_innkalling)
    folger_av(Mote, PAMELDING, forfall_pamelding)
