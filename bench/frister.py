"""Tusen forfalte av en million frister: `python bench/frister.py [--antall 1000000] [--postgres]`.

The real engine, `nettverk.frister.motor.kjor`. What the database takes to find and claim the deadlines
(the statements on their table) stands apart from the rest: who is to be told, the lines, the mails.
With --postgres, both databases side by side.
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.portal import egen_portal
from bench.rapport import Rapport, kjor
from verktoy.skjerm import StegFeilet

if TYPE_CHECKING:
    from bench.fristdata import Forfalte

MAL_KRAV_MS, MAL_I_ALT_S, MAL_TOM_MS = 50.0, 2.0, 2.0
TOMME = 50  # runs with nothing due
STORST = 8  # kinds of statement to show
FRISTENE = ("SELECT nettverk_frist", "UPDATE nettverk_frist")


def argumenter() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--antall", type=int, default=1_000_000, help="frister i alt")
    parser.add_argument("--forfalte", type=int, default=1000, help="frister det skal varsles om")
    parser.add_argument("--runder", type=int, default=3, help="målinger av hver spredning")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL ved siden av SQLite")
    return parser.parse_args()


@dataclass
class Tall:
    """One spreading: medians of the rounds, and one round's statements (kind to number and ms)."""

    navn: str
    sekunder: float
    krav_ms: float
    database_ms: float
    setninger: int
    varsler: int
    epost: int
    slag: dict[str, tuple[int, float]]


@dataclass
class Maling:
    """What one database took."""

    fylling: float
    tom_ms: float
    tom_verst_ms: float
    avslutning_ms: float
    spredninger: list[Tall]


def mal(valg: argparse.Namespace, postgres: bool) -> Maling:
    """Measure one database, in a process of its own."""
    with egen_portal(postgres=postgres) as portal:
        portal.bli_del_av()
        fra = time.perf_counter()
        sett = _fyll(valg)
        fylling = time.perf_counter() - fra
        tomme = _tomme(sett[0])
        spredninger = [_spredning(valg.runder, forfalte) for forfalte in sett]
        return Maling(fylling, statistics.median(tomme), max(tomme), _avslutning(), spredninger)


def _fyll(valg: argparse.Namespace) -> list[Forfalte]:
    """Half of all deadlines in one network, half in twenty; three sets of them can be made due."""
    from bench.fristdata import TIL_MANGE, Forfalte, Grupper, fyll_masse

    ett, tjue = Grupper(nettverk=1, grupper=23), Grupper(nettverk=20, grupper=40)
    fyll_masse(valg.antall - 3 * valg.forfalte, [*ett.alle * 40, *tjue.alle * 23])
    sett = [
        Forfalte("ett nettverk, 23 grupper", ett, valg.forfalte),
        Forfalte("20 nettverk, 40 grupper", tjue, valg.forfalte),
        Forfalte("ett nettverk, noen til alle i gruppen", ett, valg.forfalte, TIL_MANGE),
    ]
    for forfalte in sett:
        forfalte.legg_bort()
    return sett


def _tomme(forfalte: Forfalte) -> list[float]:
    """Milliseconds of database time of runs the hour before the deadlines are due."""
    from bench.brev import NAA
    from bench.sqltid import tatt_tid
    from nettverk.frister.motor import kjor as kjor_frister

    forfalte.gjor_forfalt()
    tider = []
    for _ in range(TOMME):
        with tatt_tid() as tid:
            if kjor_frister(NAA - timedelta(hours=2)).frister:
                raise StegFeilet("Noe var forfalt i en kjøring der ingenting skulle være det.")
        tider.append(tid.ms())
    return tider


def _avslutning() -> float:
    """Milliseconds of database time of the meetings' own sweep, with nothing to end."""
    from bench.brev import NAA
    from bench.sqltid import tatt_tid
    from moter.opprydding import avslutt_frister

    with tatt_tid() as tid:
        if avslutt_frister(NAA):
            raise StegFeilet("Noe ble avsluttet der ingenting skulle være det.")
    return tid.ms()


