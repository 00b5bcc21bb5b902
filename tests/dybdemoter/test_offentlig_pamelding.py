"""Registering in two steps, without login and without script (D3, D4, X13)."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dybdemoter.models import Institusjon, Kontakt, Serie, Soknad
from dybdemoter.plasser import trekk
from nettverk.models import Epost
from tests.dybdemoter.fabrikk import eposter, lag_serie
from tests.dybdemoter.skjemahjelp import STEG1, STEG2, adresse, innhold, send, tekst
from tests.factories import NAA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("naa")]
ORGNR = "974760673"


@pytest.fixture
def serie() -> Serie:
    return lag_serie()


def test_institusjonen_far_nummer_og_kvittering(serie: Serie, client: Client) -> None:
    svar = client.get(send(client, serie).url)
    soknad = Soknad.objects.get()
    assert (soknad.nummer, soknad.typer, soknad.deltakere.count()) == (1, frozenset({"dogn", "dag"}), 2)
    assert "Nr. 1 i køen Mottatt mandag 23. november 2026 kl. 09.00.00." in innhold(svar)
    assert "En kvittering er ikke en plass. Dere får svar, ja eller nei, senest fredag 18. desember" in (
        innhold(svar)
    )
    assert [epost.til for epost in eposter("dybde_kvittering")] == ["gro@inst.example"]


def test_steg_1_lagrer_ingenting(serie: Serie, client: Client) -> None:
    svar = client.post(adresse(serie), STEG1)
    assert (svar.status_code, Institusjon.objects.exists()) == (200, False)
    assert "Steg 2 av 2. Løvstakken rehabilitering." in innhold(svar)


@pytest.mark.parametrize(
    ("felt", "verdi", "feil"),
    [
        ("institusjon", "", "Skriv navnet på institusjonen eller klinikken."),
        ("institusjon", " - ", "Skriv navnet på institusjonen eller klinikken."),
        ("orgnr", "974760674", "Organisasjonsnummeret stemmer ikke. Det har ni sifre, og kan stå tomt."),
        ("typer", [], "Velg minst ett slags tilbud."),
        ("navn", "", "Skriv hvem vi skal kontakte."),
        ("epost", "gro@", "gyldig e-postadresse"),
        ("region", "nord", "Denne møterekken er for Region Vest. Meld dere på møterekken for Region Nord."),
        ("navn", "Ola 01010750160", "Her står det noe som ligner et fødselsnummer."),
    ],
)
def test_feil_i_steg_1_star_ved_feltet_og_det_skrevne_blir(
    serie: Serie, client: Client, felt: str, verdi: Any, feil: str
) -> None:
    svar = client.post(adresse(serie), STEG1 | {felt: verdi})
    skjema = svar.context["skjema"]
    assert (svar.status_code, list(skjema.errors), feil in skjema.errors[felt][0]) == (422, [felt], True)
    assert (skjema["telefon"].value(), skjema[felt].value()) == ("", verdi)
    assert f'id="id_{felt}_error"' in tekst(svar)


@pytest.mark.parametrize("felt", ["arbeid_hovedmal", "bindende"])
def test_uten_ja_til_begge_blir_ingen_meldt_pa(serie: Serie, client: Client, felt: str) -> None:
    svar = send(client, serie, felt={felt: ""})
    assert (svar.status_code, list(svar.context["skjema"].errors)) == (422, [felt])
    assert ('value="Deltaker 1"' in tekst(svar), Soknad.objects.exists()) == (True, False)


def test_en_deltaker_uten_navn_er_en_feil_ved_navnet(serie: Serie, client: Client) -> None:
    svar = send(client, serie, felt={"deltaker-2-yrke": "lege"})
    assert (svar.status_code, svar.context["sett"].errors[2]) == (
        422,
        {"navn": ["Skriv navnet til deltakeren."]},
    )


def test_fodselsnummer_i_fritekst_blir_avvist(serie: Serie, client: Client) -> None:
    svar = send(client, serie, teams_kommentar="Ring 010107 50160")
    assert (svar.status_code, list(svar.context["skjema"].errors)) == (422, ["teams_kommentar"])
    assert not Soknad.objects.exists()


def test_en_rad_til_beholder_det_skrevne(serie: Serie, client: Client) -> None:
    svar = send(client, serie, steg="flere", deltakere=3, bindende="")
    sett = svar.context["sett"]
    assert (svar.status_code, len(sett.forms), sett.is_bound) == (200, 4, False)
    assert [skjema["navn"].value() for skjema in sett.forms][:3] == ["Deltaker 1", "Deltaker 2", "Deltaker 3"]
    assert "Dere kan likevel være flere." in innhold(svar)


def test_fem_deltakere_gir_et_hint_og_ingen_stopp(serie: Serie, client: Client) -> None:
    svar = client.get(send(client, serie, deltakere=5).url)
    assert Soknad.objects.get().deltakere.count() == 5
    assert "Dere har meldt 5 deltakere. Vi anbefaler to til tre, og de samme hver gang." in innhold(svar)


def test_tilbake_til_steg_1_og_fram_igjen_mister_ingenting(serie: Serie, client: Client) -> None:
    tilbake = send(client, serie, steg="tilbake", teams_kommentar="brannmur")
    assert (tilbake.status_code, tilbake.context["skjema"]["navn"].value()) == (200, "Gro Kontakt")
    skjulte = dict(tilbake.context["skjulte"])
    fram = client.post(adresse(serie), STEG1 | skjulte | {"navn": "Gro Ny"})
    assert fram.context["skjema"]["teams_kommentar"].value() == "brannmur"
    assert fram.context["sett"].forms[1]["navn"].value() == "Deltaker 2"
    assert ("navn", "Gro Ny") in fram.context["skjulte"]


def test_sendt_to_ganger_gir_en_soknad_og_den_samme_kvitteringen(serie: Serie, client: Client) -> None:
    adresser = {send(client, serie).url for _gang in range(3)}
    assert (len(adresser), Soknad.objects.count(), Kontakt.objects.count()) == (1, 1, 1)
    assert len(eposter("dybde_kvittering")) == 1


def test_en_kollega_med_samme_nummer_og_navn_slutter_seg_til(serie: Serie, client: Client) -> None:
    send(client, serie, orgnr=ORGNR)
    svar = client.get(send(client, serie, orgnr="974 760 673", epost="ola@inst.example", navn="Ola").url)
    assert (Soknad.objects.count(), Kontakt.objects.count()) == (1, 2)
    assert "Du er ført opp som kontaktperson" in innhold(svar)
    assert "Institusjonen var allerede meldt på, og den første påmeldingen gjelder." in innhold(svar)


KOLLEGA: dict[str, Any] = {
    "epost": "ola@inst.example",
    "navn": "Ola Kollega",
    "institusjon": "LØVSTAKKEN rehabilitering AS",
}


def test_likt_navn_gir_et_sporsmal_der_ingenting_er_valgt(serie: Serie, client: Client) -> None:
    send(client, serie)
    svar = send(client, serie, **KOLLEGA)
    assert (svar.status_code, Kontakt.objects.count(), " checked" in tekst(svar)) == (200, 1, False)
    assert "Er dette samme institusjon?" in innhold(svar)
    ubesvart = send(client, serie, spurt=str(Soknad.objects.get().pk), **KOLLEGA)
    assert (ubesvart.status_code, "Velg ja eller nei." in innhold(ubesvart)) == (422, True)


def test_ja_til_samme_institusjon_gir_en_kontakt_til(serie: Serie, client: Client) -> None:
    send(client, serie)
    pk = str(Soknad.objects.get().pk)
    svar = send(client, serie, samme=pk, spurt=pk, **KOLLEGA)
    assert (svar.status_code, Soknad.objects.count(), Kontakt.objects.count()) == (302, 1, 2)


def test_nei_til_samme_institusjon_gir_eget_nummer(serie: Serie, client: Client) -> None:
    send(client, serie)
    svar = send(client, serie, samme="nei", spurt=str(Soknad.objects.get().pk), **KOLLEGA)
    assert "Nr. 2 i køen" in innhold(client.get(svar.url))


def test_den_tredje_kontakten_far_vite_hvem_hun_kan_spore(serie: Serie, client: Client) -> None:
    for navn in ("gro", "ola"):
        send(client, serie, orgnr=ORGNR, epost=f"{navn}@inst.example")
    svar = send(client, serie, orgnr=ORGNR, epost="kai@inst.example")
    assert (svar.status_code, list(svar.context["skjema"].errors)) == (422, ["epost"])
    assert serie.nettverk.epost in svar.context["skjema"].errors["epost"][0]


def test_et_sekund_for_sent_er_et_klart_svar_og_ingenting_er_borte(serie: Serie, client: Client) -> None:
    with time_machine.travel("2026-12-16T23:59:59+01:00", tick=False):
        forste = client.post(adresse(serie), STEG1)
    with time_machine.travel("2026-12-17T00:00:00+01:00", tick=False):
        felt = STEG1 | STEG2 | {"steg": "send", "deltaker-0-navn": "Anne Bø", "deltaker-0-yrke": "lege"}
        svar = client.post(adresse(serie), felt)
    assert (forste.status_code, svar.status_code, Soknad.objects.exists()) == (200, 409, False)
    siden = innhold(svar)
    assert "Påmeldingen kom ikke med" in siden
    assert "Fristen var onsdag 16. desember 2026." in siden
    for skrevet in (
        "Løvstakken rehabilitering",
        "Døgntilbud, Dagtilbud",
        "gro@inst.example",
        "Anne Bø, lege",
    ):
        assert skrevet in siden
    assert f"mailto:{serie.nettverk.epost}?subject=" in tekst(svar)


def test_en_avlyst_rekke_tar_ikke_imot(serie: Serie, client: Client) -> None:
    Serie.objects.update(status="avlyst")
    assert (client.get(adresse(serie)).status_code, client.post(adresse(serie), STEG1).status_code) == (
        200,
        409,
    )


def test_for_mange_forsok_herfra_bremses_ved_steg_1_og_ikke_der_det_sendes(
    serie: Serie, client: Client
) -> None:
    send(client, serie)
    svar = [client.post(adresse(serie), STEG1) for _gang in range(30)]
    assert [en.status_code for en in svar] == [200] * 29 + [429]
    assert ("Vent et minutt" in innhold(svar[-1]), 'value="Gro Kontakt"' in tekst(svar[-1])) == (True, True)
    adgang = svar[0].context["adgang"]
    sendt = client.post(adresse(serie), STEG1 | STEG2 | {"steg": "send", "adgang": adgang})
    assert sendt.status_code == 302


@pytest.mark.parametrize("adgang", ["", "tull", None])
def test_uten_steg_1_kommer_steg_2_og_ingenting_er_sendt(
    serie: Serie, client: Client, adgang: str | None
) -> None:
    annen = client.post(adresse(serie), STEG1 | {"institusjon": "En annen"}).context["adgang"]
    felt = {"steg": "send", "adgang": annen if adgang is None else adgang}
    svar = client.post(adresse(serie), STEG1 | STEG2 | felt)
    assert (svar.status_code, Soknad.objects.exists()) == (200, False)
    assert svar.context["skjema"]["bindende"].value() == "on"


def test_et_program_som_fyller_ut_alt_far_takk_og_ingenting_skjer(serie: Serie, client: Client) -> None:
    svar = client.post(adresse(serie), STEG1 | {"nettside": "https://spam.example"})
    assert (svar.status_code, Soknad.objects.exists(), Epost.objects.exists()) == (302, False, False)


def test_kvitteringen_krever_rett_adresse(serie: Serie, client: Client) -> None:
    url = send(client, serie).url
    assert client.get(url).headers["X-Robots-Tag"] == "noindex, nofollow"
    assert client.get(reverse("seriekvittering", args=("1:abc",))).status_code == 404


def test_kvitteringen_lover_ikke_svar_nar_noe_har_skjedd(serie: Serie, client: Client) -> None:
    url = send(client, serie).url
    trekk(Soknad.objects.get(), av=Kontakt.objects.get(), naa=NAA)
    assert "Det har skjedd noe med påmeldingen siden." in innhold(client.get(url))
