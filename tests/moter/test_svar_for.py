"""Answering for somebody else: who may, who is told, and how it shows (L19)."""

from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse

from moter.models import Pamelding
from nettverk.models import Epost, Medlemskap, Person
from tests.conftest import Klient
from tests.factories import lag_innkalling_sendt, lag_medlem, lag_svar, lag_svarlenke
from tests.verden import Verden

KOMMER = {"svar": "ja", "deler": ["1", "2"]}


@pytest.fixture
def sendt(verden: Verden) -> Verden:
    lag_innkalling_sendt(verden.mote)
    Epost.objects.all().delete()
    return verden


def sti(verden: Verden, person: Person | None = None) -> str:
    return reverse("mote_svar_for", args=(verden.mote.pk, (person or verden.medlem).pk))


def svar_som(client_for: Klient, verden: Verden, hvem: Person, felt: Mapping[str, object]) -> Client:
    klient = client_for(hvem)
    klient.post(sti(verden), felt)
    return klient


def test_gruppeansvarlig_melder_pa_og_medlemmet_far_vite_det(sendt: Verden, client_for: Klient) -> None:
    svar = client_for(sendt.gruppeansvarlig).post(sti(sendt), KOMMER, follow=True)

    pamelding = Pamelding.objects.get()
    assert (pamelding.person, pamelding.deler) == (sendt.medlem, (True, True))
    assert pamelding.svart_av == sendt.gruppeansvarlig
    brev = Epost.objects.get()
    assert (brev.slag, brev.til) == ("svart_for", sendt.medlem.epost)
    assert brev.emne.startswith("Lise Leder har meldt deg på: Åsane")
    assert "Mari Medlem er påmeldt, og får e-post om det." in svar.content.decode()


def test_svaret_star_i_historikken_med_hvem_som_ga_det(sendt: Verden, client_for: Klient) -> None:
    svar_som(client_for, sendt, sendt.arrangor, KOMMER)

    rad = Pamelding.history.get()
    assert (rad.svart_av, rad.history_user) == (sendt.arrangor, sendt.arrangor)


@pytest.mark.parametrize("hvem", ["gruppeansvarlig", "arrangor"])
def test_fravar_for_en_annen_fortelles_alle_unntatt_den_som_melder(
    sendt: Verden, client_for: Klient, hvem: str
) -> None:
    av: Person = getattr(sendt, hvem)
    svar_som(client_for, sendt, av, {"svar": "nei"})

    andre = {sendt.naermeste_leder, sendt.gruppeansvarlig, sendt.arrangor} - {av}
    assert set(Epost.objects.filter(slag="fravar").values_list("person", flat=True)) == {p.pk for p in andre}
    brev = Epost.objects.get(slag="svart_for")
    assert brev.emne.startswith(f"{av.navn} har meldt fravær for deg")
    assert all(person.navn in brev.tekst for person in andre)


def test_fravar_uten_kjent_leder_sier_det_til_medlemmet(sendt: Verden, client_for: Klient) -> None:
    Medlemskap.objects.filter(person=sendt.medlem).update(naermeste_leder=None)
    svar_som(client_for, sendt, sendt.gruppeansvarlig, {"svar": "nei"})

    assert "Si fra til nærmeste leder selv." in Epost.objects.get(slag="svart_for").tekst


def test_lenken_i_brevet_endrer_svaret(sendt: Verden, client_for: Klient) -> None:
    svar_som(client_for, sendt, sendt.gruppeansvarlig, {"svar": "nei"})
    egen = reverse("svar", args=(lag_svarlenke(sendt.mote, sendt.medlem)[1],))
    klient = client_for(None)

    assert "Svart av Lise Leder" in klient.get(egen).content.decode()
    side = klient.post(egen, KOMMER, follow=True).content.decode()
    assert ("Du er påmeldt" in side, "Svart av" in side) == (True, False)


def test_svart_av_star_pa_deltakerlisten_og_motesiden(sendt: Verden, client_for: Klient) -> None:
    klient = svar_som(client_for, sendt, sendt.gruppeansvarlig, KOMMER)

    deltakere = klient.get(reverse("deltakere", args=(sendt.mote.pk,))).content.decode()
    motet = client_for(sendt.medlem).get(sendt.mote.get_absolute_url()).content.decode()
    assert ("Svart av Lise Leder 23." in deltakere, "Svart av Lise Leder" in motet) == (True, True)


