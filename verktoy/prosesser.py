"""The portal's own processes in the embedded mode: web server, and worker with beat.

Each child leads a process group of its own, so that ending it ends what it has started too, and dies
with us should we be killed.
"""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from verktoy.skjerm import LIVSTEGN, StegFeilet, si

PR_SET_PDEATHSIG = 1
# How long a child may take to finish what it is doing, in seconds.
TALMODIGHET = 5.0
# A child that dies is started again, but not for ever: this many times within so many seconds of life.
MAKS_OMSTARTER = 5
FRISK_ETTER = 60.0


def do_med_forelder() -> None:
    """Ask Linux to end this child when its parent dies; elsewhere nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Barn:
    """One child process, started again if it dies."""

    def __init__(self, navn: str, kommando: Sequence[str], miljo: Mapping[str, str], rot: Path) -> None:
        self.navn, self.kommando, self.miljo, self.rot = navn, kommando, miljo, rot
        self.omstarter = 0
        self.prosess = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        self.startet = time.monotonic()
        return subprocess.Popen(
            self.kommando,
            env=dict(self.miljo),
            cwd=self.rot,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=do_med_forelder,
        )

    def pass_pa(self) -> None:
        """Start the child again if it is dead. Raises StegFeilet when it will not live."""
        if self.prosess.poll() is None:
            return
        self.signal(signal.SIGKILL)
        frisk = time.monotonic() - self.startet > FRISK_ETTER
        self.omstarter = 1 if frisk else self.omstarter + 1
        if self.omstarter > MAKS_OMSTARTER:
            raise StegFeilet(f"{self.navn} stopper stadig (kode {self.prosess.returncode}), se over.")
        si(f"• {self.navn} stoppet (kode {self.prosess.returncode}) og startes igjen.")
        self.prosess = self._start()

    def signal(self, nummer: signal.Signals) -> None:
        """Send a signal to the child and all it has started."""
        try:
            os.killpg(self.prosess.pid, nummer)
        except ProcessLookupError:
            return

    def lever(self) -> bool:
        """Whether anything of the child's group is left."""
        self.prosess.poll()
        try:
            os.killpg(self.prosess.pid, 0)
        except ProcessLookupError:
            return False
        return True


def stopp(barn: Sequence[Barn]) -> None:
    """End all children and theirs: first politely, after a while for good."""
    for ett in barn:
        # To the leader only: it ends its own children in order.
        ett.prosess.terminate()
    vent_pa_slutt(barn, signal.SIGTERM, TALMODIGHET)
    vent_pa_slutt(barn, signal.SIGKILL, TALMODIGHET)


def vent_pa_slutt(barn: Sequence[Barn], nummer: signal.Signals, tak: float) -> None:
    """Wait up to `tak` seconds for all to end; whom a dead leader has left behind gets `nummer`.

    SIGKILL goes to leaders, too.
    """
    frist = time.monotonic() + tak
    while (igjen := [ett for ett in barn if ett.lever()]) and time.monotonic() < frist:
        for ett in igjen:
            if nummer == signal.SIGKILL or ett.prosess.returncode is not None:
                ett.signal(nummer)
        time.sleep(0.05)


def vent_pa_svar(port: int, barn: Sequence[Barn], tak: float = 60) -> None:
    """Wait until the web server answers a page. Raises StegFeilet after `tak` seconds, or at an error."""
    fra = sist = time.monotonic()
    while (status := svar_fra(port)) is None:
        for ett in barn:
            ett.pass_pa()
        if time.monotonic() - fra > tak:
            raise StegFeilet(f"Portalen svarte ikke på {tak:.0f} sekunder. Se meldingene over.")
        if time.monotonic() - sist > LIVSTEGN:
            sist = time.monotonic()
            si(f"  ... {sist - fra:.0f} s")
        time.sleep(0.2)
    if status >= 500:
        raise StegFeilet(f"Forsiden svarer med feil {status}. Se meldingene over.")


def svar_fra(port: int) -> int | None:
    """The HTTP status of the front page; None while nobody answers."""
    forbindelse = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        forbindelse.request("GET", "/")
        return forbindelse.getresponse().status
    except (OSError, HTTPException):
        return None
    finally:
        forbindelse.close()
