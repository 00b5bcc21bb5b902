"""The admin: a coordinator finds her own network, and nothing of another's."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from django.contrib import admin
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from moter.models import Mote
from nettverk.models import Frist, Gruppe, Medlemskap, Nettverk, Nettverksrolle, Person
from nettverk.nettverksadmin import NettverkAdmin
from tests.conftest import Klient
from tests.factories import (
    lag_arbeidssted,
    lag_gruppe,
    lag_koordinator,
    lag_medlem,
    lag_medlemskap,
    lag_mote,
    lag_nettverk,
    lag_person,
)
from tests.verden import Verden

REGISTRE = {modell: register for modell, register in admin.site._registry.items()}


@pytest.fixture
def koordinator(verden: Verden, client_for: Klient) -> Client:
    return client_for(verden.koordinator)


def side(klient: Client, modell: type, hva: str, *args: object, **query: str) -> HttpResponse:
    navn = f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{hva}"
    return klient.get(reverse(navn, args=args), query)


def viste(klient: Client, modell: type, **query: str) -> set[str]:
    return {str(rad) for rad in side(klient, modell, "changelist", **query).context["cl"].result_list}


def test_hvert_register_er_avgrenset_til_nettverket() -> None:
    assert [m.__name__ for m, register in REGISTRE.items() if not isinstance(register, NettverkAdmin)] == []


def test_registrene_har_ingenting_av_del_1() -> None:
    """No register for programme items, notes, links or documents; what is not registered has no page."""
    assert sorted(modell.__name__ for modell in REGISTRE) == [
        "Arbeidssted", "Epost", "Frist", "Gruppe", "Innkalling", "Kompetansepunkt", "Medlemskap", "Mote",
        "Nettverk", "Nettverksrolle", "Pamelding", "Person", "Referat",
    ]  # fmt: skip


def test_koordinator_ser_bare_sine_egne(verden: Verden, koordinator: Client) -> None:
    assert viste(koordinator, Nettverk) == {"Nettverk i lindring"}
    assert viste(koordinator, Gruppe) == {"Åsane", "Øygarden"}
    assert viste(koordinator, Person) == {
        "Kari Koordinator", "Lise Leder", "Mari Medlem", "Arne Arrangør", "Vera Vertskap",
        "Nils Nærmesteleder", "Nora Nabo", "Berit Bøe",
    }  # fmt: skip
    assert viste(koordinator, Mote) == {str(verden.mote), str(verden.vertsmote), str(verden.nabomote)}
    assert {m.gruppe for m in Medlemskap.objects.all()} - {verden.gruppe, verden.nabogruppe} != set()
    assert not any("Hardanger" in rad for rad in viste(koordinator, Medlemskap))
    assert {f.nettverk for f in side(koordinator, Frist, "changelist").context["cl"].result_list} == {
        verden.nettverk
    }


def test_driftsansvarlig_ser_alle_nettverk(verden: Verden, client_for: Klient) -> None:
    assert viste(client_for(verden.driftsansvarlig), Gruppe) == {"Hardanger", "Åsane", "Øygarden"}


@pytest.mark.parametrize("hva", ["change", "delete", "history"])
@pytest.mark.parametrize("register", ["gruppe", "mote", "person", "medlemskap", "nettverk"])
def test_en_annens_rad_er_som_om_den_ikke_fantes(
    verden: Verden, koordinator: Client, register: str, hva: str
) -> None:
    rad = {
        "gruppe": verden.fremmed_gruppe,
        "mote": verden.fremmed_mote,
        "person": verden.fremmed,
        "medlemskap": verden.fremmed.medlemskap.get(),
        "nettverk": verden.annet_nettverk,
    }[register]

    svar, ingen = (side(koordinator, type(rad), hva, pk) for pk in (rad.pk, 999_999))

    assert (svar.status_code, svar.headers.get("Location")) == (
        ingen.status_code,
        ingen.headers.get("Location"),
    )
    assert svar.status_code != 200


@pytest.mark.parametrize(
    ("felt", "modell"),
    [("person", Medlemskap), ("naermeste_leder", Medlemskap), ("arbeidssted", Medlemskap), ("arrangor", Mote)],
)
def test_autofullforing_rober_ingen_fra_andre_nettverk(
    verden: Verden, koordinator: Client, felt: str, modell: type
) -> None:
    lag_arbeidssted(verden.annet_nettverk, "Odda sjukehus")

    svar = koordinator.get(
        reverse("admin:autocomplete"),
        {"app_label": modell._meta.app_label, "model_name": modell._meta.model_name, "field_name": felt},
    )

    funnet = {treff["text"] for treff in json.loads(svar.content)["results"]}
    egne = {"Ulset sykehjem"} if felt == "arbeidssted" else viste(koordinator, Person)
    assert funnet == egne


def test_et_valg_fra_et_annet_nettverk_blir_avvist(verden: Verden, koordinator: Client) -> None:
    svar = koordinator.post(
        reverse("admin:nettverk_medlemskap_add"),
        {
            "gruppe": verden.fremmed_gruppe.pk,
            "person": verden.fremmed.pk,
            "rolle": "medlem",
            "fra": "2026-01-01",
        },
    )

    assert set(svar.context["adminform"].form.errors) == {"gruppe", "person"}


def test_filtrene_navngir_bare_egne_grupper(verden: Verden, koordinator: Client) -> None:
    for modell in REGISTRE:
        assert "Hardanger" not in side(koordinator, modell, "changelist").content.decode()


def test_en_person_i_to_nettverk_rober_ikke_den_andre_gruppen(verden: Verden, koordinator: Client) -> None:
    lag_medlemskap(verden.fremmed_gruppe, verden.medlem)

    tekst = side(koordinator, Person, "change", verden.medlem.pk).content.decode()
    liste = side(koordinator, Person, "changelist").content.decode()

    assert ("Åsane" in tekst, "Hardanger" in tekst, "Hardanger" in liste) == (True, False, False)


def test_innloggingsadressen_til_en_som_to_nettverk_kjenner_star_fast(
    verden: Verden, koordinator: Client
) -> None:
    lag_medlemskap(verden.fremmed_gruppe, verden.medlem)
    felt = {"fornavn": "Mari", "etternavn": "Ny", "epost": "kapret@helse.example", "is_active": "on"}

    koordinator.post(reverse("admin:nettverk_person_change", args=(verden.medlem.pk,)), felt | _tom_inline())

    ny = Person.objects.get(pk=verden.medlem.pk)
    assert (ny.etternavn, ny.epost) == ("Ny", verden.medlem.epost)


def _tom_inline(prefiks: str = "medlemskap") -> dict[str, str]:
    return {f"{prefiks}-TOTAL_FORMS": "0", f"{prefiks}-INITIAL_FORMS": "0"}


@pytest.mark.parametrize("hvem", ["driftsansvarlig", "annen_koordinator"])
def test_koordinator_endrer_ikke_andres_koordinator_eller_drift(
    verden: Verden, koordinator: Client, hvem: str
) -> None:
    person = lag_medlem(verden.gruppe, getattr(verden, hvem))

    svar = koordinator.post(
        reverse("admin:nettverk_person_change", args=(person.pk,)), {"fornavn": "Kapret"} | _tom_inline()
    )

    assert (svar.status_code, Person.objects.get(pk=person.pk).fornavn) == (403, person.fornavn)


def test_koordinator_gjor_ingen_til_driftsansvarlig(verden: Verden, koordinator: Client) -> None:
    felt = {"fornavn": "Mari", "etternavn": "Medlem", "epost": verden.medlem.epost, "is_active": "on"}

    koordinator.post(
        reverse("admin:nettverk_person_change", args=(verden.medlem.pk,)),
        felt | {"is_superuser": "on"} | _tom_inline(),
    )

    assert not Person.objects.get(pk=verden.medlem.pk).is_superuser


def test_koordinator_gir_ingen_rolle_i_sekretariatet(verden: Verden, koordinator: Client) -> None:
    felt = {"person": verden.medlem.pk, "nettverk": verden.nettverk.pk, "rolle": "koordinator"}

    svar = koordinator.post(reverse("admin:nettverk_nettverksrolle_add"), felt)

    assert (svar.status_code, Nettverksrolle.objects.count()) == (403, 2)


def test_en_ny_person_kan_velges_som_medlem(verden: Verden, koordinator: Client) -> None:
    felt = {"fornavn": "Ny", "etternavn": "Ansatt", "epost": "NY@Helse.example", "is_active": "on"}
    koordinator.post(reverse("admin:nettverk_person_add"), felt | _tom_inline())
    ny = Person.objects.get(epost="ny@helse.example")

    koordinator.post(
        reverse("admin:nettverk_medlemskap_add"),
        {"gruppe": verden.gruppe.pk, "person": ny.pk, "rolle": "medlem", "fra": "2026-11-01"},
    )

    assert ([m.gruppe for m in ny.medlemskap.all()], ny.has_usable_password()) == ([verden.gruppe], False)


def test_bare_det_ingenting_peker_pa_kan_slettes(verden: Verden, koordinator: Client) -> None:
    tom = lag_gruppe(verden.nettverk, "Oppgitt ved en feil")

    svar = [side(koordinator, Gruppe, "delete", gruppe.pk).status_code for gruppe in (tom, verden.gruppe)]

    assert svar == [200, 403]


def test_et_mote_planlagt_i_registeret_far_sine_frister(verden: Verden, koordinator: Client) -> None:
    koordinator.post(
        reverse("admin:moter_mote_add"),
        {
            "gruppe": verden.gruppe.pk,
            "start_0": "2027-03-11", "start_1": "09:00",
            "slutt_0": "2027-03-11", "slutt_1": "15:00",
            "form": "fysisk",
        },
    )  # fmt: skip

    mote = Mote.objects.get(start__year=2027)
    assert (mote.pamelding_frist, sorted(mote.frister.values_list("slag", flat=True))) == (
        date(2027, 3, 4),
        ["innkalling", "pamelding", "programkontakt", "referat"],
    )


def test_tid_og_sted_flyttes_ikke_fra_registeret(verden: Verden, koordinator: Client) -> None:
    url = reverse("admin:moter_mote_change", args=(verden.mote.pk,))
    felt = {"form": "fysisk", "praktisk": "Ta trikken", "sted": "Et annet sted", "start_0": "2027-01-01"}
    tabeller = _tom_inline("innkallinger") | _tom_inline("programposter")

    koordinator.post(url, felt | tabeller)

    etter = Mote.objects.get(pk=verden.mote.pk)
    assert (etter.praktisk, etter.sted, etter.start) == (
        "Ta trikken",
        verden.mote.sted,
        verden.mote.start,
    )
    assert reverse("mote_flytt", args=(verden.mote.pk,)) in koordinator.get(url).content.decode()


def test_motets_program_star_uten_del_1(verden: Verden, koordinator: Client) -> None:
    tekst = side(koordinator, Mote, "change", verden.mote.pk).content.decode()

    assert ("Munnstell i livets siste fase" in tekst, "Siden sist" in tekst) == (True, False)


def test_historikken_viser_hvem_som_endret_hva(verden: Verden, koordinator: Client) -> None:
    url = reverse("admin:nettverk_gruppe_change", args=(verden.gruppe.pk,))
    koordinator.post(
        url, {"navn": "Åsane og Arna", "nettverk": verden.nettverk.pk} | _tom_inline("medlemskap")
    )

    tekst = re.sub(r"\s+", " ", side(koordinator, Gruppe, "history", verden.gruppe.pk).content.decode())

    assert "<td>Kari Koordinator</td>" in tekst
    assert "<strong>Navn:</strong> Åsane → Åsane og Arna" in tekst


def test_en_gammel_versjon_har_ingen_egen_side(verden: Verden, koordinator: Client) -> None:
    """Posting one would write it back, past the portal's verbs."""
    versjon = verden.gruppe.history.first()
    adresse = f"/admin/nettverk/gruppe/{verden.gruppe.pk}/history/{versjon.pk}/"

    koordinator.post(adresse, {"navn": "Skrevet over", "nettverk": verden.nettverk.pk})

    assert resolve(adresse).url_name is None
    assert Gruppe.objects.get(pk=verden.gruppe.pk).navn == "Åsane"


