"""Putting a file on a meeting or the group's shelf, and taking it away (L9)."""

from datetime import datetime

from django.db import transaction

from moter.models import Gruppefil, Mote
from nettverk.filer import Opplasting
from nettverk.models import Fil, Gruppe, Person


def legg_ved(
    gruppe: Gruppe,
    opplasting: Opplasting,
    *,
    mote: Mote | None = None,
    motedel: str = "",
    tittel: str = "",
    av: Person,
    naa: datetime,
) -> Gruppefil:
    """Keep an upload that has been looked at, on a part of a meeting or without one on the shelf.

    Without a title it is called as the file is. What goes wrong leaves nothing on the disk.
    """
    fil: Fil | None = None
    try:
        with transaction.atomic():
            fil = Fil.objects.ta_vare_pa(
                opplasting.fil, mime=opplasting.mime, nettverk=gruppe.nettverk, av=av, naa=naa
            )
            return Gruppefil.objects.create(
                gruppe=gruppe, mote=mote, motedel=motedel, tittel=tittel or fil.navn[:120], fil=fil
            )
    except Exception:
        if fil is not None:
            fil.innhold.delete(save=False)
        raise


@transaction.atomic
def slett(gruppefil: Gruppefil) -> None:
    """Take a file away for good, with its bytes."""
    gruppefil.delete()
    gruppefil.fil.delete()
