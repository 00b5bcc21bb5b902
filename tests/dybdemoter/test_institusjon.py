"""An institution's page: who gets in, and what it says in each state (X1, D4 to D8)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dybdemoter import plasser
from dybdemoter.models import Kontakt, Serie, Soknad
from nettverk.models import Lenke
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import SVARES, lag_fordelt, lag_serie, lag_soknad, radgiver
from tests.dybdemoter.skjemahjelp import innhold, lenken, tekst
from tests.factories import NAA, lag_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("naa")]
STENGT = "Åpne lenken fra e-posten"


def side_for(soknad: Soknad, navn: str = "institusjon") -> str:
    return reverse(navn, args=(soknad.pk,))


def kontakt(soknad: Soknad) -> Kontakt:
    return soknad.kontakter.order_by("pk")[0]


def nummer(serie: Serie, nr: int) -> Soknad:
    return serie.soknader.get(nummer=nr)


def inne(soknad: Soknad, klient: Client | None = None) -> Client:
    """A browser that has opened the link."""
    klient = klient or Client()
    klient.get(lenken(kontakt(soknad)))
    return klient


@pytest.fixture
def svart() -> Any:
    with time_machine.travel(SVARES, tick=False) as na:
        yield na


def test_lenken_tar_nokkelen_ut_av_adressen_og_endrer_ingenting(client: Client) -> None:
    soknad = lag_soknad(lag_serie())
    svar = client.get(lenken(kontakt(soknad)))
    assert (svar.status_code, svar.headers["Location"]) == (302, side_for(soknad))
    assert svar.headers["Referrer-Policy"] == "same-origin"
    assert list(soknad.steg.values_list("til", flat=True)) == ["mottatt"]


def test_uten_lenken_er_alle_sider_like_stengt(client: Client) -> None:
    soknad = lag_soknad(lag_serie())
    sider = [client.get(url) for url in (side_for(soknad), "/dybdemoter/min/999999/")]
    assert [side.status_code for side in sider] == [404, 404]
    assert innhold(sider[0]) == innhold(sider[1])
    assert STENGT in innhold(sider[0])


def test_en_lenke_apner_bare_sin_egen_institusjon(client: Client) -> None:
    serie = lag_serie()
    en, annen = lag_soknad(serie), lag_soknad(serie)
    klient = inne(en, client)
    assert [klient.get(side_for(s)).status_code for s in (en, annen)] == [200, 404]


def test_en_nettleser_kan_ha_lenker_til_flere_rekker(client: Client) -> None:
    soknader = [lag_soknad(lag_serie()) for _nr in range(2)]
    for soknad in soknader:
        inne(soknad, client)
    assert [client.get(side_for(s)).status_code for s in soknader] == [200, 200]
    assert innhold(client.get(reverse("mine_serier"))).count("Region Vest 2027") == 2


@pytest.mark.parametrize("felt", [{"trukket": NAA}, {"utloper": NAA}])
def test_en_lenke_som_er_over_stenger_ogsa_nettleseren_som_har_apnet_den(
    client: Client, felt: dict[str, datetime]
) -> None:
    soknad = lag_soknad(lag_serie())
    sti = lenken(kontakt(soknad))
    client.get(sti)
    Lenke.objects.update(**felt)
    assert (client.get(side_for(soknad)).status_code, client.get(sti).status_code) == (404, 404)
    assert "Lenken er for gammel" in innhold(client.get(sti))


def test_en_innlogget_kontakt_ser_sin_egen_og_ingen_andre(client_for: Klient) -> None:
    serie = lag_serie()
    person = lag_person("Gro Kontakt")
    egen, annen = lag_soknad(serie, epost=person.epost), lag_soknad(serie)
    klient = client_for(person)
    assert [klient.get(side_for(s)).status_code for s in (egen, annen)] == [200, 404]
    assert klient.get(reverse("mine_serier")).headers["Location"] == side_for(egen)


def test_lenken_virker_ogsa_for_den_som_er_innlogget_som_en_annen(client_for: Klient) -> None:
    soknad = lag_soknad(lag_serie())
    klient = client_for(radgiver(soknad.serie))
    assert klient.get(side_for(soknad)).status_code == 404
    assert inne(soknad, klient).get(side_for(soknad)).status_code == 200


def test_den_som_ikke_er_kontakt_far_vite_det(client_for: Klient) -> None:
    adresse = reverse("mine_serier")
    assert "Du er ikke kontaktperson" in innhold(client_for(lag_person()).get(adresse))
    assert client_for(None).get(adresse).status_code == 302


def test_siden_er_pa_kontaktens_malform() -> None:
    soknad = lag_soknad(lag_serie(), malform="nn")
    assert inne(soknad).get(side_for(soknad)).headers["Content-Language"] == "nn"


def test_for_svaret_sier_siden_nummer_i_koen_og_nar_svaret_kommer() -> None:
    soknad = lag_soknad(lag_serie())
    siden = innhold(inne(soknad).get(side_for(soknad)))
    assert "Nr. 1 i køen, ikke svart ennå" in siden
    assert "En kvittering er ikke en plass. Dere får svar, ja eller nei, senest fredag 18. desember" in siden


def test_et_sent_svar_sier_hvem_man_kan_skrive_til() -> None:
    soknad = lag_soknad(lag_serie())
    with time_machine.travel("2026-12-19T09:00+01:00", tick=False):
        siden = innhold(inne(soknad).get(side_for(soknad)))
    assert "Dere skulle hatt svar fredag 18. desember." in siden
    assert soknad.nettverk.epost in siden


@pytest.mark.parametrize(
    ("nr", "ord_"), [(1, "Dere har plass"), (5, "Nr. 1 på ventelisten"), (6, "Nr. 2 på ventelisten")]
)
def test_etter_svaret_sier_siden_hvor_de_star(svart: Any, nr: int, ord_: str) -> None:
    soknad = nummer(lag_fordelt(antall=6), nr)
    siden = inne(soknad).get(side_for(soknad))
    assert ord_ in innhold(siden)
    assert ("teams.example" in tekst(siden)) is (nr == 1)


@pytest.mark.parametrize("nr", [1, 5])
def test_kalenderen_og_motesidene_er_bare_for_dem_med_plass(svart: Any, nr: int) -> None:
    serie = lag_fordelt()
    soknad, mote = nummer(serie, nr), serie.moter.get(nummer=1)
    klient = inne(soknad)
    adresser = [side_for(soknad, "institusjon_kalender")]
    for navn in ("institusjon_mote", "institusjon_mote_kalender", "institusjon_mote_deltakere"):
        adresser.append(reverse(navn, args=(soknad.pk, mote.pk)))
    adresser.append(side_for(soknad, "institusjon_temaer"))
    ventet = 200 if nr == 1 else 404
    assert [klient.get(url).status_code for url in adresser] == [ventet] * 5


def test_kalenderfilen_har_alle_motene_med_lenke(svart: Any) -> None:
    soknad = nummer(lag_fordelt(), 1)
    fil = tekst(inne(soknad).get(side_for(soknad, "institusjon_kalender"))).replace("\r\n ", "")
    assert (fil.count("BEGIN:VEVENT"), fil.count("https://teams.example/mote/")) == (6, 12)


def tilbudt(serie: Serie) -> Soknad:
    """Number 5, to whom the place of number 1 has been offered."""
    forste = nummer(serie, 1)
    plasser.trekk(forste, grunn="Vi er for få", av=kontakt(forste), naa=SVARES)
    return plasser.tilby_neste(serie, av=radgiver(serie), naa=SVARES)


def test_et_tilbud_spor_og_har_frist_og_ingenting_er_valgt(svart: Any) -> None:
    soknad = tilbudt(lag_fordelt())
    siden = inne(soknad).get(side_for(soknad))
    assert "Dere har fått tilbud om plass Svar senest" in innhold(siden)
    assert (" checked" in tekst(siden), "teams.example" in tekst(siden)) == (False, False)


@pytest.mark.parametrize(
    ("svar", "tilstand", "ord_"),
    [("ja", "plass", "Dere har fått plass."), ("nei", "takket_nei", "Dere har takket nei.")],
)
def test_tilbudet_besvares_med_to_trykk(svart: Any, svar: str, tilstand: str, ord_: str) -> None:
    soknad = tilbudt(lag_fordelt())
    siden = inne(soknad).post(side_for(soknad, "institusjon_svar"), {"svar": svar}, follow=True)
    soknad.refresh_from_db()
    assert (soknad.tilstand, ord_ in innhold(siden)) == (tilstand, True)


def test_et_tilbud_uten_valg_er_en_feil_ved_feltet(svart: Any) -> None:
    soknad = tilbudt(lag_fordelt())
    siden = inne(soknad).post(side_for(soknad, "institusjon_svar"), {})
    assert (siden.status_code, 'id="id_svar_error"' in tekst(siden)) == (422, True)
    soknad.refresh_from_db()
    assert soknad.tilstand == "tilbud"


def test_et_tilbud_som_er_ute_er_ute_ogsa_for_det_er_feid(svart: Any) -> None:
    soknad = tilbudt(lag_fordelt())
    with time_machine.travel("2027-01-12T09:00+01:00", tick=False):
        klient = inne(soknad)
        siden = klient.post(side_for(soknad, "institusjon_svar"), {"svar": "ja"}, follow=True)
    assert "Tilbudet er utløpt, så svaret kom ikke med." in innhold(siden)
    assert "Vi fikk ikke svar innen fristen" in innhold(siden)
    soknad.refresh_from_db()
    assert soknad.tilstand == "tilbud"


def test_ja_til_noe_som_ikke_er_tilbudt_sier_hvor_de_star(svart: Any) -> None:
    soknad = nummer(lag_fordelt(), 5)
    siden = inne(soknad).post(side_for(soknad, "institusjon_svar"), {"svar": "ja"}, follow=True)
    assert "Det går ikke lenger. Påmeldingen er nå: på venteliste." in innhold(siden)


def test_en_plass_som_er_tatt_sier_hvem_nar_og_hvorfor(svart: Any) -> None:
    soknad = nummer(lag_fordelt(), 1)
    klient = inne(soknad)
    rad = radgiver(soknad.serie)
    plasser.trekk(soknad, grunn="Dere har ikke svart oss", av=rad, naa=SVARES)
    siden = klient.get(side_for(soknad))
    assert f"Rådgiver {rad.navn} har tatt dere ut torsdag 17. desember 2026." in innhold(siden)
    assert "Grunnen: Dere har ikke svart oss" in innhold(siden)
    assert "teams.example" not in tekst(siden)


def test_en_avvist_leser_hvorfor() -> None:
    soknad = lag_soknad(lag_serie())
    plasser.avvis(soknad, grunn="Rekken er for rehabilitering.", av=radgiver(soknad.serie), naa=NAA)
    siden = innhold(inne(soknad).get(side_for(soknad)))
    assert ("Dere får ikke plass" in siden, "Rekken er for rehabilitering." in siden) == (True, True)


def test_en_avlyst_rekke_ber_ikke_om_noe() -> None:
    soknad = lag_soknad(lag_serie())
    Serie.objects.update(status="avlyst")
    siden = innhold(inne(soknad).get(side_for(soknad)))
    assert "Møterekken er avlyst Det blir ingen møter. Dere trenger ikke gjøre noe." in siden
    assert "Trekk påmeldingen" not in siden


def test_siden_spor_like_mye_med_ett_mote_og_seks(svart: Any) -> None:
    antall = []
    for dager in ((date(2027, 1, 12),), tuple(date(2027, maned, 5) for maned in range(1, 7))):
        serie = lag_serie(dager=dager)
        soknad = nummer(lag_fordelt(serie), 1)
        klient = inne(soknad)
        with CaptureQueriesContext(connection) as fanget:
            klient.get(side_for(soknad))
        antall.append(len(fanget))
    assert antall[0] == antall[1]
