"""The attendance sheet and the name tags: what they say, and their PDFs.

They change until the meeting starts. So the page shows them as they are now, and a PDF is made when
somebody asks for it: a new version where something has changed, and the old one goes. Nothing of part 1
is in them but who comes to it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from moter.endring import laas
from moter.innhold import Innhold, tid_og_sted
from moter.models import Mote
from moter.oppmote import Ventet, ventede
from nettverk.dokumenter.filer import filnavn
from nettverk.lenker import absolutt
from nettverk.models import Dokument

Slag = Dokument.Slag
PAPIRER = (Slag.OPPMOTELISTE, Slag.NAVNELAPPER)
# Long enough to fill in the minutes from the sheet; the names then stand there.
SLETTES_ETTER = timedelta(days=30)


def innsjekkadresse(mote: Mote) -> str:
    """Return the whole address of «Jeg er her», which the QR code holds."""
    return absolutt(reverse("her", args=(mote.innsjekkode,)))


def papirinnhold(mote: Mote, slag: str) -> Innhold:
    """Return what the sheet or the tags say now."""
    alle = [en for en in ventede(mote) if en.kommer or en.uten_svar]
    if slag == Slag.NAVNELAPPER:
        return tid_og_sted(mote) | {"lapper": [_hvem(en) for en in alle if en.kommer]}
    rader = [_hvem(en) | _svar(en) for en in alle]
    return tid_og_sted(mote) | {"innsjekk": innsjekkadresse(mote), "rader": rader}


def _hvem(en: Ventet) -> Innhold:
    return {
        "slag": en.slag,
        "person": en.person.pk if en.person else None,
        "gjest": en.gjest.pk if en.gjest else None,
        "navn": en.navn,
        "yrke": en.yrke,
        "arbeidssted": en.arbeidssted,
    }


def _svar(en: Ventet) -> Innhold:
    """Which parts she may come to: what nobody has said no to."""
    return {
        "uten_svar": en.uten_svar,
        "del1": en.deler.del1 is not False,
        "del2": en.deler.del2 is not False,
    }


@transaction.atomic
def lag_papir(mote: Mote, slag: str, *, malform: str, naa: datetime) -> Dokument:
    """Freeze the sheet or the tags as they are now, in a language, and have the PDF made."""
    mote = laas(mote)
    dokument = Dokument.objects.frys_ny(
        gjelder=mote,
        nettverk=mote.gruppe.nettverk,
        slag=slag,
        malgruppe=Dokument.Malgruppe.APEN,
        malform=malform,
        innhold=papirinnhold(mote, slag),
        filnavn=filnavn(slag, mote.gruppe.navn, mote.dag.isoformat()),
        naa=naa,
    )
    Dokument.objects.utgaver(mote, slag, malform).filter(versjon__lt=dokument.versjon).delete()
    return dokument


def slett_papirer(naa: datetime) -> int:
    """Delete the lists of meetings that ended more than 30 days before this UTC moment; return how many."""
    gamle = Mote.objects.filter(slutt__lt=naa - SLETTES_ETTER, dokumenter__slag__in=PAPIRER)
    papirer = Dokument.objects.filter(slag__in=PAPIRER, mote__in=gamle)
    return papirer.delete()[0]