def test_uten_adresse_gar_ingen_epost_og_siden_sier_det(sendt: Verden, client_for: Klient) -> None:
    sendt.medlem.epost = None
    sendt.medlem.save()
    klient = client_for(sendt.gruppeansvarlig)
    for_svar = klient.get(sti(sendt)).content.decode()
    side = klient.post(sti(sendt), KOMMER, follow=True).content.decode()

    assert "Vi har ingen e-postadresse til Mari. Si fra selv at du har svart." in for_svar
    assert "Vi har ingen e-postadresse, så du må si fra selv." in side
    assert (Pamelding.objects.count(), Epost.objects.count()) == (1, 0)


def test_delt_postkasse_far_navnet_i_emnet(sendt: Verden, client_for: Klient) -> None:
    sendt.medlem.epost, sendt.medlem.delt_epost = None, "avdeling@helse.example"
    sendt.medlem.save()
    svar_som(client_for, sendt, sendt.gruppeansvarlig, KOMMER)

    brev = Epost.objects.get()
    assert (brev.til, brev.emne.endswith("(til Mari Medlem)")) == ("avdeling@helse.example", True)


def test_matbehov_medlemmet_har_skrevet_vises_ikke_og_blir_staende(sendt: Verden, client_for: Klient) -> None:
    lag_svar(sendt.mote, sendt.medlem, mat="Uten nøtter")
    klient = client_for(sendt.gruppeansvarlig)
    for_svar = klient.get(sti(sendt)).content.decode()
    klient.post(sti(sendt), {"svar": "ja", "deler": ["2"]})

    assert "Uten nøtter" not in for_svar
    assert (Pamelding.objects.get().mat, Pamelding.objects.get().deler) == ("Uten nøtter", (False, True))
    klient.post(sti(sendt), KOMMER | {"mat": "Vegetar"})
    assert Pamelding.objects.get().mat == "Vegetar"


def test_samme_svar_for_en_annen_endrer_ingenting(sendt: Verden, client_for: Klient) -> None:
    lag_svar(sendt.mote, sendt.medlem)
    svar_som(client_for, sendt, sendt.gruppeansvarlig, KOMMER)

    assert (Pamelding.objects.get().svart_av, Epost.objects.count()) == (sendt.medlem, 0)


def test_skjemaet_velger_ingenting_og_sier_hva_som_mangler(sendt: Verden, client_for: Klient) -> None:
    klient = client_for(sendt.gruppeansvarlig)
    apnet = klient.get(sti(sendt)).content.decode()
    svar = klient.post(sti(sendt), {"mat": "Vegetar"})

    radioer = [bit for bit in apnet.split("<input") if 'type="radio"' in bit]
    assert (len(radioer), any("checked" in bit.split(">")[0] for bit in radioer)) == (2, False)
    assert (svar.status_code, 'value="Vegetar"' in svar.content.decode()) == (422, True)
    assert "Velg om Mari kommer eller ikke kan komme." in svar.content.decode()


@pytest.mark.parametrize("hvem", ["medlem", "kontakt", "nabo", "naermeste_leder", "koordinator"])
def test_andre_kan_ikke_svare_for_noen(sendt: Verden, client_for: Klient, hvem: str) -> None:
    """Not even the contact of a workplace that has taken over: hers is part 2 and what is practical (L6)."""
    url = reverse("mote_svar_for", args=(sendt.vertsmote.pk, sendt.medlem.pk))
    klient = client_for(getattr(sendt, hvem))

    assert [klient.get(url).status_code, klient.post(url, KOMMER).status_code] == [404, 404]
    assert not Pamelding.objects.exists()


def test_bare_motets_egne_kan_svares_for(sendt: Verden, client_for: Klient) -> None:
    klient = client_for(sendt.gruppeansvarlig)
    sluttet = lag_medlem(sendt.gruppe, "Sara Sluttet", til=sendt.mote.dag.replace(month=11))

    for person in (sendt.nabo, sendt.kontakt, sluttet):
        assert klient.post(sti(sendt, person), KOMMER).status_code == 404
    assert not Pamelding.objects.exists()


def test_for_seg_selv_svarer_man_pa_sin_egen_side(sendt: Verden, client_for: Klient) -> None:
    svar = client_for(sendt.gruppeansvarlig).get(sti(sendt, sendt.gruppeansvarlig))
    assert svar.headers["Location"] == reverse("mote_svar", args=(sendt.mote.pk,))


def test_deltakerlisten_tilbyr_a_svare_bare_den_som_kan(sendt: Verden, client_for: Klient) -> None:
    url = reverse("deltakere", args=(sendt.mote.pk,))
    lenke = sti(sendt)

    vist = {hvem: lenke in client_for(getattr(sendt, hvem)).get(url).content.decode()
            for hvem in ("gruppeansvarlig", "arrangor", "koordinator")}  # fmt: skip
    assert vist == {"gruppeansvarlig": True, "arrangor": True, "koordinator": False}
