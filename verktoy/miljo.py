"""The virtual environment with the pinned requirements; `python3 verktoy/miljo.py --test` for the tests.

Uses the standard library alone: this is what runs before anything is installed.
"""

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROT))

from verktoy import system  # noqa: E402
from verktoy.skjerm import StegFeilet, avslutt, kjor, steg  # noqa: E402

VENV = ROT / ".venv"
PYTHON = VENV / "bin" / "python"
LOGG = ROT / "data" / "logg"


def avtrykk(filer: list[Path]) -> str:
    """What the environment depends on, as one hash: the pins, the Python, and where it lies."""
    tekst = "\n".join([sys.version, str(VENV), *(fil.read_text() for fil in filer)])
    return hashlib.sha256(tekst.encode()).hexdigest()


def krev_python() -> None:
    """Refuse an interpreter that is too old. Raises StegFeilet."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older one reads this file, too)
        raise StegFeilet(
            f"Portalen trenger Python 3.11 eller nyere; dette er {sys.version.split()[0]}. "
            "Har du en nyere, si hvilken: make run PYTHON=python3.12"
        )


def installer_python(utvikling: bool) -> None:
    """Make the virtual environment and install the pins, unless that is done already.

    Raises StegFeilet.
    """
    filer = [ROT / "requirements.txt"] + ([ROT / "requirements-dev.txt"] if utvikling else [])
    merke = VENV / ("ferdig-utvikling" if utvikling else "ferdig-drift")
    if merke.exists() and merke.read_text() == avtrykk(filer):
        return
    if not venv_er_hel():
        with steg("Lager virtuelt Python-miljø i .venv"):
            lag_venv()
    with steg(f"Installerer Python-pakker fra {filer[-1].name}"):
        pip = [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        kjor([*pip, "-r", str(filer[-1])], LOGG / "pip.log")
    merke.write_text(avtrykk(filer))


def venv_er_hel() -> bool:
    """Whether `.venv` has pip and this very Python; not so after an interruption or an upgrade."""
    sporsmal = "import pip, sys; sys.stdout.write(sys.version)"
    try:
        svar = subprocess.run([str(PYTHON), "-c", sporsmal], capture_output=True, text=True)
    except OSError:
        return False
    return svar.returncode == 0 and svar.stdout == sys.version


def lag_venv() -> None:
    """Make `.venv` from this interpreter. Raises StegFeilet where Debian's python3-venv is missing."""
    try:
        import ensurepip  # noqa: F401
    except ImportError as feil:
        raise StegFeilet("Python mangler venv. På Debian: sudo apt-get install -y python3-venv") from feil
    venv.create(VENV, with_pip=True, clear=VENV.exists())


def klargjor_test() -> None:
    """Everything the tests and linters need."""
    krev_python()
    system.installer((*system.PDF, *system.TEST), "Testene som trenger dem, hoppes over.", LOGG / "apt.log")
    installer_python(utvikling=True)


if __name__ == "__main__":
    os.chdir(ROT)
    try:
        klargjor_test()
    except StegFeilet as feil:
        sys.exit(avslutt(feil))
    except KeyboardInterrupt:
        sys.exit(130)
