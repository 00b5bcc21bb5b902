"""Delivery to a real mail server: what arrives, refusals, lost connections, a killed worker."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings as innstillinger
from pytest_django import Settings

from nettverk.models import Epost, Livstegn
from nettverk.utboks import Vedleggsdata
from nettverk.utboks.levering import lever
from tests.nettverk.byggere import i_ko, lokal, nytt_nettverk

NAA = lokal("2026-11-03T08:00")
ICS = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:M\xc3\xb8te\r\nEND:VCALENDAR\r\n"


@dataclass
class Tjener:
    """A mail server that keeps what it gets, and answers as a test tells it to."""

    svar: Callable[[str], str | None] = lambda adresse: None
    mottatt: list[EmailMessage] = field(default_factory=list)
    forbindelser: int = 0
    heng: threading.Event = field(default_factory=threading.Event)
    fikk: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.forbindelser += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        svar = self.svar(address)
        if svar is None:
            envelope.rcpt_tos.append(address)
        return svar or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        melding = message_from_bytes(envelope.content or b"", policy=policy.default)  # type: ignore[arg-type]
        self.mottatt.append(melding)
        self.fikk.set()
        while self.heng.is_set():
            await asyncio.sleep(0.02)
        return "250 Accepted"

    def emner(self) -> list[str]:
        return [str(melding["Subject"]) for melding in self.mottatt]


def _ledig_port() -> int:
    with socket.socket() as prove:
        prove.bind(("127.0.0.1", 0))
        return int(prove.getsockname()[1])


@pytest.fixture
def tjener(settings: Settings) -> Iterator[Tjener]:
    tjener = Tjener(port=_ledig_port())
    kontroller = Controller(tjener, hostname="127.0.0.1", port=tjener.port)
    kontroller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", tjener.port
    yield tjener
    tjener.heng.clear()
    kontroller.stop()


@pytest.mark.django_db
def test_lever_message_arrives_whole(tjener: Tjener) -> None:
    vedlegg = [
        Vedleggsdata("møte.ics", "text/calendar", ICS),
        Vedleggsdata("innkalling-åsane.pdf", "application/pdf", b"%PDF-1.7"),
    ]
    i_ko(NAA, nettverk=nytt_nettverk(sekretariat="KLB Øygarden", epost="klb@klb.example"), vedlegg=vedlegg)
    assert lever(NAA).sendt == 1
    epost, melding = Epost.objects.get(), tjener.mottatt[0]
    assert (epost.status, epost.get_status_display()) == ("sendt", "tatt imot av e-posttjeneren")
    assert (melding["From"], melding["To"]) == (
        "KLB Øygarden <portal@nettverk.example>",
        "Kåre Løkås <mottaker@helse.example>",
    )
    assert (melding["Subject"], melding["Reply-To"]) == ("Møte i Åsane", "klb@klb.example")
    assert (melding["Message-ID"], melding["Date"].datetime) == (epost.message_id, NAA)
    assert melding["Auto-Submitted"] == "auto-generated"
    assert [del_.get_content_type() for del_ in melding.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "text/calendar",
        "application/pdf",
    ]


@pytest.mark.django_db
def test_lever_attachments_keep_bytes_names_and_method(tjener: Tjener) -> None:
    vedlegg = [
        Vedleggsdata("møte.ics", "text/calendar", ICS),
        Vedleggsdata("innkalling-åsane.pdf", "application/pdf", b"%PDF-1.7 \xff"),
    ]
    i_ko(NAA, vedlegg=vedlegg)
    lever(NAA)
    kalender, pdf = tjener.mottatt[0].iter_attachments()
    assert (kalender.get_filename(), kalender.get_payload(decode=True)) == ("møte.ics", ICS)
    assert (kalender.get_param("method"), kalender.get_content_charset()) == ("REQUEST", "utf-8")
    assert (pdf.get_filename(), pdf.get_content()) == ("innkalling-åsane.pdf", b"%PDF-1.7 \xff")


@pytest.mark.django_db
def test_lever_many_over_one_connection(tjener: Tjener) -> None:
    for nr in range(5):
        i_ko(NAA, emne=f"Brev {nr}")
    assert lever(NAA).sendt == 5
    assert (tjener.forbindelser, tjener.emner()) == (1, [f"Brev {nr}" for nr in range(5)])


@pytest.mark.django_db
def test_lever_refused_mails_do_not_stop_the_others(tjener: Tjener) -> None:
    svar = {"borte@x.example": "550 no such user", "full@x.example": "452 mailbox full"}
    tjener.svar = svar.get
    for til in ("borte@x.example", "full@x.example", "ase@x.example"):
        i_ko(NAA, til=til)
    runde = lever(NAA)
    assert (runde.sendt, runde.utsatt, runde.feilet) == (1, 1, 1)
    assert list(Epost.objects.order_by("til").values_list("til", "status", "feil")) == [
        ("ase@x.example", "sendt", ""),
        ("borte@x.example", "feilet", "550 no such user"),
        ("full@x.example", "ko", "452 mailbox full"),
    ]


@pytest.mark.django_db
def test_lever_again_after_a_temporary_refusal_has_the_same_headers(tjener: Tjener) -> None:
    tjener.svar = lambda adresse: "451 later"
    i_ko(NAA)
    lever(NAA)
    forst = Epost.objects.get()
    assert NAA < forst.neste_forsok <= NAA + timedelta(minutes=2)  # type: ignore[operator]
    tjener.svar = lambda adresse: None
    assert lever(NAA + timedelta(seconds=20)).antall == 0
    assert lever(NAA + timedelta(hours=3)).sendt == 1
    melding = tjener.mottatt[0]
    assert (melding["Message-ID"], melding["Date"].datetime) == (forst.message_id, NAA)


@pytest.mark.django_db
def test_lever_gives_up_after_five_days_with_the_servers_words(tjener: Tjener) -> None:
    tjener.svar = lambda adresse: "451 later"
    i_ko(NAA)
    lever(NAA + timedelta(days=5))
    assert list(Epost.objects.values_list("status", "feil")) == [("feilet", "451 later")]


@pytest.mark.django_db
def test_lever_without_a_server_tries_one_mail_and_leaves_the_rest(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    for _nr in range(3):
        i_ko(NAA)
    assert (lever(NAA).utsatt, lever(NAA).utsatt) == (1, 1)
    assert sorted(Epost.objects.values_list("status", "forsok")) == [("ko", 0), ("ko", 1), ("ko", 1)]
    assert "refused" in Epost.objects.order_by("pk")[0].feil.lower()


@pytest.mark.django_db
def test_lever_header_with_a_line_break_is_refused(tjener: Tjener) -> None:
    i_ko(NAA, emne="Møte\nBcc: alle@x.example")
    i_ko(NAA, emne="Neste")
    runde = lever(NAA)
    assert (runde.feilet, runde.sendt, tjener.emner()) == (1, 1, ["Neste"])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("svar", "tegn"),
    [
        (None, [NAA]),
        ("550 no such user", [NAA]),
        ("452 mailbox full", [NAA]),
        ("421 closing down", []),
    ],
)
def test_lever_notes_that_the_server_answers_for_its_receivers(
    tjener: Tjener, svar: str | None, tegn: list[datetime]
) -> None:
    """Yes, no and «later» to this one are signs of life; «later» to everybody is not."""
    tjener.svar = lambda adresse: svar
    i_ko(NAA)
    lever(NAA)
    assert list(Livstegn.objects.filter(navn="eposttjener").values_list("sist", flat=True)) == tegn


# --- A worker killed in the middle -----------------------------------------------------------

ARBEIDER = """
import sys
from datetime import datetime
import django
django.setup()
from nettverk.utboks.levering import lever
print(lever(datetime.fromisoformat(sys.argv[1])).sendt)
"""
FYLL = """
import django
django.setup()
from datetime import datetime
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.nettverk.byggere import i_ko, lokal
for nr in range(3):
    i_ko(lokal("2026-11-03T08:00"), emne=f"Brev {nr}")
