"""A mail server that keeps what it gets, and lets a test wait for it."""

from __future__ import annotations

import asyncio
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TALMODIGHET = 25.0  # seconds until a mail that has not come is missing
KODE = re.compile(r"^\s*(\d{4}-?\d{4})\s*$", re.MULTILINE)


class Postkasse:
    """`brev` in the order they came. `treghet` is how many seconds the yes to a mail takes."""

    def __init__(self) -> None:
        self.brev: list[EmailMessage] = []
        self.treghet = 0.0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        innhold = envelope.content
        assert isinstance(innhold, bytes)
        self.brev.append(message_from_bytes(innhold, policy=policy.default))
        await asyncio.sleep(self.treghet)
        return "250 OK"

    def finn(self, til: str = "", emne: str = "") -> list[EmailMessage]:
        """The mails to this address whose subject contains `emne`."""
        return [b for b in self.brev if til in ("", mottaker(b)) and emne in str(b["Subject"])]

    def vent(self, til: str = "", emne: str = "", antall: int = 1) -> list[EmailMessage]:
        """Wait until there are `antall` such mails, and return them. Fails with what came instead."""
        frist = time.monotonic() + TALMODIGHET
        while len(funnet := self.finn(til, emne)) < antall:
            kom = [(mottaker(b), str(b["Subject"])) for b in self.brev]
            assert time.monotonic() < frist, (
                f"{antall} × «{emne}» til {til or 'noen'} kom ikke. Dette kom: {kom}"
            )
            time.sleep(0.05)
        return funnet

    def siste(self, til: str, emne: str, antall: int = 1) -> EmailMessage:
        """Wait as `vent`, and return the last one."""
        return self.vent(til, emne, antall)[-1]


@contextmanager
def postkasse() -> Iterator[tuple[Postkasse, int]]:
    """A mail server on a free port of this machine; gives the mailbox and the port."""
    kasse, port = Postkasse(), ledig_port()
    kontroller = Controller(kasse, hostname="127.0.0.1", port=port)
    kontroller.start()
    yield kasse, port
    kontroller.stop()


def ledig_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as prove:
        return int(prove.getsockname()[1])


def mottaker(brev: EmailMessage) -> str:
    """The bare address in To."""
    return parseaddr(str(brev["To"]))[1]


def tekst(brev: EmailMessage) -> str:
    """The mail as plain text."""
    del_ = brev.get_body(("plain",))
    assert del_ is not None
    return str(del_.get_content())


def html(brev: EmailMessage) -> str:
    """The mail as HTML."""
    del_ = brev.get_body(("html",))
    assert del_ is not None
    return str(del_.get_content())


def vedlegg(brev: EmailMessage) -> dict[str, bytes]:
    """The attachments, by kind: «application/pdf», «text/calendar»."""
    return {d.get_content_type(): d.get_payload(decode=True) or b"" for d in brev.iter_attachments()}  # type: ignore[misc]


def lenke(brev: EmailMessage, side: str) -> str:
    """The first link in a mail whose path begins with `side`, as «gjest/min»."""
    funnet = re.search(rf"https?://[^/\s]+/{side}/\S+", tekst(brev))
    assert funnet, tekst(brev)
    return funnet[0]


def svarlenke(brev: EmailMessage) -> str:
    """The personal link in an innkalling."""
    return lenke(brev, "svar")


def kode(brev: EmailMessage) -> str:
    """The login code in a mail."""
    funnet = KODE.search(tekst(brev))
    assert funnet, tekst(brev)
    return funnet[1]
