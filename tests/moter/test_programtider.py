"""The rule for times that follow: order kept, free time first, fixed blocks untouched, no overlap."""

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moter.programtider import Brudd, Rekke, Tid, brudd, bytt, folg, ledig, sett_inn, ta_ut

FRA, TIL = 9 * 60, 15 * 60
LENGDER = st.integers(1, 12).map(lambda fem: fem * 5)
HULL = st.integers(0, 4).map(lambda fem: fem * 5)


@st.composite
def rekker(draw: st.DrawFn, *, faste: bool = True, minst: int = 1) -> Rekke:
    """A day without overlap, begun at nine or later; some items may be fixed blocks."""
    rekke: Rekke = []
    slutt = FRA
    for nr in range(draw(st.integers(minst, 8))):
        start = slutt + draw(HULL)
        rekke.append(Tid(str(nr), start, draw(LENGDER), faste and draw(st.booleans())))
        slutt = rekke[-1].slutt
    return rekke


def skrevet(rekke: Rekke) -> dict[str, tuple[int, int]]:
    return {tid.nokkel: (tid.start, tid.varighet) for tid in rekke if not tid.fast}


def hull(rekke: Rekke) -> list[int]:
    return [neste.start - forrige.slutt for forrige, neste in pairwise(rekke)]


def nokler(rekke: Rekke) -> list[str]:
    return [tid.nokkel for tid in rekke]


@given(rekker())
def test_folg_endrer_ingenting_nar_ingenting_er_skrevet(rekke: Rekke) -> None:
    assert folg(rekke, skrevet(rekke)) == rekke


@given(rekker(faste=False), st.data())
def test_folg_beholder_rekkefolgen_og_overlapper_ikke_nar_lengder_endres(
    rekke: Rekke, data: st.DataObject
) -> None:
    nye = {t.nokkel: (t.start, data.draw(LENGDER)) for t in rekke}
    ut = folg(rekke, nye)
    assert nokler(ut) == nokler(rekke)
    assert min(hull(ut), default=0) >= 0
    assert [t.varighet for t in ut] == [nye[t.nokkel][1] for t in rekke]
    assert ut[0].start == rekke[0].start


@given(rekker(faste=False), st.data(), st.sampled_from(["start", "varighet"]))
def test_folg_flytter_dem_etter_til_ledig_tid_har_tatt_det(
    rekke: Rekke, data: st.DataObject, felt: str
) -> None:
    nr, senere = data.draw(st.integers(0, len(rekke) - 1)), data.draw(LENGDER)
    start, varighet = rekke[nr].start, rekke[nr].varighet
    nytt = (start + senere, varighet) if felt == "start" else (start, varighet + senere)
    flyttet = [
        etter.start - for_.start
        for for_, etter in zip(rekke, folg(rekke, skrevet(rekke) | {str(nr): nytt}), strict=True)
    ]
    assert flyttet[: nr + 1] == [0] * nr + [senere if felt == "start" else 0]
    assert flyttet[nr + 1 :] == [max(0, senere - luft) for luft in accumulate(hull(rekke)[nr:])]


@given(rekker(faste=False), st.data())
def test_folg_lar_det_som_kom_etter_ledig_tid_sta_nar_noe_blir_kortere(
    rekke: Rekke, data: st.DataObject
) -> None:
    nr = data.draw(st.integers(0, len(rekke) - 1))
    kortere = data.draw(st.integers(0, rekke[nr].varighet - 5))
    ut = folg(rekke, skrevet(rekke) | {str(nr): (rekke[nr].start, rekke[nr].varighet - kortere)})
    tett = [not luft for luft in accumulate(hull(rekke)[nr:])]
    flyttet = [for_.start - etter.start for for_, etter in zip(rekke, ut, strict=True)]
    assert flyttet == [0] * (nr + 1) + [kortere if med else 0 for med in tett]


@given(rekker(), st.data())
def test_folg_lar_en_fast_blokk_og_det_etter_den_sta(rekke: Rekke, data: st.DataObject) -> None:
    siste = max((nr for nr, tid in enumerate(rekke) if tid.fast), default=0)
    nye = {n: (start, data.draw(LENGDER)) for n, (start, _v) in skrevet(rekke[:siste]).items()}
    ut = folg(rekke, skrevet(rekke) | nye)
    assert {t for t in ut if t.fast} == {t for t in rekke if t.fast}
    assert all(t in ut for t in rekke[siste + 1 :])


@given(rekker(), st.data())
def test_folg_gir_det_samme_nar_tidene_som_fulgte_er_skrevet(rekke: Rekke, data: st.DataObject) -> None:
    """A browser that has let them follow already sends the same day as one that has not."""
    nye = {n: (start, data.draw(LENGDER)) for n, (start, _v) in skrevet(rekke).items()}
    ut = folg(rekke, nye)
    if not brudd(ut, -10000, 10000):
        assert folg(rekke, skrevet(ut)) == ut


