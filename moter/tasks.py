"""Interval sweeps of this app. Each may be run twice, late, or by two workers at once."""

from datetime import datetime

from celery import shared_task
from django.contrib.contenttypes.models import ContentType

from moter.frister import PAMELDING
from moter.models import Mote
from nettverk import klokke
from nettverk.models import Frist


@shared_task  # type: ignore[untyped-decorator]
def avslutt_pameldinger() -> int:
    """End the registrations of meetings that have begun (F2); return how many."""
    return avslutt_pameldinger_ved(klokke.naa())


def avslutt_pameldinger_ved(naa: datetime) -> int:
    """End those of meetings that have begun at this UTC moment; done when the meeting began."""
    begynte = Mote.objects.filter(start__lte=naa)
    apne = Frist.objects.apne().filter(
        slag=PAMELDING,
        content_type=ContentType.objects.get_for_model(Mote),
        object_id__in=begynte.values("pk"),
    )
    for frist in apne:
        mote = frist.gjelder
        assert isinstance(mote, Mote)
        frist.fullfor(naa=mote.start)
    return len(apne)
