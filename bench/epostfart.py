"""Brev i sekundet med et vedlegg på 100 kB: `python bench/epostfart.py [--antall 100] [--treghet 0]`.

The portal's own `lever` beside a bare smtplib loop: the same server in a process of its own, the same
bytes, one connection each, in turns. Seconds on a shared machine say little alone; the ratio of two
neighbouring rounds is what to compare. The aim is 0.9 of the bare loop.
"""

from __future__ import annotations

import argparse
import os
import smtplib
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.portal import ROT, egen_portal
from bench.rapport import Rapport, kjor
from verktoy.skjerm import StegFeilet

if TYPE_CHECKING:
    from django.core.mail import EmailMessage

MAL = 0.9  # of the bare loop's mails per second
STORRELSE = 100_000  # bytes in the attachment
PER_DOKUMENT = 25  # mails with the same document, as a group has members
NOKKEL = "fart:"
BUNKE = 5_000  # rows in one go


def argumenter() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antall", type=int, default=100, help="brev i hver runde")
    parser.add_argument("--runder", type=int, default=7, help="runder av hvert slag")
    parser.add_argument("--historie", type=int, default=10_000, help="brev som er sendt før")
    parser.add_argument("--treghet", type=float, default=0.0, help="millisekunder tjenerens ja tar")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL i stedet for SQLite")
    return parser.parse_args()


class Mottak:
    """The server in its own process, and what it got over each connection."""

    def __init__(self, prosess: subprocess.Popen[str]) -> None:
        assert prosess.stdout is not None
        self._ut = prosess.stdout
        self.port = int(self._ut.readline())

    def talte(self) -> tuple[int, int]:
        """Mails and bytes of the connection that has just ended."""
        brev, byte = self._ut.readline().split()
        return int(brev), int(byte)


@contextmanager
def mottak(treghet: float) -> Iterator[Mottak]:
    """A server that takes everything, and `treghet` milliseconds to say so."""
    kommando = [sys.executable, "-m", "bench.sluk", str(treghet / 1000)]
    with subprocess.Popen(kommando, cwd=ROT, stdout=subprocess.PIPE, text=True) as prosess:
        try:
            yield Mottak(prosess)
        finally:
            prosess.terminate()


def fyll(antall: int) -> None:
    """Queue mails to groups of 25, each group with a document of its own."""
    from django.db import transaction

    from bench.brev import NAA, adresse
    from nettverk.models import Dokument
    from nettverk.utboks import Vedleggsdata
    from tests.nettverk.byggere import i_ko, ny_gruppe

    gruppe = ny_gruppe()
    with transaction.atomic():
        for nummer in range(antall):
            if nummer % PER_DOKUMENT == 0:
                dokument = Dokument.objects.frys(
                    gjelder=gruppe,
                    slag=Dokument.Slag.REFERAT,
                    malgruppe=Dokument.Malgruppe.GRUPPE,
                    malform="nb",
                    versjon=nummer + 1,
                    innhold={},
                    nettverk=gruppe.nettverk,
                    filnavn=f"referat-{nummer}.pdf",
                    naa=NAA,
                )
                dokument.pdf, dokument.pdf_status = os.urandom(STORRELSE), Dokument.PdfStatus.KLAR
                dokument.save()
            vedlegg = [Vedleggsdata(dokument.filnavn, dokument=dokument)]
            felt = {"nokkel": f"{NOKKEL}{nummer}", "emne": f"Brev {nummer}", "til": adresse(nummer)}
            i_ko(NAA, nettverk=gruppe.nettverk, vedlegg=vedlegg, **felt)


def fyll_historien(antall: int) -> None:
    """The mails of some years, which are all kept."""
    from bench.brev import NAA
    from nettverk.models import Epost

    for nr in range(0, antall, BUNKE):
        Epost.objects.bulk_create(
            Epost(
                nokkel=f"historie:{nummer}",
                slag="prove",
                til="mottaker@helse.example",
                emne="Et brev fra før",
                tekst="Hei på deg. " * 100,
                html="<p>Hei på deg.</p>" * 300,
                fra="portal@nettverk.example",
                status=Epost.Status.SENDT,
                forsok=1,
                sendt_naa=NAA,
                opprettet=NAA,
            )
            for nummer in range(nr, min(nr + BUNKE, antall))
        )