def test_folg_lar_et_punkt_som_settes_foran_det_forrige_ga_alene() -> None:
    rekke = [Tid("a", 600, 60), Tid("b", 660, 30), Tid("c", 690, 30)]
    assert folg(rekke, skrevet(rekke) | {"b": (540, 30)}) == [
        Tid("b", 540, 30), Tid("a", 600, 60), Tid("c", 690, 30),
    ]  # fmt: skip


@given(rekker(), st.data())
def test_sett_inn_skyver_ikke_lenger_enn_det_ma(rekke: Rekke, data: st.DataObject) -> None:
    nr = data.draw(st.integers(0, len(rekke) - 1))
    ny = Tid("ny", rekke[nr].slutt, data.draw(LENGDER))
    ut = sett_inn(rekke, ny)
    assert nokler(ut) == [*nokler(rekke[: nr + 1]), "ny", *nokler(rekke[nr + 1 :])]
    fri = not any(t.fast for t in rekke[nr + 1 :])
    if fri:
        assert brudd(ut, FRA, 10000) == []
        skjovet = [max(0, ny.varighet - luft) for luft in accumulate(hull(rekke)[nr:])]
        assert [t.start for t in ut[nr + 2 :]] == [
            t.start + skyv for t, skyv in zip(rekke[nr + 1 :], skjovet, strict=True)
        ]
    assert {t for t in ut if t.fast} == {t for t in rekke if t.fast}


@given(rekker(), st.data(), st.booleans())
def test_ta_ut_gir_aldri_overlapp(rekke: Rekke, data: st.DataObject, lukk: bool) -> None:
    tatt = data.draw(st.sampled_from(rekke))
    ut = ta_ut(rekke, tatt.nokkel, lukk=lukk)
    assert nokler(ut) == [n for n in nokler(rekke) if n != tatt.nokkel]
    assert brudd(ut, FRA, 10000) == []
    assert {t for t in ut if t.fast} == {t for t in rekke if t.fast} - {tatt}
    if not lukk:
        assert ut == [t for t in rekke if t != tatt]


@given(rekker(faste=False, minst=2), st.data())
def test_bytt_bytter_to_naboer_og_ingenting_annet(rekke: Rekke, data: st.DataObject) -> None:
    nr = data.draw(st.integers(1, len(rekke) - 1))
    ut = bytt(rekke, str(nr), opp=True, fra=FRA, til=TIL)
    assert ut is not None
    byttet = nokler(rekke)
    byttet[nr - 1], byttet[nr] = byttet[nr], byttet[nr - 1]
    assert nokler(ut) == byttet
    assert hull(ut) == hull(rekke)
    assert (ut[0].start, ut[-1].slutt) == (rekke[0].start, rekke[-1].slutt)
    assert sorted(t.varighet for t in ut) == sorted(t.varighet for t in rekke)
    assert bytt(ut, str(nr), opp=False, fra=FRA, til=TIL) == rekke


@given(rekker(), st.data(), st.booleans())
def test_bytt_ruller_aldri_over_en_fast_blokk(rekke: Rekke, data: st.DataObject, opp: bool) -> None:
    til = rekke[-1].slutt + data.draw(HULL)
    ut = bytt(rekke, data.draw(st.sampled_from(rekke)).nokkel, opp=opp, fra=FRA, til=til)
    if ut is not None:
        assert brudd(ut, FRA, til) == []
        assert {t for t in ut if t.fast} == {t for t in rekke if t.fast}
        assert ut != rekke


BLOKK = Tid("del1", 600, 60, fast=True)


@pytest.mark.parametrize(
    ("rekke", "nokkel", "opp", "ventet"),
    [
        ([BLOKK, Tid("a", 660, 60)], "a", True, [Tid("a", 540, 60), BLOKK]),
        ([BLOKK, Tid("a", 660, 65)], "a", True, None),
        ([Tid("a", 540, 30), BLOKK], "a", False, [BLOKK, Tid("a", 660, 30)]),
        ([Tid("a", 540, 30), BLOKK, Tid("b", 680, 30)], "a", False, None),
        ([BLOKK, Tid("a", 660, 30)], "del1", False, None),
        ([BLOKK, Tid("a", 660, 30)], "a", False, None),
    ],
)
def test_bytt_forbi_en_fast_blokk_bare_der_det_er_plass(
    rekke: Rekke, nokkel: str, opp: bool, ventet: Rekke | None
) -> None:
    assert bytt(rekke, nokkel, opp=opp, fra=FRA, til=TIL) == ventet


def test_brudd_er_det_utenfor_og_det_som_overlapper() -> None:
    tidlig, forst, neste, sen = Tid("a", 530, 5), Tid("b", 540, 60), Tid("c", 590, 30), Tid("d", 880, 30)
    assert brudd([neste, sen, forst, tidlig], FRA, TIL) == [Brudd(tidlig), Brudd(sen), Brudd(neste, forst)]


def test_ledig_er_det_ingen_punkter_fyller() -> None:
    assert ledig([Tid("a", 540, 60), Tid("b", 660, 30)], FRA, TIL) == 270
