"""Phone numbers, which are optional and for group lead and organiser only (L17)."""

from collections.abc import Iterable
from dataclasses import dataclass

from nettverk.alfabet import alfabetisk
from nettverk.models import Person
from nettverk.sprak import ringbart


@dataclass(frozen=True)
class Oppringing:
    """Somebody to be told in another way than by mail; no number where the viewer may not have it."""

    person: Person
    telefon: str

    @property
    def nummer(self) -> str:
        """The number as a link needs it."""
        return ringbart(self.telefon)


def a_ringe(personer: Iterable[Person], *, telefon: bool) -> list[Oppringing]:
    """Return them in the order of names, each once; with numbers where the viewer may have them."""
    hver = sorted(set(personer), key=lambda en: (alfabetisk(en.etternavn), alfabetisk(en.fornavn), en.pk))
    return [Oppringing(person, person.telefon if telefon else "") for person in hver]
