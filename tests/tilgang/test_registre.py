"""The admin: a coordinator finds her own network, and nothing of another's."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.models import Mote
from nettverk.models import Dokument, Frist, Gruppe, Medlemskap, Nettverk, Person
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
from tests.tilgang.adresser import registerside, tom_tabell, viste
from tests.verden import Verden

REGISTRE = admin.site._registry


def test_hvert_register_er_avgrenset_til_nettverket() -> None:
    assert [m.__name__ for m, register in REGISTRE.items() if not isinstance(register, NettverkAdmin)] == []


def test_registrene_har_ingenting_av_del_1() -> None:
    """No register for programme items, notes or links; what is not registered has no page.

    Of documents, the register has how their PDFs went, and never what they say.
    """
    assert sorted(modell.__name__ for modell in REGISTRE) == [
        "Arbeidssted", "Dokument", "Driftsrepresentant", "Epost", "Frist", "Fristoppsett", "Gjest", "Gruppe",
        "Innkalling", "Institusjon", "Kompetansepunkt", "Kontakt", "Medlemskap", "Mote", "Nettverk",
        "Nettverksrolle", "Opplysningssjekk", "Pamelding", "Person", "Referat", "Serie", "Seriemote",
        "Skoleferie", "Soknad",
    ]  # fmt: skip
    assert "innhold" not in flatten_fieldsets(REGISTRE[Dokument].get_fieldsets(None))  # type: ignore[arg-type]


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
    assert {f.nettverk for f in registerside(koordinator, Frist, "changelist").context["cl"].result_list} == {
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

    svar, ingen = (registerside(koordinator, type(rad), hva, pk) for pk in (rad.pk, 999_999))

    assert (svar.status_code, svar.headers.get("Location")) == (
        ingen.status_code,
        ingen.headers.get("Location"),
    )
    assert svar.status_code != 200


@pytest.mark.parametrize(
    ("felt", "modell"),
    [
        ("person", Medlemskap),
        ("naermeste_leder", Medlemskap),
        ("arbeidssted", Medlemskap),
        ("arrangor", Mote),
    ],
)
def test_autofullforing_rober_ingen_fra_andre_nettverk(
    verden: Verden, koordinator: Client, felt: str, modell: type[Model]
) -> None:
    lag_arbeidssted(verden.annet_nettverk, "Odda sjukehus")

    svar = koordinator.get(
        reverse("admin:autocomplete"),
        {"app_label": modell._meta.app_label, "model_name": str(modell._meta.model_name), "field_name": felt},
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
        assert "Hardanger" not in registerside(koordinator, modell, "changelist").content.decode()


def test_en_person_i_to_nettverk_rober_ikke_den_andre_gruppen(verden: Verden, koordinator: Client) -> None:
    lag_medlemskap(verden.fremmed_gruppe, verden.medlem)

    tekst = registerside(koordinator, Person, "change", verden.medlem.pk).content.decode()
    liste = registerside(koordinator, Person, "changelist").content.decode()

    assert ("Åsane" in tekst, "Hardanger" in tekst, "Hardanger" in liste) == (True, False, False)


def test_motets_program_star_uten_del_1(verden: Verden, koordinator: Client) -> None:
    tekst = registerside(koordinator, Mote, "change", verden.mote.pk).content.decode()

    assert ("Munnstell i livets siste fase" in tekst, "Siden sist" in tekst) == (True, False)


def test_historikken_viser_hvem_som_endret_hva(verden: Verden, koordinator: Client) -> None:
    url = reverse("admin:nettverk_gruppe_change", args=(verden.gruppe.pk,))
    koordinator.post(
        url,
        {"navn": "Åsane og Arna", "nettverk": verden.nettverk.pk}
        | tom_tabell("medlemskap")
        | tom_tabell("driftsrepresentanter"),
    )

    tekst = re.sub(
        r"\s+", " ", registerside(koordinator, Gruppe, "history", verden.gruppe.pk).content.decode()
    )

    assert "<td>Kari Koordinator</td>" in tekst
    assert "<strong>Navn:</strong> Åsane → Åsane og Arna" in tekst


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
        registerside(klient, modell, "changelist")
        with CaptureQueriesContext(connection) as fanget:
            registerside(klient, modell, "changelist")
        antall[modell.__name__] = len(fanget)
    return antall


def test_registrene_holder_seg_innenfor_sikkerhetsreglene(verden: Verden, koordinator: Client) -> None:
    """No inline style or script on the pages a coordinator meets."""
    inline = re.compile(r"\sstyle=|<style|<script(?![^>]*src=)|\son[a-z]+=\"|javascript:")
    brudd = []
    for modell in REGISTRE:
        rad = REGISTRE[modell].model._default_manager.first()
        sider = [registerside(koordinator, modell, "changelist")]
        if rad is not None:
            sider += [registerside(koordinator, modell, hva, rad.pk) for hva in ("change", "history")]
        brudd += [
            f"{modell.__name__}: {treff}" for s in sider for treff in inline.findall(s.content.decode())
        ]
    assert brudd == []
