"""After a cancellation a new date stays with the group lead, and the turn with the organiser (L17)."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine
from django.urls import reverse

from moter.arrangor import neste_tur
from moter.endring import avlys
from moter.models import Mote
from moter.nydato import uten_ny_dato
from tests.conftest import Klient
from tests.factories import NAA, lag_mote
from tests.verden import Verden

I_DAG = date(2026, 11, 23)
SENERE = NAA + timedelta(days=1)


def avlyst(verden: Verden, mote: Mote) -> Mote:
    avlys(mote, av=verden.koordinator, naa=NAA)
    return Mote.objects.get(pk=mote.pk)


def test_avlyst_mote_mangler_ny_dato_til_et_nytt_er_planlagt(verden: Verden) -> None:
    mote = avlyst(verden, verden.mote)
    assert uten_ny_dato(verden.gruppe, I_DAG) == [mote]
    with time_machine.travel(SENERE, tick=False):
        lag_mote(verden.gruppe, date(2026, 12, 22), naa=SENERE)
    assert uten_ny_dato(verden.gruppe, I_DAG) == []


def test_hvert_nytt_mote_star_for_ett_avlyst(verden: Verden) -> None:
    avlyst(verden, verden.mote)
    avlyst(verden, verden.vertsmote)
    with time_machine.travel(SENERE, tick=False):
        nytt = lag_mote(verden.gruppe, date(2026, 12, 22), naa=SENERE)
    assert len(uten_ny_dato(verden.gruppe, I_DAG)) == 1
    with time_machine.travel(SENERE, tick=False):
        avlys(nytt, av=verden.koordinator, naa=SENERE + timedelta(days=1))
    assert len(uten_ny_dato(verden.gruppe, I_DAG)) == 3


def test_ingen_ny_dato_trengs_nar_aret_har_tre_eller_er_over(verden: Verden) -> None:
    for dag in (date(2026, 12, 21), date(2026, 12, 22)):
        lag_mote(verden.gruppe, dag)
    avlyst(verden, verden.mote)
    assert uten_ny_dato(verden.gruppe, I_DAG) == []
    avlyst(verden, verden.vertsmote)
    assert len(uten_ny_dato(verden.gruppe, I_DAG)) == 1
    assert uten_ny_dato(verden.gruppe, date(2027, 1, 1)) == []


def test_oppgaven_star_hos_gruppeansvarlig_og_koordinator(verden: Verden, client_for: Klient) -> None:
    mote = avlyst(verden, verden.mote)
    sider = (reverse("gruppe", args=(verden.gruppe.pk,)), mote.get_absolute_url())
    ser = {
        person: [
            "Planlegg nytt møte i stedet" in client_for(person).get(side).content.decode() for side in sider
        ]
        for person in (verden.gruppeansvarlig, verden.koordinator, verden.medlem, verden.arrangor)
    }
    assert ser == {
        verden.gruppeansvarlig: [True, True],
        verden.koordinator: [True, True],
        verden.medlem: [False, False],
        verden.arrangor: [False, False],
    }


def test_arrangoren_av_et_avlyst_mote_beholder_turen(verden: Verden) -> None:
    """Cancelled meetings count for nobody: she comes next again."""
    lag_mote(verden.gruppe, date(2026, 12, 22))
    for_ = [t.medlemskap.person for t in neste_tur(verden.gruppe, NAA).forslag]
    avlyst(verden, verden.mote)
    etter = [t.medlemskap.person for t in neste_tur(verden.gruppe, NAA).forslag]
    assert (for_.index(verden.arrangor), etter.index(verden.arrangor)) == (2, 0)
