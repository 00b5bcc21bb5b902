"""The documents as HTML, and the words and filters they are made with."""

import re
from datetime import UTC, date, datetime, time

import pytest
from django.utils import translation

from nettverk import sprak
from nettverk.dokumenter.program import fagdelen, poster_av, under_overskrifter
from nettverk.dokumenter.visning import kropp, tittel
from nettverk.templatetags.tekst import avsnitt
from tests.nettverk.dokumenteksempler import DEL1, DEL2, LUNSJ, VELKOMMEN, bolk, post, utkast

TORSDAG = date(2026, 11, 19)


@pytest.mark.parametrize(
    ("malform", "ord_"), [("nb", "lørdag 7. februar 2026"), ("nn", "laurdag 7. februar 2026")]
)
def test_dato_lang_folger_malformen(malform: str, ord_: str) -> None:
    with translation.override(malform):
        assert sprak.dato_lang(date(2026, 2, 7)) == ord_


@pytest.mark.parametrize(
    "dag", [TORSDAG, "2026-11-19", "2026-11-19T23:30", datetime(2026, 11, 18, 23, 30, tzinfo=UTC)]
)
def test_dato_tar_dag_tekst_og_moment(dag: sprak.Dag) -> None:
    with translation.override("nb"):
        assert sprak.dato_dag(dag) == "torsdag 19. november"


def test_dato_kort_har_norske_forkortelser() -> None:
    assert [sprak.dato_kort(date(2026, maned, 1)) for maned in range(1, 13)] == [
        f"1.\u00a0{navn}"
        for navn in (
            "jan.", "feb.", "mars", "april", "mai", "juni",
            "juli", "aug.", "sep.", "okt.", "nov.", "des.",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fra", "til"),
    [
        (time(9), time(15, 30)),
        ("09:00", "15:30"),
        ("2026-11-19T09:00", "2026-11-19T15:30"),
        (datetime(2026, 11, 19, 8, tzinfo=UTC), datetime(2026, 11, 19, 14, 30, tzinfo=UTC)),
    ],
)
def test_tidsrom_brytes_ikke_etter_kl(fra: sprak.Tid, til: sprak.Tid) -> None:
    assert sprak.tidsrom(fra, til) == "kl.\u00a009.00–15.30"


@pytest.mark.parametrize(
    ("minutter", "ord_"),
    [
        (0, "0 minutter"), (1, "1 minutt"), (45, "45 minutter"), (60, "1 time"), (120, "2 timer"),
        (61, "1 time og 1 minutt"), (150, "2 timer og 30 minutter"),
    ],
)  # fmt: skip
def test_varighet_i_ord(minutter: int, ord_: str) -> None:
    assert sprak.varighet(minutter) == ord_


@pytest.mark.parametrize(
    ("tekst", "html"),
    [
        ("", ""),
        (None, ""),
        ("En linje", "<p>En linje</p>"),
        ("En\r\nto\r\n\r\nTre", "<p>En<br>to</p>\n<p>Tre</p>"),
        ("Ta:\n- penn\n* <b>\nVel møtt", "<p>Ta:</p><ul><li>penn</li><li>&lt;b&gt;</li></ul><p>Vel møtt</p>"),
        ("a-b\n-5 grader", "<p>a-b<br>-5 grader</p>"),
    ],
)  # fmt: skip
def test_avsnitt_gir_avsnitt_og_lister(tekst: str | None, html: str) -> None:
    assert avsnitt(tekst) == html


def tider(poster: list[dict[str, str]]) -> list[str]:
    return [p["start"] for p in poster]


def test_fagdelen_begynner_der_den_henger_sammen() -> None:
    assert tider(fagdelen([VELKOMMEN, LUNSJ, DEL2])) == [
        "11:45", "12:30", "12:45", "13:30", "13:45", "14:30", "14:50",
    ]  # fmt: skip


def test_fagdelen_forst_slutter_med_lunsjen() -> None:
    del2 = bolk("2", post("09:00", "11:00", "Tema"))
    lunsj = bolk("felles", post("11:00", "11:30", "Lunsj"), post("14:00", "14:10", "Takk"))
    assert tider(fagdelen([del2, lunsj])) == ["09:00", "11:00"]


def test_fagdelen_uten_del2_er_alt() -> None:
    assert tider(fagdelen([VELKOMMEN])) == ["09:00"]


def test_del_som_kommer_igjen_fortsetter() -> None:
    bolker = under_overskrifter(poster_av([DEL1, LUNSJ, DEL1]))
    assert [(b["del"], b["fortsetter"]) for b in bolker] == [("1", False), ("felles", False), ("1", True)]


@pytest.mark.parametrize(
    ("ansvarlig", "hvem", "rolle"),
    [
        ("Sigrid Bjørndal, overlege, Havby sykehus", "Sigrid Bjørndal", "overlege, Havby sykehus"),
        ("Åse Sæther, Ingrid Øverås", "Åse Sæther, Ingrid Øverås", ""),
        ("Åse Sæther", "Åse Sæther", ""),
        ("", "", ""),
    ],
)
def test_rollen_star_under_navnet(ansvarlig: str, hvem: str, rolle: str) -> None:
    (satt,) = poster_av([bolk("2", post("09:00", "10:00", "Tema", ansvarlig))])
    assert (satt["hvem"], satt["rolle"]) == (hvem, rolle)


def test_tittel_sier_slag_sak_og_dato() -> None:
    assert tittel(utkast()) == "Møteinnkalling: Nettverksmøte i gruppe Bjørkefjord 19. november 2026"


def test_dokumentet_har_ingen_stil_og_intet_skript() -> None:
    for dokument in (utkast(), utkast("innkalling", "apen"), utkast("referat", "apen")):
        html = kropp(dokument)
        assert re.findall(r"<(?:style|script)|\s(?:style|on\w+)=|javascript:", html) == []
        assert html.count("<h1") == 1


def test_referatet_nummererer_per_del_og_sier_hvem_som_bare_var_med_pa_en() -> None:
    html = kropp(utkast("referat", "apen"))
    assert re.findall(r"<h2>(.*?)</h2>", html) == [
        "Oppmøte", "Del 1: Erfaringsutveksling", "Del 2: Faglig påfyll", "Felles", "Versjoner",
    ]  # fmt: skip
    assert re.findall(r"Deltok \(\d+\)|Meldt fravær \(\d+\)|bare del \d", html) == [
        "Deltok (10)", "bare del 2", "Meldt fravær (2)", "bare del 1",
    ]  # fmt: skip


def test_digitalt_mote_sporr_ikke_om_mat() -> None:
    html = kropp(utkast(form="digital", sted="", adresse="", praktisk=""))
    assert re.findall("Digitalt møte|Matbehov|Utgifter|Praktisk", html) == ["Digitalt møte"]


def test_innkallingen_sier_hvem_som_dekker_utgiftene() -> None:
    assert kropp(utkast()).count("Arrangørstedet dekker utgiftene i forbindelse med møtet.") == 1


def test_innkallingen_sier_hvem_som_leder_hver_del() -> None:
    ledere = [f"gruppeansvarlig {utkast().innhold['gruppeansvarlig']['navn']}"]
    ledere += [f"arrangøren, {utkast().innhold['arrangor']['navn']}"]
    assert re.findall(r"Ledes av ([^<.]+)\.", kropp(utkast())) == ledere
