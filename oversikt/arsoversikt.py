"""A network's year: every meeting with the state of each deadline, and who must act now (X8).

The number of queries does not depend on how many groups and meetings there are.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moter import frister as motefrister
from moter.models import Innkalling, Mote, Pamelding
from moter.neste_ar import MOTER_I_ARET, NESTE_AAR
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Driftsrepresentant, Frist, Gruppe, Medlemskap, Nettverk
from nettverk.tilstand import Tilstand, hos_klb, tilstand
from referat import frister as referatfrister

KOLONNER = (
    motefrister.PROGRAMKONTAKT,
    motefrister.INNKALLING,
    motefrister.UTSENDING,
    motefrister.PAMELDING,
    referatfrister.REFERAT,
    referatfrister.LEDERKOPI,
)
KOORDINATORS = frozenset({motefrister.UTSENDING, referatfrister.LEDERKOPI})
# The worst first; a cell's colour is its rank.
RANG = {"danger": 0, "warning": 1, "info": 2, "accent": 3, "success": 4, "neutral": 5}


@dataclass(frozen=True)
class Celle:
    """One deadline of one meeting: its state, and who must act while it is open."""

    slag: str
    frist: Frist | None
    tilstand: Tilstand | None
    hvem: str = ""

    @property
    def haster(self) -> bool:
        """Whether it is late or due this week."""
        return self.tilstand is not None and self.tilstand.farge in ("danger", "warning")


@dataclass(frozen=True)
class Linje:
    """One meeting."""

    mote: Mote
    celler: list[Celle]
    neste_ar: Celle | None
    gruppeansvarlig: str

    @property
    def farge(self) -> str:
        """The colour of the worst open deadline."""
        farger = [celle.tilstand.farge for celle in self.frister if celle.tilstand]
        ellers = "neutral" if self.mote.er_avlyst else "accent"
        return min(farger, key=RANG.__getitem__, default=ellers)

    @property
    def frister(self) -> list[Celle]:
        """The columns, and the duty to agree on next year if it rests on this meeting."""
        return [*self.celler, self.neste_ar] if self.neste_ar else self.celler


@dataclass(frozen=True)
class Gjoremal:
    """Something that waits for somebody."""

    mote: Mote
    celle: Celle


@dataclass
class Arsoversikt:
    """The whole page."""

    linjer: list[Linje]
    din_tur: list[Gjoremal] = field(default_factory=list)
    for_sent: list[Gjoremal] = field(default_factory=list)
    denne_uka: list[Gjoremal] = field(default_factory=list)
    holdt: int = 0
    planlagt: int = 0
    faerre_enn_tre: list[Gruppe] = field(default_factory=list)


@dataclass(frozen=True)
class _Grunnlag:
    """What is fetched once for all meetings."""

    frister: dict[int, dict[str, Frist]]
    ledere: dict[int, str]
    medlemskap: dict[int, list[Medlemskap]]
    driftsgruppen: dict[int, list[Driftsrepresentant]]
    svar: dict[int, set[int]]
    hos_klb: set[int]
    sendt_ut: set[int]


def arsoversikt(nettverk: Nettverk, ar: int, naa: datetime) -> Arsoversikt:
    """Return the network's year as it is at this UTC moment."""
    moter = list(
        Mote.objects.i_aret(ar)
        .filter(gruppe__nettverk=nettverk)
        .select_related("gruppe", "arrangor", "referent")
    )
    grunnlag = _hent(nettverk, moter, lokal_dag(naa))
    linjer = [_linje(mote, nettverk, grunnlag, naa) for mote in moter]
    linjer.sort(key=lambda linje: (RANG[linje.farge], linje.mote.start))
    oversikt = Arsoversikt(linjer=linjer)
    _fordel(oversikt)
    _tell(oversikt, nettverk, ar, naa)
    return oversikt


def _hent(nettverk: Nettverk, moter: list[Mote], dag: date) -> _Grunnlag:
    ider = [mote.pk for mote in moter]
    frister: dict[int, dict[str, Frist]] = defaultdict(dict)
    motetype = ContentType.objects.get_for_model(Mote)
    for frist in Frist.objects.filter(content_type=motetype, object_id__in=ider):
        frister[frist.object_id][frist.slag] = frist
    medlemskap: dict[int, list[Medlemskap]] = defaultdict(list)
    for m in Medlemskap.objects.filter(gruppe__nettverk=nettverk).select_related("person"):
        medlemskap[m.gruppe_id].append(m)
    ledere = {
        gruppe: m.person.navn
        for gruppe, alle in medlemskap.items()
        for m in alle
        if m.rolle == Medlemskap.Rolle.GRUPPEANSVARLIG and m.er_aktiv(dag)
    }
    driftsgruppen: dict[int, list[Driftsrepresentant]] = defaultdict(list)
    for d in Driftsrepresentant.objects.filter(gruppe__nettverk=nettverk):
        driftsgruppen[d.gruppe_id].append(d)
    svar: dict[int, set[int]] = defaultdict(set)
    for mote_id, person_id in Pamelding.objects.filter(mote__in=ider).values_list("mote_id", "person_id"):
        svar[mote_id].add(person_id)
    hos_klb, sendt_ut = set(), set()
    for mote, status in Innkalling.objects.filter(mote__in=ider).values_list("mote_id", "status"):
        if status == Innkalling.Status.LEVERT:
            hos_klb.add(mote)
        elif status == Innkalling.Status.SENDT:
            sendt_ut.add(mote)
    return _Grunnlag(frister, ledere, medlemskap, driftsgruppen, svar, hos_klb, sendt_ut)


