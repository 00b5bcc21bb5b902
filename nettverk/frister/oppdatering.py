"""Deadlines that follow from an object's own dates: declared once, computed whenever it changes.

The table says for each kind which model it concerns and how its due date follows. The verb that
changes the object asks for all of them at once, also for those of apps above its own.
"""

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.prefetch import GenericPrefetch
from django.db import models

from nettverk.frister.regler import alle_slag, fristslag, saker
from nettverk.models.frist import Frist


def oppdater_frister(gjelder: models.Model, nettverk: Any, *bare: str, naa: datetime) -> None:
    """Set, move or end the declared deadlines of the object, as its dates are now (F3).

    `bare` names the kinds that something has happened to; all of them when none is named, as when
    the object is new or has another date.
    """
    for slag in alle_slag():
        if slag.modell is None or slag.forfall is None or not isinstance(gjelder, slag.modell):
            continue
        if bare and slag.kode not in bare:
            continue
        forfall = slag.forfall(gjelder)
        if forfall is not None:
            Frist.objects.sett(gjelder, slag.kode, forfall, naa=naa, nettverk=nettverk)
        else:
            for frist in Frist.objects.om(gjelder).apne().filter(slag=slag.kode):
                frist.bortfall(naa=naa)


def la_frister_falle_bort(gjelder: models.Model, *, naa: datetime) -> None:
    """End every open deadline of the object, as when a meeting is cancelled, and the lists of the done."""
    for frist in Frist.objects.om(gjelder):
        frist.bortfall(naa=naa)


def regn_ut_pa_nytt(nettverk: Any, *, naa: datetime) -> int:
    """Compute the network's open deadlines anew after a change of its rules; return how many moved."""
    flyttet = 0
    for frist in (
        Frist.objects.filter(nettverk=nettverk).levende().prefetch_related(GenericPrefetch("gjelder", saker))
    ):
        forfall = fristslag(frist.slag).forfall
        ny = forfall(frist.gjelder) if forfall and frist.gjelder else None
        flyttet += ny not in (None, frist.forfall)
        frist.flytt(ny or frist.forfall, naa=naa)
    return flyttet
