"""Working days and the arithmetic of deadlines."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from nettverk.arbeidsdager import (
    STILLE_STANDARD,
    Stilleperiode,
    arbeidsdag_etter,
    arbeidsdag_for,
    er_fridag,
    minus_maneder,
    pluss_virkedager,
)

dager = st.dates(date(2000, 1, 1), date(2098, 12, 31))


def test_er_fridag_finds_weekends_and_norwegian_holidays() -> None:
    fri = {date(2026, 5, 1), date(2026, 5, 14), date(2026, 5, 16), date(2026, 5, 17), date(2026, 5, 25)}
    uke = {date(2026, 5, 1) + timedelta(days=n) for n in range(31)}
    assert {dag for dag in uke if er_fridag(dag) and dag.weekday() < 5} == {
        dag for dag in fri if dag.weekday() < 5
    }


def test_er_fridag_default_quiet_periods_have_their_ends() -> None:
    grenser = {
        date(2026, 6, 30): False, date(2026, 7, 1): True, date(2026, 7, 31): True, date(2026, 8, 3): False,
        date(2026, 12, 22): False, date(2026, 12, 23): True, date(2027, 1, 1): True, date(2027, 1, 4): False,
        # Easter Sunday is 5 April 2026.
        date(2026, 3, 27): False, date(2026, 3, 30): True, date(2026, 4, 6): True, date(2026, 4, 7): False,
    }  # fmt: skip
    assert {dag: er_fridag(dag, STILLE_STANDARD) for dag in grenser} == grenser


def test_pluss_virkedager_steps_over_weekend_and_holiday_but_not_quiet_july() -> None:
    assert pluss_virkedager(date(2026, 4, 30), 2) == date(2026, 5, 5)
    assert pluss_virkedager(date(2026, 7, 9), 2) == date(2026, 7, 13)


def test_minus_maneder_clamps_to_the_last_day() -> None:
    assert minus_maneder(date(2027, 4, 30), 2) == date(2027, 2, 28)
    assert minus_maneder(date(2028, 4, 30), 2) == date(2028, 2, 29)
    assert minus_maneder(date(2027, 1, 31), 2) == date(2026, 11, 30)


def test_arbeidsdag_for_gives_up_when_a_whole_year_is_quiet() -> None:
    alltid = (Stilleperiode((1, 1), (12, 31)),)
    assert arbeidsdag_for(date(2026, 5, 20), alltid) == date(2026, 5, 20)


@given(dager)
def test_arbeidsdag_is_a_working_day_with_only_days_off_between(dag: date) -> None:
    for nar, retning in (
        (arbeidsdag_for(dag, STILLE_STANDARD), -1),
        (arbeidsdag_etter(dag, STILLE_STANDARD), 1),
    ):
        avstand = (nar - dag).days * retning
        assert avstand >= 0
        assert not er_fridag(nar, STILLE_STANDARD)
        assert all(er_fridag(dag + timedelta(days=n * retning), STILLE_STANDARD) for n in range(avstand))


@given(dager, st.integers(0, 15))
def test_pluss_virkedager_passes_exactly_that_many_working_days(dag: date, antall: int) -> None:
    slutt = pluss_virkedager(dag, antall)
    passert = [dag + timedelta(days=n) for n in range(1, (slutt - dag).days + 1)]
    assert sum(not er_fridag(en) for en in passert) == antall


@given(dager, st.integers(0, 36))
def test_minus_maneder_goes_back_in_calendar_months(dag: date, antall: int) -> None:
    tidligere = minus_maneder(dag, antall)
    assert (dag.year - tidligere.year) * 12 + dag.month - tidligere.month == antall
    assert tidligere.day == dag.day or (tidligere + timedelta(days=1)).day == 1
