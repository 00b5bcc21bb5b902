"""What apps add to a person's own calendar, beside her groups' meetings (X6); each registers its own."""

from collections.abc import Callable, Iterable
from datetime import datetime

from nettverk.innsyn import Innsyn
from nettverk.kalender import Kalenderpost

# Takes who it is, and the UTC moment before which nothing is wanted; answers in the active language.
Kilde = Callable[[Innsyn, datetime], Iterable[Kalenderpost]]
_kilder: list[Kilde] = []


def registrer_kilde(kilde: Kilde) -> None:
    """Declare a source, from an AppConfig.ready."""
    _kilder.append(kilde)


def poster_fra_kildene(innsyn: Innsyn, siden: datetime) -> list[Kalenderpost]:
    """Return the entries of all sources, each in its own order."""
    return [post for kilde in _kilder for post in kilde(innsyn, siden)]
