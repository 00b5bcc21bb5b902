"""The day as one line: how long each part takes of the meeting, and where nothing is planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from moter.models import Mote, Motedel
from moter.program import Bolk, minutter, ramme

FARGER = {Motedel.DEL1: "brand2", Motedel.DEL2: "accent", Motedel.FELLES: "neutral"}


@dataclass(frozen=True)
class Strek:
    """An item, or a hidden run of them, in minutes from the start of the meeting, in its part's palette."""

    farge: str
    fra: int
    lengde: int


@dataclass(frozen=True)
class Dagslinje:
    """The line, from when to when; `lengde` in minutes."""

    fra: time
    til: time
    lengde: int
    streker: list[Strek]


def dagslinje(mote: Mote, bolker: Iterable[Bolk]) -> Dagslinje:
    """Return the line of a meeting with these runs of items."""
    fra, til = ramme(mote)
    deler = ((bolk.motedel, del_) for bolk in bolker for del_ in bolk.poster or (bolk,))
    tider = ((motedel, minutter(del_.start), minutter(del_.slutt)) for motedel, del_ in deler)
    streker = [Strek(FARGER[Motedel(del_)], start - fra, slutt - start) for del_, start, slutt in tider]
    return Dagslinje(mote.lokal_start.time(), mote.lokal_slutt.time(), til - fra, streker)
