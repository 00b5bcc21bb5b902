"""Working days in Norway, and the arithmetic of deadlines on calendar days (requirements F1)."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, Self

import holidays
from dateutil.easter import easter

_HELLIGDAGER = holidays.country_holidays("NO")
_LENGST = 370  # days to look; only quiet periods that cover a whole year could exceed it


@dataclass(frozen=True)
class Stilleperiode:
    """A yearly period in which the portal is quiet, both ends included.

    `fra` and `til` are (month, day) and may pass the turn of the year; with `anker` "paske" they are
    (0, days from Easter Sunday).
    """

    fra: tuple[int, int]
    til: tuple[int, int]
    anker: Literal["", "paske"] = ""

    def dekker(self, dag: date) -> bool:
        """Whether the local day `dag` is in the period."""
        if self.anker == "paske":
            paskedag: date = easter(dag.year)
            return self.fra[1] <= (dag - paskedag).days <= self.til[1]
        punkt = (dag.month, dag.day)
        if self.fra <= self.til:
            return self.fra <= punkt <= self.til
        return punkt >= self.fra or punkt <= self.til

    @classmethod
    def fra_data(cls, rad: Mapping[str, Any]) -> Self:
        """The period that `som_data` wrote."""
        return cls(tuple(rad["fra"]), tuple(rad["til"]), rad.get("anker", ""))

    def som_data(self) -> dict[str, Any]:
        """The period as plain data."""
        return {"fra": list(self.fra), "til": list(self.til)} | ({"anker": self.anker} if self.anker else {})


PASKE = Stilleperiode((0, -6), (0, 1), anker="paske")  # Monday before Easter to Easter Monday
# F1: «default July, 23 December to 1 January, Monday before Easter to Easter Monday»
STILLE_STANDARD = (
    Stilleperiode((7, 1), (7, 31)),
    Stilleperiode((12, 23), (1, 1)),
    PASKE,
)


def er_fridag(dag: date, stille: Sequence[Stilleperiode] = ()) -> bool:
    """Saturday, Sunday, Norwegian public holiday, or in one of the quiet periods `stille`."""
    return dag.weekday() >= 5 or dag in _HELLIGDAGER or any(periode.dekker(dag) for periode in stille)


def arbeidsdag_for(dag: date, stille: Sequence[Stilleperiode] = ()) -> date:
    """The working day on or before `dag`."""
    return _arbeidsdag(dag, -1, stille)


def arbeidsdag_etter(dag: date, stille: Sequence[Stilleperiode] = ()) -> date:
    """The working day on or after `dag`."""
    return _arbeidsdag(dag, 1, stille)


def _arbeidsdag(dag: date, retning: int, stille: Sequence[Stilleperiode]) -> date:
    """The nearest working day from `dag` in one direction; `dag` itself if a year has none."""
    mulige = (dag + timedelta(days=retning * n) for n in range(_LENGST))
    return next((mulig for mulig in mulige if not er_fridag(mulig, stille)), dag)


def pluss_virkedager(dag: date, antall: int) -> date:
    """The day `antall` (>= 0) working days after `dag`; quiet periods count as working days here."""
    for _ in range(antall):
        dag = arbeidsdag_etter(dag + timedelta(days=1))
    return dag


def minus_maneder(dag: date, antall: int) -> date:
    """`antall` calendar months before `dag`, the day clamped: 30 April − 2 = 28 or 29 February."""
    ar, indeks = divmod(dag.year * 12 + dag.month - 1 - antall, 12)
    return date(ar, indeks + 1, min(dag.day, calendar.monthrange(ar, indeks + 1)[1]))
