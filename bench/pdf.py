"""How long a two-page invitation takes in a warm rendering process: `python bench/pdf.py`.

Seconds on a shared machine say little alone, so the same process also makes a page with one
line, and a fresh process makes the invitation; the ratios are what to compare over time.
The aim is about 0.15 s warm. Django's share (data to HTML) stands by itself.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.innstillinger")

import django

django.setup()

from nettverk.dokumenter.motor import Pdfmaskin  # noqa: E402
from nettverk.dokumenter.visning import for_pdf  # noqa: E402
from tests.nettverk.dokumenteksempler import utkast  # noqa: E402

EN_LINJE = '<!doctype html><html lang="nb"><title>Prøve</title><p>Hei</p></html>'


def median(arbeid: Callable[[], object], ganger: int = 10) -> float:
    """Median time of the work, in milliseconds."""
    tider = []
    for _ in range(ganger):
        start = time.perf_counter()
        arbeid()
        tider.append((time.perf_counter() - start) * 1000)
    return statistics.median(tider)


def kald(html: str) -> None:
    """One document in a process of its own."""
    maskin = Pdfmaskin()
    maskin.lag(html)
    maskin.stopp()


def main() -> None:
    """Measure and print, in milliseconds and as ratios of the page with one line."""
    html, maskin = for_pdf(utkast()), Pdfmaskin()
    maskin.lag(html)
    enkel = median(lambda: maskin.lag(EN_LINJE))
    tider = {
        "one line, warm": enkel,
        "invitation, warm": median(lambda: maskin.lag(html)),
        "invitation, fresh process": median(lambda: kald(html), 3),
        "invitation, data to HTML": median(lambda: for_pdf(utkast())),
    }
    for hva, ms in tider.items():
        print(f"{hva:28}{ms:8.0f} ms {ms / enkel:8.1f} x")


if __name__ == "__main__":
    main()
