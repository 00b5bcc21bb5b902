"""`make run`: from a fresh clone to a portal in the browser, with demo data and a worker.

Uses the standard library alone. The portal's own code runs in children, in the virtual environment.
"""

import fcntl
import os
import shutil
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))

from verktoy import miljo, system  # noqa: E402
from verktoy.prosesser import Barn, stopp, vent_pa_svar  # noqa: E402
from verktoy.skjerm import StegFeilet, avslutt, kjor, si, steg  # noqa: E402

DATA = Path(os.environ.get("DATAMAPPE", ROT / "data")).resolve()

PROV_FORST = """
Portalen er klar: {adresse}

  1. Velg «Logg inn som» og bli koordinator: se årets møter, frister og hvem som må gjøre noe.
  2. Bli arrangør: skriv programmet, og send innkallingen.
  3. Åpne «Utboks»: der ligger all e-post. Lenkene i den virker, og svarer for den de er sendt til.

Dataene ligger i {data} og blir der til neste gang. «make nullstill» sletter dem.
Stopp med Ctrl-C.
"""


class Avbrutt(Exception):
    """Somebody asked us to stop."""


def be_om_stopp(nummer: int, ramme: FrameType | None) -> None:
    """Turn a signal into an exception, once: the next ones must not disturb the tidying."""
    for annet in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(annet, signal.SIG_IGN)
    raise Avbrutt


def les_port() -> int:
    """The port to listen on, from PORT. Raises StegFeilet where it is no port, or taken."""
    tekst = os.environ.get("PORT") or "8000"
    if not tekst.isdecimal() or not 0 < int(tekst) < 65536:
        raise StegFeilet(f"PORT={tekst} er ikke et portnummer. Prøv: PORT=8001 make run")
    with socket.socket() as prove:
        prove.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            prove.bind(("127.0.0.1", int(tekst)))
        except OSError as feil:
            raise StegFeilet(
                f"Kan ikke bruke port {tekst} ({feil.strerror}). Prøv: PORT={int(tekst) % 65535 + 1} make run"
            ) from feil
    return int(tekst)


@contextmanager
def alene(data: Path) -> Iterator[None]:
    """Hold the data folder for ourselves. Raises StegFeilet where a portal already runs on it."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / "laas").open("w") as fil:
        try:
            fcntl.flock(fil, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as feil:
            raise StegFeilet(f"Portalen kjører allerede på {data}. Stopp den først.") from feil
        yield


def bygg_miljo(port: int, data: Path) -> dict[str, str]:
    """The environment of everything the portal runs."""
    temp = data / "tmp"
    for mappe in (temp, data / "ko"):
        # Both hold messages on their way only; the database knows what is due.
        shutil.rmtree(mappe, ignore_errors=True)
        mappe.mkdir()
    return {
        **os.environ,
        "NETTVERK_MODUS": "innebygd",
        "DATAMAPPE": str(data),
        "TMPDIR": str(temp),
        "PORT": str(port),
        "NAA_FRA": str(time.time()),
        "PATH": f"{miljo.VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
    }


def klargjor(env: dict[str, str], data: Path) -> None:
    """Bring the database up to date, and fill it the first time. Raises StegFeilet."""
    manage = [str(miljo.PYTHON), str(ROT / "manage.py")]
    with steg("Oppdaterer databasen"):
        kjor([*manage, "migrate", "--no-input"], data / "logg" / "migrate.log", env)
    ferdig = data / "demo-ferdig"
    if not ferdig.exists():
        with steg("Legger inn demodata (23 grupper, rundt 530 personer)"):
            kjor([*manage, "demo"], data / "logg" / "demo.log", env)
        ferdig.touch()


def start_barn(env: dict[str, str]) -> list[Barn]:
    """Start web server and worker with beat."""
    python = str(miljo.PYTHON)
    celery = [python, "-m", "celery", "--quiet", "-A", "nettverk", "worker", "-B", "--pool", "solo"]
    stille = ["--loglevel", "WARNING", "--without-gossip", "--without-mingle", "--without-heartbeat"]
    # Celery warns whoever is root, as one is in a container; what it fears is pickle, which is off.
    taus = {**env, "PYTHONWARNINGS": "ignore:You're running the worker"}
    return [
        Barn("Nettjeneren", [python, "-m", "gunicorn", "nettverk.wsgi"], env, ROT),
        Barn("Arbeideren", [*celery, *stille], taus, ROT),
    ]


def kjor_portalen(env: dict[str, str], port: int, data: Path) -> None:
    """Run the portal until somebody stops it. Raises StegFeilet."""
    barn: list[Barn] = []
    try:
        with steg("Starter nettjener og arbeider"):
            barn = start_barn(env)
            vent_pa_svar(port, barn)
        si(PROV_FORST.format(adresse=f"http://127.0.0.1:{port}/", data=data))
        while True:
            time.sleep(1)
            for ett in barn:
                ett.pass_pa()
    finally:
        si("\nStopper ...")
        stopp(barn)


def main() -> int:
    """Do all the steps; the exit code is 0 also when stopped by Ctrl-C."""
    for nummer in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(nummer, be_om_stopp)
    os.chdir(ROT)
    try:
        miljo.krev_python()
        port = les_port()
        with alene(DATA):
            system.installer(system.PDF, "Alt virker uten, bortsett fra PDF-ene.", DATA / "logg" / "apt.log")
            miljo.installer_python(utvikling=False)
            env = bygg_miljo(port, DATA)
            klargjor(env, DATA)
            kjor_portalen(env, port, DATA)
    except Avbrutt:
        si("Portalen er stoppet.")
    except StegFeilet as feil:
        return avslutt(feil)
    return 0


if __name__ == "__main__":
    sys.exit(main())
