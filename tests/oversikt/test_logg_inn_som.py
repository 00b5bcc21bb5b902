"""«Logg inn som»: one of each role, in the embedded mode only."""

from datetime import datetime

import pytest
import time_machine
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from moter.models import Pamelding
from nettverk.models import Medlemskap, Nettverk, Person
from oversikt.demo.roller import Proverolle, proveroller
from oversikt.views.prove import logg_inn_som
from tests.oversikt.conftest import DEMO_NAA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demodata", "klokka")]

KODER = ["koordinator", "arrangor", "gruppeansvarlig", "medlem", "referent", "annen_koordinator", "drift"]


@pytest.fixture
def klokka() -> object:
    with time_machine.travel(DEMO_NAA, tick=False):
        yield


@pytest.fixture
def roller() -> dict[str, Proverolle]:
    return {rolle.kode: rolle for rolle in proveroller(DEMO_NAA)}


def test_rollene_er_en_av_hvert_slag(roller: dict[str, Proverolle]) -> None:
    assert list(roller) == KODER
    assert len({rolle.person for rolle in roller.values()}) == len(KODER)


def test_rollene_har_noe_a_gjore(roller: dict[str, Proverolle]) -> None:
    medlem = roller["medlem"].person
    assert Pamelding.objects.filter(person=medlem, mote__start__gt=DEMO_NAA).count() == 0
    assert Nettverk.objects.koordinert_av(roller["annen_koordinator"].person).get().slug == "rehab"
    assert Medlemskap.objects.filter(person=roller["koordinator"].person).count() == 0
    assert roller["gruppeansvarlig"].url == roller["arrangor"].url


@pytest.mark.parametrize("kode", KODER)
def test_valget_logger_inn_og_gar_dit_arbeidet_er(
    client: Client, roller: dict[str, Proverolle], kode: str
) -> None:
    svar = client.post(reverse("logg_inn_som"), {"rolle": kode})
    assert (svar.status_code, svar["Location"]) == (302, roller[kode].url)
    assert client.session["_auth_user_id"] == str(roller[kode].person.pk)
    assert client.get(roller[kode].url).status_code == 200


def test_siden_viser_hvem_en_kan_vaere(client: Client, roller: dict[str, Proverolle]) -> None:
    svar = client.get(reverse("logg_inn_som"))
    assert [rolle.person for rolle in svar.context["roller"]] == [r.person for r in roller.values()]
    assert svar.content.decode().count('name="rolle"') == len(KODER)


@pytest.mark.parametrize("rolle", ["", "ukjent", "1"])
def test_ukjent_rolle_logger_ingen_inn(client: Client, rolle: str) -> None:
    svar = client.post(reverse("logg_inn_som"), {"rolle": rolle})
    assert svar.status_code == 404
    assert "_auth_user_id" not in client.session


def test_siden_finnes_ikke_i_drift(rf: RequestFactory, settings: Settings) -> None:
    settings.INNEBYGD = False
    with pytest.raises(Http404):
        logg_inn_som(rf.get("/logg-inn-som/"))


def test_siden_uten_demodata_sier_hvordan_en_far_dem(client: Client) -> None:
    Person.objects.update(is_superuser=False)
    for nettverk in Nettverk.objects.all():
        Nettverk.objects.filter(pk=nettverk.pk).update(slug=f"eget-{nettverk.pk}")
    svar = client.get(reverse("logg_inn_som"))
    assert svar.context["roller"] == []
    assert "manage.py demo" in svar.content.decode()


def test_rollene_finnes_ogsa_etter_en_maned(roller: dict[str, Proverolle]) -> None:
    senere = DEMO_NAA.replace(year=2027, month=1)
    assert [rolle.kode for rolle in proveroller(senere)] == KODER
    assert isinstance(senere, datetime)
