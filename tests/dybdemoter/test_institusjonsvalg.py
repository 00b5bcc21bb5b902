"""What an institution tells and decides on its pages: participants, Teams, topics, votes, to withdraw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dybdemoter import problemstillinger
from dybdemoter.models import Problemstilling, Serie, Seriemote, Soknad, Stemme
from tests.dybdemoter.fabrikk import SVARES, lag_fordelt, lag_serie, lag_soknad, radgiver
from tests.dybdemoter.skjemahjelp import innhold, tekst
from tests.dybdemoter.test_institusjon import inne, nummer, side_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("naa")]
TRE = {"deltaker-INITIAL_FORMS": "0", "deltaker-TOTAL_FORMS": "3"}


def navn(*alle: str) -> dict[str, str]:
    """The form of participants, with these names."""
    felt = {f"deltaker-{nr}-navn": ett for nr, ett in enumerate(alle)}
    return TRE | {"deltaker-TOTAL_FORMS": str(max(3, len(alle)))} | felt


@pytest.fixture
def serie() -> Iterator[Serie]:
    """A series where everybody has an answer, the day after the deadline."""
    with time_machine.travel(SVARES, tick=False):
        yield lag_fordelt()


@pytest.fixture
def soknad(serie: Serie) -> Soknad:
    """One with a place."""
    return nummer(serie, 1)


@pytest.fixture
def klient(soknad: Soknad) -> Client:
    """Its contact's browser."""
    return inne(soknad)


@pytest.fixture
def mote(serie: Serie) -> Seriemote:
    return serie.moter.get(nummer=2)


def adresse(hva: str, soknad: Soknad, mote: Seriemote) -> str:
    return reverse(f"institusjon_{hva}", args=(soknad.pk, mote.pk))


def faste(soknad: Soknad) -> list[str]:
    return list(soknad.deltakere.filter(mote=None).values_list("navn", flat=True))


def test_uten_deltakere_ber_siden_om_dem(klient: Client, soknad: Soknad) -> None:
    url = side_for(soknad, "institusjon_deltakere")
    assert "Skriv hvem som deltar" in innhold(klient.get(side_for(soknad)))
    siden = klient.post(url, navn("Anne Bø", "Per Ås"), follow=True)
    assert (faste(soknad), "Deltakerne er lagret." in innhold(siden)) == (["Anne Bø", "Per Ås"], True)
    assert "Skriv hvem som deltar" not in innhold(siden)


def test_deltakerne_star_i_skjemaet_og_kan_fjernes(klient: Client, soknad: Soknad) -> None:
    url = side_for(soknad, "institusjon_deltakere")
    klient.post(url, navn("Anne Bø", "Per Ås"))
    assert 'value="Per Ås"' in tekst(klient.get(url))
    klient.post(url, navn("", "Per Ås"))
    assert faste(soknad) == ["Per Ås"]


def test_fem_deltakere_lagres_med_et_hint(klient: Client, soknad: Soknad) -> None:
    siden = klient.post(side_for(soknad, "institusjon_deltakere"), navn(*"ABCDE"), follow=True)
    assert (len(faste(soknad)), "Vi anbefaler to til tre" in innhold(siden)) == (5, True)


def test_en_rad_til_lagrer_ingenting(klient: Client, soknad: Soknad) -> None:
    siden = klient.post(side_for(soknad, "institusjon_deltakere"), navn("A", "B", "C") | {"steg": "flere"})
    assert (siden.status_code, len(siden.context["sett"].forms), faste(soknad)) == (200, 4, [])


def test_en_feil_adresse_star_ved_feltet_og_ingenting_er_lagret(klient: Client, soknad: Soknad) -> None:
    felt = navn("Anne Bø") | {"deltaker-0-epost": "anne@"}
    siden = klient.post(side_for(soknad, "institusjon_deltakere"), felt)
    assert (siden.status_code, list(siden.context["sett"].errors[0]), faste(soknad)) == (422, ["epost"], [])
    assert 'value="anne@"' in tekst(siden)


def test_hvem_som_kommer_i_tillegg_gjelder_ett_mote(klient: Client, soknad: Soknad, mote: Seriemote) -> None:
    klient.post(side_for(soknad, "institusjon_deltakere"), navn("Anne Bø"))
    siden = klient.post(adresse("mote_deltakere", soknad, mote), navn("Vikar Vik"), follow=True)
    assert "Anne Bø Vikar Vik Bare dette møtet" in innhold(siden)
    annet = soknad.serie.moter.get(nummer=3)
    assert "Vikar Vik" not in innhold(klient.get(adresse("mote", soknad, annet)))


