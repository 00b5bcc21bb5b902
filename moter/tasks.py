"""Interval sweeps of this app. Each may be run twice, late, or by two workers at once."""

from datetime import datetime

from celery import shared_task
from django.contrib.contenttypes.models import ContentType

from moter.frister import INNKALLING, PAMELDING, PROGRAMKONTAKT, UTSENDING
from moter.models import Mote, Pamelding
from moter.models.pamelding import MAT_SLETTES_ETTER
from moter.roller import uten_svar
from nettverk import klokke
from nettverk.models import Frist


@shared_task  # type: ignore[untyped-decorator]
def slett_matbehov() -> int:
    """Delete food needs when the meeting is long past; return how many."""
    return slett_matbehov_ved(klokke.naa())


def slett_matbehov_ved(naa: datetime) -> int:
    """Delete those of meetings that ended more than 30 days before this UTC moment.

    They stand nowhere else: not in mail, and not in the history of answers.
    """
    gamle = Pamelding.objects.filter(mote__slutt__lt=naa - MAT_SLETTES_ETTER).exclude(mat="")
    return gamle.update(mat="")


@shared_task  # type: ignore[untyped-decorator]
def avslutt_frister() -> int:
    """End what can no longer be done because the meeting has been; return how many."""
    return avslutt_frister_ved(klokke.naa())


def avslutt_frister_ved(naa: datetime) -> int:
    """End registrations of meetings that have begun, and what should have come before, at this moment.

    Registration is done when all have answered or the meeting starts (F2); what was never done
    ends without being called done.
    """
    begynt = Mote.objects.filter(start__lte=naa)
    apne = Frist.objects.apne().filter(
        slag__in=(PROGRAMKONTAKT, INNKALLING, UTSENDING, PAMELDING),
        content_type=ContentType.objects.get_for_model(Mote),
        object_id__in=begynt.values("pk"),
    )
    for frist in apne:
        mote = frist.gjelder
        assert isinstance(mote, Mote)
        if frist.slag == PAMELDING and not uten_svar(mote):
            frist.fullfor(naa=mote.start)
        else:
            frist.bortfall(naa=naa)
    return len(apne)
