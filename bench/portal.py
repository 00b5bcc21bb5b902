"""A portal of its own for one measurement: a database that is thrown away, and the real worker.

The database is a SQLite file in a temporary folder, or one made on the PostgreSQL server that
DATABASE_URL names. The worker is the one in `Procfile`. The clock is set with NAA, so that a claim
grows old without anybody waiting for it.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from verktoy.prosesser import do_med_forelder
from verktoy.skjerm import StegFeilet
from verktoy.testing import TJENESTER, krev_tjeneste

ROT = Path(__file__).resolve().parent.parent
# What a portal around us may have set, and must not reach ours.
FREMMED = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "NAA", "NAA_FRA", "PORTAL_URL", "SECRET_KEY")
SLUTT = 20.0  # seconds a process may take to end when asked


class Prosess:
    """A process that leads a group of its own; what it says lies in a file."""

    def __init__(self, kommando: str, miljo: Mapping[str, str], logg: Path) -> None:
        self._logg = logg
        with logg.open("ab") as ut:
            self._barn = subprocess.Popen(
                ["sh", "-c", f"exec {kommando}"],
                cwd=ROT,
                env=dict(miljo),
                stdin=subprocess.DEVNULL,
                stdout=ut,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=do_med_forelder,
            )

    @property
    def lever(self) -> bool:
        """Whether it still runs."""
        return self._barn.poll() is None

    @property
    def sagt(self) -> str:
        """All it has said, together with those before it under the same name."""
        return self._logg.read_text(errors="replace")

    def frys(self) -> None:
        """Stop it where it is: nothing of the group runs another instruction."""
        os.killpg(self._barn.pid, signal.SIGSTOP)

    def drep(self) -> None:
        """SIGKILL to the whole group, as a power cut does it."""
        if self.lever:
            os.killpg(self._barn.pid, signal.SIGKILL)
        self._barn.wait()

    def stopp(self) -> None:
        """Ask it to end, and see that it does."""
        self._barn.terminate()
        try:
            self._barn.wait(SLUTT)
        except subprocess.TimeoutExpired:
            self.drep()


class Portal:
    """The environment of one portal, and the processes started in it."""

    def __init__(self, mappe: Path, eget: Mapping[str, str]) -> None:
        self.mappe = mappe
        self._prosesser: list[Prosess] = []
        arvet = {navn: verdi for navn, verdi in os.environ.items() if navn not in FREMMED}
        self._miljo = {
            **arvet,
            "NETTVERK_MODUS": "innebygd",
            "DATAMAPPE": str(mappe),
            "DJANGO_SETTINGS_MODULE": "nettverk.settings",
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
            "PYTHONWARNINGS": "ignore:You're running the worker",
            **eget,
        }

    def bli_del_av(self) -> None:
        """Make this very process one of the portal's, with an empty database. Once per process."""
        for navn in FREMMED:
            os.environ.pop(navn, None)
        # Refusals are what is measured here: no traceback for each of them.
        os.environ.update(self._miljo | {"LOGGNIVA": "CRITICAL"})
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)

    def start(self, rolle: str, *valg: str, naa: datetime | None = None) -> Prosess:
        """Start «arbeider» or «klokke» as `Procfile` has it, with `valg` added; `naa` sets its clock."""
        miljo = dict(self._miljo)
        if naa is not None:
            miljo |= {"NAA": naa.isoformat(), "NAA_FRA": str(time.time())}
        linje = re.search(rf"^{rolle}: (.+)$", (ROT / "Procfile").read_text(), re.MULTILINE)
        assert linje is not None
        prosess = Prosess(" ".join((linje[1], *valg)), miljo, self.mappe / f"{rolle}.log")
        self._prosesser.append(prosess)
        return prosess

    def riv(self) -> None:
        """End whatever still runs."""
        for prosess in self._prosesser:
            prosess.drep()


@contextmanager
def egen_portal(*, postgres: bool = False, **eget: str) -> Iterator[Portal]:
    """A portal with a database of its own, gone afterwards. `eget` is environment: EMAIL_URL, REDIS_URL.

    Raises StegFeilet where PostgreSQL was asked for and does not answer.
    """
    with ExitStack() as slutt:
        mappe = Path(slutt.enter_context(tempfile.TemporaryDirectory(prefix="portal-bench-")))
        if postgres:
            eget["DATABASE_URL"] = slutt.enter_context(_egen_database())
        portal = Portal(mappe, eget)
        slutt.callback(portal.riv)
        slutt.callback(_lukk_databasen)
        yield portal


@contextmanager
def _egen_database() -> Iterator[str]:
    """The address of a new PostgreSQL database, dropped afterwards."""
    tjener = os.environ.get("DATABASE_URL") or TJENESTER["DATABASE_URL"]
    if not tjener.startswith("postgres"):
        raise StegFeilet("DATABASE_URL må være en PostgreSQL-tjener når målingen kjøres med --postgres.")
    krev_tjeneste("DATABASE_URL", tjener)
    navn = f"bench_{os.getpid()}"
    with psycopg.connect(tjener.replace("postgres://", "postgresql://"), autocommit=True) as forbindelse:
        forbindelse.execute(f'CREATE DATABASE "{navn}"')
        try:
            yield urlsplit(tjener)._replace(path=f"/{navn}").geturl()
        finally:
            forbindelse.execute(f'DROP DATABASE "{navn}" WITH (FORCE)')


def _lukk_databasen() -> None:
    """Let go of the database before it is dropped, where this process has opened it."""
    if "django" in sys.modules:
        from django.conf import settings
        from django.db import connections

        if settings.configured:
            connections.close_all()