def test_nar_motet_har_begynt_kan_ingen_fores_opp(klient: Client, soknad: Soknad, mote: Seriemote) -> None:
    with time_machine.travel(mote.start, tick=False):
        inne(soknad, klient)
        siden = klient.post(adresse("mote_deltakere", soknad, mote), navn("Vikar Vik"))
        assert "Skriv hvem andre" not in innhold(klient.get(adresse("mote", soknad, mote)))
    assert (siden.status_code, 'value="Vikar Vik"' in tekst(siden)) == (422, True)
    assert "Dere kan ikke lenger melde deltakere til dette møtet." in innhold(siden)


def test_skjerm_og_teams_star_pa_siden(klient: Client, soknad: Soknad) -> None:
    felt = {"deler_skjerm": "True", "teams_kommentar": "Brannmuren stopper det"}
    siden = klient.post(side_for(soknad, "institusjon_teams"), felt, follow=True)
    soknad.refresh_from_db()
    assert (soknad.deler_skjerm, soknad.teams_problem) == (True, True)
    assert "Dere sitter sammen ved én skjerm. Teams fungerer ikke hos dere. Brannmuren" in innhold(siden)


def test_om_skjerm_kan_de_svare_at_de_ikke_vet(klient: Client, soknad: Soknad) -> None:
    for svar, lagret in (("False", False), ("", None)):
        klient.post(side_for(soknad, "institusjon_teams"), {"deler_skjerm": svar})
        soknad.refresh_from_db()
        assert (soknad.deler_skjerm, soknad.teams_problem) == (lagret, False)


def test_a_trekke_seg_for_fordelingen_er_ett_trykk_og_gir_nytt_nummer_etterpa() -> None:
    soknad = lag_soknad(lag_serie())
    klient = inne(soknad)
    url = side_for(soknad, "institusjon_trekk")
    assert "men dere mister nummer 1 i køen" in innhold(klient.get(url))
    siden = klient.post(url, follow=True)
    soknad.refresh_from_db()
    assert (soknad.tilstand, "Meld på igjen" in innhold(siden)) == ("trukket", True)


@pytest.mark.parametrize(
    ("felt", "feil"), [({"sikker": "on"}, "grunn"), ({"grunn": "Vi er for få"}, "sikker")]
)
def test_fra_en_plass_trekker_de_seg_bare_med_grunn_og_bekreftelse(
    klient: Client, soknad: Soknad, felt: dict[str, str], feil: str
) -> None:
    siden = klient.post(side_for(soknad, "institusjon_trekk"), felt)
    assert (siden.status_code, list(siden.context["skjema"].errors)) == (422, [feil])
    soknad.refresh_from_db()
    assert soknad.har_plass


def test_grunnen_star_pa_siden_nar_plassen_er_gitt_fra(klient: Client, soknad: Soknad) -> None:
    url = side_for(soknad, "institusjon_trekk")
    siden = klient.post(url, {"grunn": "Vi er for få", "sikker": "on"}, follow=True)
    assert "Trukket fra møterekken Kirsti Kontakt trakk dere" in innhold(siden)
    assert "Grunnen: Vi er for få" in innhold(siden)
    assert "Det går ikke lenger." in innhold(klient.get(url, follow=True))


def foreslatt(soknad: Soknad, ord_: str = "Delvis sykmeldt") -> Problemstilling:
    return problemstillinger.foresla(soknad, ord_, naa=SVARES)


def test_en_problemstilling_foreslas_og_alle_ser_den(klient: Client, soknad: Soknad, serie: Serie) -> None:
    url = side_for(soknad, "institusjon_temaer")
    siden = klient.post(url, {"tekst": "Når avslutter vi?", "mote": "", "egen_praksis": "on"}, follow=True)
    assert "Når avslutter vi? Foreslått av dere. Kan legge fram egen praksis" in innhold(siden)
    annen = nummer(serie, 2)
    andres = innhold(inne(annen).get(side_for(annen, "institusjon_temaer")))
    assert f"Foreslått av {soknad.institusjon.navn}" in andres


def test_et_forslag_sendt_to_ganger_er_ett(klient: Client, soknad: Soknad) -> None:
    for _gang in range(2):
        siden = klient.post(side_for(soknad, "institusjon_temaer"), {"tekst": "Smerte"}, follow=True)
    assert (Problemstilling.objects.count(), "Dere har allerede foreslått dette." in innhold(siden)) == (
        1,
        True,
    )


@pytest.mark.parametrize("ord_", ["", "   ", "Pasienten 01010750160"])
def test_en_problemstilling_uten_ord_eller_med_fodselsnummer_blir_avvist(
    klient: Client, soknad: Soknad, ord_: str
) -> None:
    siden = klient.post(side_for(soknad, "institusjon_temaer"), {"tekst": ord_})
    assert (siden.status_code, list(siden.context["skjema"].errors)) == (422, ["tekst"])
    assert not Problemstilling.objects.exists()


