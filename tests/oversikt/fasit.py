"""The answer key: what the table of deadlines says is to be told, worked out without the engine.

Written from the requirements, part F, with the sentences it follows. It knows the rows of the portal
(`fasit_data`) and a calendar of its own (`fasit_kalender`), and imports nothing of the deadlines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from tests.oversikt import fasit_kalender as kalender
from tests.oversikt.fasit_data import Motedata, Portaldata, Seriedata
from tests.oversikt.fasit_kalender import klokken_atte, norsk_dag, virkedager_etter

# The table: code, then role and days before (-) or after (+) the due date, who must act first.
TABELL: dict[str, dict[str, tuple[int, ...]]] = {
    "programkontakt": {"arrangor": (-21, -7, 0), "gruppeansvarlig": (3,), "koordinator": (7,)},
    "innkalling": {"arrangor": (-14, -7, -2), "gruppeansvarlig": (0,), "koordinator": (1,)},
    "utsending": {"koordinator": (0, 1)},
    "pamelding": {"medlem": (-5, -1), "arrangor": (1,), "gruppeansvarlig": (1,)},
    "referat": {"gruppeansvarlig": (-13, -4, 0), "referent": (-13, -4, 0), "koordinator": (1, 7)},
    "lederkopi": {"koordinator": (0, 1)},
    "neste_aar": {"gruppeansvarlig": (-7, 0), "koordinator": (7,)},
    "svar": {"radgiver": (-1, 0), "koordinator": (1,)},
}
FOR_MOTET = {"programkontakt", "innkalling", "utsending", "pamelding"}
ETTER_MOTET = {"referat", "lederkopi", "neste_aar"}
LISTER = {("pamelding", "arrangor"), ("pamelding", "gruppeansvarlig")}

Linje = tuple[date, str, str, int, date, str, str]  # day, to, kind, step, due, role, matter
Adressat = tuple[str, int | None]


@dataclass
class Plikt:
    """One deadline. `sist` is when each role was last told; `gjort` leaves only lists."""

    slag: str
    forfall: date
    fodt: date
    sist: dict[str, datetime | None]
    gjelder: str
    nettverk_epost: str

    def steg(self, rolle: str) -> dict[date, int]:
        """Day → step. «Steps of one deadline for one role that land on the same day become one, the
        later.» Those that come before it can be told, wait for the first morning when it can."""
        dager: dict[date, int] = {}
        apner = self.apner(rolle)
        for trinn in sorted(TABELL[self.slag][rolle]):
            dag = self._dag(trinn)
            if apner and klokken_atte(dag) < apner:
                neste = norsk_dag(apner)
                dag = kalender.tidligst(neste if klokken_atte(neste) >= apner else neste + timedelta(days=1))
            dager[dag] = trinn
        return dager

    def _dag(self, trinn: int) -> date:
        """«A reminder … goes out on the working day before; an escalation on the working day after.»

        «Its escalations count from that day», the day it was set, when that is after the due date.
        """
        if trinn <= 0:
            return kalender.senest(self.forfall + timedelta(days=trinn))
        return kalender.tidligst(max(self.forfall, self.fodt) + timedelta(days=trinn))

    def apner(self, rolle: str) -> datetime | None:
        """From when the role can be told; None where nothing hinders."""
        return None

    def er_forbi(self, naa: datetime) -> bool:
        """Whether it is too late to do it."""
        return False

    def roller(self) -> Iterator[str]:
        """Who may be told at all."""
        yield from TABELL[self.slag]

    def mottakere(self, rolle: str, dag: date, data: Portaldata) -> list[Adressat]:
        """Who holds the role on the day."""
        raise NotImplementedError

    def utestaende(self, rolle: str, naa: datetime) -> int | None:
        """«After a stop, only the latest missed step per role is sent.»"""
        sist = self.sist.get(rolle)
        uteglemt = [
            (dag, trinn)
            for dag, trinn in self.steg(rolle).items()
            if klokken_atte(dag) <= naa and (sist is None or klokken_atte(dag) > sist)
        ]
        return max(uteglemt)[1] if uteglemt else None


@dataclass
class Moteplikt(Plikt):
    """One deadline of one meeting."""

    mote: Motedata
    gjort: bool = False

    def apner(self, rolle: str) -> datetime | None:
        """«Reminders to register begin only when the innkalling is out to the group, and not within two
        days after that.» And nobody can write minutes, or agree on the next year, before the meeting."""
        if rolle == "medlem":
            return self.mote.sendt + timedelta(days=2) if self.mote.sendt else None
        return self.mote.slutt if self.slag in ETTER_MOTET and not self.mote.avlyst else None

    def roller(self) -> Iterator[str]:
        """Who may be told at all: of what is done, only the lists, which «go in any case»; and nobody is
        asked to answer before there is an innkalling."""
        for rolle in TABELL[self.slag]:
            if rolle == "medlem" and not self.mote.sendt:
                continue
            if not self.gjort or (self.slag, rolle) in LISTER:
                yield rolle

    def er_forbi(self, naa: datetime) -> bool:
        """Once the meeting has begun, nobody prepares it."""
        return self.slag in FOR_MOTET and self.mote.start <= naa

    def mottakere(self, rolle: str, dag: date, data: Portaldata) -> list[Adressat]:
        """Who holds the role in the group on the day."""
        return _mottakere(self.mote, rolle, dag, data)


@dataclass
class Svarplikt(Plikt):
    """The advisers' answer to who applies for a series."""

    serie: Seriedata

    def apner(self, rolle: str) -> datetime:
        """Nobody can be answered before the registration deadline is over."""
        return klokken_atte(self.serie.pamelding_frist + timedelta(days=1)) - timedelta(hours=8)

    def mottakere(self, rolle: str, dag: date, data: Portaldata) -> list[Adressat]:
        """The series' advisers, or the network's shared address where none can be reached."""
        nas = [p for p in self.serie.radgivere if rolle == "radgiver" and data.adresser[p]]
        return [(data.adresser[p], p) for p in nas] or [(self.nettverk_epost, None)]


