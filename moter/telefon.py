"""Phone numbers, which are optional and for group lead and organiser only (L17)."""

from collections.abc import Iterable
from dataclasses import dataclass

from nettverk.models import Person


def lenkenummer(telefon: str) -> str:
    """Return a number as a `tel:` link needs it: digits, with a plus before them if there is one."""
    tall = "".join(tegn for tegn in telefon if tegn in "0123456789")
    return f"+{tall}" if tall and telefon.lstrip().startswith("+") else tall


@dataclass(frozen=True)
class Oppringing:
    """Somebody to be told in another way than by mail; no number where the viewer may not have it."""

    person: Person
    telefon: str

    @property
    def nummer(self) -> str:
        """The number as a link needs it."""
        return lenkenummer(self.telefon)


def a_ringe(personer: Iterable[Person], *, telefon: bool) -> list[Oppringing]:
    """Return them in the order of names, each once; with numbers where the viewer may have them."""
    hver = sorted(set(personer), key=lambda person: (person.etternavn, person.fornavn, person.pk))
    return [Oppringing(person, person.telefon if telefon else "") for person in hver]
