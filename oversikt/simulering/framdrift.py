"""How far a rehearsal has come: a bar on a terminal, a line per month in a log."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import date
from typing import Self

from django.utils import dateformat

BREDDE = 30
BLANK_UT = "\r\033[K"  # to the beginning of the line, and clear it
OFTE_NOK = 0.1  # seconds between two drawings of the bar


class Framdrift:
    """Tells of each day when it begins, and that time passes while one takes long."""

    def __init__(self, skriv: Callable[[str], object], dager: Sequence[date], *, skjerm: bool) -> None:
        self._skriv, self._dager, self._skjerm = skriv, dager, skjerm
        self._begynte = self._tegnet = time.monotonic()
        self._ferdige = 0

    def __enter__(self) -> Self:
        """The first day begins."""
        self._si_maned()
        return self

    def __exit__(self, *feil: object) -> None:
        """Leave no half line behind."""
        if self._skjerm:
            self._skriv(BLANK_UT)

    def dag_ferdig(self) -> None:
        """One more day is done."""
        self._ferdige += 1
        if self._ferdige < len(self._dager) and self._dager[self._ferdige].day == 1:
            self._si_maned()

    def pust(self) -> None:
        """Time has passed."""
        naa = time.monotonic()
        if self._skjerm and naa - self._tegnet >= OFTE_NOK and self._ferdige < len(self._dager):
            self._tegnet = naa
            self._skriv(BLANK_UT + self._stolpe())

    @property
    def _brukt(self) -> float:
        return time.monotonic() - self._begynte

    def _stolpe(self) -> str:
        andel = self._ferdige / len(self._dager)
        fylt = int(BREDDE * andel)
        dag = dateformat.format(self._dager[self._ferdige], "j. F Y")
        return f"  [{'#' * fylt}{'.' * (BREDDE - fylt)}] {andel:4.0%}  {dag}, {self._brukt:.0f} s"

    def _si_maned(self) -> None:
        if not self._skjerm:
            maned = dateformat.format(self._dager[self._ferdige], "F Y")
            self._skriv(f"  {self._brukt:4.1f} s  {maned} ...\n")
