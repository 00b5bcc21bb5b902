"""Attendance sheet, name tags and certificates as documents."""

import re
import subprocess
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest
import segno

from nettverk.dokumenter.motor import Pdfmaskin
from nettverk.dokumenter.oppmote import navnestorrelse, qr, tomme_lapper
from nettverk.dokumenter.visning import for_pdf, kropp, tittel
from tests.nettverk.dokumenteksempler import OPPMOTELISTE, bevis, deltaker, rad, utkast
from tests.nettverk.pdfverktoy import brudd_pa_pdfua, pdfmaskin, tekst

pytestmark = pytest.mark.uten_base

SLAG = ("oppmoteliste", "navnelapper", "deltakerbevis")
LANGT = "Anne-Margrethe Kristoffersdatter Bjørnstjerne-Haraldseth-Bøe"


@pytest.fixture(scope="module")
def maskin() -> Iterator[Pdfmaskin]:
    with pdfmaskin() as maskin:
        yield maskin


def sider(pdf: bytes) -> int:
    svar = subprocess.run(["pdfinfo", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return int(re.findall(r"Pages:\s+(\d+)", svar)[0])


def personer(antall: int) -> list[str]:
    return [f"Person Nummer{nr:02}" for nr in range(antall)]


@pytest.mark.parametrize("malform", ["nb", "nn"])
@pytest.mark.parametrize("slag", SLAG)
def test_dokumentet_folger_pdfua(maskin: Pdfmaskin, slag: str, malform: str) -> None:
    pdf = maskin.lag(for_pdf(utkast(slag, "apen", malform)))
    assert brudd_pa_pdfua(pdf) == []
    fonter = subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert {linje.split()[-5] for linje in fonter.splitlines()[2:]} == {"yes"}


@pytest.mark.parametrize(("antall", "ark"), [(0, 1), (1, 1), (60, 4)])
def test_oppmotelisten_far_alle_rader_og_sidetall(maskin: Pdfmaskin, antall: int, ark: int) -> None:
    navn = personer(antall)
    pdf = maskin.lag(for_pdf(utkast("oppmoteliste", "apen", rader=[rad(n) for n in navn])))
    innhold = tekst(pdf)
    assert sorted(set(re.findall(r"Person Nummer\d\d", innhold))) == navn
    assert re.findall(r"Side \d av \d", innhold) == [f"Side {nr} av {ark}" for nr in range(1, ark + 1)]
    assert f"Påmeldt: {antall}. Ikke svart: 0." in innhold


@pytest.mark.parametrize(("antall", "ark"), [(0, 1), (1, 1), (8, 1), (9, 2), (60, 7)])
def test_navnelappene_fyller_hele_ark(maskin: Pdfmaskin, antall: int, ark: int) -> None:
    navn = personer(antall)
    pdf = maskin.lag(for_pdf(utkast("navnelapper", "apen", lapper=[deltaker(n) for n in navn])))
    nettverk = tekst(pdf).count("Nettverk for ressurssykepleiere")
    assert (sider(pdf), nettverk) == (ark, 10 * ark)


@pytest.mark.parametrize(("antall", "ark"), [(1, 1), (60, 60)])
def test_ett_bevis_er_en_side(maskin: Pdfmaskin, antall: int, ark: int) -> None:
    """Also with the longest of everything that has room in the database."""
    felt: dict[str, Any] = {
        "deltakere": [bevis(n) for n in personer(antall - 1)] + [bevis(LANGT)],
        "temaer": ["Et tema som er akkurat så langt som det kan være i et program, " * 3] * 8,
        "kompetansepunkt": "Et punkt i planen " * 9,
        "sted": "Et sted " * 20,
    }
    assert sider(maskin.lag(for_pdf(utkast("deltakerbevis", "apen", **felt)))) == ark


def test_ett_langt_navn_far_plass_pa_lappen(maskin: Pdfmaskin) -> None:
    lapper = [deltaker(LANGT, "Et arbeidssted " * 8), deltaker("A" * 60)]
    innhold = tekst(maskin.lag(for_pdf(utkast("navnelapper", "apen", lapper=lapper))))
    assert LANGT in innhold
    assert "A" * 60 in innhold.replace(" ", "")


@pytest.mark.parametrize("antall", range(25))
def test_tomme_lapper_er_minst_to_og_fyller_arket(antall: int) -> None:
    tomme = tomme_lapper(antall)
    assert (antall + tomme) % 10 == 0
    assert 2 <= tomme < 12


@pytest.mark.parametrize(
    ("navn", "storrelse"),
    [
        ("Åse Bø", "stor"),
        ("Kristoffer Bjørnstjerneson", "middels"),
        (LANGT, "liten"),
        ("A" * 21, "liten"),
        ("", "stor"),
    ],
)
def test_navnets_storrelse(navn: str, storrelse: str) -> None:
    assert navnestorrelse(navn) == storrelse


def test_qr_koden_er_en_svg_i_en_data_adresse() -> None:
    adresse = OPPMOTELISTE["innsjekk"]
    bilde = qr(adresse)
    assert bilde.startswith("data:image/svg+xml;")
    moduler = segno.make_qr(adresse, error="m").symbol_size(border=0)[0]
    assert f"viewBox='0 0 {moduler} {moduler}'" in unquote(bilde)


def test_listen_har_koden_med_adressen_i_klartekst() -> None:
    html = unescape(kropp(utkast("oppmoteliste", "apen")))
    assert "nettverk.example.org/her/K7F2x9QXMa-_bcd3</a>" in html
    assert 'alt="QR-kode til siden der du registrerer deg: nettverk.example.org/her/K7F2x9QXMa-_bcd3"' in html


def test_listen_har_strek_for_den_delen_en_ikke_kommer_til() -> None:
    rader = [rad("A B", del1=False), rad("C D", "gjest"), rad("E F", uten_svar=True)]
    html = kropp(utkast("oppmoteliste", "apen", rader=rader))
    assert re.findall(r"<h2>(.*?)</h2>", html) == ["Medlemmer (2)", "Gjester i del 2 (1)", "Andre"]
    assert html.count("–</td>") == 2
    assert html.count("Har ikke svart") == 1


def test_beviset_har_bare_timene_av_del_1() -> None:
    html = kropp(utkast("deltakerbevis", "apen", deltakere=[bevis("Kun Del1", 150, None)]))
    assert "2 timer og 30 minutter" in html
    assert re.findall("Del 2|Til sammen|Forhåndssamtaler", html) == []


def test_beviset_regner_sammen_begge_deler() -> None:
    html = kropp(utkast("deltakerbevis", "apen", deltakere=[bevis("Åse Bø", 60, 31)]))
    assert "<strong>1 time og 31 minutter</strong>" in html


def test_beviset_uten_program_har_ingen_timer() -> None:
    html = kropp(utkast("deltakerbevis", "apen", temaer=[], deltakere=[bevis("Åse Bø", 0, 0)]))
    assert re.findall(r"\d+ (?:time|minutt)|Til sammen", html) == []
    assert "Del 1: Erfaringsutveksling" in html


def test_titlene() -> None:
    assert [tittel(utkast(slag, "apen")).partition(":")[0] for slag in SLAG] == [
        "Oppmøteliste", "Navnelapper", "Deltakerbevis",
    ]  # fmt: skip
