"""What passes by itself: duties that the meeting has overtaken, food needs nobody needs any more."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from moter.frister import INNKALLING, PAMELDING, PROGRAMKONTAKT, UTSENDING
from moter.models import Gjest, Mote, Pamelding
from moter.models.gjest import SLETTES_ETTER
from moter.models.pamelding import MAT_SLETTES_ETTER
from moter.oppmotepapir import slett_papirer
from moter.roller import uten_svar
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Frist
from nettverk.opprydding import registrer

FOR_MOTET = (PROGRAMKONTAKT, INNKALLING, UTSENDING, PAMELDING)


def slett_matbehov(naa: datetime) -> int:
    """Delete those of meetings that ended more than 30 days before this UTC moment.

    They stand nowhere else: in mail only until it is sent, and not in the history of answers.
    """
    for_lenge_siden = Q(mote__slutt__lt=naa - MAT_SLETTES_ETTER) & ~Q(mat="")
    return sum(modell.objects.filter(for_lenge_siden).update(mat="") for modell in (Pamelding, Gjest))


@transaction.atomic
def slett_gjester(naa: datetime) -> int:
    """Delete the guests of meetings that ended more than 6 months before this UTC moment (X12).

    Their links, their history and the mails to and about them go along.
    """
    gamle = list(Gjest.objects.filter(mote__slutt__lt=naa - SLETTES_ETTER).values_list("pk", flat=True))
    if gamle:
        slag = ContentType.objects.get_for_model(Gjest)
        Epost.objects.filter(content_type=slag, object_id__in=gamle).delete()
        Gjest.objects.filter(pk__in=gamle).delete()
        Gjest.history.filter(id__in=gamle).delete()
    return len(gamle)


def avslutt_frister(naa: datetime) -> int:
    """End registrations of meetings that have begun, and what should have come before, at this moment.

    Registration is done when all have answered or the meeting starts (F2); what was never done
    ends without being called done.
    """
    # None of these is due later than the day of its meeting; few are open then, and found by an index.
    forfalte = Frist.objects.apne().filter(forfall__lte=lokal_dag(naa), slag__in=FOR_MOTET)
    antall = 0
    for frist in forfalte.prefetch_related("gjelder"):
        mote = frist.gjelder
        if not isinstance(mote, Mote) or mote.start > naa:
            continue
        antall += 1
        if frist.slag == PAMELDING and not uten_svar(mote):
            frist.fullfor(naa=mote.start)
        else:
            frist.bortfall(naa=naa)
    return antall


def registrer_opprydding() -> None:
    """Declare all of it to the sweep."""
    registrer(avslutt_frister)
    registrer(slett_matbehov)
    registrer(slett_papirer)
    registrer(slett_gjester)
