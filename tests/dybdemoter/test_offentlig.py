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
# The source's sentences, or as much of them as the page has in the same words; docs/ has where each one is.
KILDEN = (
    "Gå i dybden på praksis",
    "Har dere faglige problemstillinger dere ønsker å gå i dybden på? Bli med i en digital møterekke der "
    "dere kan diskutere slike problemstillinger med andre som jobber med arbeidsrettet rehabilitering i "
    "regionen.",
    "Vi kaller det «dybdemøter» fordi vi ønsker at møtene skal være en arena for å gå i dybden på "
    "praksis, med mulighet for å presentere, diskutere og få respons på praksis på en grundig måte.",
    "Målet med møtene er å utvikle praksis gjennom erfaringsutveksling.",
    "I møtene får dere som jobber på tverrfaglige team muligheten til å",
    "gå i dybden på faglige problemstillinger gjennom å diskutere dem med andre tverrfaglige team i din "
    "region",
    "reflektere over egen praksis, og oppdage mulige justeringer, forbedringer og alternative måter å "
    "løse ting på",
    "Rådgivere fra kompetansetjenesten leder møtene, og stiller spørsmål rundt praksis.",
    "Da det er et hovedpoeng at dere skal få mest mulig ut av dybdemøtene, vil dere selv være med på å "
    "bestemme hvilke problemstillinger vi skal diskutere i hvert møte.",
    "Møtene er for deg som jobber på et tverrfaglig team i arbeidsrettet rehabilitering, uansett om dere "
    "tilbyr arbeidsrettet rehabilitering som poliklinisk tilbud dagtilbud døgntilbud",
    "Med arbeidsrettet rehabilitering mener vi i denne sammenhengen all rehabilitering som har arbeid som"
    " hovedmål.",
    "Du møter folk fra tverrfaglige team på inntil tre andre institusjoner i din helseregion, enten disse"
    " tilbyr arbeidsrettet rehabilitering som dagtilbud, døgntilbud eller poliklinisk tilbud. Til sammen "
    "blir dere altså inntil fire institusjoner, og det er de samme institusjonene som deltar hver gang.",
    "Grunnen til at vi begrenser antall institusjoner som deltar i møtene til fire, er at vi ønsker at "
    "alle skal få mulighet til å bli godt kjent med praksisen og teamene på de andre institusjonene som "
    "deltar.",
    "Høyst 2 timer og 30 minutter, med pauser",
    "Møtene er gratis, siden det å holde oppe et fagnettverk i arbeidsrettet rehabilitering er en viktig "
    "del av vårt oppdrag.",
    "Ja! Det er bare plass til fire institusjoner eller klinikker fra regionen. Derfor gjelder "
    "først-til-mølla-prinsippet.",
    "Vi forbeholder oss retten til å gjøre en fordeling mellom døgn-, dag- og polikliniske tilbud.",
    "Slik får dere plass",
    "For størst mulig utbytte anbefaler vi at to til tre personer fra de tverrfaglige teamene deltar på "
    "hvert møte, og at det er de samme personene hver gang.",
    "En kvittering er ikke en plass.",
    "Påmeldingen forplikter.",
    "Nei. Du og teamet trenger ikke forberede dere til møtene. Det er heller ikke noe krav om "
    "etterarbeid. Vårt håp er imidlertid at alle møtene vil gi tankestoff som hver institusjon vil ønske "
    "å jobbe videre med på egen hånd, med mål om praksisforbedring.",
    "Alle møtene foregår digitalt på Teams. Gi beskjed om Teams på grunn av for eksempel intern sikkerhet"
    " og brannmurer fungerer dårlig for dere, så vil vi se om det kan finnes andre løsninger.",
    "Dere kan selv velge om dere vil sitte på hver deres skjerm eller om dere fra samme "
    "institusjon/klinikk ønsker å sitte på samme skjerm.",
    "Vi kommer til å ta kortere pauser underveis i møtene. Alle møtene varer i maksimalt 2 timer og 30 "
    "minutter.",
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


def test_radgiverne_som_leder_motene_star_med_navn(client: Client) -> None:
    serie = lag_serie()
    rad = innhold(client.get(side_for(serie))).partition("Rådgivere: ")[2].partition(".")[0]
    assert {navn.strip() for navn in rad.split(",")} == {str(en) for en in serie.radgivere.all()}


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
