"""Answering: registration, absence, and whom it tells (L2 to L4, X1)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from moter.endring import avlys
from moter.models import Pamelding
from moter.opprydding import slett_matbehov
from nettverk.models import Epost, Frist
from tests.factories import (
    NAA,
    lag_innkalling_sendt,
    lag_medlem,
    lag_svar,
    lag_svarlenke,
    utlopt,
)
from tests.verden import Verden


@pytest.fixture
def sendt(verden: Verden) -> Verden:
    lag_innkalling_sendt(verden.mote)
    Epost.objects.all().delete()
    return verden


def adresse(verden: Verden) -> str:
    return reverse("svar", args=(lag_svarlenke(verden.mote, verden.medlem)[1],))


def test_fravar_forteller_leder_gruppeansvarlig_og_arrangor(sendt: Verden) -> None:
    lag_svar(sendt.mote, sendt.medlem, del1=False, del2=False)
    mottakere = {sendt.naermeste_leder.epost, sendt.gruppeansvarlig.epost, sendt.arrangor.epost}
    assert set(Epost.objects.values_list("til", flat=True)) == mottakere


def test_gruppeansvarligs_fravar_gar_videre_til_nestlederen(sendt: Verden) -> None:
    vara = lag_medlem(sendt.gruppe, "Vidar Vara", rolle="nestleder")
    lag_svar(sendt.mote, sendt.gruppeansvarlig, del1=False, del2=False)
    assert set(Epost.objects.values_list("til", flat=True)) == {vara.epost, sendt.arrangor.epost}


def test_leder_uten_adresse_er_som_ukjent_for_medlemmet(sendt: Verden, client: Client) -> None:
    sendt.naermeste_leder.epost = None
    sendt.naermeste_leder.save()
    side = client.post(adresse(sendt), {"svar": "nei"}, follow=True).content.decode()
    assert "Si fra til nærmeste leder selv." in side


def test_fravar_uten_kjent_leder_forteller_de_to_andre(sendt: Verden) -> None:
    uten = lag_medlem(sendt.gruppe, "Una Utenleder")
    lag_svar(sendt.mote, uten, del1=False, del2=False)
    assert set(Epost.objects.values_list("til", flat=True)) == {
        sendt.gruppeansvarlig.epost,
        sendt.arrangor.epost,
    }


def test_samme_svar_to_ganger_forteller_en_gang(sendt: Verden) -> None:
    for _gang in range(2):
        lag_svar(sendt.mote, sendt.medlem, del1=False, del2=False)
    assert (Pamelding.objects.count(), Epost.objects.count()) == (1, 3)


def test_en_del_er_fravar_fra_den_andre(sendt: Verden) -> None:
    lag_svar(sendt.mote, sendt.medlem, del1=False, del2=True)
    assert Epost.objects.filter(slag="fravar").count() == 3
    assert "kommer bare til del 2" in Epost.objects.first().tekst  # type: ignore[union-attr]


def test_angret_fravar_fortelles_de_samme(sendt: Verden) -> None:
    lag_svar(sendt.mote, sendt.medlem, del1=False, del2=False)
    Epost.objects.all().delete()
    lag_svar(sendt.mote, sendt.medlem, naa=NAA + timedelta(hours=1))
    assert Epost.objects.count() == 3
    assert {mail.emne for mail in Epost.objects.all()} == {"Til orientering: Mari Medlem kommer likevel"}


def test_pamelding_for_fristen_forteller_ingen(sendt: Verden) -> None:
    lag_svar(sendt.mote, sendt.medlem, mat="Vegetar")
    assert not Epost.objects.exists()
    assert Pamelding.objects.get().mat == "Vegetar"


def test_pamelding_etter_fristen_tas_imot_og_arrangoren_far_vite_det(sendt: Verden) -> None:
    sent = sendt.mote.start - timedelta(days=2)
    lag_svar(sendt.mote, sendt.medlem, naa=sent)
    mail = Epost.objects.get()
    assert (mail.slag, mail.til) == ("sen_pamelding", sendt.arrangor.epost)
    assert "lunsj ikke er sikret" in mail.tekst


def test_pameldingsfristen_er_gjort_nar_alle_har_svart(sendt: Verden) -> None:
    frist = Frist.objects.om(sendt.mote).filter(slag="pamelding")
    for medlemskap in sendt.mote.medlemmer():
        assert frist.get().gjort is None
        lag_svar(sendt.mote, medlemskap.person)
    assert frist.get().gjort == NAA


@pytest.mark.parametrize("hvem", ["nabo", "kontakt", "naermeste_leder"])
def test_svar_fra_andre_enn_medlemmer_nektes(sendt: Verden, hvem: str) -> None:
    with pytest.raises(ValidationError, match="Bare gruppens medlemmer"):
        lag_svar(sendt.mote, getattr(sendt, hvem))


def test_svarlenke_viser_uten_a_velge_og_endrer_ingenting(sendt: Verden, client: Client) -> None:
    svar = client.get(adresse(sendt))
    assert svar.status_code == 200
    skjema = svar.content.decode()
    assert skjema.count('type="radio"') == 2
    assert "checked" not in skjema.partition('value="nei"')[0].partition('type="radio"')[2]
    assert svar["Referrer-Policy"] == "same-origin"
    assert not Pamelding.objects.exists()


def test_svarlenke_uten_valg_sier_hva_som_mangler_og_beholder_det_skrevne(
    sendt: Verden, client: Client
) -> None:
    svar = client.post(adresse(sendt), {"mat": "uten nøtter"})
    assert svar.status_code == 422
    assert "Velg om du kommer eller ikke kan komme." in svar.content.decode()
    assert 'value="uten nøtter"' in svar.content.decode()
    assert not Pamelding.objects.exists()


def test_svarlenke_melder_pa_i_to_klikk(sendt: Verden, client: Client) -> None:
    svar = client.post(adresse(sendt), {"svar": "ja", "deler": ["1", "2"]}, follow=True)
    assert "Du er påmeldt" in svar.content.decode()
    assert Pamelding.objects.get().deler == (True, True)


def test_svarlenke_melder_fravar_og_navngir_hvem_som_fikk_vite_det(sendt: Verden, client: Client) -> None:
    svar = client.post(adresse(sendt), {"svar": "nei"}, follow=True).content.decode()
    assert "Fraværet er meldt" in svar
    for person in (sendt.naermeste_leder, sendt.gruppeansvarlig, sendt.arrangor):
        assert person.navn in svar


def test_skjemaet_sier_hvem_fravaeret_fra_en_del_fortelles(sendt: Verden, client: Client) -> None:
    svar = " ".join(client.get(adresse(sendt)).content.decode().split())
    assert (
        "Den delen du ikke krysser av for, blir meldt som fravær. Da får disse beskjed:"
        f" {sendt.naermeste_leder.navn} (nærmeste leder), {sendt.gruppeansvarlig.navn} (gruppeansvarlig),"
        f" {sendt.arrangor.navn} (arrangør)."
    ) in svar


@pytest.mark.parametrize("slag", ["feil", "utlopt", "trukket", "annet_formal"])
def test_svarlenke_som_ikke_virker_sier_det_og_endrer_ingenting(
    sendt: Verden, client: Client, slag: str
) -> None:
    utloper = utlopt() if slag == "utlopt" else None
    formal = "referat" if slag == "annet_formal" else "svar"
    lenke, nokkel = lag_svarlenke(sendt.mote, sendt.medlem, formal=formal, utloper=utloper)
    if slag == "trukket":
        type(lenke).objects.update(trukket=NAA)
    sti = reverse("svar", args=("tull" if slag == "feil" else nokkel,))
    for svar in (client.get(sti), client.post(sti, {"svar": "ja", "deler": ["1"]})):
        assert svar.status_code == 404
        assert "Ingenting er endret." in svar.content.decode()
    assert not Pamelding.objects.exists()


def test_svarlenke_til_avlyst_mote_sier_avlyst_og_tar_ikke_imot(sendt: Verden, client: Client) -> None:
    sti = adresse(sendt)
    avlys(sendt.mote, av=sendt.arrangor, naa=NAA)
    assert "er avlyst" in client.get(sti).content.decode()
    client.post(sti, {"svar": "ja", "deler": ["1"]})
    assert not Pamelding.objects.exists()


def test_svarsiden_er_pa_medlemmets_malform(sendt: Verden, client: Client) -> None:
    sti = adresse(sendt)
    sendt.medlem.malform = "nn"
    sendt.medlem.save()
    svar = client.get(sti)
    assert svar["Content-Language"] == "nn"
    assert '<html lang="nn">' in svar.content.decode()


def test_matbehov_slettes_tretti_dager_etter_motet(sendt: Verden) -> None:
    lag_svar(sendt.mote, sendt.medlem, mat="Vegetar")
    tretti = sendt.mote.slutt + timedelta(days=30)
    assert slett_matbehov(tretti) == 0
    assert slett_matbehov(tretti + timedelta(minutes=1)) == 1
    assert Pamelding.objects.get().mat == ""


def test_matbehov_star_ikke_i_noen_epost_eller_historikk(sendt: Verden) -> None:
    lag_svar(sendt.mote, sendt.medlem, mat="Vegetar", naa=sendt.mote.start - timedelta(days=2))
    assert Epost.objects.filter(slag="sen_pamelding").count() == 1
    assert not Epost.objects.filter(tekst__contains="Vegetar").exists()
    assert not hasattr(Pamelding.history.get(), "mat")
