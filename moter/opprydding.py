"""What passes by itself: duties that the meeting has overtaken, food needs nobody needs any more."""

from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType

from moter.frister import INNKALLING, PAMELDING, PROGRAMKONTAKT, UTSENDING
from moter.models import Mote, Pamelding
from moter.models.pamelding import MAT_SLETTES_ETTER
from moter.roller import uten_svar
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist
from nettverk.opprydding import registrer

SENEST_ETTER_MOTET = timedelta(days=31)


def slett_matbehov(naa: datetime) -> int:
    """Delete those of meetings that ended more than 30 days before this UTC moment.

    They stand nowhere else: in mail only until it is sent, and not in the history of answers.
    """
    gamle = Pamelding.objects.filter(mote__slutt__lt=naa - MAT_SLETTES_ETTER).exclude(mat="")
    return gamle.update(mat="")


def avslutt_frister(naa: datetime) -> int:
    """End registrations of meetings that have begun, and what should have come before, at this moment.

    Registration is done when all have answered or the meeting starts (F2); what was never done
    ends without being called done.
    """
    begynt = Mote.objects.filter(start__lte=naa)
    # All are due before the meeting, or soon after where KLB returned the innkalling late: few are open
    # that long, and found by an index.
    apne = Frist.objects.apne().filter(
        forfall__lte=lokal_dag(naa) + SENEST_ETTER_MOTET,
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


def registrer_opprydding() -> None:
    """Declare both to the sweep."""
    registrer(avslutt_frister)
    registrer(slett_matbehov)
