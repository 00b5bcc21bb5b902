"""How long the parts of a meeting lasted."""

from __future__ import annotations

from datetime import time, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from moter.models import Programpost
from moter.program import paa_dagen
from referat.timer import minutter

DEL = st.sampled_from(["1", "2", "felles"])
# Gap before, length (minutes), part, and whether it is lunch.
DAG = st.lists(
    st.tuples(st.integers(0, 30), st.integers(5, 60), DEL, st.booleans()), max_size=12
)  # fmt: skip


def program(*rader: tuple[int, int, str, str]) -> list[Programpost]:
    """Items one after the other from eight o'clock: gap before, length, part, title."""
    poster, klokke = [], paa_dagen(time(8))
    for pause, varighet, motedel, tittel in rader:
        klokke += timedelta(minutes=pause)
        poster.append(Programpost(start=klokke.time(), varighet=varighet, motedel=motedel, tittel=tittel))
        klokke += timedelta(minutes=varighet)
    return poster


def test_rutinens_dag() -> None:
    dagen = program(
        (0, 15, "felles", "Velkommen"), (0, 150, "1", "Siden sist"), (0, 5, "felles", "Takk for del 1"),
        (0, 45, "felles", "Lunsj"), (0, 90, "2", "Munnstell"), (0, 10, "felles", "Vel hjem"),
    )  # fmt: skip
    assert minutter(dagen) == {"1": 170, "2": 100}


def test_felles_midt_imellom_horer_til_den_delen_som_folger() -> None:
    dagen = program((0, 60, "1", "A"), (0, 10, "felles", "Velkommen, gjester"), (0, 60, "2", "B"))
    assert minutter(dagen) == {"1": 60, "2": 70}


def test_del_2_forst() -> None:
    dagen = program((0, 10, "felles", "Velkommen"), (0, 60, "2", "A"), (0, 60, "1", "B"))
    assert minutter(dagen) == {"1": 60, "2": 70}


def test_lunsj_regnes_ikke_hvor_den_enn_star() -> None:
    assert minutter(program((0, 60, "2", "Lunsj med omvisning"), (0, 30, "2", "Tema"))) == {"1": 0, "2": 30}


def test_bare_felles_er_ingen_timer() -> None:
    assert minutter(program((0, 60, "felles", "Velkommen"))) == {"1": 0, "2": 0}
    assert minutter([]) == {"1": 0, "2": 0}


@given(DAG)
def test_delene_er_til_sammen_dagen_uten_lunsj(dag: list[tuple[int, int, str, bool]]) -> None:
    poster = program(*((p, v, d, "Lunsj" if lunsj else "Post") for p, v, d, lunsj in dag))
    uten_lunsj = [post for post in poster if not post.er_lunsj]
    har_del = any(post.motedel != "felles" for post in uten_lunsj)
    assert sum(minutter(poster).values()) == (sum(post.varighet for post in uten_lunsj) if har_del else 0)


@given(DAG)
def test_en_del_er_aldri_kortere_enn_sine_poster_og_ingenting_uten(
    dag: list[tuple[int, int, str, bool]],
) -> None:
    poster = program(*((p, v, d, "Lunsj" if lunsj else "Post") for p, v, d, lunsj in dag))
    for del_, sum_ in minutter(poster).items():
        egne = sum(post.varighet for post in poster if post.motedel == del_ and not post.er_lunsj)
        assert sum_ >= egne
        assert bool(sum_) == bool(egne)


@given(DAG, st.randoms())
def test_postenes_rekkefolge_betyr_ingenting(dag: list[tuple[int, int, str, bool]], r: Random) -> None:
    poster = program(*((p, v, d, "Lunsj" if lunsj else "Post") for p, v, d, lunsj in dag))
    stokket = list(poster)
    r.shuffle(stokket)
    assert minutter(stokket) == minutter(poster)
