"""The minutes' page after the copies are sent: how it went with each manager and member (L16)."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nettverk.models import Epost
from referat import levering
from tests.conftest import Klient
from tests.factories import lag_innkalling_sendt, lag_medlem, lag_person, lag_referat_levert
from tests.verden import Verden

ETTER = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def kopiert(verden: Verden) -> Verden:
    """Copies sent; the server took those to the group, and refused the manager's."""
    lag_medlem(verden.gruppe, lag_person("Uten Adresse", epost=None))
    lag_innkalling_sendt(verden.mote)
    referat = lag_referat_levert(verden.mote, naa=ETTER)
    levering.send_kopier(referat, av=verden.koordinator, naa=ETTER)
    Epost.objects.filter(slag="referat").update(status="sendt", sendt_naa=ETTER)
    Epost.objects.filter(slag="lederkopi").update(status="feilet", feil="552 Mailbox full")
    return verden


def _side(klient: Client, verden: Verden) -> str:
    return klient.get(reverse("referat", args=(verden.mote.pk,))).content.decode()


def test_koordinatoren_ser_hvordan_det_gikk_med_hver(kopiert: Verden, client_for: Klient) -> None:
    side = _side(client_for(kopiert.koordinator), kopiert)
    assert [
        ord_ in side
        for ord_ in (
            "Til lederne: ikke levert",
            "E-posttjeneren svarte: «552 Mailbox full»",
            "Til gruppen: 3 av 3 tatt imot av e-posttjeneren, 1 kan ikke nås",
            "Til KLB: i kø",
            "<strong>Uten kjent leder:</strong> Uten Adresse, Lise Leder.",
        )
    ] == [True] * 5


def test_for_kopiene_er_sendt_star_bare_klb(verden: Verden, client_for: Klient) -> None:
    lag_innkalling_sendt(verden.mote)
    lag_referat_levert(verden.mote, naa=ETTER)
    side = _side(client_for(verden.koordinator), verden)
    assert [f"Til {hvem}:" in side for hvem in ("KLB", "lederne", "gruppen")] == [True, False, False]


@pytest.mark.parametrize("hvem", ["medlem", "arrangor", "gruppeansvarlig"])
def test_andre_ser_ingen_liste(kopiert: Verden, client_for: Klient, hvem: str) -> None:
    side = _side(client_for(getattr(kopiert, hvem)), kopiert)
    assert ("Til lederne:" in side, "Mailbox" in side) == (False, False)


def test_siden_spor_ikke_mer_for_flere_mottakere(kopiert: Verden, client_for: Klient) -> None:
    klient = client_for(kopiert.koordinator)

    def antall() -> int:
        with CaptureQueriesContext(connection) as sporringer:
            _side(klient, kopiert)
        return len(sporringer)

    _side(klient, kopiert)
    for_ = antall()
    epost = Epost.objects.get(slag="lederkopi")
    for nr in range(9):
        epost.pk, epost.nokkel = None, f"flere:{nr}"
        epost.save()
    assert ("0 av 10 tatt imot" in _side(klient, kopiert), antall()) == (True, for_)
