"""Redis drepes og tømmes midt i en utsending: `python bench/koborte.py [--antall 300] [--borte 75]`.

A Redis of its own (never the one that runs), the worker and the clock of `Procfile`. In the middle of
a queue of mails it is emptied; in the middle of another it is killed, and starts again empty after
`--borte` seconds, longer than from one sweep to the next. Both times more mails are queued, which the
worker may not hear of. Nobody is helped: what is measured is how long it takes until mail goes again.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import redis

from bench.portal import Prosess, egen_portal
from bench.posttjener import Posttjener, posttjener
from bench.rapport import Rapport, kjor, vent_til
from tests.e2e.postkasse import ledig_port

FRIST = 90.0  # seconds until mail goes again by itself
TALMODIGHET = 300.0
TREGHET = 0.02  # seconds a yes takes, so that there is a middle to be in
STILLE = 2.0  # seconds without a mail, when a round has ended


def argumenter() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antall", type=int, default=300, help="brev i køen før Redis dør")
    parser.add_argument("--borte", type=float, default=75.0, help="sekunder Redis er borte")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL i stedet for SQLite")
    return parser.parse_args()


class Redis:
    """A Redis server of our own, on a free port, that keeps nothing on disk."""

    def __init__(self, mappe: Path) -> None:
        self.port, self._mappe = ledig_port(), mappe
        self._prosess: Prosess | None = None
        self._klient = redis.Redis(port=self.port)

    def start(self) -> None:
        """Start it, empty. Raises StegFeilet where that takes too long."""
        kommando = f'redis-server --port {self.port} --bind 127.0.0.1 --save "" --appendonly no'
        self._prosess = Prosess(kommando, os.environ, self._mappe / "redis.log")
        vent_til(self.svarer, 10, "redis-server")

    def drep(self) -> None:
        """SIGKILL."""
        if self._prosess is not None:
            self._prosess.drep()

    def tom(self) -> None:
        """Delete everything in it, while it runs."""
        self._klient.flushall()

    def svarer(self) -> bool:
        """Whether it answers."""
        try:
            return bool(self._klient.ping())
        except redis.ConnectionError:
            return False


@contextmanager
def egen_redis() -> Iterator[Redis]:
    """A Redis that runs, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="redis-bench-") as mappe:
        tjener = Redis(Path(mappe))
        tjener.start()
        try:
            yield tjener
        finally:
            tjener.drep()


class Forlop:
    """Queues of mails, and what happens to Redis in the middle of each."""

    def __init__(self, valg: argparse.Namespace, tjener: Posttjener, ko: Redis) -> None:
        self._valg, self._tjener, self._ko = valg, tjener, ko
        self.lagt = 0

    def tomt(self) -> float:
        """Redis loses all it holds, and runs on. Returns the longest time without a mail from then on."""
        self._midt_i_en_utsending()
        self._ko.tom()
        fra = time.monotonic()
        self.legg_i_ko(self._valg.antall // 10)
        return self._opphold(fra)

    def drept(self) -> tuple[float, float]:
        """Redis dies and comes back empty. Returns as `tomt`, and the seconds of a request meanwhile."""
        self._midt_i_en_utsending()
        self._ko.drep()
        vent_til(self._stille, TALMODIGHET, "Slutten på runden")
        tok = self.legg_i_ko(self._valg.antall // 10)
        time.sleep(self._valg.borte)
        self._ko.start()
        return self._opphold(time.monotonic()), tok

    def legg_i_ko(self, antall: int) -> float:
        """Queue mails and wake the worker, as a web request does; returns the seconds it took."""
        from bench import brev
        from nettverk import klokke

        fra = time.monotonic()
        brev.fyll(antall, fra=self.lagt, naa=klokke.naa())
        self.lagt += antall
        return time.monotonic() - fra

    def _midt_i_en_utsending(self) -> None:
        """Queue more than a round takes, and wait until the worker is in the middle of the first."""
        from nettverk.utboks.levering import MAKS

        halvveis = len(self._tjener.forsok) + min(self._valg.antall, MAKS) // 2
        self.legg_i_ko(self._valg.antall)
        vent_til(lambda: len(self._tjener.forsok) >= halvveis, TALMODIGHET, "Første halvdel av sendingen")

    def _stille(self) -> bool:
        return time.monotonic() - self._tjener.forsok[-1].nar > STILLE

    def _opphold(self, fra: float) -> float:
        """Wait until everything is sent; the longest time from `fra` on in which no mail came."""
        from bench import brev

        vent_til(lambda: not brev.usendt(), TALMODIGHET, "Resten av sendingen")
        tider = [fra, *(ett.nar for ett in self._tjener.forsok if ett.nar > fra)]
        return max((senere - for_ for for_, senere in pairwise(tider)), default=0.0)


def kjor_forlopet(valg: argparse.Namespace, rapport: Rapport) -> None:
    """Send, take Redis away, and count."""
    with (
        posttjener() as tjener,
        egen_redis() as ko,
        egen_portal(
            postgres=valg.postgres,
            EMAIL_URL=f"smtp://127.0.0.1:{tjener.port}",
            REDIS_URL=f"redis://127.0.0.1:{ko.port}/0",
        ) as portal,
    ):
        tjener.treghet = lambda: TREGHET
        portal.bli_del_av()
        arbeider, klokken = portal.start("arbeider"), portal.start("klokke")
        vent_til(lambda: " ready." in arbeider.sagt, TALMODIGHET, "Arbeideren")
        forlop = Forlop(valg, tjener, ko)
        opphold_tomt = forlop.tomt()
        opphold_drept, tok = forlop.drept()
        rapport.tall("e-post går igjen etter at Redis ble tømt", f"{opphold_tomt:.1f} s")
        rapport.tall("e-post går igjen etter at Redis kom tilbake", f"{opphold_drept:.1f} s")
        rapport.tall("å legge brev i kø mens Redis var borte tok", f"{tok * 1000:.0f} ms")
        dom(tjener, forlop.lagt, max(opphold_tomt, opphold_drept), rapport)
        rapport.lov("arbeideren og klokken lever ennå", arbeider.lever and klokken.lever)


def dom(tjener: Posttjener, lagt: int, opphold: float, rapport: Rapport) -> None:
    """Hold what came against what was promised."""
    kopier = Counter(forsok.til for forsok in tjener.mottatt)
    rapport.tall("brev lagt i kø, og kommet fram", f"{lagt}, {len(kopier)}")
    rapport.lov("ingen brev er tapt", len(kopier) == lagt)
    rapport.lov("ingen brev er kommet to ganger", max(kopier.values()) == 1)
    rapport.lov(f"e-post gikk igjen av seg selv innen {FRIST:.0f} s", opphold <= FRIST)


def main() -> int:
    """Run it; the exit code says whether the promises held."""
    valg = argumenter()
    sted = "PostgreSQL" if valg.postgres else "SQLite"
    rapport = Rapport(f"{valg.antall} brev i kø, Redis tømmes, og er borte i {valg.borte:.0f} s ({sted})")
    kjor_forlopet(valg, rapport)
    return rapport.kode


if __name__ == "__main__":
    kjor(main)
