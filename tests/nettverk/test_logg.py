"""No key of a personal link reaches the log."""

import logging
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from nettverk.logg import MaskerendeFormatter, maskert
from nettverk.models import Lenke
from tests.factories import lag_person
from tests.tilgang.adresser import Adresse, alle_adresser

NOKKEL = "hEm-mel_ig-4f7Qx2LrT9vWc1Zk8Yb0N"
PERSONLIGE = [adresse for adresse in alle_adresser().values() if "nokkel" in adresse.parametre]


@pytest.mark.django_db
@pytest.mark.parametrize("adresse", PERSONLIGE, ids=lambda adresse: adresse.navn)
def test_maskert_leaves_no_key_of_any_address_that_has_one(adresse: Adresse) -> None:
    person = lag_person()
    _lenke, nokkel = Lenke.objects.lag(
        person=person, formal="prove", gjelder=person, utloper=datetime(2027, 1, 1, tzinfo=UTC)
    )
    url = adresse.url({"nokkel": nokkel, "fil_pk": 1})
    assert (nokkel in url, maskert(url)) == (True, url.replace(nokkel, "..."))


def test_maskert_knows_every_kind_of_personal_link() -> None:
    assert {adresse.rute.partition("<str:nokkel>")[0] for adresse in PERSONLIGE} == {
        "svar/",
        "referat/",
        "kalender/",
        "bytte/",
        "vert/",
        "gjest/",
        "gjest/min/",
        "dybdemoter/min/",
    }


@pytest.mark.parametrize(
    "navn", ["mote_svar", "referat_skriv", "referat_se_over", "referat_kopier", "arrangor_bytte", "gjester"]
)
def test_maskert_leaves_addresses_without_a_key(navn: str) -> None:
    url = reverse(navn, args=(1,))
    assert maskert(url) == url


@pytest.mark.parametrize(
    ("skrevet", "lest"),
    [
        (f"GET /referat/{NOKKEL}?x=1 HTTP/1.1", "GET /referat/...?x=1 HTTP/1.1"),
        (f"https://portal.example:8000/svar/{NOKKEL}/", "https://portal.example:8000/svar/.../"),
        (f"Not Found: /svar/%2D{NOKKEL}/", "Not Found: /svar/.../"),
    ],
)
def test_logglinjen_er_uten_nokkel(skrevet: str, lest: str) -> None:
    rad = logging.makeLogRecord({"msg": "%s", "args": (skrevet,)})
    assert MaskerendeFormatter("%(message)s").format(rad) == lest


def test_sporet_av_en_feil_er_uten_nokkel() -> None:
    try:
        raise ValueError(f"/svar/{NOKKEL}/")
    except ValueError as feil:
        rad = logging.makeLogRecord({"msg": "Feil", "exc_info": (type(feil), feil, feil.__traceback__)})
    assert MaskerendeFormatter("%(message)s").format(rad).splitlines()[-1] == "ValueError: /svar/.../"
