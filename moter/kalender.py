"""A meeting as a calendar entry. It says when and where, and nothing of the programme (L10)."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from moter.models import Mote
from nettverk.kalender import Kalenderpost, kalenderfil
from nettverk.lenker import absolutt
from nettverk.utboks import Vedleggsdata


def motepost(mote: Mote, *, for_medlem: bool) -> Kalenderpost:
    """Return a meeting as an entry, in the active language; everywhere under the same UID.

    A member's has the links to a digital meeting: where part 1 has none of its own, who has the link
    is let in to part 1.
    """
    nettverk = mote.gruppe.nettverk
    tittel = _("Nettverksmøte i %(gruppe)s") % {"gruppe": mote.gruppe.navn}
    lenker = [mote.digital_lenke_del1, mote.digital_lenke] if for_medlem else []
    return Kalenderpost(
        uid=f"mote-{mote.pk}@{urlsplit(settings.PORTAL_URL).hostname}",
        sekvens=mote.sekvens,
        start=mote.start,
        slutt=mote.slutt,
        tittel=_("AVLYST: %(tittel)s") % {"tittel": tittel} if mote.er_avlyst else tittel,
        sted=mote.motested or (mote.digital_lenke if for_medlem else ""),
        beskrivelse="\n".join((nettverk.navn, *_med_navn(lenker))),
        url=absolutt(mote.get_absolute_url()),
        avsender=nettverk.epost,
        avsender_navn=nettverk.sekretariat,
        avlyst=mote.er_avlyst,
    )


def _med_navn(lenker: list[str]) -> list[str]:
    """Tell the two links apart where part 1 has its own."""
    funnet = [lenke for lenke in lenker if lenke]
    if len(funnet) < 2:
        return funnet
    del1, resten = funnet
    return [_("Del 1: %(lenke)s") % {"lenke": del1}, _("Resten av møtet: %(lenke)s") % {"lenke": resten}]


def motefil(mote: Mote, malform: str, *, for_medlem: bool, naa: datetime) -> bytes:
    """Return the calendar file of a meeting in one language."""
    with translation.override(malform):
        post = motepost(mote, for_medlem=for_medlem)
    return kalenderfil(post, naa=naa)


def kalendervedlegg(
    mote: Mote, malform: str, *, for_medlem: bool, naa: datetime, navn: str = "nettverksmote.ics"
) -> Vedleggsdata:
    """Return the calendar file as a mail attachment; the mail takes the METHOD from the file itself."""
    return Vedleggsdata(
        navn=navn,
        mime="text/calendar",
        innhold=motefil(mote, malform, for_medlem=for_medlem, naa=naa),
    )
