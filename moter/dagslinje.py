"""The day as one line: how long each part takes of the meeting, and where nothing is planned."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from moter.models import Mote, Motedel
from moter.program import Bolk, minutter, ramme

FARGER = {Motedel.DEL1: "brand2", Motedel.DEL2: "accent", Motedel.FELLES: "neutral"}


@dataclass(frozen=True)
class Strek:
    """A run of items, in minutes from the start of the meeting, in its part's palette."""

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
    streker = [
        Strek(FARGER[Motedel(b.motedel)], minutter(b.start) - fra, minutter(b.slutt) - minutter(b.start))
        for b in bolker
    ]
    return Dagslinje(mote.lokal_start.time(), mote.lokal_slutt.time(), til - fra, streker)
