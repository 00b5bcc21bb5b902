"""En arbeider som drepes med SIGKILL mens den sender: `python bench/drap.py [--antall 500] [--drap 20]`.

A real Celery worker sends `--antall` mails to a real mail server. `--drap` times it is killed at a
random moment, and `--plassert` times between the server's «250» and our note of it. Each new worker
has its clock 11 minutes ahead of the one before, so that a dead worker's claim is taken up again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.portal import Portal, Prosess, egen_portal
from bench.posttjener import DRAP, Posttjener, posttjener
from bench.rapport import Rapport, kjor, vent_til

FORELDET = timedelta(minutes=11)  # one more than the portal waits for a claim to grow old
TREGHET = 0.02  # seconds at most from the last line of a mail to the yes
TALMODIGHET = 120.0  # seconds for one worker to get as far as it should
ALENE = ("-B", "--pool", "solo")  # as `make run` starts it: one process sends
SLINGRING = 10  # mails a worker may get further than where it was to be killed


def argumenter() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antall", type=int, default=500, help="brev")
    parser.add_argument("--drap", type=int, default=20, help="ganger arbeideren drepes på måfå")
    parser.add_argument("--plassert", type=int, default=5, help="ganger den drepes rett etter 250")
    parser.add_argument("--fro", type=int, default=random.randrange(10_000), help="for å gjenta et forløp")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL i stedet for SQLite")
    valg = parser.parse_args()
    if valg.antall < (minst := valg.drap + valg.plassert + SLINGRING + 1):
        parser.error(f"--antall må være minst {minst} når arbeideren skal drepes så mange ganger")
    return valg


class Forlop:
    """One worker after another, until all mails are sent."""

    def __init__(self, portal: Portal, tjener: Posttjener, slump: random.Random) -> None:
        from bench import brev

        self._brev, self._portal, self._tjener, self._slump = brev, portal, tjener, slump
        self._naa: datetime = brev.NAA
        self.midt_i = 0
        tjener.treghet = lambda: slump.uniform(0, TREGHET)

    def ny_arbeider(self) -> Prosess:
        """A worker on a later clock, woken."""
        self._tjener.runde += 1
        self._naa += FORELDET
        arbeider = self._portal.start("arbeider", *ALENE, naa=self._naa)
        self._brev.vekk_arbeideren()
        return arbeider

    def drep_pa_mafa(self, etter: int) -> None:
        """Kill a worker at a random moment after the server has so many different mails."""
        for_ = self._brev.status()["tatt"]
        arbeider = self.ny_arbeider()
        vent_til(lambda: self._ulike() >= etter, TALMODIGHET, f"Brev nummer {etter}")
        time.sleep(self._slump.uniform(0, 2 * TREGHET))
        arbeider.drep()
        # What earlier kills left is taken up again last, after all that have waited longer.
        self.midt_i += self._brev.status()["tatt"] > for_

    def drep_etter_250(self) -> None:
        """Kill a worker when the server has said yes to its first new mail, and it has not noted that."""
        arbeider = self.ny_arbeider()
        self._tjener.frys, self._tjener.drep = arbeider.frys, arbeider.drep
        self._tjener.atferd = lambda til, nummer: DRAP if nummer == 1 else None
        vent_til(lambda: not arbeider.lever, TALMODIGHET, "Drapet etter tjenerens 250")
        self._tjener.atferd = lambda til, nummer: None

    def fullfor(self) -> None:
        """Let a last worker send what is left."""
        arbeider = self.ny_arbeider()
        vent_til(lambda: not self._brev.usendt(), TALMODIGHET, "Resten av sendingen")
        arbeider.stopp()

    def _ulike(self) -> int:
        return len({forsok.til for forsok in self._tjener.mottatt})


def kjor_forlopet(valg: argparse.Namespace, rapport: Rapport) -> None:
    """Send, kill, and count what came."""
    slump = random.Random(valg.fro)
    with (
        posttjener() as tjener,
        egen_portal(postgres=valg.postgres, EMAIL_URL=f"smtp://127.0.0.1:{tjener.port}") as portal,
    ):
        portal.bli_del_av()
        from bench import brev

        brev.fyll(valg.antall)
        forlop = Forlop(portal, tjener, slump)
        fra = time.monotonic()
        mulige = range(1, valg.antall - valg.plassert - SLINGRING)
        for etter in sorted(slump.sample(mulige, valg.drap)):
            forlop.drep_pa_mafa(etter)
        for _nr in range(valg.plassert):
            forlop.drep_etter_250()
        forlop.fullfor()
        rapport.tall("tid i alt", f"{time.monotonic() - fra:.0f} s")
        rapport.tall("tilfeldige drap som traff midt i et brev", f"{forlop.midt_i} av {valg.drap}")
        dom(tjener, valg, brev.status(), rapport)


def dom(tjener: Posttjener, valg: argparse.Namespace, status: Counter[str], rapport: Rapport) -> None:
    """Hold what came against what was promised."""
    mottatt = tjener.mottatt
    kopier = Counter(forsok.til for forsok in mottatt)
    like = {(forsok.til, forsok.message_id, forsok.dato) for forsok in mottatt}
    siste = {forsok.til: nr for nr, forsok in enumerate(mottatt)}
    gjentatt = [forsok for nr, forsok in enumerate(mottatt) if nr < siste[forsok.til]]
    per_drap = Counter(forsok.runde for forsok in gjentatt)
    plasserte = [forsok.til for forsok in mottatt if forsok.svar == DRAP.ord]
    rapport.tall("brev tatt imot av e-posttjeneren", str(len(mottatt)))
    rapport.tall("… til ulike mottakere", str(len(kopier)))
    rapport.tall("… kommet én gang til", str(len(gjentatt)))
    rapport.tall("status i utboksen", ", ".join(f"{antall} {navn}" for navn, antall in status.items()))
    rapport.lov("ingen brev er tapt", len(kopier) == valg.antall == status["sendt"])
    rapport.lov("høyst ett brev gjentatt for hvert drap", max(per_drap.values(), default=0) <= 1)
    rapport.lov("et gjentatt brev har samme Message-ID og Date", len(like) == len(kopier))
    rapport.lov(
        f"hvert drap mellom tjenerens 250 og merknaden ga én kopi til, ikke flere ({valg.plassert} drap)",
        [kopier[til] for til in plasserte] == [2] * valg.plassert,
    )


def main() -> int:
    """Run it; the exit code says whether the promises held."""
    valg = argumenter()
    sted, drap = "PostgreSQL" if valg.postgres else "SQLite", f"{valg.drap} + {valg.plassert}"
    rapport = Rapport(f"{valg.antall} brev, arbeideren drept {drap} ganger ({sted}, --fro {valg.fro})")
    kjor_forlopet(valg, rapport)
    return rapport.kode


if __name__ == "__main__":
    kjor(main)
