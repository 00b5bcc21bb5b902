"""What must not lie in the repository: reminders to ourselves, traces of one machine, endless files."""

import re
from pathlib import Path

import pytest

from tests.arkitektur.filer import ROT, kildefiler

TEKST = (
    ".py",
    ".html",
    ".txt",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".ini",
    ".po",
    ".in",
    "Makefile",
    "Procfile",
    "run",
)
# Written in two halves, so that this file is not its own first find.
HUSKELAPP = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
MASKIN = re.compile("|".join((r"(?<![\w.])/ho" + r"me/\w", "/ro" + r"ot/\w", "/wo" + "rk/", "/Us" + "ers/")))
REGISTER = re.compile("|".join((r"pypi\." + "org", r"registry\." + "npmjs", r"deb\.debian\." + "org")))
MAKS_LINJER = 300


def treff(monster: re.Pattern[str]) -> list[str]:
    """Where `monster` is found, as "file:line"."""
    return [
        f"{sti.relative_to(ROT)}:{nummer}"
        for sti in kildefiler(*TEKST)
        for nummer, linje in enumerate(sti.read_text().splitlines(), 1)
        if monster.search(linje)
    ]


@pytest.mark.parametrize("monster", [HUSKELAPP, MASKIN, REGISTER], ids=["huskelapp", "maskin", "register"])
def test_filene_er_uten(monster: re.Pattern[str]) -> None:
    assert treff(monster) == []


def linjer(sti: Path) -> int:
    return len(sti.read_text().splitlines())


def test_python_filene_er_til_a_overskue() -> None:
    lange = {
        str(sti.relative_to(ROT)): linjer(sti)
        for sti in kildefiler(".py")
        if "migrations" not in sti.parts and linjer(sti) > MAKS_LINJER
    }
    assert lange == {}


INNEBYGD_STIL = re.compile(r"<style(?![^>]*nonce)|<script(?![^>]*(?:src=|nonce))|\sstyle=|\son[a-z]+=[\"']")


def test_malene_har_verken_stil_eller_skript_i_teksten() -> None:
    """The Content-Security-Policy would stop them; e-mails and PDFs are read outside it."""
    utenfor = ("templates/epost/", "templates/account/email/", "templates/dokument/")
    brudd = [
        f"{sti.relative_to(ROT)}:{nummer}"
        for sti in kildefiler(".html")
        if not str(sti.relative_to(ROT)).startswith(utenfor)
        for nummer, linje in enumerate(sti.read_text().splitlines(), 1)
        if INNEBYGD_STIL.search(linje)
    ]
    assert brudd == []
