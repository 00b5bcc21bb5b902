"""What waits for whoever leads a group, and has no deadline: an organiser to confirm, a date to find."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from moter.models import Mote
from moter.nydato import uten_ny_dato
from nettverk.models import Gruppe
from nettverk.sprak import dato_dag
from nettverk.tilstand import din_tur
from oversikt.gjoremal import Gjoremal


def lederens(grupper: Iterable[tuple[Gruppe, Mote | None]], dag: date) -> list[Gjoremal]:
    """Return what she is to do for the groups she leads, each with the meeting that lacks an organiser.

    The portal proposes, «the group lead confirms» (L5); «after a cancellation a new date stays with the
    group lead as a task» (L17).
    """
    gjoremal = []
    for gruppe, ledig in grupper:
        gjoremal += [_ny_dato(gruppe, avlyst) for avlyst in uten_ny_dato(gruppe, dag)]
        if ledig is not None:
            gjoremal.append(_arrangor(gruppe, ledig))
    return gjoremal


def _ny_dato(gruppe: Gruppe, avlyst: Mote) -> Gjoremal:
    hva = _("Finn en ny dato: %(gruppe)s, møtet %(dato)s er avlyst")
    ord_ = {"gruppe": gruppe.navn, "dato": dato_dag(avlyst.dag)}
    return Gjoremal(hva % ord_, reverse("nytt_mote", args=(gruppe.pk,)), _("Planlegg nytt møte"), din_tur())


def _arrangor(gruppe: Gruppe, mote: Mote) -> Gjoremal:
    hva = _("Bekreft hvem som er arrangør: %(gruppe)s, %(dato)s")
    ord_ = {"gruppe": gruppe.navn, "dato": dato_dag(mote.dag)}
    return Gjoremal(
        hva % ord_, reverse("gruppe", args=(gruppe.pk,)) + "#tur", _("Se hvem som står for tur"), din_tur()
    )
