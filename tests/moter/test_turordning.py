"""Whose turn it is to organise (L5): the rule alone, on rows that are never saved."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moter.models import Mote
from moter.turordning import Tur, turordning
from nettverk.models import Medlemskap
from tests.factories import lokal

pytestmark = pytest.mark.uten_base

I_DAG = date(2026, 11, 23)
START = date(2020, 1, 1)
ANNA, BODIL, CECILIE, DAGNY = 1, 2, 3, 4
ULVEN, SOLBO, FJELL = 11, 12, 13
KONTAKT = 99  # of a workplace, in no group


def medlem(person: int, fra: date = START, sted: int | None = None, **felt: date | None) -> Medlemskap:
    return Medlemskap(person_id=person, fra=fra, arbeidssted_id=sted, **felt)


def mote(dag: date, arrangor: int | None = None, sted: int | None = None, **felt: datetime | int) -> Mote:
    return Mote(start=lokal(dag), arrangor_id=arrangor, arrangorsted_id=sted, **felt)


def hvem(turer: list[Tur]) -> list[int]:
    return [tur.medlemskap.person_id for tur in turer]


def hvorfor(turer: list[Tur]) -> dict[int, str]:
    return {tur.medlemskap.person_id: tur.begrunnelse(I_DAG) for tur in turer}


def test_den_som_har_ventet_lengst_kommer_forst() -> None:
    medlemmer = [medlem(ANNA), medlem(BODIL, date(2025, 1, 15)), medlem(CECILIE)]
    moter = [mote(date(2024, 3, 7), ANNA), mote(date(2026, 9, 3), CECILIE)]
    turer = turordning(medlemmer, moter, I_DAG)
    assert hvem(turer) == [ANNA, BODIL, CECILIE]
    assert hvorfor(turer) == {
        ANNA: "Har ikke vært arrangør siden mars 2024",
        BODIL: "Ble med i januar 2025 og har ikke vært arrangør",
        CECILIE: "Har ikke vært arrangør siden september 2026",
    }


def test_likt_avgjores_av_stedet_som_var_arrangor_for_lengst_siden_sa_av_id() -> None:
    medlemmer = [
        medlem(ANNA, sted=ULVEN), medlem(BODIL, sted=SOLBO), medlem(CECILIE, sted=FJELL),
        medlem(DAGNY, sted=FJELL),
    ]  # fmt: skip
    moter = [mote(date(2019, 3, 7), 98, ULVEN), mote(date(2019, 9, 3), 99, SOLBO)]
    # Ulven's own credit goes to nobody: she was no member then.
    assert hvem(turordning(medlemmer, moter, I_DAG)) == [CECILIE, ANNA, DAGNY, BODIL]


def test_samme_sted_kommer_ikke_to_ganger_pa_rad_nar_en_annen_kan() -> None:
    medlemmer = [medlem(ANNA, sted=ULVEN), medlem(BODIL, sted=SOLBO), medlem(CECILIE, sted=ULVEN)]
    moter = [mote(date(2025, 9, 3), BODIL), mote(date(2026, 9, 3), CECILIE)]
    turer = turordning(medlemmer, moter, I_DAG)
    assert hvem(turer) == [BODIL, ANNA, CECILIE]
    assert hvorfor(turer)[ANNA] == "Har ventet lenger, men arbeidsstedet var arrangør sist"


def test_samme_sted_kommer_to_ganger_nar_ingen_annen_kan() -> None:
    medlemmer = [medlem(ANNA, sted=ULVEN), medlem(BODIL, sted=ULVEN)]
    assert hvem(turordning(medlemmer, [mote(date(2026, 9, 3), ANNA)], I_DAG)) == [BODIL, ANNA]


def test_et_hull_mellom_to_moter_skyr_begge_nabostedene() -> None:
    medlemmer = [
        medlem(ANNA, sted=ULVEN), medlem(BODIL, sted=SOLBO), medlem(CECILIE, sted=FJELL),
        medlem(5, sted=ULVEN), medlem(6, sted=SOLBO),
    ]  # fmt: skip
    moter = [mote(date(2025, 1, 9), CECILIE), mote(date(2026, 9, 3), 5), mote(date(2027, 2, 4), 6)]
    turer = turordning(medlemmer, moter, I_DAG)
    assert hvem(turer)[:3] == [CECILIE, ANNA, BODIL]
    assert hvorfor(turer)[BODIL] == "Har ventet lenger, men arbeidsstedet er arrangør neste gang"


def test_den_som_ble_hoppet_over_kommer_for_en_som_er_tilbake_fra_permisjon() -> None:
    """Dagny waited longer, but was on leave when Anna was passed over."""
    medlemmer = [
        medlem(ANNA, date(2021, 1, 1), ULVEN), medlem(BODIL, date(2022, 1, 1), SOLBO),
        medlem(CECILIE, sted=ULVEN),
        medlem(DAGNY, sted=FJELL, permisjon_fra=date(2026, 1, 1), permisjon_til=date(2026, 10, 1)),
    ]  # fmt: skip
    moter = [mote(date(2026, 2, 5), CECILIE), mote(date(2026, 9, 3), BODIL)]
    turer = turordning(medlemmer, moter, I_DAG)
    assert hvem(turer) == [ANNA, DAGNY, CECILIE, BODIL]
    assert hvorfor(turer)[ANNA] == "Ble hoppet over sist, fordi arbeidsstedet nettopp var arrangør"


def test_permisjon_gir_ingen_tur_og_koster_ingen_plass() -> None:
    borte, tilbake = date(2026, 1, 1), date(2026, 12, 31)
    medlemmer = [medlem(ANNA, permisjon_fra=borte, permisjon_til=tilbake), medlem(BODIL, date(2021, 1, 1))]
    assert hvem(turordning(medlemmer, [], I_DAG)) == [BODIL]
    assert hvem(turordning(medlemmer, [], date(2027, 1, 1))) == [ANNA, BODIL]


def test_sluttet_og_ikke_begynt_har_ingen_tur() -> None:
    medlemmer = [medlem(ANNA, til=date(2026, 11, 22)), medlem(BODIL, date(2026, 11, 24)), medlem(CECILIE)]
    assert hvem(turordning(medlemmer, [], I_DAG)) == [CECILIE]


def test_planlagt_mote_er_en_brukt_tur_og_avlyst_er_det_ikke() -> None:
    medlemmer = [medlem(ANNA), medlem(BODIL, date(2021, 1, 1)), medlem(CECILIE, date(2022, 1, 1))]
    moter = [
        mote(date(2027, 3, 4), ANNA),
        mote(date(2026, 9, 3), BODIL, avlyst=datetime(2026, 9, 2, 6, tzinfo=UTC)),
    ]
    turer = turordning(medlemmer, moter, I_DAG)
    assert hvem(turer) == [BODIL, CECILIE, ANNA]
    assert hvorfor(turer)[ANNA] == "Er arrangør i mars 2027"


def test_den_som_har_sagt_nei_til_motet_er_ikke_foreslatt_og_beholder_turen() -> None:
    medlemmer = [medlem(ANNA), medlem(BODIL, date(2021, 1, 1))]
    assert hvem(turordning(medlemmer, [], I_DAG, uten={ANNA})) == [BODIL]
    assert hvem(turordning(medlemmer, [mote(I_DAG, BODIL)], date(2027, 2, 4))) == [ANNA, BODIL]


def test_tok_arbeidsstedet_over_er_turen_brukt_av_medlemmet_det_tok_over_for() -> None:
    """Bodil's turn, though Anna of the same workplace had waited longer."""
    medlemmer = [
        medlem(ANNA, sted=ULVEN), medlem(BODIL, date(2021, 1, 1), ULVEN), medlem(CECILIE, date(2022, 1, 1)),
    ]  # fmt: skip
    turer = turordning(medlemmer, [mote(date(2026, 9, 3), KONTAKT, ULVEN, overtatt_for_id=BODIL)], I_DAG)
    assert hvem(turer) == [CECILIE, ANNA, BODIL]
    assert hvorfor(turer)[BODIL] == "Har ikke vært arrangør siden september 2026"