@dataclass
class Fasit:
    """The whole answer: `linjer` with how many times each, `mailer` per day and address."""

    linjer: Counter[Linje] = field(default_factory=Counter)
    mailer: Counter[tuple[date, str]] = field(default_factory=Counter)


def fasit(data: Portaldata, dager: Iterable[date]) -> Fasit:
    """What goes out at 08:00 on each of these days, in time order, when nobody ever does anything."""
    plikter: list[Plikt] = [plikt for mote in data.moter for plikt in _plikter(mote, data)]
    plikter += [_svarplikt(serie, data) for serie in data.serier]
    svar = Fasit()
    for dag in dager:
        naa = klokken_atte(dag)
        poster: set[tuple[str, Adressat]] = set()
        for plikt in plikter:
            for (adresse, person), rolle, trinn in _fortell(plikt, data, naa):
                svar.linjer[dag, adresse, plikt.slag, trinn, plikt.forfall, rolle, plikt.gjelder] += 1
                poster.add((plikt.nettverk_epost, (adresse.lower(), person)))
        svar.mailer.update((dag, adresse) for _nettverk, (adresse, _person) in poster)
    return svar


def _fortell(plikt: Plikt, data: Portaldata, naa: datetime) -> Iterator[tuple[Adressat, str, int]]:
    """Who is told which step. «Who has two roles in one matter gets one line for it.»"""
    if plikt.er_forbi(naa):
        return
    sett: set[Adressat] = set()
    for rolle in plikt.roller():
        trinn = plikt.utestaende(rolle, naa)
        if trinn is None:
            continue
        plikt.sist[rolle] = naa
        for adressat in plikt.mottakere(rolle, norsk_dag(naa), data):
            if adressat not in sett:
                sett.add(adressat)
                yield adressat, rolle, trinn


# --- Who ---------------------------------------------------------------------------------------


def _mottakere(mote: Motedata, rolle: str, dag: date, data: Portaldata) -> list[Adressat]:
    """Who holds the role on the day."""
    if rolle == "medlem":
        mangler = _skal_svare(mote, data) - mote.har_svart
        return [(data.adresser[p], p) for p in mangler if data.adresser[p]]
    if rolle == "koordinator":
        return [(mote.nettverk_epost, None)]
    forst = {"arrangor": mote.arrangor, "referent": mote.referent}.get(rolle)
    return [_holder(mote, forst, dag, data)]


def _skal_svare(mote: Motedata, data: Portaldata) -> set[int]:
    """«Every member», and the operating group's representatives, who «are reminded» (L8)."""
    alle = (*data.medlemmer[mote.gruppe], *data.driftsgruppen[mote.gruppe])
    return {m.person for m in alle if m.har_plikter(mote.dag)}


