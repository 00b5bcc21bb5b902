"""The trials in bench/, in small, as anyone runs them: and that they say so when a promise is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from argparse import Namespace
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from bench.drap import dom
from bench.posttjener import DRAP, Forsok, Posttjener
from bench.rapport import Rapport

ROT = Path(__file__).resolve().parent.parent.parent
TALMODIGHET = 300


def kjor(skript: str, *valg: str) -> tuple[int, list[str]]:
    """Exit code and verdicts of a script, on the database that the suite is on."""
    database = ["--postgres"] if os.environ.get("DATABASE_URL") else []
    kommando = [sys.executable, f"bench/{skript}.py", *valg, *database]
    svar = subprocess.run(kommando, cwd=ROT, capture_output=True, text=True, timeout=TALMODIGHET)
    assert svar.stderr == ""
    return svar.returncode, dommer(svar.stdout)


def dommer(utskrift: str) -> list[str]:
    return [linje for linje in utskrift.splitlines() if linje.startswith(("holder", "BRUTT"))]


@pytest.mark.treg
def test_drap_loses_nothing_and_repeats_at_most_the_mail_in_hand() -> None:
    assert kjor("drap", "--antall", "40", "--drap", "2", "--plassert", "2") == (
        0,
        [
            "holder  ingen brev er tapt",
            "holder  høyst ett brev gjentatt for hvert drap",
            "holder  et gjentatt brev har samme Message-ID og Date",
            "holder  hvert drap mellom tjenerens 250 og merknaden ga én kopi til, ikke flere (2 drap)",
        ],
    )


@pytest.mark.treg
def test_avslag_tries_again_what_may_succeed_and_nothing_else() -> None:
    kode, linjer = kjor("avslag", "--antall", "50", "--heng", "0", "--fro", "1")
    assert (kode, linjer[:6]) == (
        0,
        [
            "holder  550 ukjent mottaker: 1 av 1 ikke levert etter 1 forsøk",
            "holder  452 full postkasse, tre ganger: 1 av 1 sendt etter 4 forsøk",
            "holder  421 stenger, én gang: 1 av 1 sendt etter 2 forsøk",
            "holder  421 etter hele brevet, én gang: 1 av 1 sendt etter 2 forsøk",
            "holder  bryter etter hele brevet, én gang: 1 av 1 sendt etter 2 forsøk",
            "holder  uten feil: 45 av 45 sendt etter 1 forsøk",
        ],
    )


# --- Verdicts on what never happens in the portal ----------------------------------------------

KASSE = Forsok(nar=0.0, til="a@x.example", nummer=1, svar="250 OK", message_id="<1@x>", dato="i dag", runde=1)
IGJEN = replace(KASSE, nummer=2, runde=2)
VALG = Namespace(antall=1, plassert=0)


def brutt(*forsok: Forsok, valg: Namespace = VALG, sendt: int = 1) -> list[int]:
    """Which of the four promises the verdict on `drap` calls broken."""
    tjener = Posttjener()
    tjener.forsok = list(forsok)
    rapport = Rapport("Prøve")
    dom(tjener, valg, Counter(sendt=sendt), rapport)
    return [nummer for nummer, holdt in enumerate(rapport.lover, 1) if not holdt]


def test_dom_over_drap_accepts_one_copy_of_the_mail_in_hand() -> None:
    assert brutt(KASSE) == []
    assert brutt(KASSE, IGJEN) == []
    assert brutt(replace(KASSE, svar=DRAP.ord), IGJEN, valg=Namespace(antall=1, plassert=1)) == []


def test_dom_over_drap_sees_what_is_lost() -> None:
    to = Namespace(antall=2, plassert=0)
    assert brutt(KASSE, valg=to, sendt=2) == [1]
    assert brutt(KASSE, replace(KASSE, til="b@x.example"), valg=to, sendt=1) == [1]


def test_dom_over_drap_sees_two_repeated_by_one_kill() -> None:
    andre = replace(KASSE, til="b@x.example", message_id="<2@x>")
    igjen = replace(andre, nummer=2, runde=2)
    assert brutt(KASSE, andre, IGJEN, igjen, valg=Namespace(antall=2, plassert=0), sendt=2) == [2]


def test_dom_over_drap_sees_a_copy_with_other_headers() -> None:
    assert brutt(KASSE, replace(IGJEN, message_id="<2@x>")) == [3]
    assert brutt(KASSE, replace(IGJEN, dato="i morgen")) == [3]


def test_dom_over_drap_sees_a_placed_kill_that_gave_no_copy() -> None:
    assert brutt(replace(KASSE, svar=DRAP.ord), valg=Namespace(antall=1, plassert=1)) == [4]
