"""The process that makes PDFs: HTML in on stdin, PDF out on stdout, one at a time, for as long
as stdin is open. Started by `motor.Pdfmaskin` as a script, so that it imports nothing of the
portal and knows no settings, no database and no secrets.

A message is a head, `!cI` (a kind and a length in bytes), and a body. In: `H` HTML as UTF-8.
Out: `K` ready, `U` no PDF on this machine (why), `P` the PDF, `F` this document failed (why).

It defends itself: memory has a limit (then it ends, and the starter sees that), an alarm ends
it when a document takes too long and nobody else has ended it, and only `data:` is fetched.
"""

import base64
import json
import logging
import os
import re
import resource
import signal
import struct
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

HER = Path(__file__).resolve().parent
HODE = struct.Struct("!cI")
SNITT = {400: "Inter-Regular.ttf", 600: "Inter-SemiBold.ttf"}

MANGLER = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)")

Tegner = Callable[[str], bytes]


class Advarsler(logging.Handler):
    """Collects what WeasyPrint only logs: a document with a warning is not the one we meant.

    Except about foreign characters' fonts: those come from the machine, not from the document,
    and the text stands there all the same.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.linjer: list[str] = []
        self.uten_skrift: set[int] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Note one record of level warning or above."""
        melding = record.getMessage()
        if mangler := MANGLER.match(melding):
            self.uten_skrift.add(int(mangler[1], 16))
        if not record.pathname.endswith(os.path.join("pdf", "fonts.py")):
            self.linjer.append(melding)

    def tom(self) -> str:
        """Return what has come since last time, and forget it."""
        tekst = "; ".join(dict.fromkeys(self.linjer))
        self.linjer, self.uten_skrift = [], set()
        return tekst


def stilark() -> str:
    """The print stylesheet, with both fonts inside it under a name no machine has."""
    flater = (
        f"@font-face{{font-family:Portal;font-weight:{vekt};src:url(data:font/ttf;base64,{_base64(fil)})}}"
        for vekt, fil in SNITT.items()
    )
    return "".join(flater) + (HER / "dokument.css").read_text(encoding="utf-8")


def _base64(fil: str) -> str:
    return base64.b64encode((HER / "skrifter" / fil).read_bytes()).decode()


def lag_tegner() -> Tegner:
    """Load WeasyPrint, fonts and stylesheet once; return what makes a PDF of HTML.

    Raises OSError or ImportError where a library is missing.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    hent = URLFetcher(allowed_protocols={"data"}, fail_on_errors=True)
    skrift = FontConfiguration()
    stil = CSS(string=stilark(), font_config=skrift, url_fetcher=hent)

    def tegn(html: str) -> bytes:
        dokument = HTML(string=html, url_fetcher=hent)
        pdf: bytes = dokument.write_pdf(stylesheets=[stil], font_config=skrift, pdf_variant="pdf/ua-1")
        return pdf

    return tegn


def med_tegn_som_finnes(tegn: Tegner, advarsler: Advarsler, html: str) -> bytes:
    """Make the PDF; where the machine has no font for a character, make it again without.

    An emoji or an invisible sign is left out, a letter becomes a question mark: somebody's
    smiley must not cost a group its document.
    """
    pdf = tegn(html)
    if not advarsler.uten_skrift:
        return pdf
    erstatt = {
        kode: "?" if unicodedata.category(chr(kode))[0] in "LN" else "" for kode in advarsler.uten_skrift
    }
    advarsler.tom()
    return tegn(html.translate(erstatt))


def send(ut: BinaryIO, slag: bytes, innhold: bytes) -> None:
    """Write one message."""
    ut.write(HODE.pack(slag, len(innhold)) + innhold)
    ut.flush()


def svar(tegn: Tegner, advarsler: Advarsler, html: str, storst: int) -> tuple[bytes, bytes]:
    """Make one document and return the message about it. MemoryError ends the process.

    WeasyPrint's own fatal error is a BaseException, so all but the orders to stop are caught.
    """
    try:
        pdf = med_tegn_som_finnes(tegn, advarsler, html)
    except (MemoryError, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as feil:
        advarsler.tom()
        return b"F", f"{type(feil).__name__}: {feil}".encode(errors="replace")
    if advart := advarsler.tom():
        return b"F", advart.encode(errors="replace")
    if len(pdf) > storst:
        return b"F", f"PDF of {len(pdf)} bytes, the limit is {storst}".encode()
    return b"P", pdf


def betjen(inn: BinaryIO, ut: BinaryIO, tegn: Tegner, advarsler: Advarsler, grenser: dict[str, int]) -> None:
    """Answer until stdin is closed."""
    while hode := inn.read(HODE.size):
        _, lengde = HODE.unpack(hode)
        html = inn.read(lengde).decode()
        signal.alarm(grenser["sekunder"])
        melding = svar(tegn, advarsler, html, grenser["storst"])
        signal.alarm(0)
        send(ut, *melding)


def main() -> None:
    """Set the limits given as JSON in the first argument, load, say so, and serve."""
    grenser: dict[str, int] = json.loads(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (grenser["minne"], grenser["minne"]))
    # What a library prints must not end up among our messages.
    ut = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    advarsler = Advarsler()
    logging.getLogger("weasyprint").handlers = [advarsler]
    try:
        tegn = lag_tegner()
    except (OSError, ImportError) as feil:
        return send(ut, b"U", str(feil).encode(errors="replace"))
    if mangel := advarsler.tom():
        return send(ut, b"U", mangel.encode(errors="replace"))
    send(ut, b"K", b"")
    betjen(sys.stdin.buffer, ut, tegn, advarsler, grenser)
    return None


if __name__ == "__main__":
    main()
