"""Opening a meeting's page with a personal link (X1)."""

from collections.abc import Callable

from moter.models import Mote
from moter.views import Moteside
from nettverk.innsyn import Innsyn
from nettverk.lenkesider import Lenkeside, lenkeside
from nettverk.models import Nettverk

VIRKER_IKKE = "moter/lenke_virker_ikke.html"


def apne_lenke(formal: str) -> Callable[[Moteside], Lenkeside]:
    """Find the meeting through a link with this purpose, for a page that gets `mote`, `innsyn`, `nokkel`."""
    return lenkeside(formal, finn=_motet, nettverk=_nettverket, virker_ikke=VIRKER_IKKE)


def _motet(innsyn: Innsyn) -> Mote | None:
    return Mote.objects.synlig_for(innsyn).med_navn().first()


def _nettverket(mote: Mote) -> Nettverk:
    return mote.gruppe.nettverk
