"""The course of a meeting: when each thing happens, or would have happened."""

from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from nettverk.arbeidsdager import arbeidsdag_etter, arbeidsdag_for, minus_maneder, pluss_virkedager
from nettverk.klokke import OSLO


@dataclass(frozen=True)
class Hendelser:
    """A meeting's course, in the order it happens. UTC moments, and None for what never does."""

    programkontakt: datetime | None = None
    levert: datetime | None = None
    returnert: datetime | None = None
    sendt: datetime | None = None
    utkast: datetime | None = None
    til_godkjenning: datetime | None = None
    referat_levert: datetime | None = None
    kopi_sendt: datetime | None = None
    avlyst: datetime | None = None

    def fram_til(self, naa: datetime) -> "Hendelser":
        """Return what has happened at this moment. Nothing more happens after a cancellation."""
        slutt = min(naa, self.avlyst) if self.avlyst else naa
        senere = {felt.name: None for felt in fields(self) if _etter(getattr(self, felt.name), slutt)}
        return replace(self, **senere)


def _etter(moment: datetime | None, naa: datetime) -> bool:
    return moment is not None and moment > naa


def kl(dag: date, timen: int, minutt: int = 0) -> datetime:
    """Return a clock in Norway on a local date, as a UTC moment."""
    return datetime.combine(dag, time(timen, minutt), tzinfo=OSLO).astimezone(UTC)


def _rundt(forfall: date, rng: Random, tidligst: int, andel_sene: float) -> date:
    """Return a working day up to `tidligst` days before the due date, or now and then too late."""
    if rng.random() < andel_sene:
        return arbeidsdag_etter(forfall + timedelta(days=rng.randint(1, 4)))
    return arbeidsdag_for(forfall - timedelta(days=rng.randint(0, tidligst)))


def vanlig_gang(dag: date, rng: Random) -> Hendelser:
    """Return how it goes with a meeting on this local date: in time, now and then some days late.

    In time is by the routine's own limits: the demo network has no others.
    """
    kontakt = _rundt(minus_maneder(dag, 2), rng, 20, 0.05)
    levert = _rundt(dag - timedelta(days=14), rng, 9, 0.06)
    utkast = pluss_virkedager(dag, 1)
    til_godkjenning = pluss_virkedager(utkast, rng.randint(1, 3))
    referat = _rundt(dag + timedelta(days=14), rng, 7, 0.06)
    referat = max(referat, pluss_virkedager(til_godkjenning, 1))
    return Hendelser(
        programkontakt=kl(kontakt, 13),
        levert=kl(levert, rng.randint(9, 14), rng.randint(0, 59)),
        sendt=kl(pluss_virkedager(levert, rng.randint(1, 2)), rng.randint(9, 14), 20),
        utkast=kl(utkast, 12, 40),
        til_godkjenning=kl(til_godkjenning, 14, 10),
        referat_levert=kl(referat, rng.randint(8, 15), 30),
        kopi_sendt=kl(pluss_virkedager(referat, rng.randint(1, 4)), 10, 15),
    )
