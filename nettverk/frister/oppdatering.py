"""Deadlines that follow from an object's own dates: declared once, computed whenever it changes.

An app declares for which model it has a kind, and how its due date follows. The verb that
changes the object asks for all of them at once, also for those of apps above its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from nettverk.models.frist import Frist

Forfall = Callable[[Any], date | None]


@dataclass(frozen=True)
class _Utregning:
    modell: type[models.Model]
    slag: str
    forfall: Forfall


_utregninger: list[_Utregning] = []


def folger_av(modell: type[models.Model], slag: str, forfall: Forfall) -> None:
    """Declare that each object of `modell` has a deadline of kind `slag`.

    `forfall` takes the object and returns a local date, or None for «no such deadline now».
    """
    _utregninger.append(_Utregning(modell, slag, forfall))


def oppdater_frister(gjelder: models.Model, nettverk: Any, *, naa: datetime) -> None:
    """Set, move or leave every declared deadline of the object, as its dates are now (F3)."""
    for regel in _utregninger:
        if isinstance(gjelder, regel.modell):
            forfall = regel.forfall(gjelder)
            if forfall is not None:
                Frist.objects.sett(gjelder, regel.slag, forfall, naa=naa, nettverk=nettverk)


def la_frister_falle_bort(gjelder: models.Model, *, naa: datetime) -> None:
    """End every open deadline of the object, as when a meeting is cancelled."""
    for frist in Frist.objects.om(gjelder).apne():
        frist.bortfall(naa=naa)
