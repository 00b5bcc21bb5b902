"""The admin: what a coordinator may change, and how it is done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import resolve, reverse

from moter.models import Mote
from nettverk.models import Gruppe, Medlemskap, Nettverksrolle, Person
from tests.conftest import Klient
from tests.factories import (
    NAA,
    lag_gruppe,
    lag_koordinator,
    lag_medlem,
    lag_medlemskap,
    lag_nettverk,
)
from tests.tilgang.adresser import registerside, tom_tabell
from tests.verden import Verden


def test_innloggingsadressen_til_en_som_to_nettverk_kjenner_star_fast(
    verden: Verden, koordinator: Client
) -> None:
    lag_medlemskap(verden.fremmed_gruppe, verden.medlem)
    felt = {"fornavn": "Mari", "etternavn": "Ny", "epost": "kapret@helse.example", "is_active": "on"}

    koordinator.post(reverse("admin:nettverk_person_change", args=(verden.medlem.pk,)), felt | tom_tabell())

    ny = Person.objects.get(pk=verden.medlem.pk)
    assert (ny.etternavn, ny.epost) == ("Ny", verden.medlem.epost)


@pytest.mark.parametrize("hvem", ["driftsansvarlig", "annen_koordinator"])
def test_koordinator_endrer_ikke_andres_koordinator_eller_drift(
    verden: Verden, koordinator: Client, hvem: str
) -> None:
    person = lag_medlem(verden.gruppe, getattr(verden, hvem))

    svar = koordinator.post(
        reverse("admin:nettverk_person_change", args=(person.pk,)), {"fornavn": "Kapret"} | tom_tabell()
    )

    assert (svar.status_code, Person.objects.get(pk=person.pk).fornavn) == (403, person.fornavn)


def test_koordinator_gjor_ingen_til_driftsansvarlig(verden: Verden, koordinator: Client) -> None:
    felt = {"fornavn": "Mari", "etternavn": "Medlem", "epost": verden.medlem.epost, "is_active": "on"}

    koordinator.post(
        reverse("admin:nettverk_person_change", args=(verden.medlem.pk,)),
        felt | {"is_superuser": "on"} | tom_tabell(),
    )

    assert not Person.objects.get(pk=verden.medlem.pk).is_superuser


def test_koordinator_gir_ingen_rolle_i_sekretariatet(verden: Verden, koordinator: Client) -> None:
    felt = {"person": verden.medlem.pk, "nettverk": verden.nettverk.pk, "rolle": "koordinator"}

    svar = koordinator.post(reverse("admin:nettverk_nettverksrolle_add"), felt)

    assert (svar.status_code, Nettverksrolle.objects.count()) == (403, 2)


def test_en_ny_person_kan_velges_som_medlem(verden: Verden, koordinator: Client) -> None:
    felt = {"fornavn": "Ny", "etternavn": "Ansatt", "epost": "NY@Helse.example", "is_active": "on"}
    koordinator.post(reverse("admin:nettverk_person_add"), felt | tom_tabell())
    ny = Person.objects.get(epost="ny@helse.example")

    koordinator.post(
        reverse("admin:nettverk_medlemskap_add"),
        {"gruppe": verden.gruppe.pk, "person": ny.pk, "rolle": "medlem", "fra": "2026-11-01"},
    )

    assert ([m.gruppe for m in ny.medlemskap.all()], ny.has_usable_password()) == ([verden.gruppe], False)


def test_bare_det_ingenting_peker_pa_kan_slettes(verden: Verden, koordinator: Client) -> None:
    tom = lag_gruppe(verden.nettverk, "Oppgitt ved en feil")

    svar = [
        registerside(koordinator, Gruppe, "delete", gruppe.pk).status_code for gruppe in (tom, verden.gruppe)
    ]

    assert svar == [200, 403]


def test_et_medlemskap_slettes_bare_den_dagen_det_ble_fort(verden: Verden, koordinator: Client) -> None:
    medlemskap = verden.medlem.medlemskap.get()
    samme_dag = registerside(koordinator, Medlemskap, "delete", medlemskap.pk).status_code

    with time_machine.travel(NAA + timedelta(days=1), tick=False):
        dagen_etter = registerside(koordinator, Medlemskap, "delete", medlemskap.pk).status_code

    assert (samme_dag, dagen_etter) == (200, 403)


def test_et_mote_planlegges_pa_gruppens_side_der_alle_far_vite_det(
    verden: Verden, koordinator: Client
) -> None:
    avsluttet = lag_gruppe(verden.nettverk, "Nedlagt")
    avsluttet.slutt = date(2026, 6, 30)
    avsluttet.save()
    side = koordinator.get(reverse("admin:moter_mote_add"))

    assert list(side.context["grupper"]) == [verden.nabogruppe, verden.gruppe]
    assert reverse("nytt_mote", args=(verden.gruppe.pk,)) in side.content.decode()


def test_registeret_planlegger_ingen_moter_selv(verden: Verden, koordinator: Client) -> None:
    felt = {"gruppe": verden.gruppe.pk, "start_0": "2027-03-04", "start_1": "09:00", "form": "fysisk"}
    felt |= {"slutt_0": "2027-03-04", "slutt_1": "15:00", "arrangor": verden.medlem.pk}
    svar = koordinator.post(reverse("admin:moter_mote_add"), felt)

    assert (svar.status_code, Mote.objects.filter(start__year=2027).exists()) == (200, False)


def test_den_som_ikke_koordinerer_noen_gruppe_far_vite_hvem_som_planlegger(
    verden: Verden, client_for: Klient
) -> None:
    uten_grupper = lag_koordinator(lag_nettverk("Et nytt nettverk"))
    side = client_for(uten_grupper).get(reverse("admin:moter_mote_add")).content.decode()

    assert "ingen grupper du kan planlegge for" in side


def test_arrangoren_skiftes_ikke_fra_registeret(verden: Verden, koordinator: Client) -> None:
    url = reverse("admin:moter_mote_change", args=(verden.mote.pk,))
    tabeller = tom_tabell("innkallinger") | tom_tabell("programposter")

    koordinator.post(url, {"form": "fysisk", "arrangor": verden.medlem.pk} | tabeller)

    assert Mote.objects.get(pk=verden.mote.pk).arrangor == verden.arrangor
    assert reverse("arrangor_trekk", args=(verden.mote.pk,)) in koordinator.get(url).content.decode()


def test_tid_og_sted_flyttes_ikke_fra_registeret(verden: Verden, koordinator: Client) -> None:
    url = reverse("admin:moter_mote_change", args=(verden.mote.pk,))
    felt = {"form": "fysisk", "praktisk": "Ta trikken", "sted": "Et annet sted", "start_0": "2027-01-01"}
    tabeller = tom_tabell("innkallinger") | tom_tabell("programposter")

    koordinator.post(url, felt | tabeller)

    etter = Mote.objects.get(pk=verden.mote.pk)
    assert (etter.praktisk, etter.sted, etter.start) == (
        "Ta trikken",
        verden.mote.sted,
        verden.mote.start,
    )
    assert reverse("mote_flytt", args=(verden.mote.pk,)) in koordinator.get(url).content.decode()


def test_en_gammel_versjon_har_ingen_egen_side(verden: Verden, koordinator: Client) -> None:
    """Posting one would write it back, past the portal's verbs."""
    versjon = verden.gruppe.history.first()
    adresse = f"/admin/nettverk/gruppe/{verden.gruppe.pk}/history/{versjon.pk}/"

    koordinator.post(adresse, {"navn": "Skrevet over", "nettverk": verden.nettverk.pk})

    assert resolve(adresse).url_name is None
    assert Gruppe.objects.get(pk=verden.gruppe.pk).navn == "Åsane"
