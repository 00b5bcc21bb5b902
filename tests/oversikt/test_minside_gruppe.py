"""My page of whoever leads a group: the organiser she is to confirm, and the date she is to find."""

from __future__ import annotations

from datetime import date, timedelta

import time_machine
from django.urls import reverse

from moter.endring import avlys
from nettverk.models import Medlemskap
from tests.factories import NAA, lag_medlem, lag_mote
from tests.oversikt.test_minside_sporsmal import spurt_om
from tests.verden import Verden

NY_DATO = "Finn en ny dato: Åsane, møtet torsdag 10. desember er avlyst"
ARRANGOR = "Bekreft hvem som er arrangør: Åsane, torsdag 4. mars"


def test_gruppeansvarlig_finner_en_ny_dato_til_motet_er_planlagt(verden: Verden) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    url = reverse("nytt_mote", args=(verden.gruppe.pk,))

    assert spurt_om(verden.gruppeansvarlig) == [(NY_DATO, url)]
    assert [spurt_om(en) for en in (verden.arrangor, verden.medlem, verden.nabo)] == [[]] * 3
    senere = NAA + timedelta(days=1)
    with time_machine.travel(senere, tick=False):
        lag_mote(verden.gruppe, date(2026, 12, 22), arrangor=verden.arrangor, naa=senere)
    assert spurt_om(verden.gruppeansvarlig, senere) == []


def test_gruppeansvarlig_og_nestleder_bekrefter_arrangoren(verden: Verden) -> None:
    nestleder = lag_medlem(verden.gruppe, "Nina Nest", rolle=Medlemskap.Rolle.NESTLEDER)
    lag_mote(verden.gruppe, date(2027, 3, 4))
    lag_mote(verden.gruppe, date(2027, 5, 4))
    ventet = [(ARRANGOR, reverse("gruppe", args=(verden.gruppe.pk,)) + "#tur")]

    assert (spurt_om(verden.gruppeansvarlig), spurt_om(nestleder)) == (ventet, ventet)
    assert spurt_om(verden.medlem) == []
