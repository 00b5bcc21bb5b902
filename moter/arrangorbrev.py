"""The mails about who organises a meeting (L5, L7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import frister, roller
from moter.brev import motenavn, send_om_mote
from moter.kalender import kalendervedlegg
from moter.models import Arrangorbytte, Arrangorskifte, Mote
from nettverk.klokke import dag as lokal_dag
from nettverk.lenker import absolutt
from nettverk.models import Person
from nettverk.utboks.slag import registrer_slag

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OPPGAVER: dict[str, "StrOrPromise"] = {
    frister.PROGRAMKONTAKT: gettext_lazy("Avtal programmet med gruppeansvarlig"),
    frister.INNKALLING: gettext_lazy("Send innkallingen til %(klb)s"),
    frister.PAMELDING: gettext_lazy("Ta imot påmeldinger. Listen kommer dagen etter fristen"),
}


@dataclass(frozen=True)
class Oppgave:
    """A task with a date, and whether that day has been."""

    slag: str
    hva: str
    senest: date
    passert: bool


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            "arrangor": gettext_lazy("Du er arrangør"),
            "arrangor_kan_ikke": gettext_lazy("Møtet mangler arrangør"),
            "arrangor_opphevet": gettext_lazy("Du er ikke lenger arrangør"),
            "arrangor_ny": gettext_lazy("Møtet har fått ny arrangør"),
        }
    )


def oppgaver(mote: Mote, dag: date) -> list[Oppgave]:
    """Return what the organiser has left to do by a date, seen from this local date."""
    klb = mote.gruppe.nettverk.kortnavn
    apne = {frist.slag: frist.forfall for frist in mote.frister.apne()}
    return [
        Oppgave(slag, str(hva) % {"klb": klb}, apne[slag], apne[slag] < dag)
        for slag, hva in OPPGAVER.items()
        if slag in apne
    ]


def du_er_arrangor(skifte: Arrangorskifte, *, bytte: Arrangorbytte | None = None, naa: datetime) -> None:
    """«Du er arrangør»: her tasks and dates, with a calendar file; and by what swap, if it was one."""
    mote, person, dag = skifte.mote, skifte.person, lokal_dag(naa)
    mottaker = roller.som_mottaker(person, mote.gruppe.nettverk)
    medlem = person.har_egen_epost and mote.medlemmer().filter(person=person).exists()
    send_om_mote(
        mottaker,
        mote,
        nokkel=f"arrangor:{skifte.pk}",
        slag="arrangor",
        auto=False,
        mal="epost/arrangor",
        emne=lambda: _("Du er arrangør: %(mote)s") % {"mote": motenavn(mote)},
        kontekst={
            "av": skifte.av,
            "person": person,
            "bytte": bytte,
            # Rendered in the receiver's language, which is not that of the page.
            "oppgaver": lambda: oppgaver(mote, dag),
            "gruppeansvarlig": mote.gruppe.gruppeansvarlig(dag),
            "url": absolutt(mote.get_absolute_url()),
            "nei_url": absolutt(reverse("arrangor_trekk", args=(mote.pk,))),
        },
        vedlegg=[kalendervedlegg(mote, mottaker.malform, for_medlem=medlem, naa=naa)],
        gjelder=mote,
        naa=naa,
    )


def kan_ikke(skifte: Arrangorskifte, *, naa: datetime) -> None:
    """Tell the group lead that the organiser cannot; it passes on where she is the lead herself."""
    mote = skifte.mote
    for mottaker in roller.mottakere(mote, "gruppeansvarlig", lokal_dag(naa), unntatt=skifte.person):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"arrangor-kan-ikke:{skifte.pk}",
            slag="arrangor_kan_ikke",
            auto=False,
            mal="epost/arrangor_kan_ikke",
            emne=lambda: _("Møtet mangler arrangør: %(mote)s") % {"mote": motenavn(mote)},
            kontekst={
                "person": skifte.person,
                "url": absolutt(reverse("gruppe", args=(mote.gruppe_id,))),
            },
            gjelder=mote,
            naa=naa,
        )


def ny_arrangor(skifter: Sequence[Arrangorskifte], *, parter: Collection[Person], naa: datetime) -> None:
    """Tell the group lead who organises now, where she is none of those who did it or whom it is about."""
    mote, dag = skifter[0].mote, lokal_dag(naa)
    if mote.gruppe.gruppeansvarlig(dag) in parter:
        return
    for mottaker in roller.mottakere(mote, "gruppeansvarlig", dag):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"arrangor-ny:{skifter[0].pk}",
            slag="arrangor_ny",
            auto=False,
            mal="epost/arrangor_ny",
            emne=lambda: _("Ny arrangør: %(mote)s") % {"mote": motenavn(mote)},
            kontekst={
                "skifter": skifter,
                "av": skifter[0].av,
                # The group has been told of another: whom to register with.
                "sendt": any(skifte.mote.innkalling_sendt for skifte in skifter),
                "url": absolutt(reverse("gruppe", args=(mote.gruppe_id,))),
            },
            gjelder=mote,
            naa=naa,
        )


def opphevet(skifte: Arrangorskifte, *, naa: datetime) -> None:
    """Tell her who is no longer organiser."""
    mote = skifte.mote
    send_om_mote(
        roller.som_mottaker(skifte.person, mote.gruppe.nettverk),
        mote,
        nokkel=f"arrangor-opphevet:{skifte.pk}",
        slag="arrangor_opphevet",
        auto=False,
        mal="epost/arrangor_opphevet",
        emne=lambda: _("Du er ikke lenger arrangør: %(mote)s") % {"mote": motenavn(mote)},
        kontekst={"av": skifte.av},
        gjelder=mote,
        naa=naa,
    )
