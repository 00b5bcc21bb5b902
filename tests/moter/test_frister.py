"""When members are reminded to answer, and who gets the lists (F2)."""

from datetime import UTC, date, datetime

import pytest

from nettverk.frister.motor import kjor
from nettverk.models import Varsel
from tests.factories import lag_innkalling_sendt, lag_svar
from tests.verden import Verden


def kl_atte(dag: int) -> datetime:
    return datetime(2026, 12, dag, 7, 0, tzinfo=UTC)


def roller(verden: Verden) -> set[str]:
    varsler = Varsel.objects.filter(frist__in=verden.mote.frister.filter(slag="pamelding"))
    return set(varsler.values_list("rolle", flat=True))


@pytest.mark.parametrize("sendt", [2, 3])
def test_medlemmer_far_to_dager_i_fred_ogsa_nar_innkallingen_er_sen(verden: Verden, sendt: int) -> None:
    ut = datetime(2026, 12, sendt, 9, 0, tzinfo=UTC)
    lag_innkalling_sendt(verden.mote, naa=ut)
    for har_svart in (verden.arrangor, verden.gruppeansvarlig):
        lag_svar(verden.mote, har_svart, naa=ut)
    for dag in range(sendt, sendt + 3):
        kjor(kl_atte(dag))
    assert roller(verden) == set()
    for dag in range(sendt + 3, 10):
        kjor(kl_atte(dag))
    assert roller(verden) == {"medlem", "arrangor", "gruppeansvarlig"}


def test_listene_gar_selv_om_innkallingen_aldri_ble_sendt(verden: Verden) -> None:
    for dag in (1, 2, 3, 4, 5, 7):
        kjor(kl_atte(dag))
    assert roller(verden) == {"arrangor", "gruppeansvarlig"}
    assert verden.mote.pamelding_frist == date(2026, 12, 3)
