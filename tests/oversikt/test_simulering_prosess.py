"""The command as its user runs it: on a file, as a process, and stopped with Ctrl-C."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from oversikt.simulering.kopi import arbeidskopi
from tests.arkitektur.filer import ROT
from tests.oversikt.filbase import skriv_til
from tests.oversikt.krokveier import NAA, lag_krokveier

pytestmark = [pytest.mark.treg, pytest.mark.django_db]
LENGE = ("--fra", "2026-11-19", "--til", "2199-12-31")  # nobody waits for the end of it


@dataclass(frozen=True)
class Portal:
    """A data folder with a database, and a folder for what is temporary."""

    data: Path
    midlertidig: Path

    def start(self, *valg: str) -> subprocess.Popen[str]:
        utenfor = {"DATABASE_URL", "REDIS_URL", "NAA", "DJANGO_SETTINGS_MODULE"}
        miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in utenfor}
        miljo |= {
            "NETTVERK_MODUS": "innebygd",
            "DATAMAPPE": str(self.data),
            "TMPDIR": str(self.midlertidig),
            "SQLITE_TMPDIR": str(self.midlertidig),
            "PYTHONUNBUFFERED": "1",
        }
        return subprocess.Popen(
            [sys.executable, "manage.py", "simuler", *valg],
            cwd=ROT, env=miljo, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def filer(self) -> dict[str, str]:
        """Every file there is, with what it holds."""
        return {
            str(fil): hashlib.sha256(fil.read_bytes()).hexdigest()
            for mappe in (self.data, self.midlertidig)
            for fil in sorted(mappe.rglob("*"))
            if fil.is_file()
        }


@pytest.fixture(scope="module")
def portal(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Portal:
    mapper = tmp_path_factory.mktemp("portal"), tmp_path_factory.mktemp("tmp")
    with django_db_blocker.unblock(), time_machine.travel(NAA, tick=False), arbeidskopi():
        with transaction.atomic():
            lag_krokveier()
        skriv_til(mapper[0] / "portal.sqlite3")
    portal = Portal(*mapper)
    portal.start("--fra", "2026-11-19", "--til", "2026-11-19").communicate()  # the secret key is made once
    return portal


@pytest.fixture
def urort(portal: Portal) -> Iterator[Portal]:
    """The portal; afterwards every file is as it was, and none is left over."""
    for_ = portal.filer()
    yield portal
    assert portal.filer() == for_


def test_hele_svaret_kommer_pa_standard_ut(urort: Portal) -> None:
    ut, feil = urort.start("--fra", "2026-11-19", "--til", "2026-12-31", "--json").communicate()
    *mailer, summen = (json.loads(linje) for linje in ut.splitlines())
    assert summen["sum"]["mailer"] == len(mailer) > 0
    assert [linje.split("s  ")[-1] for linje in feil.splitlines()[-2:]] == [
        "november 2026 ...",
        "desember 2026 ...",
    ]


@pytest.mark.parametrize(
    ("ved", "valg"),
    [
        ("november 2026", ["--json"]),
        ("mai 2027", []),
        ("november 2026", ["--flittig"]),
        ("januar 2027", ["--flittig", "--json"]),
    ],
)
def test_ctrl_c_slutter_med_et_ord_og_130(urort: Portal, ved: str, valg: list[str]) -> None:
    with urort.start(*LENGE, *valg) as prosess:
        assert prosess.stderr is not None
        for linje in prosess.stderr:
            if ved in linje:
                break
        prosess.send_signal(signal.SIGINT)
        _ut, feil = prosess.communicate(timeout=30)
    assert prosess.returncode == 130
    assert feil.splitlines()[-1] == "Avbrutt: Ingenting er lagret, og ingenting er sendt."
    assert "Traceback" not in feil


def test_den_som_har_lest_nok_stopper_den_uten_brak(urort: Portal) -> None:
    """As «manage.py simuler --json | head -1»."""
    with urort.start(*LENGE, "--json") as prosess:
        assert prosess.stdout is not None and prosess.stderr is not None
        assert json.loads(prosess.stdout.readline())["dato"] == "2026-11-19"
        prosess.stdout.close()
        feil = prosess.stderr.read()
    assert prosess.returncode == 0
    assert "Traceback" not in feil and "BrokenPipe" not in feil
