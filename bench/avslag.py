"""En e-posttjener som sier nei, henger og bryter: `python bench/avslag.py [--antall 1000] [--heng 3]`.

Real SMTP, and the portal's own `lever`. The clock follows the real one while mails are sent, and jumps
to the next minute's sweep when nothing is due: a wait of two hours takes no time. The same number of
mails to a server without faults is sent first; what the others lose is the difference.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.portal import egen_portal
from bench.posttjener import BRUDD, HENG, Forsok, Posttjener, Svar, posttjener
from bench.rapport import Rapport, kjor

SVEIP = 60.0  # seconds between two sweeps
SLAKK = 10.0  # seconds the others may lose beyond what a hanging server takes


@dataclass(frozen=True)
class Feil:
    """A kind of trouble: what the server does at the first `ganger` attempts (None: at every one)."""

    navn: str
    svar: Svar
    ganger: int | None
    andel: float


FEIL = (
    Feil("550 ukjent mottaker", Svar("rcpt", "550 5.1.1 Ukjent mottaker"), None, 0.02),
    Feil("452 full postkasse, tre ganger", Svar("rcpt", "452 4.2.2 Postkassen er full"), 3, 0.02),
    Feil("421 stenger, én gang", Svar("rcpt", "421 4.3.2 Tjeneren stenger"), 1, 0.02),
    Feil("421 etter hele brevet, én gang", Svar("data", "421 4.3.2 Tjeneren stenger"), 1, 0.01),
    Feil("bryter etter hele brevet, én gang", BRUDD, 1, 0.02),
)


class Klokke:
    """Seconds since the start; runs with the real clock, and can jump ahead."""

    def __init__(self, fra: datetime) -> None:
        self._fra, self._null = fra, time.monotonic()

    def sekunder(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._null

    def naa(self) -> datetime:
        """The moment."""
        return self._fra + timedelta(seconds=self.sekunder())

    def neste_sveip(self, moment: datetime) -> None:
        """Jump to the first sweep at or after `moment`, if that is ahead."""
        sveip = math.ceil((moment - self._fra).total_seconds() / SVEIP) * SVEIP
        self._null -= max(0.0, sveip - self.sekunder())


def argumenter() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antall", type=int, default=1000, help="brev")
    parser.add_argument("--heng", type=int, default=3, help="brev der tjeneren henger første gang")
    parser.add_argument("--fro", type=int, default=random.randrange(10_000), help="for å gjenta et forløp")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL i stedet for SQLite")
    return parser.parse_args()


def trekk(adresser: list[str], heng: int, slump: random.Random) -> dict[str, Feil]:
    """Who meets which trouble; most meet none."""
    antall = {feil: max(1, round(len(adresser) * feil.andel)) for feil in FEIL}
    if heng:
        antall[Feil("henger etter hele brevet, én gang", HENG, 1, 0)] = heng
    utvalg = iter(slump.sample(adresser, sum(antall.values())))
    return {next(utvalg): feil for feil, mange in antall.items() for _ in range(mange)}


class Utsending:
    """A round of the sweep each minute until nothing is left; remembers what each row was told."""

    def __init__(self, tjener: Posttjener) -> None:
        from bench import brev

        self._klokke = Klokke(brev.NAA)
        self.lovet: dict[tuple[str, int], float] = {}
        self._null = brev.NAA
        tjener.forsok, tjener.ur = [], self._klokke.sekunder

    def kjor(self) -> None:
        """Send all there is."""
        from nettverk.models import Epost
        from nettverk.utboks.levering import MAKS, lever

        venter = Epost.objects.filter(status=Epost.Status.KO)
        while neste := venter.order_by("neste_forsok").values_list("neste_forsok", flat=True).first():
            self._klokke.neste_sveip(neste)
            # As the task does it: a full round asks for another at once.
            while lever(self._klokke.naa(), ur=self._klokke.naa).antall == MAKS:
                pass
            for epost in venter.filter(forsok__gt=0):
                assert epost.neste_forsok is not None
                self.lovet[epost.til, epost.forsok] = (epost.neste_forsok - self._null).total_seconds()


def kjor_forlopet(valg: argparse.Namespace, rapport: Rapport) -> None:
    """Send without faults, then with, and count."""
    with (
        posttjener() as tjener,
        egen_portal(postgres=valg.postgres, EMAIL_URL=f"smtp://127.0.0.1:{tjener.port}") as portal,
    ):
        portal.bli_del_av()
        from django.conf import settings

        from bench import brev

        brev.fyll(valg.antall)
        Utsending(tjener).kjor()
        uten_feil = [forsok.nar for forsok in tjener.forsok]
        brev.fyll(valg.antall, fra=valg.antall)
        adresser = [brev.adresse(valg.antall + nummer) for nummer in range(valg.antall)]
        feil = trekk(adresser, valg.heng, random.Random(valg.fro))
        tjener.atferd = lambda til, nummer: _svar(feil.get(til), nummer)
        utsending = Utsending(tjener)
        utsending.kjor()
        dom_forsok(tjener.forsok, adresser, feil, rapport)
        dom_ventetid(tjener.forsok, utsending.lovet, rapport)
        if valg.heng:
            planlagt = dict(zip(adresser, uten_feil, strict=True))
            dom_andre(tjener.forsok, planlagt, settings.EMAIL_TIMEOUT, rapport)


def _svar(feil: Feil | None, nummer: int) -> Svar | None:
    return feil.svar if feil and (feil.ganger is None or nummer <= feil.ganger) else None


def dom_forsok(forsok: list[Forsok], adresser: list[str], feil: Mapping[str, Feil], rapport: Rapport) -> None:
    """Each mail was tried as often as it had to be, and no more."""
    from nettverk.models import Epost

    antall = Counter(ett.til for ett in forsok)
    status = dict(Epost.objects.filter(til__in=adresser).values_list("til", "status"))
    hoder = {ett.til: set[tuple[str, str]]() for ett in forsok}
    for ett in forsok:
        if ett.message_id:
            hoder[ett.til].add((ett.message_id, ett.dato))
    for slag in dict.fromkeys(feil.values()):
        disse = [til for til in adresser if feil.get(til) == slag]
        ventet = 1 if slag.ganger is None else slag.ganger + 1
        slutt, ord_ = ("feilet", "ikke levert") if slag.ganger is None else ("sendt", "sendt")
        riktige = [til for til in disse if antall[til] == ventet and status[til] == slutt]
        rapport.lov(
            f"{slag.navn}: {len(riktige)} av {len(disse)} {ord_} etter {ventet} forsøk", riktige == disse
        )
    andre = [til for til in adresser if til not in feil]
    hele = [til for til in andre if antall[til] == 1 and status[til] == "sendt"]
    rapport.lov(f"uten feil: {len(hele)} av {len(andre)} sendt etter 1 forsøk", hele == andre)
    rapport.lov("samme Message-ID og Date ved hvert forsøk", all(len(sett) <= 1 for sett in hoder.values()))


def dom_ventetid(forsok: list[Forsok], lovet: Mapping[tuple[str, int], float], rapport: Rapport) -> None:
    """No attempt came before the moment on the row."""
    ventet = [(ett, lovet[ett.til, ett.nummer - 1]) for ett in forsok if (ett.til, ett.nummer - 1) in lovet]
    for_tidlig = [ett for ett, moment in ventet if ett.nar < moment]
    rapport.lov(f"ingen av {len(ventet)} nye forsøk kom før tiden på raden", not for_tidlig)
    seneste = max((ett.nar - moment for ett, moment in ventet), default=0.0)
    rapport.tall("nytt forsøk etter tiden på raden, seneste", f"{seneste:.0f} s")


def dom_andre(forsok: list[Forsok], uten_feil: Mapping[str, float], grense: float, rapport: Rapport) -> None:
    """What the mails without trouble lost, beside what the hanging server took of everybody's time."""
    heng = [ett.nar for ett in forsok if ett.svar == HENG.ord]
    friske = [ett for ett in forsok if ett.nummer == 1 and ett.tatt_imot]
    tapt = {ett.til: ett.nar - uten_feil[ett.til] for ett in friske}
    utover = [tapt[ett.til] - grense * sum(nar < ett.nar for nar in heng) for ett in friske]
    rapport.tall("tjenerens egen tidsgrense", f"{len(heng)} x {grense:.0f} s")
    rapport.tall("de andre ble forsinket, på det meste", f"{max(tapt.values()):.1f} s")
    rapport.tall("… utover tidsgrensene før dem", f"{max(utover):.1f} s")
    rapport.lov(f"de andre ble forsinket mindre enn {SLAKK:.0f} s utover tidsgrensen", max(utover) < SLAKK)


def main() -> int:
    """Run it; the exit code says whether the promises held."""
    valg = argumenter()
    sted = "PostgreSQL" if valg.postgres else "SQLite"
    rapport = Rapport(f"{valg.antall} brev til en tjener som sier nei ({sted}, --fro {valg.fro})")
    kjor_forlopet(valg, rapport)
    return rapport.kode


if __name__ == "__main__":
    kjor(main)