def test_en_kontakt_som_selv_er_medlem_et_annet_sted_bruker_ikke_sin_egen_tur() -> None:
    medlemmer = [medlem(ANNA, sted=ULVEN), medlem(BODIL, date(2021, 1, 1), SOLBO)]
    turer = turordning(medlemmer, [mote(date(2026, 9, 3), ANNA, SOLBO, overtatt_for_id=BODIL)], I_DAG)
    assert hvem(turer) == [ANNA, BODIL]


def test_ny_rolle_er_ikke_ny_i_gruppen_og_den_som_kommer_tilbake_begynner_pa_nytt() -> None:
    medlemmer = [
        medlem(ANNA, date(2022, 1, 1), til=date(2024, 5, 31)), medlem(ANNA, date(2024, 6, 1)),
        medlem(BODIL, date(2023, 1, 1)),
        medlem(CECILIE, date(2020, 1, 1), til=date(2022, 1, 1)), medlem(CECILIE, date(2025, 8, 1)),
    ]  # fmt: skip
    turer = turordning(medlemmer, [mote(date(2021, 3, 4), CECILIE)], I_DAG)
    assert hvem(turer) == [ANNA, BODIL, CECILIE]
    assert hvorfor(turer) == {
        ANNA: "Ble med i januar 2022 og har ikke vært arrangør",
        BODIL: "Ble med i januar 2023 og har ikke vært arrangør",
        CECILIE: "Ble med igjen i august 2025 og har ikke vært arrangør siden",
    }


def test_den_som_ikke_er_begynt_blir_med() -> None:
    turer = turordning([medlem(ANNA, date(2027, 1, 4))], [], date(2027, 2, 4))
    assert hvorfor(turer) == {ANNA: "Blir med i januar 2027"}


def test_ingen_medlemmer_gir_ingen_tur() -> None:
    assert turordning([], [mote(date(2026, 9, 3), ANNA)], I_DAG) == []


