"""Which dates are proposed for next year: this year's weeks, where nothing speaks against them (L7)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moter.datoforslag import foreslatte_dager
from moter.datovarsler import Datogrunnlag, er_tett, hindringer
from nettverk.arbeidsdager import STILLE_STANDARD
from nettverk.models import Skoleferie

pytestmark = pytest.mark.uten_base

AR = 2027
NYTTAR = date(AR, 1, 1)
I_AR = (date(2026, 2, 11), date(2026, 5, 20), date(2026, 10, 14))  # Wednesdays of weeks 7, 21 and 42
VINTERFERIE = Skoleferie(fylke="vestland", navn="Vinterferien", fra=date(AR, 3, 1), til=date(AR, 3, 5))
GRUNNLAG = Datogrunnlag(stille=STILLE_STANDARD, ferier=[VINTERFERIE])


def forslag(
    arets: tuple[date, ...] = I_AR,
    egne: tuple[date, ...] = (),
    tidligst: date = NYTTAR,
    grunnlag: Datogrunnlag = GRUNNLAG,
) -> list[date]:
    return foreslatte_dager(
        arets, (*arets, *egne), AR, tidligst=tidligst, hindringer=lambda dag: hindringer(dag, grunnlag)
    )


def test_samme_uke_og_ukedag_som_i_ar() -> None:
    assert forslag() == [date(AR, 2, 17), date(AR, 5, 26), date(AR, 10, 20)]


def test_uten_moter_i_ar_foreslas_vinter_var_og_host() -> None:
    assert forslag(arets=()) == [date(AR, 2, 17), date(AR, 5, 19), date(AR, 10, 27)]


def test_en_dag_med_hindring_flyttes_en_uke_ikke_en_dag() -> None:
    """Week 9 is the winter break: it becomes the Wednesday before it."""
    arets = (date(2026, 2, 25), *I_AR[1:])
    assert forslag(arets=arets)[0] == date(AR, 2, 24)


def test_bare_det_som_mangler_foreslas() -> None:
    assert forslag(egne=(date(AR, 5, 12),)) == [date(AR, 2, 17), date(AR, 10, 20)]
    assert forslag(egne=(date(AR, 2, 3), date(AR, 5, 12), date(AR, 10, 6))) == []


def test_fire_moter_i_ar_gir_tre_forslag() -> None:
    assert forslag(arets=(*I_AR, date(2026, 10, 28))) == [date(AR, 2, 17), date(AR, 5, 26), date(AR, 10, 20)]


def test_nar_aret_snart_er_over_foreslas_det_som_gar() -> None:
    assert forslag(tidligst=date(AR, 12, 31)) == [date(AR, 12, 31)]
    assert forslag(tidligst=date(AR + 1, 1, 1)) == []


dager_i_fjor = st.dates(date(AR - 1, 1, 1), date(AR - 1, 12, 31))
dager_i_ar = st.dates(NYTTAR, date(AR, 12, 31))


@given(
    st.lists(dager_i_fjor, max_size=5, unique=True),
    st.lists(dager_i_ar, max_size=4, unique=True),
    st.dates(date(AR - 1, 6, 1), date(AR, 9, 1)),
    st.sets(st.integers(0, 364), max_size=120),
)
def test_forslagene_er_ulike_gode_dager_i_aret(
    arets: list[date], planlagte: list[date], tidligst: date, ferie: set[int]
) -> None:
    """One for each that is missing, on no taken day; on a bad one only where no good one is left."""
    ferier = [Skoleferie(fra=NYTTAR + timedelta(nr), til=NYTTAR + timedelta(nr)) for nr in ferie]
    grunnlag = Datogrunnlag(stille=STILLE_STANDARD, ferier=ferier)
    funnet = forslag(tuple(arets), tuple(planlagte), tidligst, grunnlag)

    assert len(funnet) == max(0, 3 - len(planlagte))
    assert funnet == sorted(set(funnet) - set(planlagte))
    assert all(dag.year == AR and dag >= tidligst for dag in funnet)
    ledige = [
        dag for nr in range(365)
        if (dag := NYTTAR + timedelta(nr)) >= tidligst and dag not in planlagte
        and not hindringer(dag, grunnlag)
    ]  # fmt: skip
    assert sum(hindringer(dag, grunnlag) > 0 for dag in funnet) == max(0, len(funnet) - len(ledige))


@given(st.lists(dager_i_fjor, max_size=3, unique=True))
def test_forslagene_star_minst_fire_uker_fra_hverandre_nar_aret_er_apent(arets: list[date]) -> None:
    funnet = forslag(tuple(arets))
    alle = [*arets, *funnet]
    assert not any(er_tett(en, annen) for en in funnet for annen in alle if en != annen)
