"""The table that says where each sentence of the routine lives in the portal, and which test protects it."""

import re
from pathlib import Path

import pytest
from django.urls import resolve

from tests.arkitektur.filer import ROT

TABELL = ROT / "docs" / "rutinen-lokale-nettverksmoter.md"
RUTINEN = ROT / "docs" / "kilder" / "rutine-lokale-nettverksmoter.txt"
KRAVENE = "## Kravene"
SETNING = re.compile(r"^\| «(?P<hva>.+)» \| (?P<hvor>.+) \| (?P<tester>.+) \|$")
KRAV = re.compile(r"^\| (?P<hva>[LX]\d+) \| .+ \| (?P<hvor>.+) \| (?P<tester>.+) \|$")
OVERSKRIFT = re.compile(r"^##+ (?P<hva>.+)$")
HODE = re.compile(r"^\| (setning|nr\.|---) \|")
ADRESSE = re.compile(r"`(/[^`]+/)`")
TEST = re.compile(r"`(?P<fil>tests/[\w/]+\.py)::(?P<navn>test_\w+)`")
# A row is a sentence or a requirement, with its tests.
Rad = tuple[str, str]


def delt() -> tuple[list[str], list[str]]:
    """The lines about the routine, and those about the requirements."""
    rutinen, _skille, kravene = TABELL.read_text().partition(f"\n{KRAVENE}\n")
    return rutinen.splitlines(), kravene.splitlines()


def rader(monster: re.Pattern[str], linjer: list[str]) -> list[Rad]:
    funnet = map(monster.match, linjer)
    return [(rad["hva"], rad["tester"]) for rad in funnet if rad]


def setninger() -> list[Rad]:
    return rader(SETNING, delt()[0])


def krav() -> list[Rad]:
    return rader(KRAV, delt()[1])


def ord_i(tekst: str) -> list[str]:
    """The words of the routine, without the marks of its lists and of bold text."""
    return re.sub(r"^\s*- |\*", "", tekst, flags=re.MULTILINE).split()


def test_setningene_er_rutinen_ord_for_ord() -> None:
    """Headings and sentences, in order; none can fall out, and none be put in other words."""
    linjer, _kravene = delt()
    funnet = [SETNING.match(linje) or OVERSKRIFT.match(linje) for linje in linjer]

    assert ord_i(" ".join(rad["hva"] for rad in funnet if rad)) == ord_i(RUTINEN.read_text())


def test_hvert_krav_har_en_rad() -> None:
    assert [nr for nr, _tester in krav()] == [*(f"L{nr}" for nr in range(1, 20)), "X6", "X7", "X14"]


def test_hver_linje_i_tabellene_er_en_rad_med_sted_og_test() -> None:
    for linjer, monster in zip(delt(), (SETNING, KRAV), strict=True):
        rare = [
            rad for rad in linjer if rad.startswith("|") and not HODE.match(rad) and not monster.match(rad)
        ]
        assert rare == []


@pytest.mark.parametrize("adresse", sorted(set(ADRESSE.findall(TABELL.read_text()))))
def test_adressen_finnes(adresse: str) -> None:
    resolve(adresse.replace("…", "1"))


@pytest.mark.parametrize(("hva", "tester"), [*setninger(), *krav()], ids=lambda ord_: ord_[:40])
def test_raden_har_tester_som_finnes(hva: str, tester: str) -> None:
    navngitt = TEST.findall(tester)
    mangler = [navn for fil, navn in navngitt if f"def {navn}(" not in _tekst(ROT / fil)]

    assert (", ".join(f"`{fil}::{navn}`" for fil, navn in navngitt), mangler) == (tester, [])


def _tekst(fil: Path) -> str:
    return fil.read_text() if fil.is_file() else ""
