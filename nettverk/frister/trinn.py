"""From a rule and a due date to moments: when each role is told (requirements F1 and F2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from nettverk import klokke
from nettverk.arbeidsdager import STILLE_STANDARD, Stilleperiode, arbeidsdag_etter, arbeidsdag_for
from nettverk.frister.regler import Vindu

KJORETID = time(8, 0)  # F4: «The daily run is at 08:00 local time»


@dataclass(frozen=True, order=True)
class Steg:
    """One step: tell `rolle` at `nar` (aware UTC). `trinn` is days before (-) or after (+) the due date."""

    nar: datetime
    trinn: int
    rolle: str


def kl_atte(dag: date) -> datetime:
    """08:00 in Europe/Oslo on the local day `dag`, as UTC."""
    return datetime.combine(dag, KJORETID, tzinfo=klokke.OSLO).astimezone(UTC)


def neste_morgen(naa: datetime) -> datetime:
    """The first daily run after `naa`."""
    dag = klokke.dag(naa)
    return kl_atte(dag) if kl_atte(dag) > naa else kl_atte(dag + timedelta(days=1))


def stegdag(trinn: int, forfall: date, fodt: date, stille: Sequence[Stilleperiode] = STILLE_STANDARD) -> date:
    """The local day of a step. Reminders move to the working day before, escalations to the one after.

    Escalations of a deadline born late count from the day it was born (F2).
    """
    if trinn <= 0:
        return arbeidsdag_for(forfall + timedelta(days=trinn), stille)
    return arbeidsdag_etter(max(forfall, fodt) + timedelta(days=trinn), stille)


def steg_for(
    trinn: Mapping[str, Sequence[int]],
    forfall: date,
    fodt: date,
    stille: Sequence[Stilleperiode] = STILLE_STANDARD,
) -> list[Steg]:
    """All steps of these roles in time order; those of one role on the same day become one, the later."""
    return _ett_om_dagen(
        Steg(kl_atte(stegdag(ett, forfall, fodt, stille)), ett, rolle)
        for rolle, alle in trinn.items()
        for ett in alle
    )


def innenfor(
    steg: Sequence[Steg], vinduer: Mapping[str, Vindu], stille: Sequence[Stilleperiode]
) -> list[Steg]:
    """The steps as each role's window lets them: the early wait for it to open, the late are dropped."""
    ventet = (_etter_apning(ett, vinduer[ett.rolle], stille) for ett in steg)
    return _ett_om_dagen(ett for ett in ventet if not vinduer[ett.rolle].stengt(ett.nar))


def _etter_apning(steg: Steg, vindu: Vindu, stille: Sequence[Stilleperiode]) -> Steg:
    if vindu.fra is None or steg.nar >= vindu.fra:
        return steg
    dag = klokke.dag(vindu.fra)
    tidligst = dag if kl_atte(dag) >= vindu.fra else dag + timedelta(days=1)
    return replace(steg, nar=kl_atte(arbeidsdag_etter(tidligst, stille)))


def _ett_om_dagen(steg: Iterable[Steg]) -> list[Steg]:
    siste: dict[tuple[str, datetime], Steg] = {}
    for ett in sorted(steg, key=lambda ett: ett.trinn):
        siste[ett.rolle, ett.nar] = ett
    return sorted(siste.values())


def uteglemte(steg: Sequence[Steg], siden: datetime | None, naa: datetime) -> list[Steg]:
    """Steps to tell now: per role only the latest of those after `siden` and not after `naa` (F2)."""
    siste: dict[str, Steg] = {}
    for ett in sorted(steg):
        if ett.nar <= naa and (siden is None or ett.nar > siden):
            siste[ett.rolle] = ett
    return sorted(siste.values())


def neste_moment(steg: Sequence[Steg], siden: datetime | None, naa: datetime) -> datetime | None:
    """When to tell next: `naa` if something is overdue, else the next step's moment, else None."""
    if uteglemte(steg, siden, naa):
        return naa
    return min((ett.nar for ett in steg if ett.nar > naa), default=None)
