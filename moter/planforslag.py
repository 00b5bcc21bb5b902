"""What the planning form shows to begin with: dates, hours and organisers one can mostly leave alone (L7)."""

from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any

from moter.datoforslag import foreslatte_dager
from moter.datovarsler import hindringer
from moter.models import Mote
from moter.plangrunnlag import Plangrunnlag

FRA, TIL = time(9), time(15)
VARSLES = timedelta(weeks=5)  # the innkalling is to be with KLB two weeks before, and must be written


def foreslatte_rader(grunnlag: Plangrunnlag, ar: int) -> list[dict[str, Any]]:
    """Return a row for each of the three meetings of the year that is not planned yet."""
    dager = foreslatte_dager(
        [mote.dag for mote in grunnlag.moter if mote.dag.year == ar - 1 and not mote.er_avlyst],
        grunnlag.dager.egne,
        ar,
        tidligst=max(grunnlag.fra, grunnlag.i_dag + VARSLES),
        hindringer=lambda dag: hindringer(dag, grunnlag.dager),
    )
    return _rader(grunnlag, dager)


def tom_rad(grunnlag: Plangrunnlag) -> dict[str, Any]:
    """Return a row with the hours of the last meeting and nothing else."""
    siste = grunnlag.siste
    return {
        "fra": siste.lokal_start.time() if siste else FRA,
        "til": siste.lokal_slutt.time() if siste else TIL,
        "form": siste.form if siste else Mote.Form.FYSISK,
    }


def _rader(grunnlag: Plangrunnlag, dager: Sequence[date]) -> list[dict[str, Any]]:
    """Give each date whoever is next, as if the meetings before it were planned with theirs."""
    rekke = grunnlag.turrekke()
    rader = []
    for dag in dager:
        rad = tom_rad(grunnlag) | {"dato": dag}
        forst = next(iter(rekke.turer(dag)), None)
        if forst is not None:
            rad["arrangor"] = str(forst.medlemskap.person_id)
            rekke.ta(dag, forst.medlemskap.person_id)
        rader.append(rad)
    return rader
