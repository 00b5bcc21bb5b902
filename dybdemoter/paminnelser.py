"""Which reminders about a series and its meetings have gone, and which will go (F5)."""

from __future__ import annotations

from datetime import datetime

from dybdemoter.models import Serie, Seriemote
from nettverk.frister import varselplan
from nettverk.frister.regler import fristslag
from nettverk.frister.varselplan import Varsellinje
from nettverk.models import Frist
from nettverk.sprak import dato_dag


def _navn(frist: Frist) -> str:
    """Return the deadline's name, with the day of the meeting where it is of one."""
    navn, gjelder = str(fristslag(frist.slag).navn), frist.gjelder
    return f"{navn}, {dato_dag(gjelder.dag)}" if isinstance(gjelder, Seriemote) else navn


def _frister(serie: Serie) -> list[Frist]:
    """Return every deadline of the series and its meetings, each knowing what it is of."""
    funnet = []
    moter = Seriemote.objects.for_frister().filter(serie=serie)
    for sak in (serie, *moter.prefetch_related("frister")):
        for frist in sak.frister.all():
            frist.gjelder, frist.nettverk = sak, serie.nettverk
            funnet.append(frist)
    return funnet


def fortalt(serie: Serie) -> list[Varsellinje]:
    """Return what has been told, the latest first."""
    return varselplan.fortalt(_frister(serie), _navn)


def planlagt(serie: Serie, naa: datetime) -> list[Varsellinje]:
    """Return what will be told from this moment on if nothing is done, the next first."""
    levende = [frist for frist in _frister(serie) if frist.apen or frist.neste_varsel is not None]
    return varselplan.planlagt(levende, naa, _navn)
