"""What one must know to plan a group's meetings, fetched in a number of queries that is always the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from moter.datovarsler import AnnetMote, Datogrunnlag
from moter.forhistorie import med_seg
from moter.models import Mote
from moter.turordning import Tur
from moter.turrekke import Turrekke
from nettverk.alfabet import alfabetisk
from nettverk.frister.oppsett import stille
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Driftsrepresentant, Gruppe, Medlemskap, Skoleferie

Deltakelse = Medlemskap | Driftsrepresentant


@dataclass(frozen=True)
class Plangrunnlag:
    """A group with its members and meetings, past ones too, and what is known about the days.

    `fra` and `til` are the local dates within which the meetings are to be.
    """

    gruppe: Gruppe
    medlemskap: list[Medlemskap]
    moter: list[Mote]
    med_seg: dict[int, Tur]
    dager: Datogrunnlag
    fra: date
    til: date
    naa: datetime

    @property
    def i_dag(self) -> date:
        """The local date it is."""
        return lokal_dag(self.naa)

    @property
    def planlagte(self) -> list[Mote]:
        """The meetings that stand between the dates."""
        return [mote for mote in self.moter if not mote.er_avlyst and self.fra <= mote.dag <= self.til]

    @property
    def siste(self) -> Mote | None:
        """The last meeting that was, or is, before the dates; its hours and form are proposed again."""
        return next((m for m in reversed(self.moter) if not m.er_avlyst and m.dag < self.fra), None)

    @property
    def kjente(self) -> frozenset[int]:
        """The ids of all meetings that stand, by which one sees whether somebody has planned another."""
        return frozenset(mote.pk for mote in self.moter if not mote.er_avlyst)

    def turrekke(self) -> Turrekke:
        """Return the queue as it is before anything of this is planned."""
        return Turrekke(self.gruppe, self.medlemskap, self.moter, self.med_seg)


def plangrunnlag(gruppe: Gruppe, fra: date, til: date, *, med_navn: bool, naa: datetime) -> Plangrunnlag:
    """Return all of it; with `med_navn` people who are to be elsewhere too are named."""
    medlemskap = list(gruppe.medlemskap.select_related("person", "arbeidssted"))
    moter = list(gruppe.moter.select_related("arrangor"))
    for mote in moter:
        mote.gruppe = gruppe
    ferier = Skoleferie.objects.filter(nettverk=gruppe.nettverk_id, fylke=gruppe.fylke).mellom(fra, til)
    dager = Datogrunnlag(
        stille=stille(gruppe.nettverk),
        ferier=list(ferier) if gruppe.fylke else [],
        egne=[mote.dag for mote in moter if not mote.er_avlyst],
        andre=_andres_moter(gruppe, medlemskap, fra, til),
        med_navn=med_navn,
    )
    return Plangrunnlag(gruppe, medlemskap, moter, med_seg(gruppe), dager, fra, til, naa)


def _andres_moter(gruppe: Gruppe, medlemskap: list[Medlemskap], fra: date, til: date) -> list[AnnetMote]:
    """Return the network's other meetings between these dates, each with whom it shares with ours.

    Other networks are not looked at: nobody here is to see anything of them.
    """
    drift = list(gruppe.driftsrepresentanter.select_related("person"))
    personer = {m.person_id for m in medlemskap} | {d.person_id for d in drift}
    deres_medlemmer = _deres(Medlemskap.objects.all(), gruppe, personer)
    deres_drift = _deres(Driftsrepresentant.objects.all(), gruppe, personer)
    moter = Mote.objects.filter(
        gruppe__nettverk=gruppe.nettverk_id, avlyst=None, start__date__range=(fra, til)
    ).exclude(gruppe=gruppe)
    return [
        _annet(mote, (medlemskap, drift), (deres_medlemmer[mote.gruppe_id], deres_drift[mote.gruppe_id]))
        for mote in moter.select_related("gruppe")
    ]


def _deres(
    deltakelser: QuerySet[Medlemskap] | QuerySet[Driftsrepresentant], gruppe: Gruppe, personer: set[int]
) -> defaultdict[int, list[Deltakelse]]:
    """Return where else in the network these people are, by group id."""
    funnet: defaultdict[int, list[Deltakelse]] = defaultdict(list)
    andre = deltakelser.filter(gruppe__nettverk=gruppe.nettverk_id, person__in=personer)
    for en in andre.exclude(gruppe=gruppe).select_related("person"):
        funnet[en.gruppe_id].append(en)
    return funnet


def _annet(
    mote: Mote,
    vare: tuple[Iterable[Deltakelse], Iterable[Deltakelse]],
    deres: tuple[Iterable[Deltakelse], Iterable[Deltakelse]],
) -> AnnetMote:
    """Return the meeting with those who are to be at both; a pair is (members, operating group)."""
    (var_gruppe, var_drift), (dem, deres_drift) = (
        tuple(_til_stede(noen, mote.dag) for noen in par) for par in (vare, deres)
    )
    medlemmer = var_gruppe.keys() & dem.keys()
    alle = (var_gruppe.keys() | var_drift.keys()) & (dem.keys() | deres_drift.keys())
    navn = dem | deres_drift
    return AnnetMote(
        dag=mote.dag,
        gruppe=mote.gruppe.navn,
        medlemmer=tuple(sorted((navn[pk] for pk in medlemmer), key=alfabetisk)),
        drift=tuple(sorted((navn[pk] for pk in alle - medlemmer), key=alfabetisk)),
        arrangor=mote.arrangor_id,
        arrangorsted=mote.arrangorsted_id,
    )


def _til_stede(noen: Iterable[Deltakelse], dag: date) -> dict[int, str]:
    """Return id and name of those with duties on this local date."""
    return {
        en.person_id: en.person.navn
        for en in noen
        if (en.er_aktiv(dag) if isinstance(en, Medlemskap) else en.gjelder(dag))
    }