def _linje(mote: Mote, nettverk: Nettverk, grunnlag: _Grunnlag, naa: datetime) -> Linje:
    personer = {m.person_id for m in grunnlag.medlemskap[mote.gruppe_id] if m.er_aktiv(mote.dag)}
    personer |= {d.person_id for d in grunnlag.driftsgruppen[mote.gruppe_id] if d.gjelder(mote.dag)}
    mangler = len(personer - grunnlag.svar[mote.pk])
    leder = grunnlag.ledere.get(mote.gruppe_id, "")
    celler = [
        Celle(
            slag,
            frist := grunnlag.frister[mote.pk].get(slag),
            _tilstand(mote, frist, nettverk, grunnlag, mangler, naa),
            _hvem(slag, mote, nettverk, leder, mangler),
        )
        for slag in KOLONNER
    ]
    return Linje(mote, celler, _neste_ar(grunnlag.frister[mote.pk].get(NESTE_AAR), leder, naa), leder)


def _neste_ar(frist: Frist | None, leder: str, naa: datetime) -> Celle | None:
    if frist is None or frist.bortfalt:
        return None
    return Celle(NESTE_AAR, frist, tilstand(frist, naa), leder or _("Ingen gruppeansvarlig"))


def _tilstand(
    mote: Mote, frist: Frist | None, nettverk: Nettverk, grunnlag: _Grunnlag, mangler: int, naa: datetime
) -> Tilstand | None:
    if frist is None or mote.er_avlyst:
        return None
    if frist.bortfalt:
        return _uten_gjort(frist, mote, mangler if mote.pk in grunnlag.sendt_ut else 0, naa)
    sent = frist.forsinket(lokal_dag(naa))
    if frist.slag == motefrister.PAMELDING:
        # Nobody owes an answer to an innkalling that is not out.
        if sent and mote.pk not in grunnlag.sendt_ut:
            return None
        ord_ = ngettext("%(antall)d mangler svar", "%(antall)d mangler svar", mangler)
        return tilstand(frist, naa, ord_ % {"antall": mangler})
    if frist.slag == motefrister.UTSENDING and frist.apen and not sent and mote.pk in grunnlag.hos_klb:
        return hos_klb(nettverk.kortnavn)
    return tilstand(frist, naa)


def _uten_gjort(frist: Frist, mote: Mote, mangler: int, naa: datetime) -> Tilstand | None:
    """Say of a duty that ended with the meeting that it was not done; else it only waits."""
    if naa < mote.start or (frist.slag == motefrister.PAMELDING and not mangler):
        return None
    if frist.slag == motefrister.PAMELDING:
        ord_ = ngettext("%(antall)d svarte ikke", "%(antall)d svarte ikke", mangler)
        return Tilstand("neutral", "avlyst", ord_ % {"antall": mangler})
    return Tilstand("neutral", "avlyst", _("Ikke gjort"))


def _hvem(slag: str, mote: Mote, nettverk: Nettverk, leder: str, mangler: int) -> str:
    arrangor = mote.arrangor.navn if mote.arrangor else ""
    if slag in KOORDINATORS:
        return nettverk.kortnavn
    if slag == motefrister.PAMELDING:
        return ngettext("%(antall)d medlem", "%(antall)d medlemmer", mangler) % {"antall": mangler}
    if slag == referatfrister.REFERAT:
        return mote.referent.navn if mote.referent else leder
    return arrangor or leder or _("Ingen arrangør")


def _fordel(oversikt: Arsoversikt) -> None:
    """Put each open matter in one heap only: the coordinator's own, late, due this week."""
    for linje in oversikt.linjer:
        for celle in linje.frister:
            if celle.frist is None or celle.tilstand is None or not celle.frist.apen:
                continue
            mal = Gjoremal(linje.mote, celle)
            if celle.slag in KOORDINATORS:
                oversikt.din_tur.append(mal)
            elif celle.tilstand.farge == "danger":
                oversikt.for_sent.append(mal)
            elif celle.tilstand.farge == "warning":
                oversikt.denne_uka.append(mal)
    for bunke in (oversikt.din_tur, oversikt.for_sent, oversikt.denne_uka):
        bunke.sort(key=lambda mal: mal.celle.frist.forfall if mal.celle.frist else date.max)


def _tell(oversikt: Arsoversikt, nettverk: Nettverk, ar: int, naa: datetime) -> None:
    gjelder = [linje.mote for linje in oversikt.linjer if not linje.mote.er_avlyst]
    oversikt.planlagt = len(gjelder)
    oversikt.holdt = sum(mote.er_ferdig(naa) for mote in gjelder)
    per_gruppe = Counter(mote.gruppe_id for mote in gjelder)
    arets_slutt = date(ar, 12, 31)
    for gruppe in nettverk.grupper.all():
        er_i_drift = gruppe.slutt is None or gruppe.slutt >= arets_slutt
        if er_i_drift and per_gruppe[gruppe.pk] < MOTER_I_ARET:
            oversikt.faerre_enn_tre.append(gruppe)
