"""The registers of regional series: one's own network's, and for reading but for an institution's name."""

from __future__ import annotations

import json

import pytest
from django.contrib import admin
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dybdemoter.models import Institusjon, Kontakt, Serie, Seriemote, Soknad
from nettverk.models import Nettverk
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import lag_serie, lag_soknad
from tests.factories import lag_koordinator, lag_nettverk
from tests.tilgang.adresser import registerside, viste

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("naa")]
REGISTRE = (Serie, Seriemote, Institusjon, Soknad, Kontakt)
NUMMER = "974 760 673"  # a number with the right check digit


@pytest.fixture
def nettverk() -> Nettverk:
    return lag_nettverk()


@pytest.fixture
def koordinator(nettverk: Nettverk, client_for: Klient) -> Client:
    return client_for(lag_koordinator(nettverk))


@pytest.fixture
def soknad(nettverk: Nettverk) -> Soknad:
    """An application to the network's series."""
    return lag_soknad(lag_serie(nettverk), institusjon="Løvstakken", navn="Gro Kontakt")


@pytest.fixture
def fremmed(soknad: Soknad) -> Soknad:
    """One to another network's."""
    serie = lag_serie(lag_nettverk("Et annet nettverk"), region="nord")
    return lag_soknad(serie, institusjon="Lyngen", navn="Ninni Nord")


def endre(klient: Client, institusjon: Institusjon, **felt: str) -> dict[str, list[str]]:
    """Save an institution's page, and return what it says is wrong."""
    adresse = reverse("admin:dybdemoter_institusjon_change", args=(institusjon.pk,))
    svar = klient.post(adresse, {"navn": institusjon.navn, "orgnr": "", "region": "vest"} | felt)
    return {} if svar.status_code == 302 else dict(svar.context["adminform"].form.errors)


def test_koordinator_ser_bare_sitt_nettverks_moterekker(
    koordinator: Client, soknad: Soknad, fremmed: Soknad
) -> None:
    sett = {modell: viste(koordinator, modell) for modell in REGISTRE}

    assert sett == {
        Serie: {str(soknad.serie)},
        Seriemote: {str(mote) for mote in soknad.serie.moter.all()},
        Institusjon: {"Løvstakken"},
        Soknad: {str(soknad)},
        Kontakt: {"Gro Kontakt"},
    }


@pytest.mark.parametrize("modell", REGISTRE)
def test_filtrene_navngir_ingen_andre(
    koordinator: Client, soknad: Soknad, fremmed: Soknad, modell: type[models.Model]
) -> None:
    assert "Region Nord 2027" not in registerside(koordinator, modell, "changelist").content.decode()


@pytest.mark.parametrize(
    ("modell", "felt", "funnet"),
    [
        (Soknad, "institusjon", {"Løvstakken"}),
        (Soknad, "serie", {"Region Vest 2027"}),
        (Serie, "radgivere", {"Kari Koordinator", "Ragna Rådgiver", "Jørgen Åsheim"}),
    ],
)
def test_autofullforing_rober_ingen_fra_andre_nettverk(
    koordinator: Client,
    soknad: Soknad,
    fremmed: Soknad,
    modell: type[models.Model],
    felt: str,
    funnet: set[str],
) -> None:
    hva = {"app_label": "dybdemoter", "model_name": str(modell._meta.model_name), "field_name": felt}
    svar = koordinator.get(reverse("admin:autocomplete"), hva)

    assert {treff["text"] for treff in json.loads(svar.content)["results"]} == funnet


@pytest.mark.parametrize("modell", [Serie, Seriemote, Soknad, Kontakt])
def test_koen_og_moterekken_endres_ikke_fra_registrene(
    koordinator: Client, soknad: Soknad, modell: type[models.Model]
) -> None:
    rad = modell._default_manager.order_by("pk")[0]
    for_ = modell._default_manager.filter(pk=rad.pk).values().get()
    navn = f"admin:dybdemoter_{modell._meta.model_name}"
    svar = [
        koordinator.post(reverse(f"{navn}_change", args=(rad.pk,)), {"nummer": "9", "status": "avlyst"}),
        koordinator.post(reverse(f"{navn}_delete", args=(rad.pk,)), {"post": "yes"}),
        koordinator.post(reverse(f"{navn}_add"), {"nummer": "9"}),
    ]

    assert [ett.status_code for ett in svar] == [403, 403, 403]
    assert modell._default_manager.filter(pk=rad.pk).values().get() == for_


def test_teams_lenken_star_ikke_i_noe_register(koordinator: Client, soknad: Soknad) -> None:
    sider = [
        registerside(koordinator, modell, hva, *args)
        for modell in (Serie, Seriemote)
        for hva, args in (("changelist", ()), ("change", (modell.objects.order_by("pk")[0].pk,)))
    ]

    assert ["teams.example" in side.content.decode() for side in sider] == [False] * 4


def test_institusjonen_far_nytt_navn_nummer_og_region_og_kjennes_igjen(
    koordinator: Client, soknad: Soknad
) -> None:
    institusjon = soknad.institusjon

    assert endre(koordinator, institusjon, navn="Løvstakken rehabilitering AS", orgnr=NUMMER) == {}
    institusjon.refresh_from_db()
    assert (institusjon.navn, institusjon.orgnr, institusjon.region) == (
        "Løvstakken rehabilitering AS",
        "974760673",
        "vest",
    )
    assert institusjon.navnenokkel == "løvstakkenrehabilitering"


@pytest.mark.parametrize(
    ("felt", "galt"),
    [
        ({"orgnr": "974760674"}, "orgnr"),
        ({"orgnr": "97476067"}, "orgnr"),
        ({"navn": "«»"}, "navn"),
        ({"navn": ""}, "navn"),
        ({"region": "sverige"}, "region"),
        ({"navn": "lyngen a/s", "orgnr": NUMMER}, "orgnr"),
    ],
)
def test_det_som_ma_rettes_star_ved_feltet(
    koordinator: Client, soknad: Soknad, felt: dict[str, str], galt: str
) -> None:
    lag_soknad(soknad.serie, institusjon="Lyngen", orgnr=NUMMER)

    assert list(endre(koordinator, soknad.institusjon, **felt)) == [galt]
    assert Institusjon.objects.get(pk=soknad.institusjon.pk).navn == "Løvstakken"


def test_to_klinikker_pa_samme_nummer_kan_hete_hver_sitt(koordinator: Client, soknad: Soknad) -> None:
    lag_soknad(soknad.serie, institusjon="Lyngen", orgnr=NUMMER)

    assert endre(koordinator, soknad.institusjon, navn="Lyngen, poliklinikken", orgnr=NUMMER) == {}


def test_listene_spor_like_mye_for_en_rad_som_for_tre(nettverk: Nettverk, koordinator: Client) -> None:
    def sporringer() -> dict[str, int]:
        antall = {}
        for modell in REGISTRE:
            registerside(koordinator, modell, "changelist")
            with CaptureQueriesContext(connection) as fanget:
                registerside(koordinator, modell, "changelist")
            antall[modell.__name__] = len(fanget)
        return antall

    lag_soknad(lag_serie(nettverk, region="vest"))
    ett = sporringer()
    for region in ("nord", "midt"):
        lag_soknad(lag_serie(nettverk, region=region))

    assert sporringer() == ett


def test_hvert_register_i_dybdemotene_er_provd() -> None:
    assert {m for m in admin.site._registry if m._meta.app_label == "dybdemoter"} == set(REGISTRE)
