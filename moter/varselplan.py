"""What has been told to whom about a meeting, and what will be, before it is (F5)."""

from datetime import datetime

from moter.models import Mote
from nettverk.frister import varselplan
from nettverk.frister.varselplan import Varsellinje


def fortalt(mote: Mote) -> list[Varsellinje]:
    """Return what has been told, the latest first."""
    return varselplan.fortalt(mote.frister.all())


def planlagt(mote: Mote, naa: datetime) -> list[Varsellinje]:
    """Return what will be told from this moment on if nothing is done, the next first."""
    frister = list(mote.frister.levende().select_related("nettverk"))
    for frist in frister:
        frist.gjelder = mote  # one meeting, asked of once
    return varselplan.planlagt(frister, naa)
