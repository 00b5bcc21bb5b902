"""The attendance sheet and the name tags of a meeting: what they say, and when their PDF is made anew."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.endring import flytt
from moter.models import Gjest
from moter.oppmote import ny_innsjekkode
from moter.oppmotepapir import lag_papir, papirinnhold, slett_papirer
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.models import Dokument
from tests.conftest import Klient
from tests.factories import NAA, lag_medlem, lag_svar
from tests.moter.oppmotehjelp import drift, gjest
from tests.nettverk.test_dokument_sveip import Rask
from tests.verden import Verden

SLAG = ("oppmoteliste", "navnelapper")


@pytest.fixture
def sendt(verden: Verden) -> Verden:
    """The member comes to part 1, the lead is absent, the organiser has not answered."""
    lag_svar(verden.mote, verden.medlem, del2=False)
    lag_svar(verden.mote, verden.gruppeansvarlig, del1=False, del2=False)
    drift(verden.gruppe)
    gjest(verden.mote)
    gjest(verden.mote, "Vera Venter", status=Gjest.Status.VENTER)
    return verden


def test_listen_har_pameldte_og_dem_som_ikke_har_svart(sendt: Verden) -> None:
    rader = papirinnhold(sendt.mote, "oppmoteliste")["rader"]
    assert [(r["slag"], r["navn"], r["del1"], r["del2"], r["uten_svar"]) for r in rader] == [
        ("medlem", "Arne Arrangør", True, True, True),
        ("medlem", "Mari Medlem", True, False, False),
        ("drift", "Dag Drift", True, True, True),
        ("gjest", "Gro Gjest", False, True, False),
    ]


def test_lappene_er_til_dem_som_er_pameldt(sendt: Verden) -> None:
    lapper = papirinnhold(sendt.mote, "navnelapper")["lapper"]
    assert [(en["navn"], en["yrke"], en["arbeidssted"]) for en in lapper] == [
        ("Mari Medlem", "sykepleier", "Ulset sykehjem"),
        ("Gro Gjest", "fysioterapeut", "Ågotnes legesenter"),
    ]


@pytest.mark.parametrize("slag", SLAG)
def test_ingenting_av_del_1_star_der(sendt: Verden, slag: str) -> None:
    assert "Siden sist" not in str(papirinnhold(sendt.mote, slag))


def test_ny_pdf_bare_nar_noe_er_endret_og_den_gamle_slettes(sendt: Verden) -> None:
    def lag() -> Dokument:
        return lag_papir(sendt.mote, "navnelapper", malform="nb", naa=NAA)

    forste = lag()
    assert lag() == forste
    lag_svar(sendt.mote, sendt.arrangor)
    andre = lag()
    assert (forste.versjon, andre.versjon) == (1, 2)
    assert list(Dokument.objects.all()) == [andre]


def test_hver_malform_har_sin(sendt: Verden) -> None:
    for malform in ("nb", "nn"):
        lag_papir(sendt.mote, "oppmoteliste", malform=malform, naa=NAA)
    assert sorted(Dokument.objects.values_list("malform", "versjon")) == [("nb", 1), ("nn", 1)]


@pytest.fixture
def arrangor(sendt: Verden, client: Client) -> Client:
    client.force_login(sendt.arrangor)
    return client


@pytest.mark.parametrize("slag", SLAG)
def test_siden_viser_innholdet_og_lager_pdf_pa_bestilling(sendt: Verden, arrangor: Client, slag: str) -> None:
    sti, pdf = (reverse(navn, args=(sendt.mote.pk,)) for navn in (slag, f"{slag}_pdf"))
    html = arrangor.get(sti).content.decode()
    assert "Mari Medlem" in html
    assert "Lag PDF" in html
    assert not Dokument.objects.exists()
    assert arrangor.get(pdf)["Location"] == sti

    assert arrangor.post(sti)["Location"] == f"{sti}#pdf"
    assert "data-venter" in arrangor.get(sti).content.decode()
    lag_ventende(NAA, Rask())
    assert f'href="{pdf}"' in arrangor.get(sti).content.decode()
    assert arrangor.get(pdf).content == b"%PDF"


def test_siden_sier_at_pdf_en_er_foreldet(sendt: Verden, arrangor: Client) -> None:
    sti = reverse("oppmoteliste", args=(sendt.mote.pk,))
    arrangor.post(sti)
    lag_ventende(NAA, Rask())
    ny_innsjekkode(sendt.mote)
    html = arrangor.get(sti).content.decode()
    assert "Noe er endret siden PDF-en ble laget." in html
    assert "Åpne PDF" not in html


def test_siden_sier_at_pdf_ikke_lot_seg_lage(sendt: Verden, arrangor: Client) -> None:
    sti = reverse("navnelapper", args=(sendt.mote.pk,))
    arrangor.post(sti)
    Dokument.objects.update(pdf_status="umulig")
    assert "Skriv ut denne siden i stedet." in arrangor.get(sti).content.decode()


def test_flyttet_mote_gir_ny_liste(sendt: Verden) -> None:
    gammel = papirinnhold(sendt.mote, "oppmoteliste")
    en_uke = timedelta(days=7)
    mote = sendt.mote
    flytt(mote, start=mote.start + en_uke, slutt=mote.slutt + en_uke, sted=mote.sted, adresse=mote.adresse,
          av=sendt.arrangor, naa=NAA)  # fmt: skip
    mote.refresh_from_db()
    assert {felt for felt, verdi in papirinnhold(mote, "oppmoteliste").items() if verdi != gammel[felt]} == {
        "start", "slutt",
    }  # fmt: skip


def test_listene_slettes_tretti_dager_etter_motet(sendt: Verden) -> None:
    for slag in SLAG:
        lag_papir(sendt.mote, slag, malform="nb", naa=NAA)
        lag_papir(sendt.nabomote, slag, malform="nb", naa=NAA)
    sendt.nabomote.slutt += timedelta(minutes=5)
    sendt.nabomote.save()
    tretti = sendt.mote.slutt + timedelta(days=30)
    assert slett_papirer(tretti) == 0
    assert slett_papirer(tretti + timedelta(minutes=1)) == 2
    assert {dok.gjelder for dok in Dokument.objects.all()} == {sendt.nabomote}


@pytest.mark.parametrize("slag", SLAG)
def test_siden_koster_det_samme_for_mange(sendt: Verden, client_for: Klient, slag: str) -> None:
    klient, nr = client_for(sendt.arrangor), count()
    sti = reverse(slag, args=(sendt.mote.pk,))

    def sporringer() -> int:
        with CaptureQueriesContext(connection) as fanget:
            assert klient.get(sti).status_code == 200
        return len(fanget)

    sporringer()
    forst = sporringer()
    for _gang in range(57):
        lag_medlem(sendt.gruppe, f"Person Nummer{next(nr)}")
    assert sporringer() == forst
