"""The open part's programme, as guests get it (L13): on a page, in a mail, in a text to forward."""

from dataclasses import dataclass
from datetime import date, time

from django.template.loader import render_to_string
from django.urls import reverse

from moter import frister
from moter.gjestekalender import gjestetid
from moter.models import Mote, Programpost
from moter.program import Bolk, bolker
from nettverk.innsyn import Innsyn
from nettverk.klokke import OSLO
from nettverk.lenker import absolutt
from nettverk.sprak import klokke


@dataclass(frozen=True)
class Apenpost:
    """One line: when, what, and who speaks."""

    start: time
    tittel: str
    ansvarlig: str

    def __str__(self) -> str:
        hvem = f", {self.ansvarlig}" if self.ansvarlig else ""
        return f"{klokke(self.start)} {self.tittel}{hvem}"


def apent_innsyn(mote: Mote, dag: date) -> Innsyn:
    """Return what somebody sees who has the open invitation and nothing else."""
    return Innsyn(dag=dag, kode=mote.gjestekode)


def apent_program(mote: Mote) -> list[Apenpost]:
    """Return the items guests come to, in the order of the day; asked through the wall round part 1.

    None before part 2 has any.
    """
    if not gjestetid(mote).kjent:
        return []
    fra, til = _klokkeslett(mote)
    synlige = Programpost.objects.synlig_for(apent_innsyn(mote, mote.dag)).filter(
        mote=mote, start__gte=fra, start__lt=til
    )
    return [Apenpost(post.start, post.tittel, post.ansvarlig) for post in synlige]


def gjestens_bolker(mote: Mote, innsyn: Innsyn) -> list[Bolk]:
    """Return what stands in the programme while guests are there; part 1 among it as a block of time.

    Nothing before part 2 has any items.
    """
    if not gjestetid(mote).kjent:
        return []
    fra, til = _klokkeslett(mote)
    return [bolk for bolk in bolker(mote, innsyn) if bolk.start >= fra and bolk.slutt <= til]


def _klokkeslett(mote: Mote) -> tuple[time, time]:
    """Return from when to when guests are there, on the clock in Norway."""
    tid = gjestetid(mote)
    return tid.start.astimezone(OSLO).time(), tid.slutt.astimezone(OSLO).time()


def invitasjonstekst(mote: Mote) -> str:
    """Return the invitation in words, to copy and forward, in the active language."""
    return render_to_string(
        "moter/gjesteinvitasjon.txt",
        {
            "mote": mote,
            "tid": gjestetid(mote),
            "program": apent_program(mote),
            "frist": frister.forfall_pamelding(mote),
            "adresse": absolutt(reverse("gjest_apen", args=(mote.gjestekode,))),
        },
    ).strip()
