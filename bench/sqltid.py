"""How long the database takes, statement by statement, fetching included.

Django's own wrappers time the execution alone, but SQLite finds its rows while they are fetched.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connections
from django.db.backends.utils import CursorWrapper

_TABELL = re.compile(r'(?:FROM|UPDATE|INTO) "(\w+)"')


@dataclass
class Sqltid:
    """Seconds and number of statements, by «UPDATE nettverk_frist»."""

    sekunder: dict[str, float] = field(default_factory=dict)
    antall: dict[str, int] = field(default_factory=dict)

    def legg_til(self, hva: str, sekunder: float, setninger: int) -> None:
        """Count the time of one call to the database."""
        self.sekunder[hva] = self.sekunder.get(hva, 0.0) + sekunder
        self.antall[hva] = self.antall.get(hva, 0) + setninger

    def ms(self, *hva: str) -> float:
        """Milliseconds of these kinds of statement, or of all."""
        return 1000 * sum(tid for navn, tid in self.sekunder.items() if not hva or navn in hva)

    def setninger(self, *hva: str) -> int:
        """How many there were of these kinds, or of all."""
        return sum(antall for navn, antall in self.antall.items() if not hva or navn in hva)


def slag(sql: str) -> str:
    """The verb and the first table; just the verb where there is no table (SAVEPOINT)."""
    verb, tabell = sql.split(maxsplit=1)[0], _TABELL.search(sql)
    return f"{verb} {tabell[1]}" if tabell else verb


class _Tidtaker(CursorWrapper):
    """A cursor that counts what it waits for."""

    def __init__(self, cursor: Any, db: Any, tid: Sqltid) -> None:
        super().__init__(cursor, db)
        self._tid, self._slag = tid, ""

    def execute(self, sql: Any, params: Any = None) -> Any:
        """Run one statement."""
        self._slag = slag(str(sql))
        return self._ta_tiden(super().execute, sql, params, setninger=1)

    def executemany(self, sql: Any, param_list: Any) -> Any:
        """Run one statement with many sets of values."""
        self._slag = slag(str(sql))
        return self._ta_tiden(super().executemany, sql, param_list, setninger=1)

    def fetchone(self) -> Any:
        """Fetch a row."""
        return self._ta_tiden(self.cursor.fetchone)

    def fetchmany(self, *args: Any) -> Any:
        """Fetch some rows."""
        return self._ta_tiden(self.cursor.fetchmany, *args)

    def fetchall(self) -> Any:
        """Fetch the rest."""
        return self._ta_tiden(self.cursor.fetchall)

    def _ta_tiden(self, kall: Any, *args: Any, setninger: int = 0) -> Any:
        fra = time.perf_counter()
        try:
            return kall(*args)
        finally:
            self._tid.legg_til(self._slag, time.perf_counter() - fra, setninger)


@contextmanager
def tatt_tid() -> Iterator[Sqltid]:
    """What this process asks of the database meanwhile."""
    tid = Sqltid()
    # An attribute of the one connection hides the method; taking it away brings the method back.
    vars(connections["default"])["make_cursor"] = lambda c: _Tidtaker(c, connections["default"], tid)
    try:
        yield tid
    finally:
        del vars(connections["default"])["make_cursor"]
