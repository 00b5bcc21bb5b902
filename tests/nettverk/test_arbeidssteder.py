"""Workplaces get other names, become one, and end; and only their own coordinator does it (L18)."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from moter.arrangor import neste_tur
from moter.models import Mote
from nettverk.arbeidssteder import avslutt, gi_navn, gjenapne, slaa_sammen
from nettverk.models import Arbeidssted, Medlemskap
from tests.conftest import Klient
from tests.factories import NAA, lag_arbeidssted, lag_gruppe, lag_medlem, lag_mote, lag_nettverk
from tests.verden import Verden

pytestmark = pytest.mark.django_db


def test_sammenslatt_sted_er_samme_sted_for_turen() -> None:
    """Anna's place is Bodil's too, under another spelling: Bodil does not come right after Anna."""
    gruppe = lag_gruppe()
    ulset, ulset_igjen = (lag_arbeidssted(gruppe.nettverk, navn) for navn in ("Ulset", "Ulset sjukeheim"))
    anna = lag_medlem(gruppe, "Anna Dal", arbeidssted=ulset)
    lag_medlem(gruppe, "Bodil Vik", arbeidssted=ulset_igjen)
    lag_medlem(gruppe, "Cecilie Ås", fra=date(2025, 1, 1))
    lag_mote(gruppe, date(2026, 12, 10), arrangor=anna, arrangorsted=ulset)

    def neste() -> str:
        return neste_tur(gruppe, NAA).turer[0].medlemskap.person.fornavn

    assert neste() == "Bodil"
    assert slaa_sammen(ulset, ulset_igjen, naa=NAA) == 2
    gruppe.refresh_from_db()
    assert neste() == "Cecilie"
    assert Mote.objects.get().arrangorsted == ulset_igjen
    assert Medlemskap.objects.get(person=anna).history.count() == 2
    ulset.refresh_from_db()
    assert (ulset.slutt, ulset.fortsetter_i) == (date(2026, 11, 23), ulset_igjen)


def test_det_som_ikke_gar_nektes() -> None:
    nettverk = lag_nettverk()
    ett, to = lag_arbeidssted(nettverk, "Ett"), lag_arbeidssted(nettverk, "To")
    with pytest.raises(ValidationError, match="seg selv"):
        slaa_sammen(ett, ett, naa=NAA)
    with pytest.raises(ValidationError, match="hvert sitt nettverk"):
        slaa_sammen(ett, lag_arbeidssted(), naa=NAA)
    with pytest.raises(ValidationError, match="heter TO"):
        gi_navn(ett, "TO", "")
    avslutt(to, naa=NAA)
    with pytest.raises(ValidationError, match="To er avsluttet"):
        slaa_sammen(ett, to, naa=NAA)
    assert Arbeidssted.objects.som_er().filter(nettverk=nettverk).get() == ett
    gjenapne(to)
    slaa_sammen(to, ett, naa=NAA)
    with pytest.raises(ValidationError, match="kan ikke gjenåpnes"):
        gjenapne(to)


def test_et_sted_noen_har_avsluttes_ikke(verden: Verden) -> None:
    sted = Arbeidssted.objects.get(navn="Ulset sykehjem")
    with pytest.raises(ValidationError, match="Mari Medlem"):
        avslutt(sted, naa=NAA)


def test_koordinatoren_gir_nytt_navn_og_slar_sammen(verden: Verden, client_for: Klient) -> None:
    kari: Client = client_for(verden.koordinator)
    sted, annet = Arbeidssted.objects.get(navn="Ulset sykehjem"), lag_arbeidssted(verden.nettverk, "Ulset")
    kari.post(reverse("arbeidssted", args=(annet.pk,)), {"handling": "navn", "navn": "Ulset helsehus"})
    url = reverse("arbeidssted_slaa_sammen", args=(sted.pk,))
    vist = kari.post(url, {"til": annet.pk}).content.decode()
    assert "La Ulset sykehjem bli en del av Ulset helsehus?" in vist
    assert Medlemskap.objects.filter(arbeidssted=annet).count() == 0
    kari.post(url, {"til": annet.pk, "bekreftet": "ja"})
    assert Medlemskap.objects.get(arbeidssted=annet).person == verden.medlem
    liste = kari.get(reverse("arbeidssteder")).content.decode()
    assert "Slått sammen med Ulset helsehus 23. november 2026." in liste


def test_navn_som_er_brukt_star_ved_feltet(verden: Verden, client_for: Klient) -> None:
    kari = client_for(verden.koordinator)
    annet = lag_arbeidssted(verden.nettverk, "Ulset")
    svar = kari.post(reverse("arbeidssted", args=(annet.pk,)), {"navn": "ulset SYKEHJEM"})
    assert svar.status_code == 422
    feil = "Et annet arbeidssted heter ulset SYKEHJEM. Slå dem sammen."
    assert svar.context["skjema"].errors == {"navn": [feil]}
    assert 'value="ulset SYKEHJEM"' in svar.content.decode()


@pytest.mark.parametrize("antall", [1, 3])
def test_listen_koster_like_mange_sporringer(
    verden: Verden, client_for: Klient, django_assert_max_num_queries: object, antall: int
) -> None:
    kari = client_for(verden.koordinator)
    for _nr in range(antall):
        lag_medlem(verden.gruppe, arbeidssted=lag_arbeidssted(verden.nettverk))
    kari.get(reverse("arbeidssteder"))
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        kari.get(reverse("arbeidssteder"))
