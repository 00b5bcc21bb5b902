"""One thing that waits for a person, as her own page shows it."""

from dataclasses import dataclass

from nettverk.tilstand import Tilstand


@dataclass(frozen=True)
class Gjoremal:
    """Something that waits for her: what, in which group, where it is done, and its state."""

    hva: str
    url: str
    knapp: str
    tilstand: Tilstand