"""


@pytest.fixture
def egen_portal(tmp_path: Path, tjener: Tjener) -> Callable[..., subprocess.Popen[str]]:
    """Starts Python code as a process of its own, against a data folder of its own and the mail server."""
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn not in ("DATABASE_URL", "REDIS_URL")}
    miljo |= {
        "NETTVERK_MODUS": "innebygd",
        "DATAMAPPE": str(tmp_path),
        "EMAIL_URL": f"smtp://127.0.0.1:{tjener.port}",
        "DJANGO_SETTINGS_MODULE": "nettverk.settings",
    }

    def start(kode: str, *argumenter: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", kode, *argumenter],
            cwd=innstillinger.BASE_DIR,
            env=miljo,
            stdout=subprocess.PIPE,
            text=True,
        )

    return start


def _moment(minutter: int) -> str:
    return (NAA + timedelta(minutes=minutter)).isoformat()


@pytest.mark.treg
def test_lever_killed_between_claim_and_note_loses_nothing(
    tjener: Tjener, egen_portal: Callable[..., subprocess.Popen[str]]
) -> None:
    """The server had the mail, the worker died before it heard «yes»: the one case of a second copy."""
    assert egen_portal(FYLL).wait(60) == 0
    tjener.heng.set()
    arbeider = egen_portal(ARBEIDER, _moment(0))
    assert tjener.fikk.wait(30)
    arbeider.send_signal(signal.SIGKILL)
    arbeider.wait(10)
    tjener.heng.clear()

    straks = egen_portal(ARBEIDER, _moment(1)).communicate(timeout=30)[0]
    senere = egen_portal(ARBEIDER, _moment(11)).communicate(timeout=30)[0]
    aldri = egen_portal(ARBEIDER, _moment(30)).communicate(timeout=30)[0]

    assert [straks, senere, aldri] == ["2\n", "1\n", "0\n"]
    assert tjener.emner() == ["Brev 0", "Brev 1", "Brev 2", "Brev 0"]
    forste, siste = tjener.mottatt[0], tjener.mottatt[3]
    assert (forste["Message-ID"], forste["Date"]) == (siste["Message-ID"], siste["Date"])
    assert isinstance(siste["Date"].datetime, datetime)
