"""The mails about a workplace that takes over: to its contact, and to the member (L6)."""

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import roller
from moter.arrangorbrev import oppgaver
from moter.brev import motenavn, send_om_mote
from moter.kalender import kalendervedlegg
from moter.lenker import vertslenke
from moter.models import Arrangorskifte
from nettverk.klokke import dag as lokal_dag
from nettverk.lenker import absolutt
from nettverk.utboks.slag import registrer_slag


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            "vert": gettext_lazy("Arbeidsstedet er arrangør, til kontakten"),
            "arrangor_overtatt": gettext_lazy("Arbeidsstedet har tatt over møtet"),
        }
    )


def du_er_vert(skifte: Arrangorskifte, *, naa: datetime) -> None:
    """Tell the contact what it is about, her tasks and dates, with her link and a calendar file."""
    mote, person, dag = skifte.mote, skifte.person, lokal_dag(naa)
    mottaker = roller.som_mottaker(person, mote.gruppe.nettverk)
    send_om_mote(
        mottaker,
        mote,
        nokkel=f"vert:{skifte.pk}",
        slag="vert",
        auto=False,
        mal="epost/vert",
        emne=lambda: _("Du er arrangør for arbeidsstedet: %(mote)s") % {"mote": motenavn(mote)},
        kontekst={
            "av": skifte.av,
            "oppgaver": lambda: oppgaver(mote, dag),
            "gruppeansvarlig": mote.gruppe.gruppeansvarlig(dag),
        },
        hemmeligheter={"lenke": vertslenke(mote, person)},
        vedlegg=[kalendervedlegg(mote, mottaker.malform, for_medlem=False, med_adresse=False, naa=naa)],
        gjelder=mote,
        naa=naa,
    )


def overtatt(skifte: Arrangorskifte, *, naa: datetime) -> None:
    """Tell the member that her workplace has her meeting now."""
    mote = skifte.mote
    send_om_mote(
        roller.som_mottaker(skifte.person, mote.gruppe.nettverk),
        mote,
        nokkel=f"arrangor-overtatt:{skifte.pk}",
        slag="arrangor_overtatt",
        auto=False,
        mal="epost/arrangor_overtatt",
        emne=lambda: _("Arbeidsstedet ditt er arrangør: %(mote)s") % {"mote": motenavn(mote)},
        kontekst={"av": skifte.av, "url": absolutt(reverse("mote", args=(mote.pk,)))},
        gjelder=mote,
        naa=naa,
    )