def test_et_mote_i_en_annen_rekke_kan_ikke_velges(klient: Client, soknad: Soknad) -> None:
    fremmed = lag_serie(naa=SVARES, pamelding_frist=SVARES.date()).moter.get(nummer=3)
    siden = klient.post(side_for(soknad, "institusjon_temaer"), {"tekst": "Smerte", "mote": fremmed.pk})
    assert (siden.status_code, list(siden.context["skjema"].errors)) == (422, ["mote"])
    assert klient.get(adresse("mote", soknad, fremmed)).status_code == 404


def test_institusjonen_har_en_stemme_som_kan_endres(klient: Client, soknad: Soknad, mote: Seriemote) -> None:
    temaer = [foreslatt(soknad, ord_) for ord_ in ("Smerte", "Søvn")]
    url = adresse("stem", soknad, mote)
    assert " checked" not in tekst(klient.get(adresse("mote", soknad, mote)))
    for tema in temaer:
        klient.post(url, {"problemstilling": tema.pk})
    assert [stemme.problemstilling for stemme in Stemme.objects.all()] == [temaer[1]]
    siden = tekst(klient.get(adresse("mote", soknad, mote)))
    assert (siden.count(" checked"), "Endre stemmen" in siden) == (1, True)


def test_en_stemme_uten_valg_er_en_feil_ved_feltet(klient: Client, soknad: Soknad, mote: Seriemote) -> None:
    foreslatt(soknad)
    siden = klient.post(adresse("stem", soknad, mote), {})
    assert (siden.status_code, "Velg hva dere vil stemme på." in innhold(siden)) == (422, True)


def test_en_som_er_slatt_sammen_kan_ikke_fa_stemmer(klient: Client, soknad: Soknad, mote: Seriemote) -> None:
    en, annen = foreslatt(soknad, "Smerte"), foreslatt(soknad, "Søvn")
    problemstillinger.sla_sammen([en], annen)
    siden = klient.post(adresse("stem", soknad, mote), {"problemstilling": en.pk})
    assert "Det går ikke lenger å stemme på den. Velg en av disse." in innhold(siden)
    assert "Slått sammen med: Søvn" in innhold(klient.get(side_for(soknad, "institusjon_temaer")))


def test_stemme_pa_et_mote_som_har_fatt_problemstilling_er_et_klart_svar(
    klient: Client, soknad: Soknad, mote: Seriemote
) -> None:
    tema, annet = foreslatt(soknad, "Smerte"), foreslatt(soknad, "Søvn")
    problemstillinger.velg(mote, tema, av=radgiver(soknad.serie), naa=SVARES)
    siden = klient.post(adresse("stem", soknad, mote), {"problemstilling": annet.pk}, follow=True)
    assert "Problemstillingen til møtet er allerede valgt." in innhold(siden)
    assert "Dette snakker vi om Smerte" in innhold(siden)
    assert not Stemme.objects.exists()


def test_etter_fristen_er_stemmen_for_sen_og_forslag_fortsatt_lov(
    klient: Client, soknad: Soknad, mote: Seriemote
) -> None:
    tema = foreslatt(soknad)
    for naa, antall in (("2027-01-30T23:59+01:00", 1), ("2027-01-31T00:00+01:00", 0)):
        Stemme.objects.all().delete()
        with time_machine.travel(naa, tick=False):
            inne(soknad, klient)
            siden: Any = klient.post(adresse("stem", soknad, mote), {"problemstilling": tema.pk}, follow=True)
        assert (naa, Stemme.objects.count()) == (naa, antall)
    assert "Fristen for å stemme er ute." in innhold(siden)
    assert "Avstemningen var åpen til lørdag 30. januar 2027." in innhold(siden)


def test_siden_minner_om_a_stemme_til_de_har_gjort_det(
    klient: Client, soknad: Soknad, mote: Seriemote
) -> None:
    tema = foreslatt(soknad)
    with time_machine.travel("2027-01-25T09:00+01:00", tick=False):
        inne(soknad, klient)
        for_ = innhold(klient.get(side_for(soknad)))
        klient.post(adresse("stem", soknad, mote), {"problemstilling": tema.pk})
        etter = innhold(klient.get(side_for(soknad)))
    assert "Stem over problemstilling til møtet tirsdag 9. februar" in for_
    assert "Stem over problemstilling" not in etter
    assert "Dere har stemt på: Delvis sykmeldt" in etter
