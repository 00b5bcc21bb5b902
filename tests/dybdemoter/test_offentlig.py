"""What anybody reads of the series (D1): the list, and a series in each of its phases."""

from __future__ import annotations

from datetime import date, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from dybdemoter.models import Serie
from nettverk.models import Nettverk
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import lag_fordelt, lag_serie, lag_soknad, lag_utkast, radgiver
from tests.dybdemoter.skjemahjelp import innhold, tekst
from tests.factories import NAA, lag_nettverk, lag_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("naa")]
SERIER = "/dybdemoter/"
KILDEN = (
    "Har dere faglige problemstillinger dere ønsker å gå i dybden på?",
    "Målet med møtene er å utvikle praksis gjennom erfaringsutveksling.",
    "Møtene er for deg som jobber på et tverrfaglig team i arbeidsrettet rehabilitering",
    "poliklinisk tilbud",
    "all rehabilitering som har arbeid som hovedmål.",
    "inntil tre andre institusjoner i din helseregion",
    "Møtene er gratis, siden det å holde oppe et fagnettverk i arbeidsrettet rehabilitering er en viktig del",
    "Ja! Det er bare plass til fire institusjoner eller klinikker",
    "Vi forbeholder oss retten til å gjøre en fordeling mellom døgn-, dag- og polikliniske tilbud.",
    "at det er de samme personene hver gang",
    "En kvittering er ikke en plass.",
    "Påmeldingen forplikter.",
    "Det er heller ikke noe krav om etterarbeid.",
    "Alle møtene foregår digitalt på Teams.",
    "Vi kommer til å ta kortere pauser underveis i møtene.",
)


def side_for(serie: Serie) -> str:
    return reverse("serie", args=(serie.pk,))


def test_uten_moterekker_sier_listen_hva_man_kan_gjore(client: Client) -> None:
    assert "Ingen møterekker er åpne for påmelding nå." in innhold(client.get(SERIER))


def test_listen_skiller_det_apne_fra_det_stengte_og_det_som_har_vaert(client: Client) -> None:
    nettverk = lag_nettverk()
    apen = lag_serie(nettverk)
    stengt = lag_serie(nettverk, region="nord", pamelding_frist=date(2026, 11, 23))
    gammel = lag_utkast(nettverk, (date(2021, 1, 14),), region="sor_ost", sesong="2021")
    Serie.objects.filter(pk=gammel.pk).update(status="fordelt")
    lag_utkast(nettverk, region="midt")
    with time_machine.travel("2026-11-24T09:00+01:00", tick=False):
        kontekst = client.get(SERIER).context
    grupper = [[stand.serie for stand in kontekst[navn]] for navn in ("apne", "stengt", "tidligere")]
    assert grupper == [[apen], [stengt], [gammel]]


@pytest.mark.parametrize("adresse", ["liste", "side"])
def test_sidene_spor_like_mye_for_en_som_for_tre(client: Client, adresse: str) -> None:
    nettverk = lag_nettverk()
    forste = lag_serie(nettverk)
    url = SERIER if adresse == "liste" else side_for(forste)
    antall = []
    for region in ("", "nord", "midt"):
        if region:
            lag_soknad(lag_serie(nettverk, region=region), region="")
        client.get(url)
        with CaptureQueriesContext(connection) as fanget:
            client.get(url)
        antall.append(len(fanget))
    assert antall == [antall[0]] * 3


def test_siden_sier_det_kilden_sier(client: Client) -> None:
    siden = innhold(client.get(side_for(lag_serie())))
    assert [setning for setning in KILDEN if setning not in siden] == []


def test_siden_viser_hver_dato_med_ukedag_og_klokkeslett(client: Client) -> None:
    svar = client.get(side_for(lag_serie()))
    assert "Seks tirsdager, kl.\xa009.00–11.30" in tekst(svar)
    assert innhold(svar).count("tirsdag 09.00–11.30") == 6
    assert "Møte 3 9. mars" in innhold(svar)


def test_fristen_og_svardagen_star_der(client: Client) -> None:
    siden = innhold(client.get(side_for(lag_serie())))
    assert "Frist: onsdag 16. desember 2026." in siden
    assert "Vent på svar fra oss, senest fredag 18. desember" in siden