def test_alle_star_i_koen_en_gang() -> None:
    medlemmer = [medlem(nr, sted=nr % 3 or None) for nr in range(1, 61)]
    assert sorted(hvem(turordning(medlemmer, [], I_DAG))) == list(range(1, 61))


dager = st.integers(0, 2000).map(lambda nr: START + timedelta(days=nr))
steder = st.one_of(st.none(), st.integers(1, 4))


@st.composite
def grupper(draw: st.DrawFn, sted: st.SearchStrategy[int | None] = steder) -> list[Medlemskap]:
    """Members who joined, left and were away at some time; one row each."""
    rader = []
    for person in range(1, draw(st.integers(1, 8)) + 1):
        fra = draw(dager)
        varer = draw(st.one_of(st.none(), st.integers(0, 2500)))
        til = None if varer is None else fra + timedelta(days=varer)
        borte = draw(st.one_of(st.none(), dager))
        slutt = borte and borte + timedelta(days=draw(st.integers(0, 600)))
        rader.append(medlem(person, fra, draw(sted), til=til, permisjon_fra=borte, permisjon_til=slutt))
    return rader


def runder(medlemmer: list[Medlemskap], antall: int, overtas: Collection[int] = ()) -> list[tuple[date, int]]:
    """Let the one whose turn it is organise a meeting every fourth month; (day, person) where anybody can.

    In the rounds `overtas` her workplace takes over, with a contact.
    """
    moter: list[Mote] = []
    holdt = []
    for nr in range(antall):
        dag = START + timedelta(days=100 + 120 * nr)
        turer = turordning(medlemmer, moter, dag)
        if turer:
            m = turer[0].medlemskap
            if nr in overtas:
                moter.append(mote(dag, KONTAKT, m.arbeidssted_id, overtatt_for_id=m.person_id))
            else:
                moter.append(mote(dag, m.person_id, m.arbeidssted_id))
            holdt.append((dag, m.person_id))
    return holdt


def ventet_fra(m: Medlemskap, holdt: list[tuple[date, int]]) -> date:
    return max([m.fra, *(dag for dag, person in holdt if person == m.person_id)])


@settings(deadline=None)
@given(medlemmer=grupper(sted=st.none()))
def test_uten_stedsregelen_er_det_en_ko(medlemmer: list[Medlemskap]) -> None:
    """Nobody who joined or organised later comes first."""
    holdt = runder(medlemmer, 15)
    for nr, (dag, person) in enumerate(holdt):
        ventet = {m.person_id: ventet_fra(m, holdt[:nr]) for m in medlemmer if m.er_aktiv(dag)}
        assert ventet[person] == min(ventet.values())


@settings(deadline=None, max_examples=300)
@given(medlemmer=grupper())
def test_den_som_hoppes_over_for_stedet_kommer_neste_gang(medlemmer: list[Medlemskap]) -> None:
    """So nobody is passed over twice running, whoever has come back from leave in between."""
    stedet = {m.person_id: m.arbeidssted_id for m in medlemmer}
    holdt = runder(medlemmer, 25)
    forrige_gang: set[int] = set()
    for nr, (dag, person) in enumerate(holdt):
        ventet = {m.person_id: ventet_fra(m, holdt[:nr]) for m in medlemmer if m.er_aktiv(dag)}
        lengst = min(ventet.values())
        sist = stedet[holdt[nr - 1][1]] if nr else None
        forst = {p for p, fra in ventet.items() if fra == lengst} if ventet[person] > lengst else set()
        hoppet_over = {p for p in forst if sist is not None and stedet[p] == sist}
        if len(forrige_gang) == 1 and forrige_gang <= ventet.keys():
            assert {person} == forrige_gang
        forrige_gang = hoppet_over


@settings(deadline=None)
@given(medlemmer=grupper(), overtas=st.sets(st.integers(0, 14)))
def test_turen_gar_likt_om_arbeidssteder_tar_over(medlemmer: list[Medlemskap], overtas: set[int]) -> None:
    """The credit is the member's, so the queue is the same as if she had come herself."""
    assert runder(medlemmer, 15, overtas) == runder(medlemmer, 15)


@settings(deadline=None)
@given(medlemmer=grupper(), fra=dager, sted=steder)
def test_alles_tur_kommer_uansett_hvem_som_kommer_og_gar(
    medlemmer: list[Medlemskap], fra: date, sted: int | None
) -> None:
    """Whoever stays organises before too many meetings have passed."""
    fast = medlem(99, fra, sted)
    holdt = [person for dag, person in runder([*medlemmer, fast], 50) if dag >= fra]
    assert 99 in holdt[: 3 * len(medlemmer) + 3]


@pytest.mark.parametrize("sted", [None, ULVEN])
def test_en_gruppe_med_ett_medlem_har_alltid_en_tur(sted: int | None) -> None:
    assert hvem(turordning([medlem(ANNA, sted=sted)], [mote(date(2026, 9, 3), ANNA)], I_DAG)) == [ANNA]