def _holder(mote: Motedata, forst: int | None, dag: date, data: Portaldata) -> Adressat:
    """«A duty whose holder is missing, on leave or cannot be reached passes on: referent to group lead
    to deputy to coordinator; organiser to group lead.»"""
    rekke = [] if forst is None or _er_borte(forst, mote, dag, data) else [forst]
    for rolle in ("gruppeansvarlig", "nestleder"):
        rekke += [m.person for m in data.medlemmer[mote.gruppe] if m.rolle == rolle and m.har_plikter(dag)]
    nas = [p for p in rekke if data.adresser[p]]
    return (data.adresser[nas[0]], nas[0]) if nas else (mote.nettverk_epost, None)


def _er_borte(person: int, mote: Motedata, dag: date, data: Portaldata) -> bool:
    """Has left the group since the meeting was planned, or is on leave. A contact who never was a member
    (L6) is not gone."""
    egne = [m for m in data.medlemmer[mote.gruppe] if m.person == person]
    gjelder = [m for m in egne if m.er_med(dag)]
    if gjelder:
        return all(m.i_permisjon(dag) for m in gjelder)
    return any(m.til and mote.opprettet <= m.til < dag for m in egne)


# --- What, and when it is due ------------------------------------------------------------------


def _svarplikt(serie: Seriedata, data: Portaldata) -> Plikt:
    """«No later than 2 days after the registration deadline» (D6)."""
    nokkel = ("svar", serie.pk)
    return Svarplikt(
        slag="svar",
        forfall=serie.pamelding_frist + timedelta(days=2),
        fodt=data.fodt[nokkel],
        sist=dict.fromkeys(TABELL["svar"], data.fortalt[nokkel]),
        gjelder=f"serie:{serie.pk}",
        nettverk_epost=serie.nettverk_epost,
        serie=serie,
    )


def _plikter(mote: Motedata, data: Portaldata) -> Iterator[Plikt]:
    for slag, forfall, gjort in (*_for_og_etter(mote, data), *_neste_ar(mote, data)):
        nokkel = (slag, mote.pk)
        fortalt = data.fortalt.get(nokkel)
        yield Moteplikt(
            slag=slag,
            forfall=forfall,
            fodt=data.fodt.get(nokkel, date.min),
            sist=dict.fromkeys(TABELL[slag], fortalt),
            gjelder=f"mote:{mote.pk}",
            nettverk_epost=mote.nettverk_epost,
            mote=mote,
            gjort=gjort,
        )


def _for_og_etter(mote: Motedata, data: Portaldata) -> Iterator[tuple[str, date, bool]]:
    """The deadlines of one meeting that are open, with their due dates; registration also when done."""
    if mote.avlyst:
        return
    siste = mote.innkallinger[-1] if mote.innkallinger else None
    if not mote.programmet_er_avtalt:
        yield "programkontakt", kalender.to_maneder_for(mote.dag), False
    if siste is None:
        yield "innkalling", mote.dag - timedelta(days=14), False
    elif siste.returnert and siste.status == "returnert":
        retur = virkedager_etter(norsk_dag(siste.returnert), 2)
        yield "innkalling", max(mote.dag - timedelta(days=14), retur), False
    elif siste.status == "levert":
        levert = norsk_dag(siste.levert)
        senest = min(virkedager_etter(levert, 2), mote.dag - timedelta(days=10))
        yield "utsending", max(levert, senest), False
    alle_har_svart = _skal_svare(mote, data) <= mote.har_svart
    yield "pamelding", mote.pamelding_frist or mote.dag - timedelta(days=7), alle_har_svart
    if mote.referat_levert is None:
        yield "referat", mote.dag + timedelta(days=14), False
    elif mote.kopi_sendt is None:
        yield "lederkopi", virkedager_etter(norsk_dag(mote.referat_levert), 5), False


def _neste_ar(mote: Motedata, data: Portaldata) -> Iterator[tuple[str, date, bool]]:
    """«Last meeting + 14 days», the last one not cancelled in the calendar year, until next year has three.

    «If the last meeting is cancelled and none is left, the duty is due 14 days after.»
    """
    gruppens = [annet for annet in data.moter if annet.gruppe == mote.gruppe]
    neste = [m for m in gruppens if m.dag.year == mote.dag.year + 1 and not m.avlyst]
    arets = [m for m in gruppens if m.dag.year == mote.dag.year]
    holdes = [m for m in arets if not m.avlyst]
    for_intet = [m for m in arets if m.avlyst and not any(n.start > m.avlyst for n in holdes)]
    siste = max(for_intet or holdes, key=lambda m: m.avlyst or m.start)
    if siste is mote and mote.pk not in data.avtalt and len(neste) < 3:
        fra = norsk_dag(mote.avlyst) if mote.avlyst else mote.dag
        yield "neste_aar", fra + timedelta(days=14), False
