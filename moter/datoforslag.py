"""Which dates to propose for a year: this year's, moved to where nothing speaks against them (L7).

Asks no database.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from moter.datovarsler import er_tett
from moter.neste_ar import MOTER_I_ARET

UKE = timedelta(weeks=1)
# ISO week and weekday, for a group without a year behind it: February, May and October, a Wednesday.
STANDARD = ((7, 3), (20, 3), (43, 3))

Hindringer = Callable[[date], int]


def foreslatte_dager(
    arets: Sequence[date], egne: Sequence[date], ar: int, *, tidligst: date, hindringer: Hindringer
) -> list[date]:
    """Return a date for each of the three meetings of `ar` that is not planned, in order.

    `arets` are the days of this year's meetings, whose weeks and weekdays are kept where they can be;
    `egne` those of all the group's meetings, planned ones of `ar` included. `hindringer` says how much
    speaks against a day. None is before `tidligst`; fewer are returned where the year has no days left.
    """
    valgt: list[date] = []
    for mal in _som_gjenstar(arets, [dag for dag in egne if dag.year == ar], ar):
        opptatt = (*egne, *valgt)
        dag = _beste_dag(mal, opptatt, tidligst, hindringer)
        if dag is not None:
            valgt.append(dag)
    return sorted(valgt)


def _som_gjenstar(arets: Sequence[date], planlagte: Sequence[date], ar: int) -> list[date]:
    """Return the days to aim at, without those that the planned meetings stand for."""
    mal = _monster(arets, ar)
    for dag in planlagte:
        if mal:
            mal.remove(min(mal, key=lambda m: abs(m - dag)))
    return sorted(mal)


def _monster(arets: Sequence[date], ar: int) -> list[date]:
    """Return this year's days as they fall in `ar`: the three, completed by the usual ones."""
    mal = sorted({_samme_uke(*dag.isocalendar()[1:], ar) for dag in arets})
    while len(mal) > MOTER_I_ARET:
        tettest = min(range(1, len(mal)), key=lambda nr: mal[nr] - mal[nr - 1])
        del mal[tettest]
    ledige = [_samme_uke(uke, ukedag, ar) for uke, ukedag in STANDARD]
    while len(mal) < MOTER_I_ARET:
        lengst = max(ledige, key=lambda dag: min((abs(dag - m).days for m in mal), default=0))
        ledige.remove(lengst)
        mal.append(lengst)
    return mal


def _samme_uke(uke: int, ukedag: int, ar: int) -> date:
    """Return the same weekday of the same ISO week, in the calendar year `ar`."""
    dag = date.fromisocalendar(ar, min(uke, 52), ukedag)
    if dag.year != ar:
        dag += UKE if dag.year < ar else -UKE
    return dag


def _beste_dag(mal: date, opptatt: Sequence[date], tidligst: date, hindringer: Hindringer) -> date | None:
    """Return the day with least against it: then not close to another meeting, then nearest to `mal`.

    The same weekday some weeks off is better than another weekday: people work in shifts.
    """
    nyttar = date(mal.year, 1, 1)
    arets = (nyttar + timedelta(days=nr) for nr in range((date(mal.year + 1, 1, 1) - nyttar).days))
    mulige = [dag for dag in arets if dag >= tidligst and dag not in opptatt]

    def plass(dag: date) -> tuple[int, bool, bool, timedelta, date]:
        tett = any(er_tett(dag, annen) for annen in opptatt)
        return hindringer(dag), tett, dag.weekday() != mal.weekday(), abs(dag - mal), dag

    return min(mulige, key=plass, default=None)
