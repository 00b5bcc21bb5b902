"""Which meetings there are: three a year in every group, for last year, this year and next."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from nettverk.arbeidsdager import er_fridag
from nettverk.klokke import dag as lokal_dag
from oversikt.demo.hendelser import Hendelser, vanlig_gang
from oversikt.demo.tilfeller import TILFELLER, Tilfelle

MOTEDAGER = (1, 2, 3)  # Tuesday to Thursday
STILLE_DAGER = ((12, 24), (12, 31))
# First day of the period in which each of the year's meetings lies, and days between the groups.
PERIODER = (((2, 3), 2.1), ((5, 4), 1.6), ((10, 13), 2.7))
GRUPPER = 23


@dataclass(frozen=True)
class Plan:
    """One meeting to be: which of the year's (0 to 2), on which local date, and its course."""

    gruppe: str
    nummer: int
    dag: date
    hendelser: Hendelser
    tilfelle: Tilfelle | None = None

    @property
    def kime(self) -> str:
        """What makes this meeting's coincidences its own, and the same every time."""
        return f"{self.gruppe} {self.dag.year} {self.nummer}"


def gruppens_planer(gruppe: str, plass: int, naa: datetime) -> list[Plan]:
    """Return a group's nine meetings, the one nearest to its special case replaced by that.

    `plass` is the group's place among them, which gives its usual days; `naa` a UTC moment.
    """
    idag = lokal_dag(naa)
    dager = {
        (ar, nummer): _vanlig_dag(ar, nummer, plass)
        for ar in (idag.year - 1, idag.year, idag.year + 1)
        for nummer in range(len(PERIODER))
    }
    tilfelle = next((ett for ett in TILFELLER if ett.gruppe == gruppe), None)
    spesiell = _sett_inn(tilfelle, dager, idag) if tilfelle else None
    return [
        _plan(gruppe, nummer, dag, tilfelle if (ar, nummer) == spesiell else None, idag)
        for (ar, nummer), dag in dager.items()
    ]


def _sett_inn(tilfelle: Tilfelle, dager: dict[tuple[int, int], date], idag: date) -> tuple[int, int]:
    """Put the special case in place of the nearest meeting of its year, and return which that was."""
    malet = idag + timedelta(days=tilfelle.avstand)
    dag = motedag(malet, etter=tilfelle.tidligst, lengst=4)
    if (dag < idag) != (malet < idag):
        dag = motedag(malet, etter=not tilfelle.tidligst, lengst=4)
    samme_ar = [nokkel for nokkel in dager if nokkel[0] == dag.year]
    naermest = min(samme_ar, key=lambda nokkel: abs(dager[nokkel] - dag))
    dager[naermest] = dag
    return naermest


def _plan(gruppe: str, nummer: int, dag: date, tilfelle: Tilfelle | None, idag: date) -> Plan:
    hendelser = vanlig_gang(dag, Random(f"{gruppe} {dag.year} {nummer}"))
    if tilfelle is not None:
        hendelser = tilfelle.endre(hendelser, idag)
    return Plan(gruppe, nummer, dag, hendelser, tilfelle)


def _vanlig_dag(ar: int, nummer: int, plass: int) -> date:
    """Return the group's usual day; the groups take turns at being first."""
    (maned, dag), avstand = PERIODER[nummer]
    rekke = (plass * 7 + 5 * nummer) % GRUPPER
    return motedag(date(ar, maned, dag) + timedelta(days=int(rekke * avstand)))


def motedag(dag: date, *, etter: bool = True, lengst: int = 7) -> date:
    """Return the first possible day of a meeting on or after this one, or on or before it.

    Tuesday to Thursday, or where holidays leave none of those within `lengst` days, any working
    day: what is special about a meeting may depend on its distance.
    """
    dager = [dag + timedelta(days=nummer if etter else -nummer) for nummer in range(12)]
    mulige = [en for en in dager if not er_fridag(en) and (en.month, en.day) not in STILLE_DAGER]
    naere = (en for en in mulige if en.weekday() in MOTEDAGER and abs(en - dag).days <= lengst)
    return next(naere, mulige[0])