@pytest.mark.parametrize(
    ("sokt", "ord_"),
    [
        (0, "Det er fire plasser. Ingen har meldt seg på ennå."),
        (1, "Det er fire plasser. Én institusjon har meldt seg på."),
        (4, "Det er fire plasser. Fire institusjoner har meldt seg på. Dere kan likevel melde dere på:"),
    ],
)
def test_plassene_lover_ingenting(client: Client, sokt: int, ord_: str) -> None:
    serie = lag_serie()
    for _nr in range(sokt):
        lag_soknad(serie)
    assert ord_ in innhold(client.get(side_for(serie)))


def test_teams_lenken_star_ikke_pa_den_offentlige_siden(client: Client) -> None:
    assert "teams.example" not in tekst(client.get(side_for(lag_fordelt())))


def test_et_utkast_er_bare_for_dem_som_styrer_det(client_for: Klient) -> None:
    serie = lag_utkast()
    hvem = (None, lag_person(), radgiver(serie))
    assert [client_for(en).get(side_for(serie)).status_code for en in hvem] == [404, 404, 200]


@pytest.mark.parametrize(
    ("naa", "status", "ord_"),
    [
        ("2026-12-17T00:00:00+01:00", "apen", "Fristen var onsdag 16. desember 2026."),
        ("2026-12-20T09:00:00+01:00", "fordelt", "har fått en bekreftelse på det."),
        ("2027-06-08T11:30:00+02:00", "fordelt", "Alle møtene har vært."),
        ("2026-12-01T09:00:00+01:00", "avlyst", "Det blir ingen møter i denne møterekken."),
    ],
)
def test_en_som_er_stengt_sier_hvorfor_og_hva_man_kan_gjore(
    client: Client, naa: str, status: str, ord_: str
) -> None:
    serie = lag_serie()
    Serie.objects.filter(pk=serie.pk).update(status=status)
    with time_machine.travel(naa, tick=False):
        svar = client.get(side_for(serie))
    assert (ord_ in innhold(svar), "<form class" in tekst(svar)) == (True, False)
    assert "Vil dere vite når det åpner en ny møterekke?" in innhold(svar)


def test_til_siste_sekund_er_skjemaet_der(client: Client) -> None:
    serie = lag_serie()
    with time_machine.travel("2026-12-16T23:59:59+01:00", tick=False):
        assert "Neste: deltakere og bekreftelse" in tekst(client.get(side_for(serie)))


def test_en_ny_sesong_i_regionen_vises_der_man_kom_for_sent(client: Client) -> None:
    nettverk = lag_nettverk()
    gammel = lag_utkast(nettverk, (date(2021, 1, 12),), sesong="2021")
    Serie.objects.filter(pk=gammel.pk).update(status="fordelt")
    ny = lag_serie(nettverk)
    assert f'<a href="{side_for(ny)}">Region Vest 2027 er åpen for påmelding</a>' in tekst(
        client.get(side_for(gammel))
    )
    assert f'Tidligere sesonger: <a href="{side_for(gammel)}">Region Vest 2021</a>' in tekst(
        client.get(side_for(ny))
    )


def test_regionene_er_sesongens_og_ingen_andres(client: Client) -> None:
    nettverk = lag_nettverk()
    vest, nord = lag_serie(nettverk), lag_serie(nettverk, region="nord")
    lag_serie(lag_nettverk(), region="midt")
    assert client.get(side_for(nord)).context["regioner"] == [vest, nord]


def test_et_avlyst_mote_er_strokt_og_telles_ikke(client: Client) -> None:
    serie = lag_serie()
    serie.moter.filter(nummer=2).update(avlyst=NAA)
    siden = innhold(client.get(side_for(serie)))
    assert ("Møte 2 · Avlyst" in siden, "Fem tirsdager" in siden) == (True, True)


def test_ulike_dager_og_tider_star_pa_hver_dato(client: Client) -> None:
    serie = lag_utkast(dager=(date(2026, 12, 29), date(2027, 1, 13)), sesong="2026/2027")
    serie.moter.filter(nummer=2).update(slutt=datetime.fromisoformat("2027-01-13T11:00+01:00"))
    Serie.objects.filter(pk=serie.pk).update(status="apen")
    siden = innhold(client.get(side_for(serie)))
    assert ("To møter" in siden, "onsdag 2027 09.00–11.00" in siden) == (True, True)


def test_siden_er_pa_nettverkets_malform(client: Client) -> None:
    serie = lag_serie()
    Nettverk.objects.update(malform="nn")
    assert client.get(side_for(serie)).headers["Content-Language"] == "nn"
