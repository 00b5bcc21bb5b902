"""What has been told about a meeting, and what will be (F5)."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.endring import avlys
from moter.varselplan import fortalt, planlagt
from nettverk.frister.motor import kjor
from nettverk.frister.varselplan import Varsellinje
from nettverk.klokke import dag
from nettverk.models import Person
from nettverk.utboks.levering import lever
from tests.factories import NAA, lag_innkalling_sendt, lag_svar
from tests.verden import Verden

Klient = Callable[[Person | None], Client]


def linjer(rader: list[Varsellinje]) -> list[tuple[date, str, str]]:
    return [(dag(rad.nar), str(rad.hva), rad.hvem) for rad in rader]


def test_planen_sier_hvem_som_far_hva_og_nar(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem)
    plan = linjer(planlagt(verden.mote, NAA))
    assert [rad for rad in plan if rad[1] in ("Påmelding", "Liste over påmeldte")] == [
        (date(2026, 11, 27), "Påmelding", "2 medlemmer"),
        (date(2026, 12, 2), "Påmelding", "2 medlemmer"),
        (date(2026, 12, 4), "Liste over påmeldte", "Arne Arrangør, Lise Leder"),
    ]


def test_det_planlagte_blir_det_som_er_sendt(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    naa = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
    forst = [rad for rad in linjer(planlagt(verden.mote, naa - timedelta(minutes=1))) if rad[0] == dag(naa)]
    kjor(naa)
    lever(naa)
    assert sorted(linjer(fortalt(verden.mote))) == sorted(forst)
    assert [rad for rad in linjer(planlagt(verden.mote, naa)) if rad[0] == dag(naa)] == []


def test_den_som_far_det_samme_i_to_roller_star_en_gang(verden: Verden) -> None:
    """Without a referent, the group lead stands in: as referent and as lead."""
    plan = linjer(planlagt(verden.mote, NAA))
    leder, klb = verden.gruppeansvarlig.navn, verden.nettverk.kortnavn
    assert {rad[2] for rad in plan if rad[1] == "Referat"} == {leder, klb}


def test_avlyst_mote_har_ingen_plan(verden: Verden) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    verden.mote.refresh_from_db()
    assert planlagt(verden.mote, NAA) == []


def test_siden_navngir_ingen_medlemmer(verden: Verden, client_for: Klient) -> None:
    lag_innkalling_sendt(verden.mote)
    kjor(datetime(2026, 11, 27, 7, 0, tzinfo=UTC))
    side = client_for(verden.gruppeansvarlig).get(reverse("mote_varsler", args=(verden.mote.pk,)))
    assert "3 medlemmer" in side.content.decode()
    assert verden.medlem.navn not in side.content.decode()


def test_siden_spor_ikke_mer_for_flere_sendte(verden: Verden, client_for: Klient) -> None:
    lag_innkalling_sendt(verden.mote)
    client = client_for(verden.koordinator)
    sti = reverse("mote_varsler", args=(verden.mote.pk,))

    def antall() -> int:
        with CaptureQueriesContext(connection) as sporringer:
            assert client.get(sti).status_code == 200
        return len(sporringer)

    client.get(sti)
    for_ = antall()
    kjor(datetime(2026, 11, 27, 7, 0, tzinfo=UTC))
    assert antall() <= for_


def test_det_som_er_sendt_sier_fra_om_det_som_ikke_er_levert(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    naa = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
    kjor(naa)
    assert {rad.merknad for rad in fortalt(verden.mote)} == {"i kø"}
    lever(naa)
    assert {rad.merknad for rad in fortalt(verden.mote)} == {""}
