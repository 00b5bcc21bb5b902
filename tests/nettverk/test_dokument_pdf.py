"""The PDFs themselves: accessible, the same each time, and without part 1 for others."""

import re
from collections.abc import Iterator

import pytest

from nettverk.dokumenter.motor import Pdfmaskin
from nettverk.dokumenter.visning import for_pdf
from tests.nettverk.dokumenteksempler import bolk, langt_program, oppmott, post, sak, utkast
from tests.nettverk.pdfverktoy import brudd_pa_pdfua, pdfmaskin, tekst

pytestmark = pytest.mark.uten_base

DOKUMENTER = [("innkalling", "gruppe"), ("innkalling", "apen"), ("referat", "apen")]

FIENDTLIG = {
    "skript": "<script>alert(1)</script><img src=file:///etc/passwd><style>*{display:none}</style>",
    "entiteter": "&lt;b&gt; &amp; &#0; ]]> <!-- {{ i }} {% now %}",
    "langt_ord": "a" * 1000,
    "emoji": "Hjerte ❤️ familie 👨‍👩‍👧 flagg 🇳🇴",
    "hoyre_til_venstre": "שלום עולם مرحبا بالعالم \u202e omvendt",
    "styretegn": "a\x00b\x08c\x1bd\ufffee\ud800f",
    "mye": "Et avsnitt som er litt langt. " * 700,
    "mange_linjer": "- punkt\n" * 300,
    "sjeldne_tegn": "漢字 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \ue000 \U000e0001 ᚠᚢᚦ",
}


@pytest.fixture(scope="module")
def maskin() -> Iterator[Pdfmaskin]:
    with pdfmaskin() as maskin:
        yield maskin


@pytest.mark.parametrize("malform", ["nb", "nn"])
@pytest.mark.parametrize(("slag", "malgruppe"), DOKUMENTER)
def test_dokument_folger_pdfua(maskin: Pdfmaskin, slag: str, malgruppe: str, malform: str) -> None:
    pdf = maskin.lag(for_pdf(utkast(slag, malgruppe, malform)))
    assert brudd_pa_pdfua(pdf) == []


def test_validatoren_finner_brudd(maskin: Pdfmaskin) -> None:
    uten_tittel = re.sub("<title>.*?</title>", "", for_pdf(utkast()), count=1)
    assert len(brudd_pa_pdfua(maskin.lag(uten_tittel))) == 1


def test_tegn_uten_skrift_utelates(maskin: Pdfmaskin) -> None:
    sider = tekst(maskin.lag(for_pdf(utkast(praktisk="Hei \U000f1234 og \U0001ffff der"))))
    assert re.findall("Hei .*? der", sider) == ["Hei og der"]


def test_pdf_er_lik_i_hver_prosess(maskin: Pdfmaskin) -> None:
    with pdfmaskin() as annen:
        assert annen.lag(for_pdf(utkast())) == maskin.lag(for_pdf(utkast()))


def test_pdf_har_sidetall_og_nettverkets_navn(maskin: Pdfmaskin) -> None:
    sider = tekst(maskin.lag(for_pdf(utkast())))
    assert re.findall(r"Side \d av \d", sider) == ["Side 1 av 2", "Side 2 av 2"]
    assert sider.startswith("Nettverk for ressurssykepleiere i lindrende behandling")


def test_apen_innkalling_har_bare_del2_og_det_som_horer_til(maskin: Pdfmaskin) -> None:
    sider = tekst(maskin.lag(for_pdf(utkast("innkalling", "apen"))))
    assert re.findall(r"\d\d\.\d\d–\d\d\.\d\d", sider) == [
        "11.45–15.00", "11.45–12.30", "12.30–12.45", "12.45–13.30", "13.30–13.45",
        "13.45–14.30", "14.30–14.50", "14.50–15.00",
    ]  # fmt: skip
    assert re.findall(r"Del \d|Erfaringsutveksling|gruppeansvarlig|Siden sist", sider) == ["Del 2"]


def test_innkalling_til_gruppen_har_hele_programmet(maskin: Pdfmaskin) -> None:
    sider = tekst(maskin.lag(for_pdf(utkast())))
    assert re.findall(r"Del \d: \w+", sider) == ["Del 1: Erfaringsutveksling", "Del 2: Faglig"]


@pytest.mark.parametrize("hva", FIENDTLIG)
def test_fiendtlig_tekst_blir_dokument(maskin: Pdfmaskin, hva: str) -> None:
    ondt = FIENDTLIG[hva]
    program = [bolk("2", post("09:00", "10:00", ondt, ondt[:200], ondt)), *langt_program(3)]
    innkalling = utkast(gruppe=ondt[:200], sted=ondt[:200], praktisk=ondt, bolker=program)
    referat = utkast("referat", "apen", oppsummering=ondt, saker=[sak(1, ondt[:300], ondt)],
                     deltok=[oppmott(ondt[:200], ondt[:200])])  # fmt: skip
    for dokument in (innkalling, referat):
        assert maskin.lag(for_pdf(dokument)).startswith(b"%PDF-1.7")


def test_markering_fra_brukere_star_som_tekst(maskin: Pdfmaskin) -> None:
    sider = tekst(maskin.lag(for_pdf(utkast(praktisk="<b>fet</b> & {{ i }}"))))
    assert "<b>fet</b> & {{ i }}" in sider


def test_langt_program_far_alle_rader(maskin: Pdfmaskin) -> None:
    sider = tekst(maskin.lag(for_pdf(utkast(bolker=langt_program(25)))))
    assert re.findall(r"Tema nummer (\d+)", sider) == [str(nr) for nr in range(1, 26)]


def test_stort_referat_far_alle_navn(maskin: Pdfmaskin) -> None:
    navn = [f"Person{nr:02}" for nr in range(60)]
    dokument = utkast("referat", "apen", deltok=[oppmott(n, "Storåsen sykehjem") for n in navn])
    sider = tekst(maskin.lag(for_pdf(dokument)))
    assert sorted(re.findall(r"Person\d\d", sider)) == navn
