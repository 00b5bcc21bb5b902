"""A mail server on this machine that can misbehave, and remembers every attempt to hand it a mail."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.parser import BytesHeaderParser
from typing import Literal

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.e2e.postkasse import ledig_port

GODTATT = "250 OK"
_EVIG = 3600.0  # seconds; longer than any client waits


@dataclass(frozen=True)
class Svar:
    """What the server does instead of taking a mail, and at which command."""

    ved: Literal["rcpt", "data"]
    ord: str


# These have been handed the whole mail when they begin.
HENG = Svar("data", "henger")
BRUDD = Svar("data", "bryter forbindelsen")
DRAP = Svar("data", "svarer 250, og arbeideren dør")


@dataclass(frozen=True)
class Forsok:
    """One attempt to deliver, as the server saw it: when (time.monotonic), and what it answered."""

    nar: float
    til: str
    nummer: int
    svar: str
    message_id: str = ""
    dato: str = ""
    runde: int = 0

    @property
    def tatt_imot(self) -> bool:
        """Whether the server has the mail: it said yes, or nothing at all after the last line of it."""
        return bool(self.message_id) and self.svar in (GODTATT, BRUDD.ord, DRAP.ord)


class Posttjener:
    """`atferd` says, by address and number of the attempt, what to do other than to take the mail.

    `treghet` is the seconds a yes takes. `runde` is a mark on what comes while it is set. `frys` and
    `drep` are what DRAP does to whoever delivers, before and after the yes.
    """

    def __init__(self) -> None:
        self.port = ledig_port()
        self.forsok: list[Forsok] = []
        self.atferd: Callable[[str, int], Svar | None] = lambda til, nummer: None
        self.treghet: Callable[[], float] = lambda: 0.0
        self.ur: Callable[[], float] = time.monotonic
        self.runde = 0
        self.frys: Callable[[], None] = lambda: None
        self.drep: Callable[[], None] = lambda: None
        self._antall: Counter[str] = Counter()

    @property
    def mottatt(self) -> list[Forsok]:
        """The mails the server has, in the order they came."""
        return [forsok for forsok in self.forsok if forsok.tatt_imot]

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer the recipient, and remember the attempt when it ends here."""
        self._antall[address] += 1
        svar = self.atferd(address, self._antall[address])
        if svar is not None and svar.ved == "rcpt":
            self.forsok.append(Forsok(self.ur(), address, self._antall[address], svar.ord, runde=self.runde))
            return svar.ord
        envelope.rcpt_tos.append(address)
        return GODTATT

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Remember the mail, then answer it."""
        til, innhold = envelope.rcpt_tos[0], envelope.content
        assert isinstance(innhold, bytes)
        hoder = BytesHeaderParser().parsebytes(innhold)
        svar = self.atferd(til, self._antall[til])
        self.forsok.append(
            Forsok(
                nar=self.ur(),
                til=til,
                nummer=self._antall[til],
                svar=svar.ord if svar else GODTATT,
                message_id=hoder["Message-ID"],
                dato=hoder["Date"],
                runde=self.runde,
            )
        )
        if svar == HENG:
            await asyncio.sleep(_EVIG)
        elif svar == BRUDD:
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        elif svar == DRAP:
            # The yes lies with the receiver's kernel when the process dies that was to read it.
            self.frys()
            await server.push(GODTATT)
            self.drep()
        elif svar is None:
            await asyncio.sleep(self.treghet())
        return svar.ord if svar else GODTATT


@contextmanager
def posttjener() -> Iterator[Posttjener]:
    """The server, running in a thread of this process."""
    tjener = Posttjener()
    kontroller = Controller(tjener, hostname="127.0.0.1", port=tjener.port, ready_timeout=30)
    kontroller.start()
    try:
        yield tjener
    finally:
        kontroller.stop()
