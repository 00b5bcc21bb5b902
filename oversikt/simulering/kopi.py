"""A private copy of the database, in which a rehearsal does as it likes, and which is gone afterwards.

The copy is always SQLite's nameless temporary database: it lies in memory, or in a file that has no
name and so cannot be left behind, whatever kills the process. The portal's own database is read while
copying and not touched after: while the copy stands in its place, nothing can be written to it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

NAVNLOS = "file:"  # SQLite: an empty name is a temporary database, removed as soon as it is opened
# Nothing here need survive, so nothing is written before it must be.
RASKT = "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF; PRAGMA cache_size=-200000"
PULJE = 500  # rows fetched at a time; a row may hold a PDF


@contextmanager
def arbeidskopi() -> Iterator[None]:
    """Let this thread work in a copy of the database as it is now, and put the real one back.

    What is committed in the copy wakes nobody: calls to be made after a commit are dropped.
    """
    ekte = connections[DEFAULT_DB_ALIAS]
    kopi = _tom(ekte)
    try:
        _fyll(kopi, ekte)
        connections[DEFAULT_DB_ALIAS] = kopi
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = ekte
        kopi.close()


def _tom(ekte: BaseDatabaseWrapper) -> DatabaseWrapper:
    """An open, empty database with Django's functions in it."""
    oppsett = {"ENGINE": "django.db.backends.sqlite3", "NAME": NAVNLOS, "OPTIONS": {"init_command": RASKT}}
    kopi = DatabaseWrapper(copy.deepcopy(ekte.settings_dict) | oppsett, ekte.alias)
    kopi.connect()
    kopi.on_commit = _ingen_venter  # type: ignore[method-assign]
    return kopi


def _ingen_venter(func: object, robust: bool = False) -> None:
    """What `on_commit` does in a copy."""


def _fyll(kopi: DatabaseWrapper, ekte: BaseDatabaseWrapper) -> None:
    """All of it, as this thread sees it: also what it has written and not yet committed."""
    ekte.ensure_connection()
    if ekte.vendor == "sqlite" and not ekte.in_atomic_block:  # its own open transaction locks the backup out
        ekte.connection.backup(kopi.connection)
        return
    _lag_tabeller(kopi, ekte)
    with _som_naa(ekte):
        _hent_rader(kopi)
    kopi.enable_constraint_checking()


def _lag_tabeller(kopi: DatabaseWrapper, ekte: BaseDatabaseWrapper) -> None:
    """Make every model's table; the editor finds its connection by alias, so the copy takes the place."""
    connections[kopi.alias] = kopi
    try:
        with kopi.schema_editor() as skjema:
            for modell in apps.get_models():
                if modell._meta.managed and not modell._meta.proxy:
                    skjema.create_model(modell)
    finally:
        connections[kopi.alias] = ekte


@contextmanager
def _som_naa(ekte: BaseDatabaseWrapper) -> Iterator[None]:
    """One moment of the database for all tables, in a transaction that can only read."""
    ytterst = not ekte.in_atomic_block
    with transaction.atomic():
        if ytterst and ekte.vendor == "postgresql":
            with ekte.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _hent_rader(kopi: DatabaseWrapper) -> None:
    """Copy all rows, as they stand: no field gets to set itself anew."""
    kopi.disable_constraint_checking()
    kopi.connection.execute("BEGIN")
    for modell in apps.get_models(include_auto_created=True):
        if modell._meta.managed and not modell._meta.proxy:
            felter = modell._meta.local_concrete_fields
            rader = modell._base_manager.order_by().values_list(*(felt.attname for felt in felter))
            _sett_inn(kopi, modell._meta.db_table, felter, rader.iterator(chunk_size=PULJE))
    kopi.connection.execute("COMMIT")


def _sett_inn(
    kopi: DatabaseWrapper,
    tabell: str,
    felter: Iterable[models.Field[Any, Any]],
    rader: Iterable[tuple[Any, ...]],
) -> None:
    felter = list(felter)
    kolonner = ", ".join(kopi.ops.quote_name(str(felt.column)) for felt in felter)
    plasser = ", ".join("?" * len(felter))
    kopi.connection.executemany(
        f"INSERT INTO {kopi.ops.quote_name(tabell)} ({kolonner}) VALUES ({plasser})",
        (
            [felt.get_db_prep_save(verdi, kopi) for felt, verdi in zip(felter, rad, strict=True)]
            for rad in rader
        ),
    )
