"""The programme: its times, its parts, and who reads what (L9, L10)."""

import re
from datetime import date, time

import pytest
from django.db import IntegrityError
from hypothesis import given
from hypothesis import strategies as st

from moter.models import Mote, Motedel, Programpost
from moter.program import bolker, foreslatt_program, tidsfeil
from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe
from tests.conftest import Klient
from tests.factories import lokal
from tests.verden import Verden

DAG = date(2026, 12, 10)
IDAG = date(2026, 11, 23)
VARER = "men møtet varer fra 09.00 til 15.00."


def utkast(fra: int, til: int) -> Mote:
    return Mote(gruppe=Gruppe(navn="Åsane"), start=lokal(DAG, time(fra)), slutt=lokal(DAG, time(til)), pk=1)


def post(kl: time, minutter: int, tittel: str = "Noe") -> Programpost:
    return Programpost(start=kl, varighet=minutter, tittel=tittel)


@pytest.mark.parametrize(
    ("poster", "feil"),
    [
        ([post(time(9), 60), post(time(10), 60)], []),
        ([post(time(8, 30), 60, "For tidlig")], [f"«For tidlig» er fra 08.30 til 09.30, {VARER}"]),
        ([post(time(14, 30), 45, "For lenge")], [f"«For lenge» er fra 14.30 til 15.15, {VARER}"]),
        (
            [post(time(9), 60, "En"), post(time(9, 45), 30, "To")],
            ["«To» begynner 09.45, før «En» er ferdig 10.00."],
        ),
    ],
)
def test_tidsfeil_sier_hvilket_punkt_og_hvorfor(poster: list[Programpost], feil: list[str]) -> None:
    assert tidsfeil(utkast(9, 15), poster) == feil


@given(fra=st.integers(6, 12), lengde=st.integers(2, 11))
def test_forslaget_fyller_motet_uten_hull_og_overlapp(fra: int, lengde: int) -> None:
    mote = utkast(fra, min(fra + lengde, 23))
    mote.gruppe.gruppeansvarlig = lambda dag: None  # type: ignore[method-assign]
    poster = foreslatt_program(mote)
    assert tidsfeil(mote, poster) == []
    assert sum(p.varighet for p in poster) == (mote.slutt - mote.start).total_seconds() // 60
    assert {p.motedel for p in poster} == {"1", "2", "felles"}
    assert poster[-1].slutt == mote.lokal_slutt.time()


def test_forslaget_har_rutinens_oppgaver_og_hvem_som_leder_hver_del(verden: Verden) -> None:
    """«Ønske velkommen, fortelle litt om arbeidsstedet og lede den faglige delen av møtet.»"""
    assert [(p.motedel, p.tittel, p.ansvarlig) for p in foreslatt_program(verden.mote)] == [
        ("felles", "Velkommen", "Arne Arrangør"),
        ("1", "Siden sist: runde rundt bordet", "Lise Leder"),
        ("1", "Erfaringer og arbeidsredskaper", "Lise Leder"),
        ("felles", "Lunsj", "Arne Arrangør"),
        ("2", "Om arbeidsstedet", "Arne Arrangør"),
        ("2", "Faglig påfyll", "Arne Arrangør"),
        ("2", "Oppsummering", "Arne Arrangør"),
    ]


def test_motesiden_sier_hvem_som_leder_hver_del(verden: Verden, client_for: Klient) -> None:
    side = client_for(verden.medlem).get(verden.mote.get_absolute_url()).content.decode()
    assert re.findall(r"Ledes av [^<.]+", side) == [
        "Ledes av Lise Leder, gruppeansvarlig", "Ledes av Arne Arrangør, arrangør",
    ]  # fmt: skip


def synlige(verden: Verden, hvem: str) -> dict[str, list[str]]:
    innsyn = Innsyn(dag=IDAG, person=getattr(verden, hvem))
    return {
        bolk.motedel: [p.tittel for p in bolk.poster]
        + [p.bare_for_gruppen for p in bolk.poster if p.bare_for_gruppen]
        for bolk in bolker(verden.mote, innsyn)
    }


@pytest.mark.parametrize("hvem", ["medlem", "gruppeansvarlig", "arrangor"])
def test_medlemmer_leser_del1(verden: Verden, hvem: str) -> None:
    assert synlige(verden, hvem)["1"] == ["Siden sist", "Ta med egne eksempler"]


def test_koordinator_ser_del1_som_tidsrom(verden: Verden) -> None:
    assert synlige(verden, "koordinator") == {
        "felles": ["Lunsj"],
        "1": [],
        "2": ["Munnstell i livets siste fase"],
    }


def test_databasen_nekter_beskrivelse_av_del1(verden: Verden) -> None:
    with pytest.raises(IntegrityError):
        verden.mote.programposter.filter(motedel=Motedel.DEL1).update(beskrivelse="Røpet")


@given(fra=st.integers(6, 12), lengde=st.integers(2, 11))
def test_forslaget_for_arets_siste_mote_har_neste_ar_etter_del_1(fra: int, lengde: int) -> None:
    mote = utkast(fra, min(fra + lengde, 23))
    mote.gruppe.gruppeansvarlig = lambda dag: None  # type: ignore[method-assign]
    poster = foreslatt_program(mote, neste_ar=2027)
    assert tidsfeil(mote, poster) == []
    assert sum(p.varighet for p in poster) == (mote.slutt - mote.start).total_seconds() // 60
    nr = next(nr for nr, p in enumerate(poster) if p.tittel == "Møtene i 2027")
    assert (poster[nr].varighet, poster[nr].motedel) == (10, "felles")
    assert (poster[nr - 1].motedel, poster[nr + 1].tittel) == ("1", "Lunsj")
