"""The rendering process: fetches nothing, keeps its limits, and comes back after exceeding them."""

from pathlib import Path

import pytest

from nettverk.dokumenter import motor
from nettverk.dokumenter.motor import MB, Grenser, PdfFeil, Pdfmaskin, PdfUmulig
from tests.nettverk.pdfverktoy import pdfmaskin

pytestmark = pytest.mark.uten_base

ENKELT = "<!doctype html><html lang=nb><title>Prøve</title><p>Hei</p></html>"
LANG_LINJE = ENKELT + "<pre>" + "a" * 4_000_000  # some hundred MB of glyphs
TREGT = ENKELT + "<table>" + "<tr><td>a<td>b<td>c" * 10_000


def nummer(maskin: Pdfmaskin) -> int:
    """The id of the process that renders now."""
    assert maskin._prosess
    return maskin._prosess.pid


@pytest.mark.parametrize(
    "kilde",
    [
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="http://127.0.0.1:9/x.png">',
        '<img alt="x" src="nabo.png">',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<style>@import "https://127.0.0.1:9/x.css";</style>',
        '<style>@font-face { font-family: X; src: url(file:///x) } p { font-family: X }</style><p>x</p>',
        '<object data="file:///etc/passwd">x</object>',
        '<link rel="attachment" href="file:///etc/passwd">',
    ],
)  # fmt: skip
def test_maskinen_henter_ikke(kilde: str) -> None:
    with pdfmaskin() as maskin, pytest.raises(PdfFeil):
        maskin.lag(ENKELT + kilde)


def test_maskinen_holder_en_prosess_i_gang() -> None:
    with pdfmaskin() as maskin:
        maskin.lag(ENKELT)
        forste = nummer(maskin)
        maskin.lag(ENKELT)
        assert nummer(maskin) == forste


def test_et_feilet_dokument_stanser_ikke_prosessen() -> None:
    with pdfmaskin() as maskin:
        with pytest.raises(PdfFeil):
            maskin.lag(ENKELT + '<img src="data:image/png;base64,AAAA">')
        forste = nummer(maskin)
        maskin.lag(ENKELT)
        assert nummer(maskin) == forste


@pytest.mark.parametrize(
    ("grenser", "html", "grunn"),
    [
        (Grenser(sekunder=1), TREGT, "took more than 1 s"),
        (Grenser(minne=340 * MB), LANG_LINJE, "the process ended"),
    ],
    ids=["tid", "minne"],
)
def test_grense_stanser_prosessen_og_neste_dokument_lages(grenser: Grenser, html: str, grunn: str) -> None:
    with pdfmaskin(grenser) as maskin:
        maskin.lag(ENKELT)
        forste = nummer(maskin)
        with pytest.raises(PdfFeil, match=grunn):
            maskin.lag(html)
        maskin.lag(ENKELT)
        assert nummer(maskin) != forste


@pytest.mark.parametrize("grenser", [Grenser(storst=500), Grenser(storst_inn=50)])
def test_for_stort_dokument_feiler(grenser: Grenser) -> None:
    with pdfmaskin(grenser) as maskin, pytest.raises(PdfFeil, match="the limit is"):
        maskin.lag(ENKELT)


def test_prosessen_fornyes_etter_mange_dokumenter() -> None:
    with pdfmaskin(Grenser(dokumenter=1)) as maskin:
        maskin.lag(ENKELT)
        assert maskin._prosess is None
        maskin.lag(ENKELT)


def test_prosessen_far_ingen_hemmeligheter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    with pdfmaskin() as maskin:
        maskin.lag(ENKELT)
        miljo = Path(f"/proc/{nummer(maskin)}/environ").read_text().split("\0")
    assert {linje.partition("=")[0] for linje in miljo} <= {"", "PATH", "HOME", "TMPDIR", "LANG"}


def test_maskin_uten_biblioteker_sier_hva_som_mangler(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    skript = tmp_path / "prosess.py"
    skript.write_text("import os, struct; os.write(1, struct.pack('!cI', b'U', 8) + b'no pango')")
    monkeypatch.setattr(motor, "PROSESS", skript)
    maskin = Pdfmaskin()
    for _ in range(2):
        with pytest.raises(PdfUmulig, match=r"^no pango$"):
            maskin.lag(ENKELT)


def test_prosess_som_ikke_starter_er_umulig(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    skript = tmp_path / "prosess.py"
    skript.write_text("raise SystemExit(3)")
    monkeypatch.setattr(motor, "PROSESS", skript)
    with pytest.raises(PdfUmulig, match=r"the process ended \(exit"):
        Pdfmaskin().lag(ENKELT)
