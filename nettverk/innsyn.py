"""Who is looking: the one argument of every `synlig_for` method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nettverk import klokke

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest

    from nettverk.models import Lenke, Person


@dataclass(frozen=True)
class Innsyn:
    """A viewer on a local date: a person who is logged in, or the holder of a personal link.

    Never both: a link opened in a logged-in browser shows what the link shows. Or nobody in
    particular, by an open invitation, whose address ends in `kode`.
    """

    dag: date
    person: Person | None = None
    lenke: Lenke | None = None
    kode: str = ""

    @property
    def hvem(self) -> Person | None:
        """Who acts: the person logged in, or the one the link was made for. None for a guest."""
        return self.lenke.person if self.lenke is not None else self.person

    @property
    def medlem_id(self) -> int | None:
        """Return the id of the person who may be let in as a member, if there is one.

        A link sent to a shared address opens nothing that is for members only (L19).
        """
        if self.lenke is not None:
            return self.lenke.person_id if self.lenke.sendt_til_egen else None
        return self.person.pk if self.person is not None else None


def innsyn_i(request: HttpRequest) -> Innsyn:
    """Return who looks in this request, today."""
    person = request.user if request.user.is_authenticated else None
    return Innsyn(dag=klokke.dag(klokke.naa()), person=person)
