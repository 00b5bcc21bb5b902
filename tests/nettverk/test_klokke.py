"""The clock: Norwegian days, and a clock that can be set in the embedded mode."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from pytest_django import Settings

from nettverk import klokke


@pytest.fixture(autouse=True)
def glem_skyv() -> Iterator[None]:
    klokke._skyv.cache_clear()
    yield
    klokke._skyv.cache_clear()


@pytest.mark.parametrize(
    ("naa", "dag"),
    [
        (datetime(2026, 7, 1, 21, 59, tzinfo=UTC), date(2026, 7, 1)),
        (datetime(2026, 7, 1, 22, 0, tzinfo=UTC), date(2026, 7, 2)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_dag_er_norsk_kalenderdag(naa: datetime, dag: date) -> None:
    assert klokke.dag(naa) == dag


def test_naa_er_na_uten_naa_i_miljoet() -> None:
    with time_machine.travel(datetime(2026, 11, 5, 7, 0, tzinfo=UTC), tick=False):
        assert klokke.naa() == datetime(2026, 11, 5, 7, 0, tzinfo=UTC)


@pytest.mark.parametrize("naa", ["2027-02-01T08:00", "2027-02-01T07:00+00:00"])
def test_naa_regnes_fra_portalens_start(naa: str, settings: Settings) -> None:
    start = datetime(2026, 11, 5, 7, 0, tzinfo=UTC)
    settings.NAA, settings.NAA_FRA = naa, start.timestamp()
    with time_machine.travel(start + timedelta(minutes=3), tick=False):
        assert klokke.naa() == datetime(2027, 2, 1, 7, 3, tzinfo=UTC)
