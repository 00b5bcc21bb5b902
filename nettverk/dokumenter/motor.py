"""The PDF machine: keeps one rendering process alive, and ends it when it exceeds its limits.

HTML is made by Django in the worker; only bytes cross over. Limits are needed here because
Celery's own do nothing under the solo pool, and because a document holds text from users.
"""

import atexit
import json
import logging
import os
import struct
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

logger = logging.getLogger(__name__)

PROSESS = Path(__file__).resolve().parent / "prosess.py"
HODE = struct.Struct("!cI")
MB = 1024 * 1024


class PdfFeil(Exception):
    """This document could not be made. The text says why; trying again gives the same."""


class PdfUmulig(Exception):
    """This machine cannot make PDFs. The text says what is missing."""


@dataclass(frozen=True)
class Grenser:
    """What one document may use: seconds, and bytes of address space, HTML and PDF."""

    sekunder: float = 30
    minne: int = 1024 * MB
    storst_inn: int = 5 * MB
    storst: int = 15 * MB
    oppstart: float = 60
    # Fonts of foreign characters pile up in the libraries' caches; a new process has none.
    dokumenter: int = 300


class Pdfmaskin:
    """One rendering process, started when first needed. Safe to share between threads.

    A process that was forked with a machine in it starts a rendering process of its own. What
    a machine lacks is remembered: after installing it, restart the worker.
    """

    def __init__(self, grenser: Grenser | None = None) -> None:
        self.grenser = grenser or Grenser()
        self._las = threading.Lock()
        self._prosess: subprocess.Popen[bytes] | None = None
        self._eier = 0
        self._laget = 0
        self._mangler = ""

    def lag(self, html: str) -> bytes:
        """Return the PDF of this HTML. Raises PdfFeil or PdfUmulig."""
        data = html.encode(errors="replace")
        if len(data) > self.grenser.storst_inn:
            raise PdfFeil(f"HTML of {len(data)} bytes, the limit is {self.grenser.storst_inn}")
        with self._las:
            prosess = self._i_gang()
            slag, innhold = self._utveksle(prosess, data, self.grenser.sekunder)
            self._laget += 1
            if self._laget >= self.grenser.dokumenter:
                self._stopp()
        if slag != b"P":
            raise PdfFeil(innhold.decode(errors="replace"))
        return innhold

    def stopp(self) -> None:
        """End the rendering process, if there is one. The next document starts a new one."""
        with self._las:
            self._stopp()

    def _i_gang(self) -> subprocess.Popen[bytes]:
        """Return a process that is ready. Raises PdfUmulig when it can not be."""
        if self._prosess and self._eier == os.getpid() and self._prosess.poll() is None:
            return self._prosess
        if self._mangler:
            raise PdfUmulig(self._mangler)
        self._stopp()
        self._prosess = prosess = self._start()
        self._eier, self._laget = os.getpid(), 0
        try:
            slag, innhold = self._utveksle(prosess, None, self.grenser.oppstart)
        except PdfFeil as feil:
            raise PdfUmulig(f"the rendering process did not start: {feil}") from feil
        if slag != b"K":
            self._stopp()
            self._mangler = innhold.decode(errors="replace")
            raise PdfUmulig(self._mangler)
        return prosess

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the process isolated: no settings or secrets in its environment."""
        grenser = asdict(self.grenser) | {"sekunder": int(self.grenser.sekunder) + 5}
        miljo = {n: os.environ[n] for n in ("PATH", "HOME", "TMPDIR") if n in os.environ}
        return subprocess.Popen(
            [sys.executable, "-I", str(PROSESS), json.dumps(grenser)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=miljo | {"LANG": "C.UTF-8"},
        )

    def _utveksle(
        self, prosess: subprocess.Popen[bytes], data: bytes | None, sekunder: float
    ) -> tuple[bytes, bytes]:
        """Send a document (or nothing, to await the start) and read the answer.

        The clock kills the process, whereupon reading and writing end. Raises PdfFeil.
        """
        assert prosess.stdin and prosess.stdout
        for_lenge = threading.Event()
        klokke = threading.Timer(sekunder, _avbryt, (prosess, for_lenge))
        klokke.start()
        try:
            if data is not None:
                prosess.stdin.write(HODE.pack(b"H", len(data)) + data)
                prosess.stdin.flush()
            return self._les(prosess.stdout)
        except (OSError, EOFError) as feil:
            self._stopp()
            grunn = f"took more than {sekunder} s" if for_lenge.is_set() else "the process ended"
            raise PdfFeil(f"{grunn} (exit {prosess.returncode})") from feil
        finally:
            klokke.cancel()

    def _les(self, ut: IO[bytes]) -> tuple[bytes, bytes]:
        """Read one message. Raises EOFError when it is cut off or larger than allowed."""
        hode = ut.read(HODE.size)
        if len(hode) < HODE.size:
            raise EOFError
        slag, lengde = HODE.unpack(hode)
        if lengde > self.grenser.storst:
            raise EOFError
        innhold = ut.read(lengde)
        if len(innhold) < lengde:
            raise EOFError
        return slag, innhold

    def _stopp(self) -> None:
        """Kill the process and wait for it, unless it belongs to the process we came from."""
        prosess, self._prosess = self._prosess, None
        if prosess is None:
            return
        if self._eier == os.getpid():
            prosess.kill()
            prosess.wait()
        for ror in (prosess.stdin, prosess.stdout):
            _lukk(ror)


def _avbryt(prosess: subprocess.Popen[bytes], for_lenge: threading.Event) -> None:
    """Kill the process, and leave word that time was the reason."""
    for_lenge.set()
    prosess.kill()


def _lukk(ror: IO[bytes] | None) -> None:
    """Close a pipe. What was still unsent when the process died is lost with it."""
    try:
        if ror is not None:
            ror.close()
    except OSError:
        logger.debug("A pipe to a rendering process that had ended", exc_info=True)


MASKIN = Pdfmaskin()
atexit.register(MASKIN.stopp)
