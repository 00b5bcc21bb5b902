"""The sweeps. Each finds its work in the database, so that running twice or not at all loses nothing.

And the signs of life: every minute the clock (beat) asks the worker for one, and gives its own when the
question is on the queue.
"""

from __future__ import annotations

import logging

from celery import shared_task
from celery.signals import after_task_publish, beat_init
from django.db import Error, connection

from nettverk import klokke
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.frister.motor import kjor
from nettverk.models.dokument import Dokument
from nettverk.models.livstegn import Livstegn
from nettverk.opprydding import rydd
from nettverk.utboks.levering import MAKS, lever
from nettverk.vekking import publiser, vekk

logger = logging.getLogger(__name__)


@shared_task  # type: ignore[untyped-decorator]
def fei_frister() -> None:
    """Tell of the deadlines that are due."""
    kjor(klokke.naa())
    Livstegn.objects.noter(Livstegn.Navn.PAMINNELSER, klokke.naa())


@shared_task  # type: ignore[untyped-decorator]
def rydd_opp() -> None:
    """Do what the apps above do as time passes."""
    rydd(klokke.naa())


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


@shared_task  # type: ignore[untyped-decorator]
def livstegn() -> None:
    """Say that the worker comes to what is put on the queue. Nobody but beat puts this there."""
    Livstegn.objects.noter(Livstegn.Navn.ARBEIDER, klokke.naa())


@beat_init.connect  # type: ignore[untyped-decorator]
def klokken_starter(**_: object) -> None:
    """Ask for the first sign at once: a portal just started need not look silent for a minute."""
    publiser("livstegn")


@after_task_publish.connect(sender="nettverk.tasks.livstegn")  # type: ignore[untyped-decorator]
def klokken_gar(**_: object) -> None:
    """Write beat's own sign of life. Whatever the database's trouble is, beat goes on.

    The connection is closed at once: beat has no request or task after which Django would see that it
    is broken, and in the embedded mode beat is a fork of the worker, with whom it must share none.
    """
    try:
        Livstegn.objects.noter(Livstegn.Navn.KLOKKE, klokke.naa())
    except Error:
        logger.warning("The clock could not write its sign of life", exc_info=True)
    finally:
        connection.close()
