"""A meeting as a calendar entry. It says when and where, and nothing of the programme (L10)."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from moter.lenker import absolutt
from moter.models import Mote
from nettverk.kalender import Kalenderpost, kalenderfil, metode
from nettverk.utboks import Vedleggsdata


def motefil(mote: Mote, malform: str, *, naa: datetime) -> bytes:
    """Return the calendar file of a meeting in one language."""
    nettverk = mote.gruppe.nettverk
    with translation.override(malform):
        tittel = _("Nettverksmøte i %(gruppe)s") % {"gruppe": mote.gruppe.navn}
        post = Kalenderpost(
            uid=f"mote-{mote.pk}@{urlsplit(settings.PORTAL_URL).hostname}",
            sekvens=mote.sekvens,
            start=mote.start,
            slutt=mote.slutt,
            tittel=_("AVLYST: %(tittel)s") % {"tittel": tittel} if mote.er_avlyst else tittel,
            sted=", ".join(filter(None, (mote.sted, mote.adresse))) or mote.digital_lenke,
            beskrivelse=nettverk.navn,
            url=absolutt(mote.get_absolute_url()),
            avsender=nettverk.epost,
            avsender_navn=nettverk.sekretariat,
            avlyst=mote.er_avlyst,
        )
    return kalenderfil(post, naa=naa)


def kalendervedlegg(mote: Mote, malform: str, *, naa: datetime) -> Vedleggsdata:
    """Return the calendar file as a mail attachment."""
    return Vedleggsdata(
        navn="nettverksmote.ics",
        mime=f"text/calendar; method={metode(avlyst=mote.er_avlyst)}",
        innhold=motefil(mote, malform, naa=naa),
    )
