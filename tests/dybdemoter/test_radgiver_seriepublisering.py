"""A season published and taken back, what can be changed later, and a copy (D1, D2)."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from dybdemoter.models import Serie
from tests.dybdemoter.fabrikk import FRIST, lag_serie, lag_soknad, lag_utkast, radgiver

pytestmark = pytest.mark.django_db


def test_publish_and_back_while_nobody_has_applied(client: Client, naa: datetime) -> None:
    serie = lag_utkast()
    client.force_login(radgiver(serie))
    publiser, tilbake = (
        reverse(navn, args=(serie.pk,)) for navn in ("styring_publiser", "styring_til_utkast")
    )

    client.post(publiser)
    serie.refresh_from_db()
    assert serie.status == "apen"
    client.post(tilbake)
    serie.refresh_from_db()
    assert (serie.status, serie.apnet) == ("utkast", None)
    assert [frist.apen for frist in serie.frister.all()] == [False]

    client.post(publiser)
    assert [(frist.apen, frist.forfall) for frist in serie.frister.all()] == [
        (True, FRIST + timedelta(days=2))
    ]
    serie.refresh_from_db()
    lag_soknad(serie)
    svar = client.post(tilbake, follow=True)
    assert "Noen har allerede meldt seg på." in svar.content.decode()
    serie.refresh_from_db()
    assert serie.status == "apen"


def test_published_series_asks_for_advisers_and_texts_only(client: Client, naa: datetime) -> None:
    serie = lag_serie()
    meg = radgiver(serie)
    client.force_login(meg)
    side = reverse("styring_rediger", args=(serie.pk,))

    data = {"radgivere": [meg.pk], "ingress": "Velkommen", "sesong": "2030", "plasser": "9"}
    assert client.post(side, data).status_code == 302
    serie.refresh_from_db()
    assert (serie.ingress, serie.sesong, serie.plasser) == ("Velkommen", "2027", 4)
    assert client.post(side, {"radgivere": []}).status_code == 422


def test_copy_gets_the_same_weekdays_next_season(client: Client, naa: datetime) -> None:
    serie = lag_serie()
    client.force_login(radgiver(serie))
    side = reverse("styring_kopier", args=(serie.pk,))
    assert client.get(side).context["skjema"]["sesong"].value() == "2028"

    client.post(side, {"sesong": "2028"})
    kopi = Serie.objects.get(sesong="2028")
    assert (kopi.status, [mote.dag.weekday() for mote in kopi.moter.all()]) == ("utkast", [1] * 6)
    svar = client.post(side, {"sesong": "2028"})
    assert (svar.status_code, svar.context["skjema"]["sesong"].value()) == (422, "2028")


def test_teams_links_are_saved_and_wrong_ones_refused(client: Client, naa: datetime) -> None:
    serie = lag_serie()
    client.force_login(radgiver(serie))
    side, mote = reverse("styring_teams", args=(serie.pk,)), serie.moter.get(nummer=1)

    assert client.post(side, {f"mote_{mote.pk}": "ikke en lenke"}).status_code == 422
    client.post(side, {f"mote_{mote.pk}": "https://teams.example/ny"})
    assert [en.teams_lenke for en in serie.moter.order_by("nummer")][:2] == ["https://teams.example/ny", ""]
