"""The proposal and its reasons, the decision, the answers, and what becomes free later (D5, D6, D8, D11)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
import time_machine
from django.test import Client

from dybdemoter.models import Fordeling, Serie
from dybdemoter.plasser import trekk
from nettverk.models import Epost
from tests.conftest import Klient
from tests.dybdemoter.fabrikk import SVARES, eposter, lag_fordelt, lag_serie, lag_soknad, med_tilstand
from tests.dybdemoter.skjemahjelp import innhold
from tests.dybdemoter.styringshjelp import feil, side, som_radgiver, sporringer, til
from tests.factories import NAA

pytestmark = pytest.mark.django_db


@pytest.fixture
def etter_fristen() -> Iterator[None]:
    """The day after the deadline: an answer is due tomorrow."""
    with time_machine.travel(SVARES, tick=False):
        yield


@pytest.fixture
def serie() -> Serie:
    """Two places; «dag» came third."""
    serie = lag_serie(plasser=2)
    for navn, typer in (("Fjellbris", "dogn"), ("Strandheim", "dogn"), ("Solgløtt", "dag")):
        lag_soknad(serie, typer, institusjon=navn)
    return serie


@pytest.fixture
def klient(etter_fristen: None, client_for: Klient, serie: Serie) -> Client:
    return som_radgiver(client_for, serie)


def test_forslaget_sier_hvorfor(klient: Client, serie: Serie) -> None:
    siden = klient.get(side("fordeling", serie))
    assert siden.context["begrunnelse"] == [
        "Utgangspunktet er de to som meldte seg på først.",
        "Nr. 2 Strandheim viker for nr. 3 Solgløtt, fordi ingen dagtilbud var blant de to første. "
        "Nr. 2 er den siste som kan vike uten at en annen type blir borte.",
    ]
    assert [krysset for _en, _typer, krysset, _merknad in siden.context["rader"]] == [True, False, True]


def test_en_type_som_ikke_kan_komme_inn_blir_forklart(klient: Client, serie: Serie) -> None:
    lag_soknad(serie, "poliklinisk", naa=NAA)
    linjer = klient.get(side("fordeling", serie)).context["begrunnelse"]
    assert linjer[-1] == (
        "Ingen polikliniske tilbud får plass: Ingen av de andre kan vike uten at en annen type blir borte."
    )


def test_for_fristen_sier_siden_nar_det_blir(client_for: Klient, serie: Serie, naa: object) -> None:
    siden = som_radgiver(client_for, serie).get(side("fordeling", serie))
    assert "Plassene fordeles når påmeldingsfristen er ute. Den er onsdag 16. desember 2026." in innhold(
        siden
    )


def test_et_annet_valg_enn_forslaget_krever_grunn_og_valget_star(klient: Client, serie: Serie) -> None:
    siden = klient.post(side("fordeling", serie), {"valgt": ["1", "2"], "grunn": ""})
    assert feil(siden) == {"grunn": ["Skriv hvorfor du velger noe annet enn forslaget."]}
    assert [krysset for _en, _typer, krysset, _merknad in siden.context["rader"]] == [True, True, False]


@pytest.mark.parametrize(
    ("valgt", "hva"),
    [
        ([], "Kryss av for dem som får plass."),
        (["1", "2", "3"], "Det er 2 plasser, og du har valgt 3."),
        (["9"], "En av dem du krysset av, venter ikke lenger på svar."),
    ],
)
def test_et_umulig_valg_er_en_feil_ved_feltet(
    klient: Client, serie: Serie, valgt: list[str], hva: str
) -> None:
    siden = klient.post(side("fordeling", serie), {"valgt": valgt, "grunn": "Derfor"})
    assert (feil(siden), Fordeling.objects.count()) == ({"valgt": [hva]}, 0)


def test_valget_og_grunnen_tas_vare_pa(klient: Client, serie: Serie) -> None:
    svar = klient.post(side("fordeling", serie), {"valgt": ["1", "2"], "grunn": "Solgløtt kan ikke i vår."})
    bestemt = Fordeling.objects.get()
    assert (til(svar), bestemt.valgt, bestemt.grunn) == (
        side("svar", serie), [1, 2], "Solgløtt kan ikke i vår."
    )  # fmt: skip
    assert "Solgløtt kan ikke i vår." in innhold(klient.get(side("fordeling", serie)))


def test_svarene_leses_for_de_sendes_slik_de_blir(klient: Client, serie: Serie) -> None:
    klient.post(side("fordeling", serie), {"valgt": ["1", "3"]})
    siden = klient.get(side("svar", serie))
    vist = {brev.soknad.nummer: brev for _ja, brevene in siden.context["grupper"] for brev in brevene}
    assert {nr: brev.ja for nr, brev in vist.items()} == {1: True, 3: True, 2: False}
    assert Epost.objects.exclude(slag="dybde_kvittering").count() == 0
    klient.post(side("svar", serie), {"fordeling": Fordeling.objects.get().pk})
    sendt = {epost.object_id: epost for epost in (*eposter("dybde_plass"), *eposter("dybde_venteliste"))}
    for brev in vist.values():
        epost = sendt[brev.soknad.pk]
        assert (epost.emne, len(epost.tekst.splitlines())) == (
            brev.innhold.emne, len(brev.innhold.tekst.splitlines())
        )  # fmt: skip


def test_ett_trykk_svarer_alle_og_et_til_er_uten_virkning(klient: Client, serie: Serie) -> None:
    klient.post(side("fordeling", serie), {"valgt": ["1", "3"]})
    data = {"fordeling": Fordeling.objects.get().pk}
    svar = [til(klient.post(side("svar", serie), data)) for _trykk in range(2)]
    assert svar == [side("svar_sendt", serie)] * 2
    assert med_tilstand(serie) == {1: "plass", 2: "venter", 3: "plass"}
    siden = klient.get(side("svar_sendt", serie))
    assert [len(ett.leveringer.epost) for ett in siden.context["leverte"]] == [1, 1, 1]
    assert "i kø" in innhold(siden)


def test_svar_som_ble_sett_for_en_ny_fordeling_sendes_ikke(klient: Client, serie: Serie) -> None:
    klient.post(side("fordeling", serie), {"valgt": ["1", "3"]})
    gammel = Fordeling.objects.get().pk
    klient.post(side("fordeling", serie), {"valgt": ["1", "2"], "grunn": "Derfor"})
    klient.post(side("svar", serie), {"fordeling": gammel})
    assert med_tilstand(serie) == {1: "mottatt", 2: "mottatt", 3: "mottatt"}


def test_svar_uten_fordeling_gar_til_fordelingen(klient: Client, serie: Serie) -> None:
    assert til(klient.get(side("svar", serie))) == side("fordeling", serie)
    assert til(klient.get(side("svar_sendt", serie))) == side("fordeling", serie)


def test_en_som_trekker_seg_etterpa_krever_ny_fordeling(klient: Client, serie: Serie) -> None:
    klient.post(side("fordeling", serie), {"valgt": ["1", "3"]})
    en = serie.soknader.get(nummer=1)
    trekk(en, av=en.kontakter.get(), naa=SVARES)
    assert til(klient.get(side("svar", serie))) == side("fordeling", serie)


def test_for_sent_svar_vises(client_for: Klient, serie: Serie) -> None:
    with time_machine.travel("2026-12-20T09:00+01:00", tick=False):
        siden = innhold(som_radgiver(client_for, serie).get(side("fordeling", serie)))
    assert "Alle skal ha svar: 2 dager over" in siden


def test_faerre_enn_to_ma_kjores_med_vilje(etter_fristen: None, client_for: Klient) -> None:
    serie = lag_serie()
    lag_soknad(serie)
    klient = som_radgiver(client_for, serie)
    assert "Bare én institusjon har meldt seg på" in innhold(klient.get(side("fordeling", serie)))
    siden = klient.post(side("fordeling", serie), {"valgt": ["1"]})
    assert list(feil(siden)) == ["valgt"]
    assert klient.post(side("fordeling", serie), {"valgt": ["1"], "med_fa": "on"}).status_code == 302


def test_fristen_utvides_og_en_tidligere_er_en_feil_ved_feltet(
    etter_fristen: None, client_for: Klient
) -> None:
    serie = lag_serie()
    klient = som_radgiver(client_for, serie)
    siden = klient.post(side("utvid", serie), {"pamelding_frist": "2026-12-10"})
    assert feil(siden) == {"pamelding_frist": ["Den nye fristen må være senere enn den gamle."]}
    klient.post(side("utvid", serie), {"pamelding_frist": "2027-01-04"})
    serie.refresh_from_db()
    assert serie.pamelding_frist == date(2027, 1, 4)


def test_en_ledig_plass_tilbys_den_neste_en_gang(client_for: Klient) -> None:
    serie = lag_fordelt(antall=7)
    for nummer in (1, 2):
        en = serie.soknader.get(nummer=nummer)
        trekk(en, grunn="Syke", av=en.kontakter.get(), naa=SVARES)
    with time_machine.travel("2026-12-21T09:00+01:00", tick=False):
        klient = som_radgiver(client_for, serie)
        siden = klient.get(side("plasser", serie))
        assert (siden.context["ledige"], siden.context["neste"].nummer) == (2, 5)
        for _trykk in range(2):
            klient.post(side("plasser", serie), {"soknad": siden.context["neste"].pk})
        siden = klient.get(side("plasser", serie))
    tilstander = {nr: t for nr, t in med_tilstand(serie).items() if nr > 4}
    assert tilstander == {5: "tilbud", 6: "venter", 7: "venter"}
    (tilbudt,) = siden.context["tilbudt"]
    assert (tilbudt.soknad.nummer, tilbudt.soknad.tilbud_til) == (5, date(2026, 12, 29))
    assert "Har trukket seg : 2." in innhold(siden)


def test_etter_forste_mote_tilbys_ingen_plass(client_for: Klient) -> None:
    serie = lag_fordelt()
    en = serie.soknader.get(nummer=1)
    trekk(en, grunn="Syke", av=en.kontakter.get(), naa=SVARES)
    with time_machine.travel("2027-01-13T09:00+01:00", tick=False):
        klient = som_radgiver(client_for, serie)
        siden = innhold(klient.get(side("plasser", serie)))
        klient.post(side("plasser", serie), {"soknad": serie.soknader.get(nummer=5).pk})
    assert "Det første møtet har begynt. Da tilbys ikke plassene videre." in siden
    assert med_tilstand(serie)[5] == "venter"


@pytest.mark.parametrize("navn", ["plasser", "svar_sendt"])
def test_sidene_spor_like_mye_for_en_som_for_tre(client_for: Klient, navn: str) -> None:
    antall = []
    for mengde, region in ((1, "vest"), (3, "nord")):
        serie = lag_fordelt(lag_serie(plasser=1, region=region), antall=mengde)
        antall.append(sporringer(som_radgiver(client_for, serie), side(navn, serie)))
    assert antall == [antall[0]] * 2


@pytest.mark.parametrize("navn", ["fordeling", "svar"])
def test_forslag_og_svar_spor_like_mye_for_en_som_for_tre(
    etter_fristen: None, client_for: Klient, navn: str
) -> None:
    antall = []
    for mengde, region in ((1, "vest"), (3, "nord")):
        serie = lag_serie(plasser=1, region=region)
        for _nr in range(mengde):
            lag_soknad(serie)
        klient = som_radgiver(client_for, serie)
        klient.post(side("fordeling", serie), {"valgt": ["1"]})
        antall.append(sporringer(klient, side(navn, serie)))
    assert antall == [antall[0]] * 2
