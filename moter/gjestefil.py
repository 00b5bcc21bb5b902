"""The open part of a meeting as a guest's calendar entry: part 2, and nothing of part 1 (L10, L13)."""

from datetime import datetime, time
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from moter.models import Mote, Motedel
from nettverk.kalender import Kalenderpost, kalenderfil
from nettverk.klokke import OSLO


def gjestetid(mote: Mote) -> tuple[datetime, datetime]:
    """Return from when to when part 2 lasts, as UTC moments; the whole meeting where it has no items."""
    poster = [post for post in mote.programposter.all() if post.motedel == Motedel.DEL2]
    if not poster:
        return mote.start, mote.slutt
    return _moment(mote, poster[0].start), _moment(mote, poster[-1].slutt)


def _moment(mote: Mote, klokkeslett: time) -> datetime:
    return datetime.combine(mote.dag, klokkeslett, OSLO)


def gjestefil(mote: Mote, malform: str, *, naa: datetime) -> bytes:
    """Return the calendar file of the open part, as an entry apart from the members'."""
    nettverk = mote.gruppe.nettverk
    start, slutt = gjestetid(mote)
    with translation.override(malform):
        tittel = _("Faglig påfyll, nettverksmøte i %(gruppe)s") % {"gruppe": mote.gruppe.navn}
        post = Kalenderpost(
            uid=f"mote-{mote.pk}-gjest@{urlsplit(settings.PORTAL_URL).hostname}",
            sekvens=mote.sekvens,
            start=start,
            slutt=slutt,
            tittel=_("AVLYST: %(tittel)s") % {"tittel": tittel} if mote.er_avlyst else tittel,
            sted=mote.motested,
            beskrivelse=nettverk.navn,
            url=settings.PORTAL_URL,
            avsender=nettverk.epost,
            avsender_navn=nettverk.sekretariat,
            avlyst=mote.er_avlyst,
        )
    return kalenderfil(post, naa=naa)
