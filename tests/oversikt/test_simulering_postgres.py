"""A rehearsal of a portal on PostgreSQL holds nothing up there, and leaves nothing behind."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.db.backends.utils import CursorWrapper

from oversikt.simulering import kopi
from oversikt.simulering.gang import dagene, simuler
from tests.oversikt.krokveier import NAA, lag_krokveier

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="gjelder PostgreSQL"),
]
DAGER = dagene(date(2026, 11, 19), date(2026, 12, 18))


@pytest.fixture
def utenfra(transactional_db: None) -> Iterator[CursorWrapper]:
    """Another session on the same database, in a portal with something in it."""
    with time_machine.travel(NAA, tick=False):
        lag_krokveier()
    annen = connection.copy()
    with annen.cursor() as cursor:
        yield cursor
    annen.close()


def svar(cursor: CursorWrapper, sql: str, *verdier: int) -> list[tuple[Any, ...]]:
    cursor.execute(sql, verdier)
    return list(cursor.fetchall())


def tabeller(cursor: CursorWrapper) -> list[str]:
    return [navn for (navn,) in svar(cursor, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]


def avtrykk(cursor: CursorWrapper) -> dict[str, object]:
    """Every row, where it lies and which transaction wrote it; every relation; every sequence."""
    rader = {
        tabell: svar(cursor, f'SELECT ctid::text, xmin::text, xmax::text, md5(t::text) FROM "{tabell}" t')
        for tabell in tabeller(cursor)
    }
    return {
        "rader": {tabell: sorted(alle) for tabell, alle in rader.items()},
        "relasjoner": svar(cursor, "SELECT oid FROM pg_class ORDER BY oid"),
        "sekvenser": svar(cursor, "SELECT sequencename, last_value FROM pg_sequences ORDER BY 1"),
    }


@pytest.mark.parametrize("flittig", [False, True])
def test_ingenting_er_last_og_ingenting_er_skrevet(utenfra: CursorWrapper, flittig: bool) -> None:
    connection.ensure_connection()
    pid = connection.connection.info.backend_pid
    for_ = avtrykk(utenfra)
    alle = ", ".join(f'"{tabell}"' for tabell in tabeller(utenfra))
    sett: set[tuple[Any, ...]] = set()
    with kopi.arbeidskopi():
        assert connection.vendor == "sqlite"
        for _mailer in simuler(DAGER, flittig=flittig):
            sett.update(svar(utenfra, "SELECT state, xact_start FROM pg_stat_activity WHERE pid = %s", pid))
            assert svar(utenfra, "SELECT * FROM pg_locks WHERE pid = %s", pid) == []
            # Nobody in the way even of who wants every table for herself.
            utenfra.execute(f"BEGIN; LOCK TABLE {alle} IN ACCESS EXCLUSIVE MODE NOWAIT; ROLLBACK")
    assert sett == {("idle", None)}
    assert connection.vendor == "postgresql"
    assert avtrykk(utenfra) == for_


def test_kopien_er_et_oyeblikk_og_bare_lest(utenfra: CursorWrapper, monkeypatch: pytest.MonkeyPatch) -> None:
    """All tables as they were at one moment, in a transaction in which nothing could be written."""
    egenskaper: list[tuple[Any, ...]] = []
    hent_rader = kopi._hent_rader

    def se_etter(*til: Any) -> None:
        with connection.cursor() as cursor:
            egenskaper.extend(
                svar(cursor, "SELECT current_setting('transaction_isolation'), "
                "current_setting('transaction_read_only')")
            )  # fmt: skip
        hent_rader(*til)

    monkeypatch.setattr(kopi, "_hent_rader", se_etter)
    with kopi.arbeidskopi():
        pass
    assert egenskaper == [("repeatable read", "on")]
