"""The tables that say where each sentence of a source lives in the portal, and which test protects it."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import resolve

from tests.arkitektur.filer import ROT

DOCS = ROT / "docs"
KRAVENE = "## Kravene"
SETNING = re.compile(r"^\| «(?P<hva>.+)» \| (?P<hvor>.+) \| (?P<tester>.+) \|$")
KRAV = re.compile(r"^\| (?P<hva>[DLX]\d+) \| .+ \| (?P<hvor>.+) \| (?P<tester>.+) \|$")
OVERSKRIFT = re.compile(r"^##+ (?P<hva>.+)$")
HODE = re.compile(r"^\| (setning|nr\.|---) \|")
ADRESSE = re.compile(r"`(/[^`]+)`")
TEST = re.compile(r"`(?P<fil>tests/[\w/]+\.py)::(?P<navn>test_\w+)`")
# A row is a sentence or a requirement, with its tests.
Rad = tuple[str, str]


@dataclass(frozen=True)
class Tabell:
    """A table of docs/, the source it is about, and the requirements that come after the sentences."""

    navn: str
    kilde: str
    kravene: tuple[str, ...]

    def __str__(self) -> str:
        return self.navn

    @property
    def tekst(self) -> str:
        return (DOCS / f"{self.navn}.md").read_text()

    def delt(self) -> tuple[list[str], list[str]]:
        """The lines about the sentences, and those about the requirements."""
        setningene, _skille, kravene = self.tekst.partition(f"\n{KRAVENE}\n")
        return setningene.splitlines(), kravene.splitlines()

    def rader(self) -> list[Rad]:
        setningene, kravene = self.delt()
        return [*rader(SETNING, setningene), *rader(KRAV, kravene)]


TABELLER = (
    Tabell(
        "rutinen-lokale-nettverksmoter",
        "rutine-lokale-nettverksmoter",
        (*(f"L{nr}" for nr in range(1, 20)), "X6", "X7", "X14"),
    ),
    Tabell(
        "rutinen-regionale-dybdemoter",
        "regionale-dybdemoter",
        tuple(f"D{nr}" for nr in range(1, 13)),
    ),
)
begge = pytest.mark.parametrize("tabell", TABELLER, ids=str)


def rader(monster: re.Pattern[str], linjer: list[str]) -> list[Rad]:
    funnet = map(monster.match, linjer)
    return [(rad["hva"], rad["tester"]) for rad in funnet if rad]


def ord_i(tekst: str) -> list[str]:
    """The words of a source, without the marks of its lists and of bold text."""
    return re.sub(r"^\s*- |[*•]", "", tekst, flags=re.MULTILINE).split()


@begge
def test_setningene_er_kilden_ord_for_ord(tabell: Tabell) -> None:
    """Headings and sentences, in order; none can fall out, and none be put in other words."""
    linjer, _kravene = tabell.delt()
    funnet = [SETNING.match(linje) or OVERSKRIFT.match(linje) for linje in linjer]
    kilden = (DOCS / "kilder" / f"{tabell.kilde}.txt").read_text()

    assert ord_i(" ".join(rad["hva"] for rad in funnet if rad)) == ord_i(kilden)


@begge
def test_hvert_krav_har_en_rad(tabell: Tabell) -> None:
    assert tuple(nr for nr, _tester in rader(KRAV, tabell.delt()[1])) == tabell.kravene


@begge
def test_hver_linje_i_tabellene_er_en_rad_med_sted_og_test(tabell: Tabell) -> None:
    for linjer, monster in zip(tabell.delt(), (SETNING, KRAV), strict=True):
        rare = [
            rad for rad in linjer if rad.startswith("|") and not HODE.match(rad) and not monster.match(rad)
        ]
        assert rare == []


@pytest.mark.parametrize(
    "adresse", sorted({adresse for tabell in TABELLER for adresse in ADRESSE.findall(tabell.tekst)})
)
def test_adressen_finnes(adresse: str) -> None:
    resolve(adresse.replace("…", "1"))


@pytest.mark.parametrize(
    ("hva", "tester"), [rad for tabell in TABELLER for rad in tabell.rader()], ids=lambda ord_: ord_[:40]
)
def test_raden_har_tester_som_finnes(hva: str, tester: str) -> None:
    navngitt = TEST.findall(tester)
    mangler = [navn for fil, navn in navngitt if f"def {navn}(" not in _tekst(ROT / fil)]

    assert (", ".join(f"`{fil}::{navn}`" for fil, navn in navngitt), mangler) == (tester, [])


def _tekst(fil: Path) -> str:
    return fil.read_text() if fil.is_file() else ""
