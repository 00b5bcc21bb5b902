"""What the tests of PDFs need from the machine. In CI its absence fails, elsewhere it skips."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from nettverk.checks import pdf_biblioteker
from nettverk.dokumenter.motor import Grenser, Pdfmaskin


def krev(finnes: bool, hva: str) -> None:
    """Skip the test without `hva`; fail in CI, which has promised to have it."""
    if finnes:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{hva} mangler, og CI skal ha det")
    pytest.skip(f"{hva} mangler på denne maskinen")


@contextmanager
def pdfmaskin(grenser: Grenser | None = None) -> Iterator[Pdfmaskin]:
    """A machine of the test's own, ended afterwards."""
    krev(not pdf_biblioteker(), "Pango eller HarfBuzz-Subset")
    maskin = Pdfmaskin(grenser)
    yield maskin
    maskin.stopp()


def tekst(pdf: bytes) -> str:
    """The PDF's text as one line with single spaces, by poppler."""
    krev(shutil.which("pdftotext") is not None, "pdftotext (poppler-utils)")
    svar = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return re.sub(r"\s+", " ", svar.stdout.decode())


def brudd_pa_pdfua(pdf: bytes) -> list[str]:
    """The PDF/UA-1 rules it breaks, by an independent validator, and unreadable text as one."""
    page = pytest.importorskip("page") if os.environ.get("CI") != "true" else __import__("page")
    rapport = page.validate_pdf_bytes(pdf, profile="ua1")
    return [f"{feil.rule_id}: {feil.message}" for feil in rapport.failures]
