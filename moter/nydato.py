"""After a cancellation a new date stays with the group lead as a task (L17)."""

from datetime import date

from moter.models import Mote
from moter.neste_ar import MOTER_I_ARET
from nettverk.models import Gruppe


def uten_ny_dato(gruppe: Gruppe, dag: date) -> list[Mote]:
    """Return the cancelled meetings, of this local date's year or later, that no new one stands for.

    One that is planned after the cancellation, for the same year, does; and none is needed where the
    year has its three all the same. What is left when the year ends, is the year's lack (L1).
    """
    moter = list(Mote.objects.filter(gruppe=gruppe, start__year__gte=dag.year))
    return [mote for ar in sorted({mote.dag.year for mote in moter}) for mote in _i_aret(moter, ar)]


def _i_aret(moter: list[Mote], ar: int) -> list[Mote]:
    """Let each new meeting stand for one that was cancelled before it was planned, the last one first."""
    arets = [mote for mote in moter if mote.dag.year == ar]
    gjelder = [mote for mote in arets if not mote.er_avlyst]
    nye = sorted(mote.opprettet for mote in gjelder)
    avlyste = sorted((mote.avlyst, mote.pk, mote) for mote in arets if mote.avlyst)
    mangler = []
    for avlyst, _pk, mote in reversed(avlyste):
        if nye and nye[-1] > avlyst:
            nye.pop()
        else:
            mangler.append(mote)
    return sorted(mangler[: max(0, MOTER_I_ARET - len(gjelder))], key=lambda mote: mote.start)
