"""Who organises: the portal proposes by the turn, the group lead confirms (L5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from moter.models import Mote
from moter.turordning import Tur, turordning
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Gruppe

ANTALL_FORSLAG = 3  # «The portal proposes the next three»


@dataclass(frozen=True)
class NesteTur:
    """The queue, and the meeting it is for; None while every planned meeting has an organiser."""

    mote: Mote | None
    turer: list[Tur]


def neste_tur(gruppe: Gruppe, naa: datetime) -> NesteTur:
    """Return whose turn it is in the group: for the first meeting ahead that nobody organises.

    Where there is none, for a meeting planned after those that are. Meetings that lack an organiser
    are given one at a time, since the next turn follows from the last.
    """
    moter = list(gruppe.moter.select_related("arrangor"))
    i_dag = lokal_dag(naa)
    ledig = forste_uten_arrangor(gruppe, moter, naa)
    if ledig is not None:
        return NesteTur(ledig, _ko(gruppe, moter, ledig))
    siste = max((mote.dag for mote in moter if not mote.er_avlyst), default=i_dag)
    dag = max(i_dag, siste + timedelta(days=1))
    return NesteTur(None, turordning(gruppe.medlemskap.all(), moter, dag))


def forste_uten_arrangor(gruppe: Gruppe, moter: Iterable[Mote], naa: datetime) -> Mote | None:
    """Return the group's first meeting ahead, not cancelled, that nobody organises."""
    for mote in sorted(moter, key=lambda m: (m.start, m.pk)):
        mote.gruppe = gruppe
        if mote.start > naa and not mote.er_avlyst and mote.mangler_arrangor(lokal_dag(naa)):
            return mote
    return None


def _ko(gruppe: Gruppe, moter: Iterable[Mote], mote: Mote) -> list[Tur]:
    andre = [annet for annet in moter if annet.pk != mote.pk]
    return turordning(gruppe.medlemskap.all(), andre, mote.dag)
