"""Everything that is unusual about roles and deadlines, told as the table and F1 to F7 say."""

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine

from nettverk.models import Nettverk
from oversikt.simulering.gang import dagene
from tests.oversikt.fasit import TABELL, fasit
from tests.oversikt.fasit_data import les_portalen
from tests.oversikt.krokveier import NAA, lag_krokveier
from tests.oversikt.simuleringshjelp import avvik, i_kopi

HALVARET = dagene(date(2026, 11, 19), date(2027, 6, 15))


@pytest.fixture
def krokveier(db: None) -> Iterator[Nettverk]:
    with time_machine.travel(NAA, tick=False):
        yield lag_krokveier()


@pytest.mark.usefixtures("krokveier")
def test_hver_krokvei_er_linje_for_linje_som_reglene_sier() -> None:
    ventet = fasit(les_portalen(), HALVARET)
    assert avvik(i_kopi(HALVARET), ventet) == {}
    assert {linje[2] for linje in ventet.linjer} == set(TABELL) - {"svar"}
