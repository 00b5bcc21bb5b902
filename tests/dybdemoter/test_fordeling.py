"""The balance rule (D5), against the requirement's sentence said once more in another way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from dybdemoter.fordeling import TYPER, Bytte, Forslag, Kandidat, foresla

SETT = tuple(
    frozenset(slag for slag, med in zip(TYPER, valg, strict=True) if med)
    for valg in product((True, False), repeat=3)
    if any(valg)
)


def kandidater(*typer: str | frozenset[str]) -> list[Kandidat]:
    """Applicants numbered from 1; «dogn dag» for one that offers both."""
    sett = [frozenset(t.split()) if isinstance(t, str) else t for t in typer]
    return [Kandidat(nummer, slag) for nummer, slag in enumerate(sett, 1)]


def numre(rekke: Sequence[Kandidat]) -> list[int]:
    return [en.nummer for en in rekke]


def antall(slag: str, hvem: set[int], soknader: Sequence[frozenset[str]]) -> int:
    return sum(slag in soknader[nr - 1] for nr in hvem)


def fasit(soknader: Sequence[frozenset[str]], plasser: int) -> tuple[set[int], list[tuple[int, int, str]]]:
    """The requirement by counting: every pair that may be swapped is listed, and the right one picked."""
    alle = set(range(1, len(soknader) + 1))
    inne = {nr for nr in alle if nr <= plasser}
    bytter = []
    for slag in ("dogn", "dag", "poliklinisk"):
        if antall(slag, inne, soknader) > 0 or antall(slag, alle, soknader) == 0:
            continue
        mulige = [
            (ut, inn)
            for ut in inne
            for inn in alle - inne
            if slag in soknader[inn - 1] and all(antall(t, inne, soknader) >= 2 for t in soknader[ut - 1])
        ]
        if mulige:
            ut = max(par[0] for par in mulige)
            inn = min(par[1] for par in mulige)
            inne = (inne - {ut}) | {inn}
            bytter.append((ut, inn, slag))
    return inne, bytter


def alle_sma() -> Iterator[tuple[tuple[frozenset[str], ...], int]]:
    """Up to five applicants, each with any of the seven sets of types, and one to four places."""
    for antall_sokere in range(6):
        for soknader in product(SETT, repeat=antall_sokere):
            for plasser in range(1, 5):
                yield soknader, plasser


def som_fasit(forslag: Forslag) -> tuple[set[int], list[tuple[int, int, str]]]:
    return set(numre(forslag.valgt)), [(b.ut.nummer, b.inn.nummer, b.type) for b in forslag.bytter]


def test_foresla_er_som_kravet_i_alle_sma_tilfeller() -> None:
    ulike = [
        (soknader, plasser)
        for soknader, plasser in alle_sma()
        if som_fasit(foresla(kandidater(*soknader), plasser)) != fasit(soknader, plasser)
    ]

    assert ulike == []


@given(st.lists(st.sampled_from(SETT), max_size=30), st.integers(1, 8))
def test_foresla_er_som_kravet_ogsa_for_mange(soknader: list[frozenset[str]], plasser: int) -> None:
    assert som_fasit(foresla(kandidater(*soknader), plasser)) == fasit(soknader, plasser)


@given(st.lists(st.sampled_from(SETT), max_size=30), st.integers(1, 8), st.randoms())
def test_foresla_deler_alle_i_to_og_mister_ingen_type(
    soknader: list[frozenset[str]], plasser: int, tilfeldig: object
) -> None:
    alle = kandidater(*soknader)
    blandet = list(alle)
    tilfeldig.shuffle(blandet)  # type: ignore[attr-defined]
    forslag = foresla(blandet, plasser)
    forste = frozenset[str]().union(*(en.typer for en in alle[:plasser]))
    valgte = frozenset[str]().union(*(en.typer for en in forslag.valgt))

    assert len(forslag.valgt) == min(plasser, len(alle))
    assert sorted(numre(forslag.valgt) + numre(forslag.venter)) == numre(alle)
    assert numre(forslag.valgt) == sorted(numre(forslag.valgt))
    assert numre(forslag.venter) == sorted(numre(forslag.venter))
    assert forste <= valgte
    assert set(forslag.mangler) == frozenset[str]().union(*soknader) - valgte


def test_foresla_tar_de_forste_nar_alle_typer_er_med() -> None:
    forslag = foresla(kandidater("dogn", "dag", "poliklinisk", "dogn", "dag"), 4)

    assert (numre(forslag.valgt), numre(forslag.venter), forslag.bytter) == ([1, 2, 3, 4], [5], ())


def test_foresla_bytter_den_siste_av_en_type_det_er_flere_av_med_den_forste_som_mangler() -> None:
    alle = kandidater("dogn", "dogn", "dag", "dogn", "poliklinisk", "poliklinisk")
    forslag = foresla(alle, 4)

    assert forslag.bytter == (Bytte(ut=alle[3], inn=alle[4], type="poliklinisk"),)
    assert (numre(forslag.valgt), numre(forslag.venter)) == ([1, 2, 3, 5], [4, 6])


def test_foresla_lar_den_som_er_alene_om_en_type_bli() -> None:
    """Number 4 is one of two with day, and alone with night: it stays, and number 3 gives way."""
    forslag = foresla(kandidater("dag", "dag", "dag", "dogn dag", "poliklinisk"), 4)

    assert numre(forslag.valgt) == [1, 2, 4, 5]


def test_foresla_sier_hva_som_mangler_nar_ingen_kan_vike() -> None:
    forslag = foresla(kandidater("dogn", "dag", "poliklinisk"), 2)

    assert (numre(forslag.valgt), forslag.bytter, forslag.mangler) == ([1, 2], (), ("poliklinisk",))


def test_foresla_uten_sokere_gir_ingen_plass() -> None:
    assert foresla([], 4) == Forslag((), (), (), ())
