"""Login by code: who gets one, what strangers learn, and which of allauth's pages exist."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth import get_user
from django.test import Client
from django.urls import reverse

from nettverk.models import Epost, Person
from tests.nettverk.byggere import ny_gruppe, ny_person, nytt_nettverk

pytestmark = pytest.mark.django_db
LOGG_INN = "/konto/logg-inn/"
KODE = "/konto/logg-inn/kode/"


@pytest.fixture
def person() -> Person:
    return ny_person("Åshild", "Fjæreide", epost="ashild@helse.example")


def be_om_kode(client: Client, adresse: str) -> str:
    """Where the browser is sent, and what it then shows with the address taken out."""
    svar = client.post(LOGG_INN, {"email": adresse}, follow=True)
    side = re.sub(r'(nonce|value)="[^"]*"', "", svar.content.decode()).replace(adresse, "X")
    return f"{svar.redirect_chain} {svar.status_code} {side}"


def siste_kode() -> str:
    (kode,) = Epost.objects.order_by("-pk")[0].hemmeligheter.values()
    return str(kode)


def test_kode_fra_e_posten_logger_inn(client: Client, person: Person) -> None:
    be_om_kode(client, "Ashild@Helse.Example")
    assert re.fullmatch(r"\d{4}-\d{4}", siste_kode())
    client.post(KODE, {"code": siste_kode().replace("-", " ")})
    assert get_user(client) == person


def test_koden_er_hemmelig_i_utboksen(client: Client, person: Person) -> None:
    be_om_kode(client, person.adresse)
    (epost,) = Epost.objects.all()
    assert (epost.til, epost.til_navn, epost.person) == ("ashild@helse.example", "Åshild Fjæreide", person)
    assert siste_kode() not in epost.emne + epost.tekst + epost.html
    assert epost.hast


def test_koden_kommer_fra_personens_nettverk_pa_dets_malform(client: Client) -> None:
    nettverk = nytt_nettverk(malform="nn")
    person = ny_person()
    nettverk.roller.create(person=person)
    ny_gruppe(nettverk)
    be_om_kode(client, person.adresse)
    (epost,) = Epost.objects.all()
    assert (epost.nettverk, epost.malform) == (nettverk, "nn")


def test_ukjent_adresse_far_samme_svar_og_ingen_e_post(person: Person) -> None:
    kjent = be_om_kode(Client(), person.adresse)
    antall = Epost.objects.count()
    ukjent = be_om_kode(Client(), "fremmed@helse.example")
    assert ukjent == kjent
    assert Epost.objects.count() == antall


@pytest.mark.parametrize("felt", [{"epost": None, "delt_epost": "post@helse.example"}, {"is_active": False}])
def test_delt_adresse_og_stengt_bruker_far_ingen_kode(client: Client, felt: dict[str, Any]) -> None:
    ny_person(**({"epost": "post@helse.example"} | felt))
    be_om_kode(client, "post@helse.example")
    assert Epost.objects.count() == 0


def test_adresse_fra_allauths_egen_tabell_gir_ingen_kode(client: Client, person: Person) -> None:
    EmailAddress.objects.create(user=person, email="gammel@helse.example", verified=True, primary=True)
    be_om_kode(client, "gammel@helse.example")
    assert Epost.objects.count() == 0


def test_feil_kode_gir_klar_beskjed_og_logger_ikke_inn(client: Client, person: Person) -> None:
    be_om_kode(client, person.adresse)
    svar = client.post(KODE, {"code": "0000-0000x"})
    assert svar.context["form"].errors == {
        "code": ["Koden stemmer ikke. Se etter i den siste e-posten fra oss."]
    }
    assert not get_user(client).is_authenticated


def test_ukjent_adresse_kommer_ikke_inn_med_tom_kode(client: Client) -> None:
    be_om_kode(client, "fremmed@helse.example")
    for kode in ("", " ", "-", "--", "0"):
        client.post(KODE, {"code": kode})
    assert not get_user(client).is_authenticated


def test_tredje_feil_avslutter_forsoket(client: Client, person: Person) -> None:
    be_om_kode(client, person.adresse)
    kode = siste_kode()
    for _ in range(3):
        svar = client.post(KODE, {"code": "0000"})
    assert svar.headers["Location"] == LOGG_INN
    client.post(KODE, {"code": kode})
    assert not get_user(client).is_authenticated


def test_ny_kode_gjor_den_gamle_ugyldig(client: Client, person: Person) -> None:
    be_om_kode(client, person.adresse)
    gammel = siste_kode()
    client.post(KODE, {"action": "resend"})
    assert Epost.objects.count() == 2
    client.post(KODE, {"code": gammel})
    assert not get_user(client).is_authenticated
    client.post(KODE, {"code": siste_kode()})
    assert get_user(client) == person


def test_fjerde_bestilling_pa_ett_minutt_ma_vente(person: Person) -> None:
    for _ in range(3):
        be_om_kode(Client(), person.adresse)
    svar = Client().post(LOGG_INN, {"email": person.adresse})
    assert svar.context["form"].errors == {"email": ["For mange forsøk. Vent et minutt og be om en ny kode."]}
    assert Epost.objects.count() == 3


def test_neste_side_huskes_bare_i_portalen(client: Client, person: Person) -> None:
    client.post(f"{LOGG_INN}?next=/personvern/", {"email": person.adresse, "next": "/personvern/"})
    svar = client.post(f"{KODE}?next=/personvern/", {"code": siste_kode(), "next": "/personvern/"})
    assert svar.headers["Location"] == "/personvern/"
    fremmed = Client()
    fremmed.post(LOGG_INN, {"email": person.adresse, "next": "https://ond.example/"})
    svar = fremmed.post(KODE, {"code": siste_kode(), "next": "https://ond.example/"})
    assert svar.headers["Location"] == reverse("forside")


@pytest.mark.parametrize("sti", ["signup", "password/reset", "password/change", "email", "reauthenticate"])
def test_allauths_ovrige_sider_finnes_ikke(client: Client, sti: str) -> None:
    assert client.get(f"/konto/{sti}/").status_code == 404


def test_innlogging_varer_til_nettleseren_lukkes(client: Client, person: Person) -> None:
    be_om_kode(client, person.adresse)
    client.post(KODE, {"code": siste_kode()})
    assert client.session.get_expire_at_browser_close()
