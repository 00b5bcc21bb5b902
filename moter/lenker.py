"""The personal link with which a member answers (X1)."""

from django.conf import settings
from django.urls import reverse

from moter.models import Mote
from moter.models.mote import SVARLENKE
from nettverk.models import Lenke, Person


def svarlenke(mote: Mote, person: Person) -> str:
    """Make a link for this member to this meeting, and return its whole address.

    It lives until the meeting ends. The address is a secret: it goes into one mail only.
    """
    _lenke, nokkel = Lenke.objects.lag(person=person, formal=SVARLENKE, gjelder=mote, utloper=mote.slutt)
    return absolutt(reverse("svar", args=(nokkel,)))


def absolutt(sti: str) -> str:
    """Return the whole address of a path in the portal."""
    return f"{settings.PORTAL_URL}{sti}"
