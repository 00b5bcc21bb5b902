"""The queue under load, over HTTP against the web server as it runs (D4): `bench/koen.py` in small.

The controls take out what keeps the order, and what keeps the numbers, and see that the trial says so.
"""

from __future__ import annotations

import pytest

from dybdemoter.models import Serie
from tests.bench.test_prover import kjor
from tests.dybdemoter.fabrikk import lag_serie, lag_soknad

FEILSIDE, TAPT, TIDER = (
    "ingen feilside",
    "ingen påmelding tapt, og én kvittering til hver",
    "den som har lavere nummer, er mottatt tidligere",
)
PA_RAD = "20 ms fra hverandre: numre som de kom"
MED_ANDRE = "20 ms fra hverandre mens andre skriver: numre som de kom"


def holdt(linjer: list[str]) -> dict[str, bool]:
    return {linje[8:]: linje.startswith("holder") for linje in linjer}


@pytest.mark.treg
def test_to_hundre_pa_en_gang_far_numrene_1_til_200_og_de_som_kommer_etter_hverandre_som_de_kom() -> None:
    kode, linjer = kjor("koen", "--runder", "3", "--pa-rad", "1")

    assert holdt(linjer) == dict.fromkeys(
        (
            FEILSIDE,
            TAPT,
            "numrene er 1 til 200 hver gang",
            TIDER,
            PA_RAD,
            MED_ANDRE,
            "én institusjon 50 ganger på én gang: én påmelding, én kvittering",
        ),
        True,
    )
    assert kode == 0


@pytest.mark.treg
@pytest.mark.uten_base
def test_uten_lapper_bytter_de_plass() -> None:
    """On SQLite: PostgreSQL's own lock is in order, and whether some change places before it is chance."""
    kode, linjer = kjor("koen", "--uten", "lapp", "--runder", "0", "--pa-rad", "1", "--antall", "60")
    dom = holdt(linjer)

    assert (kode, dom[TIDER], dom[PA_RAD] and dom[MED_ANDRE]) == (1, False, False)
    assert (dom[FEILSIDE], dom[TAPT], dom["numrene er 1 til 60 hver gang"]) == (True, True, True)


@pytest.mark.treg
def test_uten_laas_far_de_feilsider() -> None:
    kode, linjer = kjor("koen", "--uten", "laas", "--runder", "1", "--pa-rad", "0", "--antall", "40")
    dom = holdt(linjer)

    assert (kode, dom[FEILSIDE], dom["numrene er 1 til 40 hver gang"]) == (1, False, False)


@pytest.mark.django_db
def test_en_gammel_utgave_av_rekken_som_lagres_setter_ikke_koen_tilbake() -> None:
    gammel = lag_serie()
    lag_soknad(gammel)
    gammel.plasser = 3
    gammel.save()

    assert lag_soknad(gammel).nummer == 2
    assert Serie.objects.get().plasser == 3
