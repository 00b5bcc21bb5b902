"""A meeting as a calendar entry. It says when and where, and nothing of the programme (L10)."""

from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from moter.digitalt import motelenker, motelenker_i_epost
from moter.models import Mote
from nettverk.kalender import Kalenderpost, kalenderfil
from nettverk.lenker import absolutt
from nettverk.utboks import Vedleggsdata


def motepost(
    mote: Mote, *, for_medlem: bool, i_epost: bool = False, med_adresse: bool = True
) -> Kalenderpost:
    """Return a meeting as an entry, in the active language; everywhere under the same UID.

    Who is let in to part 1 (`for_medlem`) gets its own link to a digital meeting too, though not by mail.
    `med_adresse` is whether the entry leads to the meeting's page, for who can log in there.
    """
    nettverk = mote.gruppe.nettverk
    lenker = (motelenker_i_epost if i_epost else motelenker)(mote, del1=for_medlem)
    tittel = _("Nettverksmøte i %(gruppe)s") % {"gruppe": mote.gruppe.navn}
    return Kalenderpost(
        uid=f"mote-{mote.pk}@{urlsplit(settings.PORTAL_URL).hostname}",
        sekvens=mote.sekvens,
        start=mote.start,
        slutt=mote.slutt,
        tittel=_("AVLYST: %(tittel)s") % {"tittel": tittel} if mote.er_avlyst else tittel,
        sted=mote.motested or (lenker[0].adresse if len(lenker) == 1 else mote.get_form_display()),
        beskrivelse="\n".join((nettverk.navn, *map(str, lenker))),
        url=absolutt(mote.get_absolute_url()) if med_adresse else "",
        avsender=nettverk.epost,
        avsender_navn=nettverk.sekretariat,
        avlyst=mote.er_avlyst,
    )


def motefil(
    mote: Mote,
    malform: str,
    *,
    for_medlem: bool,
    i_epost: bool = False,
    med_adresse: bool = True,
    naa: datetime,
) -> bytes:
    """Return the calendar file of a meeting in one language."""
    with translation.override(malform):
        post = motepost(mote, for_medlem=for_medlem, i_epost=i_epost, med_adresse=med_adresse)
    return kalenderfil(post, naa=naa)


def kalendervedlegg(
    mote: Mote,
    malform: str,
    *,
    for_medlem: bool,
    med_adresse: bool = True,
    naa: datetime,
    navn: str = "nettverksmote.ics",
) -> Vedleggsdata:
    """Return the calendar file as a mail attachment; the mail takes the METHOD from the file itself."""
    return Vedleggsdata(
        navn=navn,
        mime="text/calendar",
        innhold=motefil(mote, malform, for_medlem=for_medlem, i_epost=True, med_adresse=med_adresse, naa=naa),
    )