def _spredning(runder: int, forfalte: Forfalte) -> Tall:
    """Some rounds by the clock on the wall, as many with the statements timed."""
    from bench.brev import NAA
    from bench.sqltid import tatt_tid
    from nettverk.frister.motor import kjor as kjor_frister

    vegg, tider = [], []
    for _ in range(runder):
        forfalte.gjor_forfalt()
        fra = time.perf_counter()
        kjoring = kjor_frister(NAA)
        vegg.append(time.perf_counter() - fra)
        if kjoring.frister != forfalte.antall:
            raise StegFeilet(f"{kjoring.frister} frister ble tatt, ikke {forfalte.antall}.")
        forfalte.gjor_forfalt()
        with tatt_tid() as tid:
            kjor_frister(NAA)
        tider.append(tid)
    forfalte.legg_bort()
    return Tall(
        forfalte.navn,
        sekunder=statistics.median(vegg),
        krav_ms=statistics.median(ett.ms(*FRISTENE) for ett in tider),
        database_ms=statistics.median(ett.ms() for ett in tider),
        setninger=tid.setninger(),
        varsler=kjoring.varsler,
        epost=kjoring.epost,
        slag={slag: (antall, tid.ms(slag)) for slag, antall in tid.antall.items()},
    )


def dom(navn: Sequence[str], malinger: Sequence[Maling], rapport: Rapport) -> None:
    """Print them side by side, and hold them against the goals."""
    rapport.tall("", *navn)
    rapport.tall("å lage dataene", *(f"{ett.fylling:.0f} s" for ett in malinger))
    rapport.tall("ingenting forfalt, databasetid (median)", *(f"{ett.tom_ms:.2f} ms" for ett in malinger))
    rapport.tall("… den seneste", *(f"{ett.tom_verst_ms:.2f} ms" for ett in malinger))
    rapport.tall(
        "møtenes egen sveip, ingenting å avslutte", *(f"{ett.avslutning_ms:.2f} ms" for ett in malinger)
    )
    for like in zip(*(ett.spredninger for ett in malinger), strict=True):
        en = like[0]
        rapport.overskrift(f"{en.navn}: {en.varsler} linjer i {en.epost} brev")
        rapport.tall("finne og kreve fristene, databasetid", *(f"{ett.krav_ms:.0f} ms" for ett in like))
        rapport.tall("all databasetid", *(f"{ett.database_ms:.0f} ms" for ett in like))
        rapport.tall("setninger til databasen", *(str(ett.setninger) for ett in like))
        rapport.tall("i alt, til brevene ligger i kø", *(f"{ett.sekunder:.2f} s" for ett in like))
        for slag in _storst(like):
            rapport.tall(
                f"   {slag}", *("{} / {:.0f} ms".format(*ett.slag.get(slag, (0, 0))) for ett in like)
            )
    rapport.overskrift("Mål")
    for hvor, ett in zip(navn, malinger, strict=True):
        rapport.lov(f"{hvor}: ingenting forfalt tar høyst {MAL_TOM_MS:g} ms", ett.tom_ms <= MAL_TOM_MS)
        for tall in ett.spredninger:
            rapport.lov(
                f"{hvor}, {tall.navn}: krevd på høyst {MAL_KRAV_MS:g} ms", tall.krav_ms <= MAL_KRAV_MS
            )
            rapport.lov(f"{hvor}, {tall.navn}: i kø på høyst {MAL_I_ALT_S:g} s", tall.sekunder <= MAL_I_ALT_S)


def _storst(like: Sequence[Tall]) -> list[str]:
    """The kinds of statement that took the longest, in the databases together."""
    tid: Counter[str] = Counter()
    for ett in like:
        tid.update({slag: int(1000 * ms) for slag, (_antall, ms) in ett.slag.items()})
    return [slag for slag, _tid in tid.most_common(STORST)]


def main() -> int:
    """Run it; the exit code says whether the goals were met."""
    valg = argumenter()
    databaser = {"SQLite": False} | ({"PostgreSQL": True} if valg.postgres else {})
    rapport = Rapport(f"{valg.forfalte} forfalte av {valg.antall} frister")
    ny = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=ny, max_tasks_per_child=1) as prosesser:
        # One after the other: they would only disturb each other.
        malinger = [prosesser.submit(mal, valg, postgres).result() for postgres in databaser.values()]
    dom(list(databaser), malinger, rapport)
    return rapport.kode


if __name__ == "__main__":
    kjor(main)
