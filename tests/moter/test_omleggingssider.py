"""The coordinator's pages on which groups are merged, split and ended: look, confirm, undo (L18)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from moter.models import Mote
from nettverk.models import Gruppe, Omlegging, Person
from tests.conftest import Klient
from tests.factories import NAA, lag_medlem, lag_mote
from tests.verden import Verden

pytestmark = pytest.mark.django_db
FRA = "2027-01-01"


@pytest.fixture(autouse=True)
def _dagen() -> Any:
    with time_machine.travel(NAA, tick=False):
        yield


@pytest.fixture
def kari(verden: Verden, client_for: Klient) -> Client:
    return client_for(verden.koordinator)


def bekreft(klient: Client, navn: str, gruppe: Gruppe, felt: dict[str, Any]) -> Any:
    """Send the form, and then what the preview has in it."""
    url = reverse(navn, args=(gruppe.pk,))
    svar = klient.post(url, felt)
    assert svar.status_code == 200, svar.context["skjema"].errors
    sett = svar.context["skjema"].sett_na
    return svar, klient.post(url, {**felt, "sett": sett, "bekreftet": "ja"}, follow=True)


def test_to_grupper_slas_sammen_etter_en_forhandsvisning(verden: Verden, kari: Client) -> None:
    neste = lag_mote(verden.gruppe, date(2027, 3, 11), arrangor=verden.medlem)
    felt = {"til": verden.nabogruppe.pk, "fra": FRA, f"mote_{neste.pk}": "flytt"}
    vist, gjort = bekreft(kari, "gruppe_slaa_sammen", verden.gruppe, felt)
    tekst = vist.content.decode()
    assert "La Åsane gå opp i Øygarden?" in tekst
    assert "Lise Leder er gruppeansvarlig nå, og blir vanlig medlem i Øygarden." in tekst
    assert (
        "Åsane går opp i Øygarden fra 1. januar 2027. Alle får beskjed på e-post." in gjort.content.decode()
    )
    assert Mote.objects.get(pk=neste.pk).gruppe == verden.nabogruppe


def test_forhandsvisningen_endrer_ingenting(verden: Verden, kari: Client) -> None:
    kari.post(
        reverse("gruppe_slaa_sammen", args=(verden.nabogruppe.pk,)), {"til": verden.gruppe.pk, "fra": FRA}
    )
    assert Omlegging.objects.count() == 0


def test_det_som_er_endret_imens_vises_pa_nytt(verden: Verden, kari: Client) -> None:
    url, felt = (
        reverse("gruppe_slaa_sammen", args=(verden.gruppe.pk,)),
        {"til": verden.nabogruppe.pk, "fra": FRA},
    )
    sett = kari.post(url, felt).context["skjema"].sett_na
    lag_medlem(verden.gruppe, "Nina Ny")
    svar = kari.post(url, {**felt, "sett": sett, "bekreftet": "ja"})
    assert "Noe er endret siden du åpnet siden." in svar.content.decode()
    assert "Nina Ny" in svar.content.decode()
    assert Omlegging.objects.count() == 0


def test_gruppen_deles(verden: Verden, kari: Client) -> None:
    felt = {"navn": "Åsane nord", "valgte": [verden.medlem.pk], "leder": verden.medlem.pk, "fra": FRA}
    bekreft(kari, "gruppe_del", verden.gruppe, felt)
    ny = Gruppe.objects.get(navn="Åsane nord")
    assert ny.gruppeansvarlig(date(2027, 1, 1)) == verden.medlem
    assert ny.nettverk == verden.nettverk


def test_gruppen_avsluttes_og_angres(verden: Verden, kari: Client) -> None:
    felt = {"siste": "2026-12-31"}
    _vist, gjort = bekreft(kari, "gruppe_avslutt", verden.nabogruppe, felt | {"avlys": "on"})
    assert "Gruppens siste dag er 31. desember 2026." in gjort.content.decode()
    omlegging = Omlegging.objects.get()
    url = reverse("omlegging_angre", args=(verden.nabogruppe.pk, omlegging.pk))
    assert "Øygarden er avsluttet fra 1. januar 2027." in kari.get(url).content.decode()
    svar = kari.post(url, follow=True)
    assert "Angret. Alle som fikk beskjed, får vite det." in svar.content.decode()
    assert Gruppe.objects.get(pk=verden.nabogruppe.pk).slutt is None


def feil(klient: Client, navn: str, gruppe: Gruppe, felt: dict[str, Any]) -> dict[str, list[str]]:
    svar = klient.post(reverse(navn, args=(gruppe.pk,)), felt)
    assert svar.status_code == 422
    return {navn: list(liste) for navn, liste in svar.context["skjema"].errors.items()}


def test_det_som_ikke_gar_star_ved_feltet(verden: Verden, kari: Client) -> None:
    lag_mote(verden.gruppe, date(2027, 3, 11))
    mote = Mote.objects.get(gruppe=verden.gruppe, start__year=2027)
    slaa, gruppe = "gruppe_slaa_sammen", verden.gruppe
    for til in (gruppe, verden.fremmed_gruppe):
        assert feil(kari, slaa, gruppe, {"til": til.pk, "fra": FRA})["til"] == ["Velg et av alternativene."]
    assert feil(kari, slaa, gruppe, {"til": verden.nabogruppe.pk, "fra": FRA}) == {
        f"mote_{mote.pk}": ["Velg om møtet skal flyttes eller avlyses."]
    }
    assert feil(kari, "gruppe_avslutt", gruppe, {"siste": "2026-12-31"}) == {
        "avlys": ["Gruppen har møter etter den dagen. De må avlyses."]
    }
    assert feil(kari, "gruppe_avslutt", gruppe, {"siste": "2026-11-01", "avlys": "on"}) == {
        "siste": ["Datoen har vært. Velg i dag eller en senere dag."]
    }


def test_deling_uten_noen_med_alle_eller_med_feil_leder_nektes(verden: Verden, kari: Client) -> None:
    alle = [m.person_id for m in verden.gruppe.medlemskap.all()]
    en: Person = verden.medlem
    grunn = {"navn": "Ny", "leder": en.pk, "fra": FRA}

    def svar(**felt: Any) -> dict[str, list[str]]:
        return feil(kari, "gruppe_del", verden.gruppe, grunn | felt)

    assert svar() == {"valgte": ["Velg hvem som går over til den nye gruppen."]}
    igjen = "Noen må bli igjen. Skal alle over, kan gruppen få nytt navn i stedet."
    assert svar(valgte=alle) == {"valgte": [igjen]}
    assert svar(valgte=[en.pk], leder=verden.arrangor.pk) == {
        "leder": ["Den som skal lede den nye gruppen, må gå over til den."]
    }
    assert svar(valgte=[en.pk], navn="øygarden") == {
        "navn": ["Nettverket har allerede en gruppe som heter øygarden."]
    }


def test_avsluttet_gruppe_har_ingen_skjemaer(verden: Verden, kari: Client) -> None:
    verden.nabogruppe.slutt = date(2026, 10, 1)
    verden.nabogruppe.save()
    svar = kari.get(reverse("gruppe_del", args=(verden.nabogruppe.pk,)), follow=True)
    assert "Gruppen er avsluttet" in svar.content.decode()
