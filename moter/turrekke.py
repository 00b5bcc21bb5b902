"""Whose turn it is in meetings that are only being planned: each as if those before it stood (L5, L7)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from moter.models import Mote
from moter.turordning import Tur, turordning
from nettverk.klokke import OSLO
from nettverk.models import Gruppe, Medlemskap

MIDT_PA_DAGEN = time(12)


class Turrekke:
    """The group's queue, in which meetings are taken on one after the other.

    `medlemskap` and `moter` are all of the group's, also past ones; `med_seg` as in `turordning`.
    """

    def __init__(
        self,
        gruppe: Gruppe,
        medlemskap: Sequence[Medlemskap],
        moter: Sequence[Mote],
        med_seg: Mapping[int, Tur],
    ) -> None:
        self.gruppe, self.medlemskap, self.moter, self.med_seg = gruppe, medlemskap, list(moter), med_seg

    def turer(self, dag: date) -> list[Tur]:
        """Return the queue for a meeting on this local date."""
        return turordning(self.medlemskap, self.moter, dag, med_seg=self.med_seg)

    def ta(self, dag: date, person: int) -> None:
        """Let this person (her id) organise a meeting on this local date."""
        start = datetime.combine(dag, MIDT_PA_DAGEN, OSLO)
        sted = self.medlemskapet(dag, person)
        self.moter.append(
            Mote(
                gruppe=self.gruppe,
                start=start,
                arrangor_id=person,
                arrangorsted_id=sted.arbeidssted_id if sted else None,
            )
        )

    def medlemskapet(self, dag: date, person: int) -> Medlemskap | None:
        """Return the membership in which she may organise on this local date, if there is one."""
        return next((m for m in self.medlemskap if m.person_id == person and m.er_aktiv(dag)), None)
