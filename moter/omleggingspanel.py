"""What a group's page says of changes: to coordinators what is decided, to members where they came from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from moter.models import Gruppefil, Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe, Medlemskap, Omlegging


@dataclass(frozen=True)
class Endring:
    """A change of the group, and whether it can still be undone."""

    omlegging: Omlegging
    kan_angres: bool


@dataclass(frozen=True)
class Forrige:
    """A group the viewer came from: its meetings from her time, the last one first, and its shelf."""

    gruppe: Gruppe
    moter: list[Mote]
    hylle: int


def endringer(gruppe: Gruppe, dag: date) -> list[Endring]:
    """Return what has been decided about the group, the last first; for its coordinators."""
    egne = Omlegging.objects.filter(Q(gruppe=gruppe) | Q(til=gruppe))
    rader = egne.select_related("gruppe", "til", "av", "angret_av").order_by("-gjort", "-pk")
    return [Endring(rad, rad.kan_angres(dag)) for rad in rader]


def forrige_grupper(gruppe: Gruppe, innsyn: Innsyn) -> list[Forrige]:
    """Return where the viewer came from to this group, when it was merged or split."""
    gamle = Medlemskap.objects.filter(
        person=innsyn.medlem_id, fortsetter_i__gruppe=gruppe, til__lt=innsyn.dag
    ).select_related("gruppe")
    grupper = list(dict.fromkeys(ett.gruppe for ett in gamle))
    if not grupper:
        return []
    moter = _moter(grupper, innsyn)
    filer = list(Gruppefil.objects.synlig_for(innsyn).filter(gruppe__in=grupper).hylle())
    return [
        Forrige(
            en,
            [mote for mote in moter if mote.gruppe_id == en.pk],
            sum(fil.gruppe_id == en.pk for fil in filer),
        )
        for en in grupper
    ]


def _moter(grupper: Sequence[Gruppe], innsyn: Innsyn) -> list[Mote]:
    synlige = Mote.objects.synlig_for(innsyn).filter(gruppe__in=grupper, avlyst=None)
    return list(synlige.order_by("-start"))
