"""«Jeg er her»: the public page behind the code on the wall."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from moter.endring import avlys
from moter.models import Innsjekk
from tests.factories import NAA, lag_medlem
from tests.moter.oppmotehjelp import drift, gjest, i_gang, inne
from tests.verden import Verden


@pytest.fixture
def apen(verden: Verden) -> Iterator[Verden]:
    drift(verden.gruppe)
    gjest(verden.mote)
    with time_machine.travel(i_gang(verden.mote), tick=False):
        yield verden


def sti(verden: Verden, navn: str = "her") -> str:
    return reverse(navn, args=(verden.mote.innsjekkode,))


def let(client: Client, verden: Verden, hvem: str) -> str:
    svar = client.post(sti(verden), {"hvem": hvem})
    return str(svar.status_code) + svar.content.decode()


def bekreft(client: Client, verden: Verden, hvem: str) -> str:
    """Find oneself and press; the text of the page that follows."""
    svar = client.post(sti(verden), {"hvem": hvem}).context["svar"]
    return client.post(sti(verden, "her_inn"), {"svar": svar}, follow=True).content.decode()


@pytest.mark.parametrize(
    "skrevet",
    ["Mari Medlem", "  mari   MEDLEM ", "Mari-Medlem", "mari.medlem"],
)
def test_hele_navnet_finner_en(apen: Verden, client: Client, skrevet: str) -> None:
    side = let(client, apen, skrevet)
    assert side.startswith("200")
    assert "Er du Mari Medlem, Ulset sykehjem?" in side
    assert not Innsjekk.objects.exists()


def test_epostadressen_finner_en(apen: Verden, client: Client) -> None:
    assert apen.medlem.epost is not None
    assert "Er du Mari Medlem, Ulset sykehjem?" in let(client, apen, apen.medlem.epost.upper())


@pytest.mark.parametrize("hvem", ["Dag Drift", "Gro Gjest", "gro-gjest@gjest.example", "Arne Arrangør"])
def test_alle_slag_kan_registrere_seg(apen: Verden, client: Client, hvem: str) -> None:
    assert "Du er registrert" in bekreft(client, apen, hvem)
    assert len(inne(apen.mote)) == 1


@pytest.mark.parametrize(
    "skrevet", ["Mari", "Medlem", "Mar Medlem", "Nora Nabo", "m", "%", "*", "@", "mari@", "a" * 200]
)
def test_det_som_ikke_er_noens_navn_finner_ingen_og_viser_ingen(
    apen: Verden, client: Client, skrevet: str
) -> None:
    side = let(client, apen, skrevet)
    assert side.startswith("422")
    assert "Vi fant deg ikke." in side
    assert [navn for navn in ("Mari Medlem", "Gro Gjest", "Lise Leder") if navn in side] == []


def test_tomt_felt_sier_hva_som_mangler(apen: Verden, client: Client) -> None:
    assert "Skriv navnet ditt." in let(client, apen, "")


def test_to_med_samme_navn_skriver_epostadressen(apen: Verden, client: Client) -> None:
    annen = lag_medlem(apen.gruppe, "Mari Medlem")
    side = let(client, apen, "Mari Medlem")
    assert side.startswith("422")
    assert "Flere har dette navnet. Skriv e-postadressen din." in side
    bekreft(client, apen, annen.epost or "")
    assert Innsjekk.objects.get().person == annen


def test_felles_postkasse_finner_ingen_av_dem(apen: Verden, client: Client) -> None:
    for navn in ("Ida Felles", "Oda Felles"):
        lag_medlem(apen.gruppe, navn)
    for m in apen.mote.medlemmer().filter(person__etternavn="Felles"):
        m.person.epost, m.person.delt_epost = None, "avdeling@helse.example"
        m.person.save()
    assert "Flere bruker denne adressen." in let(client, apen, "avdeling@helse.example")
    assert "Er du Ida Felles?" in let(client, apen, "Ida Felles")


def test_den_som_star_der_som_medlem_og_gjest_finnes_en_gang(apen: Verden, client: Client) -> None:
    gjest(apen.mote, "Mari Medlem", epost=apen.medlem.epost)
    bekreft(client, apen, "Mari Medlem")
    assert Innsjekk.objects.get().person == apen.medlem


def test_dobbel_registrering_er_en(apen: Verden, client: Client) -> None:
    bekreft(client, apen, "Mari Medlem")
    with time_machine.travel(i_gang(apen.mote) + timedelta(minutes=5), tick=False):
        side = bekreft(Client(), apen, "Mari Medlem")
    assert "Registrert kl. 10.00" in side
    assert "Det var ikke meg" not in side
    assert Innsjekk.objects.count() == 1


def test_angre_fra_samme_telefon_i_ti_minutter(apen: Verden, client: Client) -> None:
    assert "Det var ikke meg" in bekreft(client, apen, "Mari Medlem")
    client.post(sti(apen, "her_angre"))
    assert not Innsjekk.objects.exists()
    bekreft(client, apen, "Mari Medlem")
    with time_machine.travel(i_gang(apen.mote) + timedelta(minutes=10), tick=False):
        side = client.post(sti(apen, "her_angre"), follow=True).content.decode()
    assert "Det kan ikke angres her lenger." in side
    assert Innsjekk.objects.count() == 1


def test_en_annen_telefon_kan_ikke_angre(apen: Verden, client: Client) -> None:
    bekreft(client, apen, "Mari Medlem")
    annen = Client()
    annen.post(sti(apen, "her_angre"))
    bekreft(annen, apen, "Mari Medlem")
    annen.post(sti(apen, "her_angre"))
    assert inne(apen.mote) == {"Mari Medlem"}


def test_innlogget_medlem_trykker_en_gang(apen: Verden, client: Client) -> None:
    client.force_login(apen.medlem)
    side = client.get(sti(apen))
    assert "Er du Mari Medlem, Ulset sykehjem?" in side.content.decode()
    client.post(sti(apen, "her_inn"), {"svar": side.context["svar"]})
    assert inne(apen.mote) == {"Mari Medlem"}


def test_innlogget_som_ikke_ventes_ser_skjemaet(apen: Verden, client: Client) -> None:
    client.force_login(apen.nabo)
    assert "Finn meg" in client.get(sti(apen)).content.decode()


def test_nokkelen_gjelder_bare_dette_motet_og_ti_minutter(apen: Verden, client: Client) -> None:
    svar = client.post(sti(apen), {"hvem": "Mari Medlem"}).context["svar"]
    apen.vertsmote.start, apen.vertsmote.slutt = apen.mote.start, apen.mote.slutt
    apen.vertsmote.save()
    annet = reverse("her_inn", args=(apen.vertsmote.innsjekkode,))
    for url, nokkel, ventet in (
        (annet, svar, timedelta()),
        (sti(apen, "her_inn"), svar, timedelta(seconds=601)),
        (sti(apen, "her_inn"), "tull", timedelta()),
        (sti(apen, "her_inn"), "", timedelta()),
    ):
        with time_machine.travel(i_gang(apen.mote) + ventet, tick=False):
            side = client.post(url, {"svar": nokkel}, follow=True).content.decode()
        assert "Skriv navnet ditt på nytt." in side
    assert not Innsjekk.objects.exists()


@pytest.mark.parametrize(
    ("etter_start", "ord_"),
    [
        (timedelta(hours=-1, seconds=-1), "fra torsdag 10. desember 2026 kl. 08.00"),
        (timedelta(days=-17), "Ikke ennå"),
        (timedelta(hours=6), "Møtet i Åsane er over"),
    ],
)
def test_utenfor_tiden_sier_siden_nar(
    apen: Verden, client: Client, etter_start: timedelta, ord_: str
) -> None:
    svar = client.post(sti(apen), {"hvem": "Mari Medlem"}).context["svar"]
    with time_machine.travel(apen.mote.start + etter_start, tick=False):
        apnet = client.get(sti(apen))
        trykket = client.post(sti(apen, "her_inn"), {"svar": svar})
    assert (apnet.status_code, trykket.status_code) == (200, 409)
    assert ord_ in apnet.content.decode()
    assert "Mari" not in apnet.content.decode()
    assert not Innsjekk.objects.exists()


def test_avlyst_mote_sier_det(apen: Verden, client: Client) -> None:
    avlys(apen.mote, av=apen.arrangor, naa=NAA)
    assert "er avlyst" in client.get(sti(apen)).content.decode()


def test_gal_kode_er_ikke_funnet(apen: Verden, client: Client) -> None:
    svar = client.get(reverse("her", args=("tull",)))
    assert svar.status_code == 404
    assert "Koden virker ikke" in svar.content.decode()


def test_adressen_holdes_utenfor_mellomlagre_og_sokemotorer(apen: Verden, client: Client) -> None:
    svar = client.get(sti(apen))
    assert (svar["X-Robots-Tag"], svar["Referrer-Policy"]) == ("noindex, nofollow", "same-origin")
    assert "no-store" in svar["Cache-Control"]


def test_mange_bom_stanser_letingen(apen: Verden, client: Client) -> None:
    for nr in range(30):
        assert let(client, apen, f"Person Nummer{nr}").startswith("422")
    side = let(client, apen, "Mari Medlem")
    assert side.startswith("429")
    assert "Si fra til arrangøren." in side
    with time_machine.travel(i_gang(apen.mote) + timedelta(minutes=11), tick=False):
        assert let(client, apen, "Mari Medlem").startswith("200")


def test_treff_teller_ikke_som_bom(apen: Verden, client: Client) -> None:
    for _gang in range(40):
        assert let(client, apen, "Mari Medlem").startswith("200")


def test_siden_er_pa_nettverkets_malform(apen: Verden, client: Client) -> None:
    apen.nettverk.malform = "nn"
    apen.nettverk.save()
    svar = client.get(sti(apen))
    assert svar["Content-Language"] == "nn"
    assert '<html lang="nn">' in svar.content.decode()
