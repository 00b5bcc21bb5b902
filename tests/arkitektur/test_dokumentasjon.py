"""What the README and the lists of pages promise: complete, nothing twice, no link to nowhere."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.arkitektur.filer import ROT, kildefiler

LENKE = re.compile(r"\]\((?!https?:|#)([^)#]+)")
BESLUTNINGER = ROT / "docs" / "beslutninger"


def ordene() -> list[list[str]]:
    """The rows of the table of words: the word, its name in the code, what it means."""
    tabell = (ROT / "README.md").read_text().partition("## Ord")[2].partition("\n## ")[0]
    rader = [linje for linje in tabell.splitlines() if linje.startswith("| ")]
    return [[felt.strip() for felt in rad.strip("|").split("|")] for rad in rader[1:]]


def test_hvert_ord_star_en_gang() -> None:
    navn = [ord_ for rad in ordene() for ord_ in rad[0].split(", ")]

    assert sorted(navn) == sorted(set(navn))


def test_hver_modell_har_et_ord() -> None:
    """A thing the portal keeps is a thing people talk about."""
    med_ord = {navn for rad in ordene() for navn in re.findall(r"`(\w+)", rad[1])}
    egne = [konfig for konfig in apps.get_app_configs() if Path(konfig.path).parent == ROT]
    modeller = {modell.__name__ for konfig in egne for modell in konfig.get_models()}

    assert {navn for navn in modeller if not navn.startswith("Historical")} - med_ord == set()


def test_hver_beslutning_star_i_listen_i_rekkefolge() -> None:
    liste = re.findall(r"^\d+\. \[.+\]\((.+)\)$", (BESLUTNINGER / "README.md").read_text(), re.MULTILINE)

    assert liste == sorted(sti.name for sti in BESLUTNINGER.glob("[0-9]*.md"))


@pytest.mark.parametrize("side", kildefiler(".md"), ids=lambda side: str(side.relative_to(ROT)))
def test_lenkene_finnes(side: Path) -> None:
    borte = [lenke for lenke in LENKE.findall(side.read_text()) if not (side.parent / lenke).exists()]

    assert borte == []
