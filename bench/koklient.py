"""Many who send a form at once, or one after the other, each on a connection of its own."""

from __future__ import annotations

import re
import selectors
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

from verktoy.skjerm import StegFeilet

TALMODIGHET = 120.0  # seconds without an answer to anybody
HODE = re.compile(rb"HTTP/1\.1 (\d+) .*?\r\nContent-Length: (\d+)\r\n.*?\r\n\r\n", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True)
class Svar:
    """An answer; `status` is 0 where the connection was closed without one."""

    status: int
    tekst: str


class Klient:
    """A browser's key to the forms of the portal on `port`."""

    def __init__(self, port: int) -> None:
        self.port = port
        forbindelse = HTTPConnection("127.0.0.1", port, timeout=TALMODIGHET)
        forbindelse.request("GET", "/kode/")
        svar = forbindelse.getresponse()
        self._kode = svar.read().decode()
        self._kapsel = str(svar.headers["Set-Cookie"]).partition(";")[0]
        forbindelse.close()

    def send(self, adresse: str, skjemaer: Sequence[dict[str, str]], avstand: float = 0.0) -> list[Svar]:
        """Send the forms in order, at least `avstand` seconds apart; return the answers in that order.

        Whoever has connected has sent before the next one connects. Raises StegFeilet.
        """
        velger, mottatt, svar = selectors.DefaultSelector(), dict[int, bytes](), dict[int, Svar]()

        def les(til: float) -> bool:
            hendelser = velger.select(max(0.0, til - time.monotonic()))
            for nokkel, _hendelse in hendelser:
                nummer, kontakt = nokkel.data, nokkel.fileobj
                assert isinstance(kontakt, socket.socket)
                bit = kontakt.recv(65536)
                mottatt[nummer] = mottatt.get(nummer, b"") + bit
                ferdig = _tolk(mottatt[nummer]) if bit else Svar(0, "")
                if ferdig is not None:
                    svar[nummer] = ferdig
                    velger.unregister(kontakt)
                    kontakt.close()
            return bool(hendelser)

        neste = time.monotonic()
        for nummer, skjema in enumerate(skjemaer):
            while time.monotonic() < neste:
                les(neste)
            kontakt = socket.create_connection(("127.0.0.1", self.port))
            kontakt.sendall(self._foresporsel(adresse, skjema))
            neste = time.monotonic() + avstand
            velger.register(kontakt, selectors.EVENT_READ, nummer)
        while len(svar) < len(skjemaer):
            if not les(time.monotonic() + TALMODIGHET):
                igjen = len(skjemaer) - len(svar)
                raise StegFeilet(f"{igjen} fikk ikke svar på {TALMODIGHET:.0f} sekunder.")
        return [svar[nummer] for nummer in range(len(skjemaer))]

    @contextmanager
    def andre_skriver(self, adresse: str, antall: int) -> Iterator[list[int]]:
        """So many others write without pause meanwhile; the list has the status of each answer."""
        slutt, status = threading.Event(), list[int]()

        def skriv() -> None:
            forbindelse = HTTPConnection("127.0.0.1", self.port, timeout=TALMODIGHET)
            skjema = urlencode({"csrfmiddlewaretoken": self._kode})
            hode = {"Cookie": self._kapsel, "Content-Type": "application/x-www-form-urlencoded"}
            while not slutt.is_set():
                forbindelse.request("POST", adresse, skjema, hode)
                svar = forbindelse.getresponse()
                svar.read()
                status.append(svar.status)
            forbindelse.close()

        trader = [threading.Thread(target=skriv) for _ in range(antall)]
        for trad in trader:
            trad.start()
        try:
            yield status
        finally:
            slutt.set()
            for trad in trader:
                trad.join()

    def _foresporsel(self, adresse: str, skjema: dict[str, str]) -> bytes:
        kropp = urlencode(skjema | {"csrfmiddlewaretoken": self._kode}).encode()
        linjer = (
            f"POST {adresse} HTTP/1.1",
            f"Host: 127.0.0.1:{self.port}",
            f"Cookie: {self._kapsel}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(kropp)}",
        )
        return "\r\n".join((*linjer, "", "")).encode() + kropp


def _tolk(data: bytes) -> Svar | None:
    """Return the answer when all of it is here."""
    hode = HODE.match(data)
    if hode is None or len(data) < hode.end() + int(hode[2]):
        return None
    return Svar(int(hode[1]), data[hode.end() :].decode())
