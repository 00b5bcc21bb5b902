"""The answer key's own calendar: Easter, holidays, quiet periods and months, from the almanac.

Nothing here comes from the portal: two who count the same way by different roads are both right.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

OSLO = ZoneInfo("Europe/Oslo")
EN_DAG = timedelta(days=1)
FASTE_HELLIGDAGER = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
# Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday and Monday.
FRA_PASKE = (-3, -2, 0, 1, 39, 49, 50)


def klokken_atte(dag: date) -> datetime:
    """The daily run, on the clock in Norway."""
    return datetime.combine(dag, time(8), OSLO).astimezone(UTC)


def norsk_dag(moment: datetime) -> date:
    return moment.astimezone(OSLO).date()


def dagene(fra: date, til: date) -> Iterator[date]:
    while fra <= til:
        yield fra
        fra += EN_DAG


@cache
def paskedag(ar: int) -> date:
    """Easter Sunday by the church's tables: golden number, century, epact, and the Sunday after."""
    gylden, hundrear = ar % 19 + 1, ar // 100 + 1
    utelatt, manens = 3 * hundrear // 4 - 12, (8 * hundrear + 5) // 25 - 5
    sondag = 5 * ar // 4 - utelatt - 10
    epakt = (11 * gylden + 20 + manens - utelatt) % 30
    if epakt == 24 or (epakt == 25 and gylden > 11):
        epakt += 1
    fullmane = 44 - epakt
    if fullmane < 21:
        fullmane += 30
    mars = fullmane + 7 - (sondag + fullmane) % 7
    return date(ar, 3, 1) + timedelta(days=mars - 1)


def er_helligdag(dag: date) -> bool:
    return (dag.month, dag.day) in FASTE_HELLIGDAGER or (dag - paskedag(dag.year)).days in FRA_PASKE


def er_virkedag(dag: date) -> bool:
    """What «working days» in a due date counts."""
    return dag.weekday() < 5 and not er_helligdag(dag)


def er_stille(dag: date) -> bool:
    """«default July, 23 December to 1 January, Monday before Easter to Easter Monday»."""
    jul = (dag.month == 12 and dag.day >= 23) or (dag.month, dag.day) == (1, 1)
    return dag.month == 7 or jul or -6 <= (dag - paskedag(dag.year)).days <= 1


def kan_varsles(dag: date) -> bool:
    return er_virkedag(dag) and not er_stille(dag)


def senest(dag: date) -> date:
    """The last day for telling that is not after `dag`."""
    while not kan_varsles(dag):
        dag -= EN_DAG
    return dag


def tidligst(dag: date) -> date:
    """The first day for telling that is not before `dag`."""
    while not kan_varsles(dag):
        dag += EN_DAG
    return dag


def virkedager_etter(dag: date, antall: int) -> date:
    while antall:
        dag += EN_DAG
        antall -= er_virkedag(dag)
    return dag


def to_maneder_for(dag: date) -> date:
    """The same day of the month, or the month's last where it has no such day."""
    ar, maned = (dag.year, dag.month - 2) if dag.month > 2 else (dag.year - 1, dag.month + 10)
    siste = date(ar + maned // 12, maned % 12 + 1, 1) - EN_DAG
    return siste.replace(day=min(dag.day, siste.day))
