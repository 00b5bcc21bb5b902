"""Progress on the terminal: one line per step with its seconds, never a silent minute."""

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

# A step that takes long says so this often, in seconds.
LIVSTEGN = 10


class StegFeilet(Exception):
    """A step failed; the text says what to do, for the person at the terminal."""


def si(tekst: str = "") -> None:
    """Write one line at once, also when the output is a pipe."""
    print(tekst, flush=True)


@contextmanager
def steg(navn: str) -> Iterator[None]:
    """Announce the step `navn`, and its seconds when it is done."""
    fra = time.monotonic()
    si(f"• {navn} ...")
    yield
    si(f"  ferdig på {time.monotonic() - fra:.1f} s")


def kjor(kommando: Sequence[str], logg: Path, miljo: Mapping[str, str] | None = None) -> None:
    """Run `kommando` with its output in `logg`, with a sign of life every ten seconds.

    Raises StegFeilet with the end of the output when it fails.
    """
    logg.parent.mkdir(parents=True, exist_ok=True)
    with logg.open("w") as ut:
        prosess = subprocess.Popen(kommando, stdout=ut, stderr=subprocess.STDOUT, env=miljo)
        try:
            kode = vent(prosess)
        except BaseException:
            prosess.terminate()
            prosess.wait()
            raise
    if kode != 0:
        slutt = "\n".join(logg.read_text(errors="replace").splitlines()[-15:])
        raise StegFeilet(f"Dette gikk ikke: {' '.join(kommando)}\n\n{slutt}\n\nHele loggen: {logg}")


def vent(prosess: "subprocess.Popen[bytes]") -> int:
    """The exit code of `prosess`, once it has one."""
    fra = time.monotonic()
    while True:
        try:
            return prosess.wait(timeout=LIVSTEGN)
        except subprocess.TimeoutExpired:
            si(f"  ... {time.monotonic() - fra:.0f} s")


def avslutt(feil: StegFeilet) -> int:
    """Show `feil` and return the exit code of a failed run."""
    sys.stderr.write(f"\n{feil}\n")
    return 1
