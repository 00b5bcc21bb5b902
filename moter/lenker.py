"""The personal links with which a member answers, and a guest sees to her place (X1)."""

from moter.models import Gjest, Mote
from moter.models.synlighet import GJESTELENKE, SVARLENKE
from nettverk.lenker import Personlenke, lag_lenke, registrer_lenkeside
from nettverk.models import Person


def svarlenke(mote: Mote, person: Person) -> Personlenke:
    """Make a link for this member to this meeting. It lives until the meeting ends."""
    return lag_lenke(person=person, formal=SVARLENKE, gjelder=mote, utloper=mote.slutt)


def gjestelenke(gjest: Gjest) -> Personlenke:
    """Make a link for this guest to her own place, and to nothing else. It lives until the meeting ends."""
    return lag_lenke(
        person=None, formal=GJESTELENKE, gjelder=gjest, utloper=gjest.mote.slutt, til=gjest.epost
    )


def forny_gjestelenker(mote: Mote) -> None:
    """Let the guests' links live until the meeting ends, where it has been moved."""
    for gjest in mote.gjester.all():
        gjest.lenker.filter(trukket__isnull=True).update(utloper=mote.slutt)


def registrer_lenker() -> None:
    """Declare which pages the links open."""
    registrer_lenkeside(SVARLENKE, "svar")
    registrer_lenkeside(GJESTELENKE, "gjest_min")
