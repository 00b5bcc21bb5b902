"""System packages: what is missing, and their installation by apt where we may."""

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from verktoy.skjerm import StegFeilet, kjor, si, steg

APT = ("-o", "DPkg::Lock::Timeout=120", "-o", "Acquire::Retries=3")


@dataclass(frozen=True)
class Pakke:
    """A Debian package, and how to see that what it brings is here."""

    navn: str
    finnes: Callable[[], bool]


def bibliotek(fil: str) -> Callable[[], bool]:
    """Whether the shared library `fil` can be loaded."""

    def finnes() -> bool:
        try:
            ctypes.CDLL(fil)
        except OSError:
            return False
        return True

    return finnes


def program(*navn: str) -> Callable[[], bool]:
    """Whether one of these programs is on the path."""
    return lambda: any(shutil.which(n) for n in navn)


# What WeasyPrint loads. Without the last one fonts are subset two to three times slower.
PDF = (
    Pakke("libpango-1.0-0", bibliotek("libpango-1.0.so.0")),
    Pakke("libpangoft2-1.0-0", bibliotek("libpangoft2-1.0.so.0")),
    Pakke("libharfbuzz-subset0", bibliotek("libharfbuzz-subset.so.0")),
)
# What the tests use besides: a browser, a reader of PDFs, and the catalogue tools.
TEST = (
    Pakke("chromium", program("chromium", "chromium-browser")),
    Pakke("poppler-utils", program("pdftotext")),
    Pakke("gettext", program("xgettext")),
)


def mangler(pakker: Iterable[Pakke]) -> list[str]:
    """The names of those packages that are not here."""
    return [pakke.navn for pakke in pakker if not pakke.finnes()]


def apt() -> list[str] | None:
    """How apt-get may be called without asking anybody for a password; None where it may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", "apt-get"]
    return None


def installer(pakker: Iterable[Pakke], uten: str, logg: Path) -> None:
    """Install what is missing of `pakker`; where that cannot be done, say how, and what is lost (`uten`)."""
    navn = mangler(pakker)
    if not navn:
        return
    kommando = apt()
    if kommando is None:
        rad(navn, uten)
        return
    try:
        with steg(f"Installerer systempakker ({', '.join(navn)})"):
            miljo = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            kjor([*kommando, *APT, "update"], logg, miljo)
            kjor([*kommando, *APT, "install", "-y", "--no-install-recommends", *navn], logg, miljo)
    except StegFeilet as feil:
        si(f"  {feil}")
        rad(navn, uten)


def rad(navn: list[str], uten: str) -> None:
    """Tell which command installs the packages, and what does not work until then."""
    si(f"• Mangler systempakker. {uten} På Debian og Ubuntu installeres de med:")
    si(f"    sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(navn)}")
