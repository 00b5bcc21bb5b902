"""Whose turn it is to organise: a rule over memberships and meetings, which asks no database (L5).

«Ansvar for møtene skal rullere mellom medlemmene i nettverksgruppene.» What the requirement leaves
open, and what was decided, stands in docs/beslutninger/09-arrangorens-tur.md.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum, auto
from types import MappingProxyType

from django.utils.translation import gettext as _

from moter.models import Mote
from nettverk.models import Medlemskap
from nettverk.sprak import maned

EN_DAG = timedelta(days=1)


class Grunn(Enum):
    """Why somebody stands where she stands."""

    VENTET = auto()
    NY = auto()
    NY_IGJEN = auto()
    HOPPET_OVER_SIST = auto()
    STEDET_SIST = auto()
    STEDET_NESTE = auto()
    STEDET_I_KOEN = auto()


@dataclass(frozen=True)
class Tur:
    """One member's place: waiting since a local date (one ahead of now is a meeting she has taken on)."""

    medlemskap: Medlemskap
    siden: date
    grunn: Grunn

    def begrunnelse(self, i_dag: date) -> str:
        """Return in plain words why she stands here, seen from this local date."""
        if self.grunn is Grunn.VENTET and self.siden > i_dag:
            return _("Er arrangør i %(maned)s") % {"maned": maned(self.siden)}
        if self.grunn is Grunn.NY and self.siden > i_dag:
            return _("Blir med i %(maned)s") % {"maned": maned(self.siden)}
        return _ORD[self.grunn]() % {"maned": maned(self.siden)}


_ORD = {
    Grunn.VENTET: lambda: _("Har ikke vært arrangør siden %(maned)s"),
    Grunn.NY: lambda: _("Ble med i %(maned)s og har ikke vært arrangør"),
    Grunn.NY_IGJEN: lambda: _("Ble med igjen i %(maned)s og har ikke vært arrangør siden"),
    Grunn.HOPPET_OVER_SIST: lambda: _("Ble hoppet over sist, fordi arbeidsstedet nettopp var arrangør"),
    Grunn.STEDET_SIST: lambda: _("Har ventet lenger, men arbeidsstedet var arrangør sist"),
    Grunn.STEDET_NESTE: lambda: _("Har ventet lenger, men arbeidsstedet er arrangør neste gang"),
    Grunn.STEDET_I_KOEN: lambda: _("Har ventet lenger, men samme arbeidssted kommer ikke to ganger på rad"),
}


@dataclass(frozen=True)
class _Vertskap:
    """Who gets the credit for a meeting, and which workplace held it, by their ids."""

    dag: date
    person: int | None
    sted: int | None


def turordning(
    medlemskap: Iterable[Medlemskap],
    moter: Iterable[Mote],
    dag: date,
    *,
    uten: Collection[int] = (),
    med_seg: Mapping[int, Tur] = MappingProxyType({}),
) -> list[Tur]:
    """Return the group's active members in the order in which they are to organise, from this local date.

    `medlemskap` and `moter` are all of the group's, also past ones; `uten` are ids of people who
    have said no to the meeting in question. `med_seg` is what those who came over from other groups had
    waited there, by the id of the membership they came to (`moter.forhistorie`). Cancelled meetings count
    for nobody, planned ones for whoever has taken them on. The first is the one for a meeting on `dag`,
    the others follow her.
    """
    alle = list(medlemskap)
    vertskap = _vertskap(alle, moter)
    ko = _etter_ventetid(alle, vertskap, dag, uten, med_seg)
    for_ = [v for v in vertskap if v.dag <= dag]
    etter = next((v.sted for v in vertskap if v.dag > dag), None)
    rett = _hoppet_over(alle, for_, med_seg)
    forst = [replace(t, grunn=Grunn.HOPPET_OVER_SIST) for t in ko if t.medlemskap.person_id == rett]
    resten = [t for t in ko if t.medlemskap.person_id != rett]
    return _uten_samme_sted_to_ganger(forst, resten, for_[-1].sted if for_ else None, etter)


def _vertskap(alle: list[Medlemskap], moter: Iterable[Mote]) -> list[_Vertskap]:
    """Return who has organised, or has taken on to, in the order of the days.

    Where her workplace took over, the credit is the member's all the same (L5).
    """
    rekke: list[_Vertskap] = []
    for mote in sorted(moter, key=lambda m: (m.start, m.pk or 0)):
        if mote.er_avlyst or not (mote.arrangor_id or mote.arrangorsted_id):
            continue
        sted, person = mote.arrangorsted_id, mote.overtatt_for_id or mote.arrangor_id
        egne = [m for m in alle if m.person_id == person]
        if egne:
            da = next((m for m in egne if m.gjelder(mote.dag)), egne[-1])
            sted = sted or da.arbeidssted_id
        rekke.append(_Vertskap(mote.dag, person, sted))
    return rekke


