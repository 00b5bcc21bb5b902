"""Mange som melder seg på samtidig: `python bench/koen.py [--runder 50] [--antall 200]`.

In each round `--antall` institutions register for one series over HTTP: all at once, then `--avstand` ms
apart, then again while `--skrivere` others write. Last, one institution sends its form `--samme` times at
once. The web server is the one in `Procfile`, with as many processes as its mode has.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.koklient import Klient, Svar
from bench.portal import Portal, egen_portal
from bench.rapport import Rapport, kjor, vent_til
from tests.e2e.postkasse import ledig_port

OPPSTART = 120.0  # seconds until the web server answers
I_DRIFT = 3  # processes in production; the embedded mode has one


def argumenter() -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runder", type=int, default=50, help="ganger alle melder seg på samtidig")
    parser.add_argument("--pa-rad", type=int, default=None, help="ganger de kommer etter hverandre")
    parser.add_argument("--antall", type=int, default=200, help="institusjoner i hver runde")
    parser.add_argument("--avstand", type=float, default=20, help="millisekunder mellom dem")
    parser.add_argument("--skrivere", type=int, default=2, help="andre som skriver imens")
    parser.add_argument("--samme", type=int, default=50, help="ganger én institusjon melder seg på")
    parser.add_argument("--prosesser", type=int, default=0, help="webtjenerens prosesser")
    parser.add_argument("--uten", choices=("lapp", "laas"), default="", help="prøv at prøven merker det")
    parser.add_argument("--postgres", action="store_true", help="PostgreSQL i stedet for SQLite")
    valg = parser.parse_args()
    valg.pa_rad = valg.runder if valg.pa_rad is None else valg.pa_rad
    return valg


class Forlop:
    """Rounds against one running portal, and what was wrong in any of them."""

    def __init__(self, klient: Klient, rapport: Rapport) -> None:
        from bench import koverden

        self._verden, self._klient, self._rapport = koverden, klient, rapport
        self.feilsider = self.tapt = self.numre = self.tider = 0

    def runde(self, antall: int, avstand: float) -> int:
        """Let so many register `avstand` seconds apart; return how many passed the one before."""
        rekke = self._verden.ny_rekke()
        skjemaer = self._verden.skjemaer(rekke, antall)
        fra = time.monotonic()
        svar = self._klient.send(f"/meld/{rekke}/", skjemaer, avstand)
        brukt = time.monotonic() - fra
        koen = self._verden.koen(rekke)
        fikk = [
            (int(ett.tekst), skjema["epost"]) for ett, skjema in zip(svar, skjemaer, strict=True) if _ok(ett)
        ]
        numre = [nummer for nummer, _epost in fikk]
        byttet = sum(etter < for_ for for_, etter in pairwise(numre))
        self.feilsider += sum(not _ok(ett) for ett in svar)
        self.tapt += sorted(koen) != sorted(fikk)
        self.tapt += self._verden.kvitteringer(rekke) != sorted(epost for _nummer, epost in fikk)
        self.numre += sorted(numre) != list(range(1, antall + 1))
        self.tider += koen != sorted(koen)
        self._rapport.tall(f"{avstand * 1000:.0f} ms", f"{brukt:.1f} s", f"{byttet} byttet plass")
        return byttet

    def pa_rad(self, runder: int, antall: int, avstand: float) -> int:
        """So many rounds; return how many changed places in them."""
        return sum(self.runde(antall, avstand) for _gang in range(runder))

    def samme(self, antall: int) -> bool:
        """Let one institution send its form so many times at once; whether that is one application."""
        rekke = self._verden.ny_rekke()
        skjema = self._verden.skjemaer(rekke, 1)
        svar = self._klient.send(f"/meld/{rekke}/", skjema * antall)
        ett = [(1, skjema[0]["epost"])]
        return (
            {(s.status, s.tekst) for s in svar} == {(200, "1")}
            and self._verden.koen(rekke) == ett
            and self._verden.kvitteringer(rekke) == [skjema[0]["epost"]]
        )


def _ok(svar: Svar) -> bool:
    return svar.status == 200


def prov(portal: Portal, port: int, valg: argparse.Namespace, rapport: Rapport) -> None:
    """Start the web server, and do the rounds."""
    from bench.koverden import NAA

    prosesser = valg.prosesser or (I_DRIFT if valg.postgres else 1)
    portal.start("web", "--workers", str(prosesser), naa=NAA)
    vent_til(lambda: _svarer(port), OPPSTART, "At webtjeneren svarer")
    klient, avstand = Klient(port), valg.avstand / 1000
    forlop = Forlop(klient, rapport)
    rapport.overskrift(f"{valg.antall} i hver runde, {prosesser} prosess(er)")
    forlop.pa_rad(valg.runder, valg.antall, 0.0)
    alene = forlop.pa_rad(valg.pa_rad, valg.antall, avstand)
    with klient.andre_skriver("/skriv/", valg.skrivere) as skrevet:
        med_andre = forlop.pa_rad(valg.pa_rad, valg.antall, avstand)
    rapport.tall("skrevet av andre imens", str(len(skrevet)))
    rapport.overskrift("Løfter")
    rapport.lov("ingen feilside", not forlop.feilsider and set(skrevet) <= {200})
    rapport.lov("ingen påmelding tapt, og én kvittering til hver", not forlop.tapt)
    rapport.lov(f"numrene er 1 til {valg.antall} hver gang", not forlop.numre)
    rapport.lov("den som har lavere nummer, er mottatt tidligere", not forlop.tider)
    rapport.lov(f"{valg.avstand:.0f} ms fra hverandre: numre som de kom", not alene)
    rapport.lov(f"{valg.avstand:.0f} ms fra hverandre mens andre skriver: numre som de kom", not med_andre)
    ett = f"én institusjon {valg.samme} ganger på én gang: én påmelding, én kvittering"
    rapport.lov(ett, forlop.samme(valg.samme))


def _svarer(port: int) -> bool:
    try:
        Klient(port)
    except OSError:
        return False
    return True


def arbeid() -> int:
    """Do what was asked for; return the exit code."""
    valg = argumenter()
    rapport = Rapport(f"Køen på {'PostgreSQL' if valg.postgres else 'SQLite'}")
    port = ledig_port()
    eget = {
        "DJANGO_SETTINGS_MODULE": "tests.dybdemoter.koinnstillinger",
        "KOSERVER_UTEN": valg.uten,
        "LOGGNIVA": "CRITICAL",
        "PORT": str(port),
    }
    with egen_portal(postgres=valg.postgres, **eget) as portal:
        portal.bli_del_av()
        prov(portal, port, valg, rapport)
    return rapport.kode


if __name__ == "__main__":
    kjor(arbeid)
