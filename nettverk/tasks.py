"""The sweeps. Each finds its work in the database, so that running twice or not at all loses nothing."""

from __future__ import annotations

from celery import shared_task

from nettverk import klokke
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.frister.motor import kjor
from nettverk.models.dokument import Dokument
from nettverk.utboks.levering import MAKS, lever
from nettverk.vekking import vekk


@shared_task  # type: ignore[untyped-decorator]
def fei_frister() -> None:
    """Tell of the deadlines that are due."""
    kjor(klokke.naa())


@shared_task  # type: ignore[untyped-decorator]
def lever_epost() -> None:
    """Send the mails that are due; a full round asks for another."""
    if lever(klokke.naa(), ur=klokke.naa).antall == MAKS:
        vekk("lever_epost")


@shared_task  # type: ignore[untyped-decorator]
def lag_dokumenter() -> None:
    """Make the PDFs that are waiting, and let the mails that waited for them go."""
    naa = klokke.naa()
    if Dokument.objects.ventende(naa).exists():
        lag_ventende(naa)
        vekk("lever_epost")
