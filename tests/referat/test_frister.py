"""Who is reminded of the minutes, and when (part F)."""

from datetime import date, timedelta

import pytest

from nettverk.frister.motor import kjor
from nettverk.models import Varsel
from tests.factories import lag_mote, lokal
from tests.verden import Verden

MOTEDAG = date(2026, 11, 10)


def fortalt() -> list[tuple[date, int, str, str]]:
    varsler = Varsel.objects.filter(frist__slag="referat").order_by("opprettet", "rolle")
    return [(v.opprettet.date(), v.trinn, v.rolle, v.mottaker) for v in varsler]


@pytest.mark.parametrize("har_referent", [True, False])
def test_gruppeansvarlig_og_referent_minnes_hver_for_seg_en_linje_til_hver(
    verden: Verden, har_referent: bool
) -> None:
    referent = verden.medlem if har_referent else None
    lag_mote(verden.gruppe, MOTEDAG, referent=referent, naa=lokal(date(2026, 9, 1)))
    for dag in (11, 20, 24):
        kjor(lokal(date(2026, 11, dag)))
    leder = str(verden.gruppeansvarlig.epost)
    rader = [(11, -13), (20, -4), (24, 0)]
    ventet = [(date(2026, 11, dag), trinn, "gruppeansvarlig", leder) for dag, trinn in rader]
    if referent:
        ventet += [(date(2026, 11, dag), trinn, "referent", str(referent.epost)) for dag, trinn in rader]
    assert sorted(fortalt()) == sorted(ventet)


def test_den_som_leder_og_skriver_far_en_linje_som_gruppeansvarlig(verden: Verden) -> None:
    lag_mote(verden.gruppe, MOTEDAG, referent=verden.gruppeansvarlig, naa=lokal(date(2026, 9, 1)))
    kjor(lokal(date(2026, 11, 11)))
    assert [(trinn, rolle) for _dag, trinn, rolle, _til in fortalt()] == [(-13, "gruppeansvarlig")]


@pytest.mark.parametrize(
    ("motedag", "forste"),
    [
        (date(2027, 5, 4), date(2027, 5, 5)),  # a Tuesday: the day after
        (date(2027, 5, 5), date(2027, 5, 7)),  # the day after is Ascension Day
        (date(2027, 3, 23), date(2027, 3, 30)),  # in the quiet week before Easter
    ],
)
def test_ingen_minnes_om_et_referat_for_motet_har_vaert(verden: Verden, motedag: date, forste: date) -> None:
    """The reminder of the day after is never moved to before the meeting, though that day is off."""
    mote = lag_mote(verden.gruppe, motedag, naa=lokal(date(2026, 9, 1)))
    for dag in range(-10, 12):
        kjor(lokal(motedag + timedelta(days=dag)))
    varsler = Varsel.objects.filter(frist__slag="referat", frist__mote=mote).order_by("opprettet")
    forst = varsler[0]
    assert (forst.opprettet.date(), forst.trinn) == (forste, -13)
