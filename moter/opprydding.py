"""What passes by itself: duties that the meeting has overtaken, food needs nobody needs any more."""

from datetime import datetime

from moter.frister import INNKALLING, PAMELDING, PROGRAMKONTAKT, UTSENDING
from moter.models import Mote, Pamelding
from moter.models.pamelding import MAT_SLETTES_ETTER
from moter.oppmotepapir import slett_papirer
from moter.roller import uten_svar
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist
from nettverk.opprydding import registrer

FOR_MOTET = (PROGRAMKONTAKT, INNKALLING, UTSENDING, PAMELDING)


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
    """Declare them to the sweep."""
    registrer(avslutt_frister)
    registrer(slett_matbehov)
    registrer(slett_papirer)
