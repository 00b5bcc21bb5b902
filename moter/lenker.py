"""The personal link with which a member answers (X1)."""

from moter.models import Mote
from moter.models.synlighet import SVARLENKE
from nettverk.lenker import Personlenke, lag_lenke, registrer_lenkeside
from nettverk.models import Person


def svarlenke(mote: Mote, person: Person) -> Personlenke:
    """Make a link for this member to this meeting. It lives until the meeting ends."""
    return lag_lenke(person=person, formal=SVARLENKE, gjelder=mote, utloper=mote.slutt)


def registrer_lenker() -> None:
    """Declare which page the link opens."""
    registrer_lenkeside(SVARLENKE, "svar")
