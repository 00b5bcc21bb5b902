"""A database file of a test's own, set up as the portal's: to copy, to race in, to interrupt."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

# As in the settings: a transaction takes the writer's lock at once, and others wait for it.
SOM_PORTALEN = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def apne(fil: Path) -> DatabaseWrapper:
    """A connection of Django's to the file."""
    oppsett = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(fil), "OPTIONS": dict(SOM_PORTALEN)}
    felles = copy.deepcopy(connections[DEFAULT_DB_ALIAS].settings_dict)
    forbindelse = DatabaseWrapper(felles | oppsett, DEFAULT_DB_ALIAS)
    forbindelse.connect()
    return forbindelse


@contextmanager
def i_fil(fil: Path) -> Iterator[None]:
    """Let this thread's database be the file."""
    forrige = connections[DEFAULT_DB_ALIAS]
    with closing(apne(fil)) as forbindelse:
        connections[DEFAULT_DB_ALIAS] = forbindelse
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = forrige


def skriv_til(fil: Path) -> None:
    """Keep what this thread's database, an SQLite one, holds now."""
    with closing(apne(fil)) as forbindelse:
        connections[DEFAULT_DB_ALIAS].connection.backup(forbindelse.connection)
