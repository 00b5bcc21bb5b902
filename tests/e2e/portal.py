"""The portal in operation: web server and worker as `make run` starts them, on a database of its own."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from tests.e2e.postkasse import ledig_port
from tests.e2e.verden import Verden, les
from verktoy import miljo, start
from verktoy.prosesser import Barn, stopp, vent_pa_svar

FORST = "2026-11-23T09:00"  # tests.factories.NAA on the clock in Norway
# Redis databases beyond those of the other tests, one for each file that has a portal.
REDIS = {"test_hovedjobben": 13, "test_sideveier": 14, "test_aret": 15, "test_sesongen": 12}


class Portal:
    """A running portal. `adresse` has no slash at the end."""

    def __init__(self, mappe: Path, smtp: int, tjenester: dict[str, str]) -> None:
        self.mappe, self.port = mappe, ledig_port()
        self._eget = {"EMAIL_URL": f"smtp://127.0.0.1:{smtp}", **tjenester}
        self._barn: list[Barn] = []
        self.adresse = f"http://127.0.0.1:{self.port}"
        env = self._miljo(FORST)
        fil = mappe / "verden.json"
        linje = f"from tests.e2e.verden import skriv; skriv({str(fil)!r})"
        kommando = [sys.executable, "manage.py", "shell", "--no-imports", "-c", linje]
        subprocess.run(kommando, env=env, cwd=miljo.ROT, check=True)
        self.verden: Verden = les(fil)
        self._start(env)

    def still_klokken(self, naa: str) -> None:
        """Stop all of it and start it at another time, on the clock in Norway, with the same data."""
        stopp(self._barn)
        self._start(self._miljo(naa))

    def gjor_en_runde(self, naa: str = "") -> None:
        """Do by hand what clock and worker do each minute, now or as of a later time on Norway's clock."""
        moment = ["--naa", naa] if naa else []
        kommando = [sys.executable, "manage.py", "send_varsler", *moment]
        subprocess.run(kommando, env=self._env, cwd=miljo.ROT, check=True, stdout=subprocess.DEVNULL)

    def drep_arbeideren(self) -> None:
        """End the worker and all it has started with no warning, as a power cut does."""
        self._arbeider.signal(signal.SIGKILL)
        self._arbeider.prosess.wait()

    def riv(self) -> None:
        """End the processes at once: nothing is to be kept."""
        for barn in self._barn:
            barn.signal(signal.SIGKILL)
        stopp(self._barn)

    def _start(self, env: dict[str, str]) -> None:
        self._env, self._barn = env, start.start_barn(env)
        _web, self._arbeider = self._barn
        vent_pa_svar(self.port, self._barn)

    def _miljo(self, naa: str) -> dict[str, str]:
        """What `make run` gives its children, less what belongs to the test process."""
        env = start.bygg_miljo(self.port, self.mappe) | {"NAA": naa, **self._eget}
        env["DJANGO_SETTINGS_MODULE"] = "nettverk.settings"
        for navn in {"PYTEST_XDIST_WORKER", "DATABASE_URL", "REDIS_URL", "PORTAL_URL"} - self._eget.keys():
            env.pop(navn, None)
        return env


@contextmanager
def portal_i_drift(navn: str, mappe: Path, smtp: int) -> Iterator[Portal]:
    """A portal for the tests of the file `navn`, on PostgreSQL and Redis where the suite is."""
    with _egne_tjenester(navn) as tjenester, pytest.MonkeyPatch.context() as mp:
        # The interpreter that runs the tests has all the portal needs; `.venv` is how it usually got it.
        mp.setattr(miljo, "PYTHON", Path(sys.executable))
        portal = Portal(mappe, smtp, tjenester)
        try:
            yield portal
        finally:
            portal.riv()


@contextmanager
def _egne_tjenester(navn: str) -> Iterator[dict[str, str]]:
    """DATABASE_URL and REDIS_URL for this file alone; nothing where the suite has neither."""
    database, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not (database and redis):
        yield {}
        return
    egen = f"test_e2e_{navn}"
    with psycopg.connect(database.replace("postgres://", "postgresql://"), autocommit=True) as forbindelse:
        forbindelse.execute(f'DROP DATABASE IF EXISTS "{egen}" WITH (FORCE)')
        forbindelse.execute(f'CREATE DATABASE "{egen}"')
        yield {
            "DATABASE_URL": urlsplit(database)._replace(path=f"/{egen}").geturl(),
            "REDIS_URL": urlsplit(redis)._replace(path=f"/{REDIS[navn]}").geturl(),
        }
        forbindelse.execute(f'DROP DATABASE "{egen}" WITH (FORCE)')


def chromium() -> str:
    """The path of Debian's browser; empty where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or ""