def test_listene_spor_like_mye_for_en_rad_som_for_tre(naa: object, db: None, client_for: Klient) -> None:
    nettverk = lag_nettverk()
    klient = client_for(lag_koordinator(nettverk))
    _en_av_hver(nettverk)
    ett = _sporringer(klient)
    _en_av_hver(nettverk)
    _en_av_hver(nettverk)

    assert _sporringer(klient) == ett


def _en_av_hver(nettverk: Nettverk) -> None:
    gruppe = lag_gruppe(nettverk)
    arrangor = lag_medlem(gruppe, naermeste_leder=lag_person(), arbeidssted=lag_arbeidssted(nettverk))
    lag_mote(gruppe, arrangor=arrangor)


def _sporringer(klient: Client) -> dict[str, int]:
    """Queries for each list; the first request warms up what Django keeps for good."""
    antall = {}
    for modell in REGISTRE:
        side(klient, modell, "changelist")
        with CaptureQueriesContext(connection) as fanget:
            side(klient, modell, "changelist")
        antall[modell.__name__] = len(fanget)
    return antall


def test_registrene_holder_seg_innenfor_sikkerhetsreglene(verden: Verden, koordinator: Client) -> None:
    """No inline style or script on the pages a coordinator meets."""
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*src=)|\son[a-z]+=\"|javascript:")
    brudd = []
    for modell in REGISTRE:
        rad = REGISTRE[modell].model._default_manager.first()
        sider = [side(koordinator, modell, "changelist")]
        if rad is not None:
            sider += [side(koordinator, modell, hva, rad.pk) for hva in ("change", "history")]
        brudd += [f"{modell.__name__}: {treff}" for s in sider for treff in inline.findall(s.content.decode())]
    assert brudd == []
