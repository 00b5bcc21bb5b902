"""Signs of life for the tests of the watch, and a database that cannot be written to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection

from nettverk.models import Livstegn

LENGE = timedelta(days=10)


def i_gang(naa: datetime, **minutter: float) -> None:
    """Signs of clock and worker at `naa`, or so many minutes before it; both have long been going.

    Other names get a sign too where they are given minutes.
    """
    for navn, antall in ({"klokke": 0, "arbeider": 0} | minutter).items():
        sist = naa - timedelta(minutes=antall)
        Livstegn.objects.create(navn=navn, sist=sist, siden=naa - LENGE)


@contextmanager
def bare_lesing() -> Iterator[None]:
    """The database as a standby has it: open for reading only. For tests outside a transaction."""
    av, pa = ("PRAGMA query_only = 0", "PRAGMA query_only = 1")
    if connection.vendor == "postgresql":
        av, pa = (f"SET default_transaction_read_only = {verdi}" for verdi in ("off", "on"))
    with connection.cursor() as peker:
        peker.execute(pa)
    try:
        yield
    finally:
        with connection.cursor() as peker:
            peker.execute(av)
