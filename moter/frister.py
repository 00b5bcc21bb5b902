"""The deadlines of a meeting, as the routine has them (requirements, part F)."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from moter import neste_ar
from moter.fristhandlere import (
    Innkallingsfrist,
    Nestearfrist,
    Pameldingsfrist,
    Programkontaktfrist,
    Utsendingsfrist,
)
from moter.models import Innkalling, Mote
from moter.neste_ar import NESTE_AAR
from nettverk.arbeidsdager import minus_maneder, pluss_virkedager
from nettverk.frister.oppsett import grense
from nettverk.frister.regler import Fristslag, Grense, Grenser, krev, registrer, saker
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Nettverk

PROGRAMKONTAKT = "programkontakt"
INNKALLING = "innkalling"
UTSENDING = "utsending"
PAMELDING = "pamelding"


def _grense(mote: Mote, slag: str, kode: str) -> int:
    return grense(mote.gruppe.nettverk, slag, kode)


def forfall_programkontakt(mote: Mote) -> date:
    """«Ta kontakt i god tid (min 2 mnd) før møtet.» Calendar months, the day clamped."""
    return minus_maneder(mote.dag, _grense(mote, PROGRAMKONTAKT, "maneder"))


def forfall_innkalling(mote: Mote) -> date:
    """«Sende møteinnkalling til KLB senest 2 uker før møtet.»

    One that KLB has returned has two working days from then (L12), or as many as the meeting leaves.
    """
    forfall = mote.dag - timedelta(days=_grense(mote, INNKALLING, "dager"))
    siste = mote.innkallinger.last() if mote.pk else None
    if siste is None or siste.status != Innkalling.Status.RETURNERT or siste.returnert is None:
        return forfall
    virkedager = _grense(mote, INNKALLING, "retur_virkedager")
    return max(forfall, min(pluss_virkedager(lokal_dag(siste.returnert), virkedager), mote.dag))


def forfall_utsending(mote: Mote) -> date | None:
    """Two working days after KLB got it, yet at the latest ten days before the meeting.

    None while KLB does not have it. A correction after that changes nothing (L17).
    """
    siste = next((en for en in reversed(mote.innkallinger.all()) if not en.rettet), None)
    if siste is None or siste.status == Innkalling.Status.RETURNERT:
        return None
    levert = lokal_dag(siste.levert)
    senest = mote.dag - timedelta(days=_grense(mote, UTSENDING, "senest_dager"))
    return max(levert, min(pluss_virkedager(levert, _grense(mote, UTSENDING, "virkedager")), senest))


def forfall_pamelding(mote: Mote) -> date:
    """«Det er viktig å overholde tidsfrist for påmelding til arrangør.»"""
    return mote.pamelding_frist or standard_pameldingsfrist(mote)


def standard_pameldingsfrist(mote: Mote) -> date:
    """«Default: 7 days before the meeting, the organiser can set another» (L4)."""
    return mote.dag - timedelta(days=_grense(mote, PAMELDING, "dager"))


def _ny_pameldingsgrense(nettverk: Nettverk, fra: Grenser, til: Grenser) -> None:
    """Let the default follow the network's new limit, where nobody has been told a date yet.

    A date that the organiser has set stays, and so does one that an innkalling has announced.
    """
    apne = Frist.objects.apne().filter(nettverk=nettverk, slag=PAMELDING)
    for mote in Mote.objects.filter(frister__in=apne, innkallinger=None):
        if mote.pamelding_frist == mote.dag - timedelta(days=fra["dager"]):
            mote.pamelding_frist = mote.dag - timedelta(days=til["dager"])
            mote.save(update_fields=["pamelding_frist"])


def _i_rekkefolge(grenser: Mapping[str, Grenser]) -> Iterator[tuple[str, str, str]]:
    """Refuse limits that would ask for an answer before the innkalling can be out."""
    innkalling = grenser[INNKALLING]["dager"]
    utsending = grenser[UTSENDING]["senest_dager"]
    if utsending >= innkalling:
        feil = _("Må være færre enn fristen for innkallingen, som er %(dager)d dager før møtet.")
        yield UTSENDING, "senest_dager", feil % {"dager": innkalling}
    if grenser[PAMELDING]["dager"] >= utsending:
        feil = _("Må være færre enn siste dag for utsending, som er %(dager)d dager før møtet.")
        yield PAMELDING, "dager", feil % {"dager": utsending}


def registrer_frister() -> None:
    """Declare the table: due when, who must act, when to remind, and to whom it is passed on."""
    saker.append(Mote.objects.for_frister())
    krev(_i_rekkefolge)
    registrer(
        Fristslag(
            PROGRAMKONTAKT,
            plass=1,
            navn=_("Avtale om programmet"),
            modell=Mote,
            forfall=forfall_programkontakt,
            grenser=(Grense("maneder", _("måneder før møtet"), 2, mest=12),),
            ansvarlig="arrangor",
            paminn=(-21, -7, 0),
            eskaler={"gruppeansvarlig": (3,), "koordinator": (7,)},
            handler=Programkontaktfrist(),
        )
    )
    registrer(
        Fristslag(
            INNKALLING,
            plass=2,
            navn=_("Innkalling til sekretariatet"),
            modell=Mote,
            forfall=forfall_innkalling,
            grenser=(
                Grense("dager", _("dager før møtet"), 14, minst=1),
                Grense("retur_virkedager", _("virkedager etter retur"), 2, mest=20),
            ),
            ansvarlig="arrangor",
            paminn=(-14, -7, -2),
            eskaler={"gruppeansvarlig": (0,), "koordinator": (1,)},
            handler=Innkallingsfrist(),
        )
    )
    registrer(
        Fristslag(
            UTSENDING,
            plass=3,
            navn=_("Innkalling ut til gruppen"),
            modell=Mote,
            forfall=forfall_utsending,
            grenser=(
                Grense("virkedager", _("virkedager etter levering"), 2, mest=20),
                Grense("senest_dager", _("dager før møtet, senest"), 10),
            ),
            ansvarlig="koordinator",
            paminn=(0, 1),
            handler=Utsendingsfrist(),
        )
    )
    registrer(
        Fristslag(
            PAMELDING,
            plass=4,
            navn=_("Påmelding"),
            modell=Mote,
            forfall=forfall_pamelding,
            grenser=(Grense("dager", _("dager før møtet"), 7),),
            ved_nye_grenser=_ny_pameldingsgrense,
            ansvarlig="medlem",
            paminn=(-5, -1),
            eskaler={"arrangor": (1,), "gruppeansvarlig": (1,)},
            uansett=frozenset({"arrangor", "gruppeansvarlig"}),
            handler=Pameldingsfrist(),
        )
    )
    registrer(
        Fristslag(
            NESTE_AAR,
            plass=7,
            navn=_("Neste års møter"),
            modell=Mote,
            forfall=neste_ar.forfall,
            grenser=(Grense("dager", _("dager etter årets siste møte"), 14),),
            ansvarlig="gruppeansvarlig",
            paminn=(-7, 0),
            eskaler={"koordinator": (7,)},
            handler=Nestearfrist(),
        )
    )
