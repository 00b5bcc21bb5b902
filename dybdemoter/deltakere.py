"""Who comes from the institution: two or three, the same each time, is a hint and never a stop (D3, D9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dybdemoter.models import Deltaker, Seriemote, Soknad
from nettverk.frister.oppdatering import oppdater_frister

ANBEFALT = range(2, 4)  # «at to til tre personer […] deltar på hvert møte»


@dataclass(frozen=True)
class Deltakerdata:
    """One participant, as she is named in a form."""

    navn: str
    yrke: str = ""
    epost: str = ""


def hint(antall: int) -> str:
    """Return what is recommended, where this many participants are not; empty where they are."""
    if antall in ANBEFALT:
        return ""
    if antall > ANBEFALT[-1]:
        return _("Dere har meldt %(antall)d deltakere. Vi anbefaler to til tre, og de samme hver gang.") % {
            "antall": antall
        }
    return _("Vi anbefaler at to til tre deltar, og at det er de samme hver gang.")


def ventet(soknad: Soknad, mote: Seriemote) -> list[Deltaker]:
    """Return who is expected from the institution at a meeting: those of every meeting, and of this one."""
    return list(soknad.deltakere.filter(Q(mote=None) | Q(mote=mote)))


def uten_deltakere(mote: Seriemote) -> list[Soknad]:
    """Return the institutions with a place that have named nobody for this meeting, in the queue's order."""
    navngitt = Deltaker.objects.filter(Q(mote=None) | Q(mote=mote)).values("soknad")
    soknader = mote.serie.soknader.med_plass().exclude(pk__in=navngitt)
    return list(soknader.select_related("institusjon").prefetch_related("kontakter"))


def legg_til(soknad: Soknad, nye: Iterable[Deltakerdata], *, mote: Seriemote | None = None) -> list[Deltaker]:
    """Add participants, for every meeting or for one; a name that stands there already is not added again."""
    kjente = {en.navn.casefold() for en in soknad.deltakere.filter(Q(mote=None) | Q(mote=mote))}
    lagt_til = []
    for en in nye:
        navn = " ".join(en.navn.split())
        if navn and navn.casefold() not in kjente:
            kjente.add(navn.casefold())
            lagt_til.append(Deltaker(soknad=soknad, navn=navn, yrke=en.yrke, epost=en.epost, mote=mote))
    return Deltaker.objects.bulk_create(lagt_til)


@transaction.atomic
def sett_faste(soknad: Soknad, deltakere: Iterable[Deltakerdata], *, naa: datetime) -> list[Deltaker]:
    """Let these be the participants of every meeting, in this order; who was at a meeting stays on its list.

    Somebody who keeps her name keeps her attendance.
    """
    onsket = {" ".join(en.navn.split()).casefold(): en for en in deltakere if en.navn.strip()}
    for gammel in soknad.deltakere.filter(mote=None):
        data = onsket.pop(gammel.navn.casefold(), None)
        if data is not None:
            gammel.yrke, gammel.epost = data.yrke, data.epost
            gammel.save(update_fields=["yrke", "epost"])
        elif gammel.oppmote.exists():
            _bare_der_hun_var(gammel)
        else:
            gammel.delete()
    legg_til(soknad, onsket.values())
    oppdater_deltakerfrister(soknad, naa=naa)
    return list(soknad.deltakere.filter(mote=None))


def _bare_der_hun_var(deltaker: Deltaker) -> None:
    """Let one who has left be expected at no later meeting, and stand where she was."""
    siste = deltaker.oppmote.select_related("mote").latest("mote__start")
    deltaker.mote = siste.mote
    deltaker.save(update_fields=["mote"])


@transaction.atomic
def sett_for_mote(
    soknad: Soknad, mote: Seriemote, deltakere: Iterable[Deltakerdata], *, naa: datetime
) -> list[Deltaker]:
    """Name who else comes to one meeting, until it begins; those named for it before are replaced.

    Raises ValidationError for a meeting that has begun, is cancelled, or is another series'.
    """
    if mote.serie_id != soknad.serie_id or mote.er_avlyst or mote.start <= naa:
        raise ValidationError(_("Dere kan ikke lenger melde deltakere til dette møtet."))
    soknad.deltakere.filter(mote=mote, oppmote=None).delete()
    lagt_til = legg_til(soknad, deltakere, mote=mote)
    oppdater_deltakerfrister(soknad, naa=naa)
    return lagt_til


def oppdater_deltakerfrister(soknad: Soknad, *, naa: datetime) -> None:
    """End, or open again, the duty to name participants at the meetings that have not been."""
    for mote in soknad.serie.moter.for_frister().filter(start__gt=naa):
        oppdater_frister(mote, mote.nettverk, "deltakere", naa=naa)
