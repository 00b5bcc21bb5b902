"""A meeting of a series as a calendar entry, for those with a place and the advisers (D7, X6)."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from dybdemoter.adresser import serie_url
from dybdemoter.models import Seriemote, Soknad, Valg
from nettverk.innsyn import Innsyn
from nettverk.kalender import Kalenderpost, kalenderfil
from nettverk.kalenderkilder import registrer_kilde
from nettverk.utboks import Vedleggsdata


def motepost(mote: Seriemote, *, avlyst: bool = False, med_tema: bool = True) -> Kalenderpost:
    """Return a meeting as an entry in the active language, always under the same UID.

    The Teams link is in it: give it only to those who may see that. `avlyst` takes it out of the calendar
    of one who has lost her place, where the meeting itself stands.
    """
    nettverk = mote.nettverk
    borte = avlyst or mote.er_avlyst
    tittel = _("Dybdemøte %(nummer)d, %(region)s") % {
        "nummer": mote.nummer,
        "region": mote.serie.get_region_display(),
    }
    return Kalenderpost(
        uid=f"seriemote-{mote.pk}@{urlsplit(settings.PORTAL_URL).hostname}",
        sekvens=mote.sekvens,
        start=mote.start,
        slutt=mote.slutt,
        tittel=_("AVLYST: %(tittel)s") % {"tittel": tittel} if borte else tittel,
        sted="" if borte else mote.teams_lenke or _("Digitalt på Teams"),
        beskrivelse="\n".join(
            [nettverk.navn, *(_tema(mote) if med_tema else ()), *_lenke(mote, borte=borte)]
        ),
        url=serie_url(mote.serie),
        avsender=nettverk.epost,
        avsender_navn=nettverk.sekretariat,
        avlyst=borte,
    )


def _tema(mote: Seriemote) -> list[str]:
    valg = Valg.objects.filter(mote=mote).select_related("problemstilling").first()
    return [_("Problemstilling: %(tekst)s") % {"tekst": valg.problemstilling.tekst}] if valg else []


def _lenke(mote: Seriemote, *, borte: bool) -> list[str]:
    return [] if borte or not mote.teams_lenke else [mote.teams_lenke]


def egne_poster(innsyn: Innsyn, siden: datetime) -> list[Kalenderpost]:
    """Return the meetings that end after `siden` of series in which one is contact of who has a place.

    Cancelled ones too. What is discussed is not in it: the page of the address promises only when and where.
    """
    soknader = Soknad.objects.egne(innsyn).med_plass()
    moter = Seriemote.objects.filter(serie__in=soknader.values("serie"), slutt__gte=siden)
    return [motepost(mote, med_tema=False) for mote in moter.select_related("serie__nettverk")]


def registrer_kalender() -> None:
    """Declare it to the person's own calendar."""
    registrer_kilde(egne_poster)


def kalendervedlegg(
    moter: Iterable[Seriemote], malform: str, *, avlyst: bool = False, naa: datetime
) -> list[Vedleggsdata]:
    """Return one calendar file for each meeting; the mail takes each METHOD from the file itself."""
    with translation.override(malform):
        return [
            Vedleggsdata(
                navn=f"dybdemote-{mote.nummer}.ics",
                mime="text/calendar",
                innhold=kalenderfil(motepost(mote, avlyst=avlyst), naa=naa),
            )
            for mote in moter
        ]
