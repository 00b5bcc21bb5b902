"""The duty to agree on next year's meetings at the year's last one (L7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from moter import neste_ar
from moter.endring import avlys, flytt
from moter.models import Mote
from nettverk.frister.motor import kjor
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Gruppe, Varsel
from tests.factories import (
    FEMTEN,
    NAA,
    lag_gruppe,
    lag_gruppeansvarlig,
    lag_medlem,
    lag_mote,
    lokal,
)

AR = 2027
DAGER = (date(AR, 2, 11), date(AR, 6, 10), date(AR, 11, 11))


@pytest.fixture
def gruppe(db: None) -> Gruppe:
    gruppe = lag_gruppe()
    lag_gruppeansvarlig(gruppe)
    return gruppe


def arets_moter(gruppe: Gruppe) -> list[Mote]:
    return [lag_mote(gruppe, dag) for dag in DAGER]


def plikten(gruppe: Gruppe, ar: int = AR) -> list[tuple[date, date]]:
    """The day of the meeting and the due date of each open duty."""
    apne = Frist.objects.apne().filter(slag="neste_aar", mote__gruppe=gruppe, mote__start__year=ar)
    return [(frist.gjelder.dag, frist.forfall) for frist in apne]  # type: ignore[union-attr]


def test_plikten_hviler_pa_arets_siste_mote(gruppe: Gruppe) -> None:
    arets_moter(gruppe)
    assert plikten(gruppe) == [(date(AR, 11, 11), date(AR, 11, 25))]


def test_flyttes_siste_mote_forbi_et_annet_flytter_plikten(gruppe: Gruppe) -> None:
    siste = arets_moter(gruppe)[-1]
    tidlig = date(AR, 4, 8)
    flytt(
        siste, start=lokal(tidlig), slutt=lokal(tidlig, FEMTEN), sted="", adresse="",
        av=lag_medlem(gruppe), naa=NAA,
    )  # fmt: skip
    assert plikten(gruppe) == [(date(AR, 6, 10), date(AR, 6, 24))]


def test_avlyses_siste_mote_mens_et_annet_er_igjen_tar_det_plikten(gruppe: Gruppe) -> None:
    siste = arets_moter(gruppe)[-1]
    avlys(siste, av=lag_medlem(gruppe), naa=lokal(date(AR, 6, 9)))
    assert plikten(gruppe) == [(date(AR, 6, 10), date(AR, 6, 24))]


def test_avlyses_siste_mote_nar_ingen_er_igjen_har_de_to_uker(gruppe: Gruppe) -> None:
    """«If the last meeting is cancelled and none is left, the duty is due 14 days after.»"""
    siste = arets_moter(gruppe)[-1]
    avlys(siste, av=lag_medlem(gruppe), naa=lokal(date(AR, 10, 20)))
    assert plikten(gruppe) == [(date(AR, 11, 11), date(AR, 11, 3))]
    kjor(lokal(date(AR, 11, 3)))
    assert list(Varsel.objects.filter(frist__slag="neste_aar").values_list("trinn", "rolle")) == [
        (0, "gruppeansvarlig")
    ]


def test_plikten_er_gjort_nar_tre_moter_er_planlagt_aret_etter(gruppe: Gruppe) -> None:
    arets_moter(gruppe)
    for maned in (2, 5):
        lag_mote(gruppe, date(AR + 1, maned, 10), naa=NAA)
    assert len(plikten(gruppe)) == 1
    lag_mote(gruppe, date(AR + 1, 10, 10), naa=NAA)
    assert plikten(gruppe) == []
    assert Frist.objects.get(slag="neste_aar", gjort__isnull=False).gjort == NAA
    assert plikten(gruppe, AR + 1) == [(date(AR + 1, 10, 10), date(AR + 1, 10, 24))]


def test_en_annen_gruppes_moter_rorer_den_ikke(gruppe: Gruppe) -> None:
    arets_moter(gruppe)
    for maned in (2, 5, 10):
        lag_mote(lag_gruppe(gruppe.nettverk), date(AR + 1, maned, 10))
    assert plikten(gruppe) == [(date(AR, 11, 11), date(AR, 11, 25))]


class EttPlikten(TestCase):
    """However meetings are planned and cancelled, a group with a meeting has one such duty a year."""

    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(st.integers(1, 360), min_size=1, max_size=5, unique=True),
        st.lists(st.tuples(st.integers(0, 4), st.integers(0, 360)), max_size=4),
    )
    def test_alltid_en_og_bare_en_plikt(self, dager: list[int], avlysninger: list[tuple[int, int]]) -> None:
        gruppe = lag_gruppe()
        leder = lag_gruppeansvarlig(gruppe)
        nyttar = date(AR, 1, 1)
        moter = [lag_mote(gruppe, nyttar + timedelta(days=dag), program=False) for dag in dager]
        for nr, dag in sorted(avlysninger, key=lambda en: en[1]):
            naa = lokal(nyttar + timedelta(days=dag))
            mote = Mote.objects.get(pk=moter[nr % len(moter)].pk)
            if not mote.er_avlyst and not mote.er_ferdig(naa):
                avlys(mote, av=leder, naa=naa)
        (frist,) = Frist.objects.apne().filter(slag="neste_aar", mote__gruppe=gruppe)
        mote = Mote.objects.get(pk=frist.object_id)
        fra = lokal_dag(mote.avlyst) if mote.avlyst else mote.dag
        assert (frist.forfall, neste_ar.forfall(mote)) == (fra + timedelta(days=14),) * 2


def test_ingen_minnes_om_neste_ar_for_arets_siste_mote_har_vaert(gruppe: Gruppe) -> None:
    """Due 5 January, and the week before that is off; the day before Christmas the meeting has not been."""
    lag_mote(gruppe, date(2026, 12, 22))
    for dag in range(21):
        kjor(lokal(date(2026, 12, 18) + timedelta(days=dag)))
    varsler = Varsel.objects.filter(frist__slag="neste_aar").order_by("opprettet")
    assert [(lokal_dag(varsel.opprettet), varsel.trinn) for varsel in varsler] == [
        (date(2027, 1, 4), -7),
        (date(2027, 1, 5), 0),
    ]
