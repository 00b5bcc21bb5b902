"""Who is looking: the one argument of every `synlig_for` method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nettverk import klokke

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest

    from nettverk.models import Lenke, Person


SESJONSLENKE = "lenke"


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
    """Return who looks in this request, today: who is logged in, else the holder of a link she has opened."""
    naa = klokke.naa()
    if request.user.is_authenticated:
        return Innsyn(dag=klokke.dag(naa), person=request.user)
    return Innsyn(dag=klokke.dag(naa), lenke=_lenken_i_sesjonen(request, naa))


def _lenken_i_sesjonen(request: HttpRequest, naa: datetime) -> Lenke | None:
    """Return the link that was opened in this browser, if it still works at this UTC moment.

    Asked anew at every request: a link that is withdrawn opens nothing more from then on.
    """
    from nettverk.models import Lenke

    pk = request.session.get(SESJONSLENKE)
    lenke = Lenke.objects.filter(pk=pk).select_related("person", "content_type").first() if pk else None
    return lenke if lenke is not None and lenke.virker(naa) else None


def husk_lenken(request: HttpRequest, lenke: Lenke) -> None:
    """Let this browser look with the link until it is closed. It is no login: nobody is `request.user`."""
    request.session.cycle_key()
    request.session[SESJONSLENKE] = lenke.pk


def glem_lenken(request: HttpRequest) -> None:
    """Let this browser look as a stranger again."""
    request.session.pop(SESJONSLENKE, None)
