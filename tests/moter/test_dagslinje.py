"""The day as one line: gaps are left open, and a hidden part is one piece."""

from __future__ import annotations

from datetime import date, time

from moter.dagslinje import Strek, dagslinje
from moter.program import bolker
from nettverk.innsyn import Innsyn
from tests.verden import Verden

IDAG = date(2026, 11, 23)


def test_linjen_har_hvert_punkt_paa_sin_plass_og_hull_mellom(verden: Verden) -> None:
    verden.mote.programposter.create(motedel="1", start=time(11, 40), varighet=10, tittel="Til slutt")
    med = dagslinje(verden.mote, bolker(verden.mote, Innsyn(dag=IDAG, person=verden.medlem)))
    uten = dagslinje(verden.mote, bolker(verden.mote, Innsyn(dag=IDAG, person=verden.koordinator)))
    etter = [Strek("neutral", 180, 45), Strek("accent", 240, 90)]
    assert med.streker == [
        Strek("neutral", 0, 30), Strek("brand2", 60, 90), Strek("brand2", 160, 10), *etter,
    ]  # fmt: skip
    assert uten.streker == [Strek("neutral", 0, 30), Strek("brand2", 60, 110), *etter]
    assert (med.fra, med.til, med.lengde) == (time(9), time(15), 360)
