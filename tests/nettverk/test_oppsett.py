"""Settings: production refuses to start half configured; the embedded mode keeps to its own machine."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from wsgiref.util import setup_testing_defaults

import pytest

from nettverk.wsgi import bare_denne_maskinen

ROT = Path(__file__).resolve().parent.parent.parent
DRIFT = {
    "SECRET_KEY": "prove-" + "n0kkel-som-er-lang-nok-til-at-django-godtar-den-her",
    "DATABASE_URL": "postgres://portal@db.example/portal",
    "REDIS_URL": "redis://ko.example:6379/0",
    "EMAIL_URL": "smtp+tls://post.example:587",
    "DEFAULT_FROM_EMAIL": "portal@nettverk.example",
    "PORTAL_URL": "https://portal.example",
}


def manage(tmp_path: Path, *argumenter: str, **miljo: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py with nothing in the environment but `miljo`."""
    env = {"PATH": os.environ["PATH"], "DATAMAPPE": str(tmp_path / "data"), **miljo}
    kommando = [sys.executable, str(ROT / "manage.py"), *argumenter]
    return subprocess.run(kommando, env=env, cwd=ROT, capture_output=True, text=True)


def test_uten_oppsett_nekter_portalen_og_sier_hva_som_mangler(tmp_path: Path) -> None:
    svar = manage(tmp_path, "check")
    assert svar.returncode == 1
    assert svar.stderr.splitlines()[-1] == (
        "django.core.exceptions.ImproperlyConfigured: "
        "Portalen startes for drift, men dette mangler i miljøet: "
        "SECRET_KEY, DATABASE_URL, REDIS_URL, EMAIL_URL, DEFAULT_FROM_EMAIL, PORTAL_URL. "
        "README.md forklarer hver av dem. Vil du bare prøve portalen, skriv: make run"
    )


def test_drift_bestar_djangos_egen_sikkerhetskontroll(tmp_path: Path) -> None:
    svar = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", "--tag", "security", **DRIFT)
    assert svar.stderr == ""
    assert svar.returncode == 0


def test_klokken_kan_ikke_stilles_i_drift(tmp_path: Path) -> None:
    svar = manage(tmp_path, "check", NAA="2026-11-05T08:00", **DRIFT)
    assert svar.stderr.splitlines()[-1].endswith(
        "NAA stiller klokken, og kan bare brukes med NETTVERK_MODUS=innebygd."
    )


def test_innebygd_nokkel_lages_en_gang_og_leses_bare_av_eieren(tmp_path: Path) -> None:
    sporsmal = (
        "shell",
        "--verbosity",
        "0",
        "-c",
        "from django.conf import settings; print(settings.SECRET_KEY)",
    )
    forste, andre = (manage(tmp_path, *sporsmal, NETTVERK_MODUS="innebygd").stdout for _ in range(2))
    fil = tmp_path / "data" / "hemmelig"
    assert forste == andre == fil.read_text() + "\n"
    assert len(forste) > 60
    assert fil.stat().st_mode & 0o777 == 0o600


def test_livez_svarer_uten_database_og_readyz_sier_hva_som_mangler(tmp_path: Path) -> None:
    """Asked as a load balancer does: plain HTTP, an address for a name, and here a cookie too."""
    sporsmal = (
        "from django.test import Client; klient = Client(); klient.cookies['sessionid'] = 'en-okt'\n"
        "for sti in ('/livez', '/readyz'):\n"
        "    svar = klient.get(sti, headers={'host': '192.0.2.7:8000'})\n"
        "    print(svar.status_code, svar.content.decode())"
    )
    borte = DRIFT | {"DATABASE_URL": "postgres://portal@127.0.0.1:1/portal"}
    svar = manage(tmp_path, "shell", "--verbosity", "0", "-c", sporsmal, **borte)
    livez, readyz = svar.stdout.splitlines()
    assert livez == "200 ok"
    assert readyz.startswith("503 ")
    ukjent = dict.fromkeys(("klokke", "arbeider", "epost", "varsling"), "ukjent")
    funn = {navn: ett["tilstand"] for navn, ett in json.loads(readyz[4:]).items() if navn != "status"}
    assert funn == {"database": "feil", **ukjent}


@pytest.mark.parametrize(
    ("adresse", "status"),
    [("127.0.0.1", "200 OK"), ("::1", "200 OK"), ("", "200 OK"), ("192.0.2.7", "403 Forbidden")],
)
def test_innebygd_svarer_bare_maskinen_selv(adresse: str, status: str) -> None:
    sett: list[str] = []

    def indre(environ: dict[str, object], start_response: object) -> Iterable[bytes]:
        sett.append("200 OK")
        return [b""]

    def start_response(status: str, hoder: list[tuple[str, str]]) -> None:
        sett.append(status)

    environ: dict[str, object] = {}
    setup_testing_defaults(environ)
    environ["REMOTE_ADDR"] = adresse
    list(bare_denne_maskinen(indre)(environ, start_response))  # type: ignore[arg-type]
    assert sett == [status]
