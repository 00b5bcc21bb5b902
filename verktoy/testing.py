"""`make test` and `make test-tjenester`: the whole suite, on SQLite or on PostgreSQL and Redis."""

import argparse
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))

from verktoy import miljo  # noqa: E402
from verktoy.skjerm import StegFeilet, avslutt, si  # noqa: E402

TJENESTER = {
    "DATABASE_URL": "postgres://postgres@127.0.0.1:5432/test",
    "REDIS_URL": "redis://127.0.0.1:6379/5",
}
STANDARDPORT = {"postgres": 5432, "postgresql": 5432, "redis": 6379}


def krev_tjeneste(navn: str, adresse: str) -> None:
    """Raises StegFeilet where nothing listens at `adresse`."""
    deler = urlsplit(adresse)
    port = deler.port or STANDARDPORT.get(deler.scheme, 0)
    try:
        socket.create_connection((deler.hostname or "127.0.0.1", port), timeout=3).close()
    except OSError as feil:
        raise StegFeilet(
            f"Ingenting svarer på {deler.hostname}:{port}. Start tjenesten, eller sett {navn} til en som går."
        ) from feil


def miljo_for(tjenester: bool) -> dict[str, str]:
    """The environment of the suite. Raises StegFeilet where a service is missing."""
    env = {navn: verdi for navn, verdi in os.environ.items() if navn not in {*TJENESTER, "DATAMAPPE", "NAA"}}
    if tjenester:
        for navn, standard in TJENESTER.items():
            env[navn] = os.environ.get(navn) or standard
            krev_tjeneste(navn, env[navn])
    return env


def utvalg(tjenester: bool) -> list[str]:
    """What uses neither database nor Redis is tested by `make test`; once is enough."""
    return ["-m", "not uten_base"] if tjenester else []


def samtidig() -> list[str]:
    """One pytest process per core, at most eight; a file's tests stay together and share its portal."""
    antall = min(os.cpu_count() or 1, 8)
    return ["-n", str(antall), "--dist", "loadfile"] if antall > 1 else []


def main() -> int:
    """Run pytest; arguments we do not know go to it. The exit code is pytest's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tjenester", action="store_true", help="PostgreSQL og Redis")
    valg, resten = parser.parse_known_args()
    fra = time.monotonic()
    try:
        env = miljo_for(valg.tjenester)
    except StegFeilet as feil:
        return avslutt(feil)
    kommando = [str(miljo.PYTHON), "-m", "pytest", *samtidig(), *utvalg(valg.tjenester), *resten]
    kode = subprocess.run(kommando, cwd=ROT, env=env).returncode
    si(f"Testene tok {time.monotonic() - fra:.0f} s.")
    return kode


if __name__ == "__main__":
    sys.exit(main())