def portalen(antall: int) -> float:
    """Seconds for the portal to send all of it, from rows to the last note."""
    from bench.brev import NAA
    from nettverk.models import Epost
    from nettverk.utboks.levering import lever

    Epost.objects.filter(nokkel__startswith=NOKKEL).update(
        status=Epost.Status.KO, forsok=0, neste_forsok=NAA, tatt_naa=None, sendt_naa=None
    )
    fra = time.perf_counter()
    sendt = lever(NAA, maks=antall).sendt
    tid = time.perf_counter() - fra
    if sendt != antall:
        raise StegFeilet(f"Portalen sendte {sendt} av {antall} brev.")
    return tid


def ferdige() -> list[tuple[str, str, bytes]]:
    """Sender, recipient and bytes of each mail, as the portal sends it."""
    from email.utils import parseaddr

    from nettverk.models import Epost
    from nettverk.utboks.mime import bygg

    rader = Epost.objects.filter(nokkel__startswith=NOKKEL).order_by("pk")
    return [(parseaddr(epost.fra)[1], epost.til, _pa_linjen(bygg(epost))) for epost in rader]


def _pa_linjen(melding: EmailMessage) -> bytes:
    """The bytes that Django's mail backend hands to smtplib."""
    innhold: bytes = melding.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]
    return innhold


def bare_lokken(port: int, brev: list[tuple[str, str, bytes]]) -> float:
    """Seconds for smtplib alone to send them."""
    fra = time.perf_counter()
    with smtplib.SMTP("127.0.0.1", port) as forbindelse:
        for avsender, til, innhold in brev:
            forbindelse.sendmail(avsender, [til], innhold)
    return time.perf_counter() - fra


def mal(valg: argparse.Namespace, rapport: Rapport) -> None:
    """Send in turns, and compare."""
    with (
        mottak(valg.treghet) as tjener,
        egen_portal(postgres=valg.postgres, EMAIL_URL=f"smtp://127.0.0.1:{tjener.port}") as portal,
    ):
        portal.bli_del_av()
        fyll_historien(valg.historie)
        fyll(valg.antall)
        portalen(valg.antall)
        ventet, brev = tjener.talte(), ferdige()
        tider: dict[str, list[float]] = {"portalen": [], "smtplib": []}

        def send(navn: str) -> None:
            tid = portalen(valg.antall) if navn == "portalen" else bare_lokken(tjener.port, brev)
            tider[navn].append(tid)
            if (fikk := tjener.talte()) != ventet:
                raise StegFeilet(f"{navn}: tjeneren fikk {fikk} (brev, byte), ikke {ventet}.")

        for runde in range(valg.runder):
            for navn in tider if runde % 2 else reversed(tider):
                send(navn)
        dom(valg.antall, tider["portalen"], tider["smtplib"], rapport)


def dom(antall: int, portalen: list[float], bare: list[float], rapport: Rapport) -> None:
    """The ratio of neighbouring rounds, and what it stands for."""
    forhold = [b / p for p, b in zip(portalen, bare, strict=True)]
    midt = statistics.median(forhold)
    rapport.tall("", "portalen", "bare smtplib")
    per = [statistics.median(tider) / antall for tider in (portalen, bare)]
    rapport.tall("brev i sekundet (median)", *(f"{1 / ett:.0f}" for ett in per))
    rapport.tall("millisekunder per brev (median)", *(f"{ett * 1000:.1f}" for ett in per))
    rapport.tall("portalen bruker mer, per brev", f"{(per[0] - per[1]) * 1000:.1f} ms")
    rapport.tall("portalen i forhold til løkken, runde for runde", " ".join(f"{ett:.2f}" for ett in forhold))
    rapport.lov(f"portalen sender {midt:.2f} av det smtplib alene gjør, målet er {MAL}", midt >= MAL)


def main() -> int:
    """Run it; the exit code says whether the goal was met."""
    valg = argumenter()
    sted = "PostgreSQL" if valg.postgres else "SQLite"
    rapport = Rapport(
        f"{valg.antall} brev med {STORRELSE // 1000} kB vedlegg, tjeneren bruker {valg.treghet:g} ms ({sted})"
    )
    mal(valg, rapport)
    return rapport.kode


if __name__ == "__main__":
    kjor(main)