def _etter_ventetid(
    alle: list[Medlemskap],
    vertskap: Sequence[_Vertskap],
    dag: date,
    uten: Collection[int],
    med_seg: Mapping[int, Tur],
) -> list[Tur]:
    """Return the queue as it is by waiting alone; ties by the workplace's last time, then id."""
    sist = {v.person: v.dag for v in vertskap}
    stedet_sist = {v.sted: v.dag for v in vertskap}
    med = [m for m in alle if m.er_aktiv(dag) and m.person_id not in uten]
    turer = [ventetid(m, alle, sist.get(m.person_id), med_seg) for m in med]

    def plass(tur: Tur) -> tuple[date, date, int]:
        stedets = stedet_sist.get(tur.medlemskap.arbeidssted_id) if tur.medlemskap.arbeidssted_id else None
        return tur.siden, stedets or date.min, tur.medlemskap.person_id

    return sorted(turer, key=plass)


def ventetid(
    medlemskap: Medlemskap, alle: Iterable[Medlemskap], sist: date | None, med_seg: Mapping[int, Tur]
) -> Tur:
    """Return since when she waits, and why then; `sist` is the last time she organised here, if ever.

    Who came over from another group brings with her what she had waited there.
    """
    forste = _ble_med(medlemskap, alle)
    for_ = med_seg.get(forste.pk)
    ble_med = for_.siden if for_ else forste.fra
    if sist is not None and sist >= ble_med:
        return Tur(medlemskap, sist, Grunn.VENTET)
    if for_ is not None:
        return replace(for_, medlemskap=medlemskap)
    return Tur(medlemskap, ble_med, Grunn.NY if sist is None else Grunn.NY_IGJEN)


def _ble_med(medlemskap: Medlemskap, alle: Iterable[Medlemskap]) -> Medlemskap:
    """Return the row with which she joined. One the day after the last ended is a new role, no new member."""
    forste = medlemskap
    egne = [m for m in alle if m.person_id == medlemskap.person_id and m.til is not None]
    for m in sorted(egne, key=lambda m: m.fra, reverse=True):
        if m.til is not None and m.fra < forste.fra <= m.til + EN_DAG:
            forste = m
    return forste


def _hoppet_over(alle: list[Medlemskap], vertskap: list[_Vertskap], med_seg: Mapping[int, Tur]) -> int | None:
    """Return who stood first the last time, and was passed over because of her workplace."""
    if len(vertskap) < 2:
        return None
    *_eldre, forrige, sist = vertskap
    ko = _etter_ventetid(alle, vertskap[:-1], sist.dag, (), med_seg)
    if not ko or forrige.sted is None or forrige.sted == sist.sted:
        return None
    forst = ko[0].medlemskap
    hoppet_over = forst.arbeidssted_id == forrige.sted and forst.person_id != sist.person
    return forst.person_id if hoppet_over else None


def _uten_samme_sted_to_ganger(
    forst: list[Tur], ko: list[Tur], sist: int | None, neste: int | None
) -> list[Tur]:
    """Return the queue with nobody right after her own workplace where another can.

    `forst` come first whatever their workplace; `sist` and `neste` are the workplaces that
    organise before and after.
    """
    rekke, igjen = list(forst), list(ko)
    sperret: dict[int | None, Grunn] = {neste: Grunn.STEDET_NESTE, sist: Grunn.STEDET_SIST}
    while igjen:
        if rekke:
            sperret = {rekke[-1].medlemskap.arbeidssted_id: Grunn.STEDET_I_KOEN}
        nr = _forste_ledige(igjen, sperret)
        igjen[:nr] = [_ventet_lenger(tur, sperret) for tur in igjen[:nr]]
        rekke.append(igjen.pop(nr))
    return rekke


def _forste_ledige(ko: list[Tur], sperret: dict[int | None, Grunn]) -> int:
    """Return where the first whose workplace is free stands; where none is, the last time weighs most."""
    steder = [tur.medlemskap.arbeidssted_id for tur in ko]
    mildere = {sted for sted, grunn in sperret.items() if grunn is not Grunn.STEDET_NESTE}
    for stengt in (set(sperret), mildere):
        ledig = (nr for nr, sted in enumerate(steder) if sted is None or sted not in stengt)
        nr = next(ledig, None)
        if nr is not None:
            return nr
    return 0


def _ventet_lenger(tur: Tur, sperret: dict[int | None, Grunn]) -> Tur:
    """Return the place of one who was passed over, with the first reason for it."""
    gitt = (Grunn.STEDET_SIST, Grunn.STEDET_NESTE, Grunn.STEDET_I_KOEN)
    grunn = sperret.get(tur.medlemskap.arbeidssted_id)
    return tur if tur.grunn in gitt or grunn is None else replace(tur, grunn=grunn)
