"""Certificates of participation: for whom, what they say, and their PDFs (X14).

By the attendance in minutes that have been sent, also while a correction of them is open. Nothing of part 1
but its name and its hours. A certificate is frozen when its PDF is
made; if the minutes are corrected, or the name, the next one is a version of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from moter.endring import laas
from moter.innhold import Innhold, tid_og_sted
from moter.models import Gjest, Mote, Motedel
from nettverk.dokumenter.filer import filnavn
from nettverk.models import Dokument, Person
from referat.models import Gjesteoppmote, Oppmote, Referat
from referat.timer import minutter

Slag = Dokument.Slag
# Items of part 2 that are no subject.
PAUSER = ("pause", "beinstrekk", "kaffe")


@dataclass(frozen=True)
class Deltatt:
    """Somebody who took part, and the row of the minutes that says so."""

    kilde: Oppmote | Gjesteoppmote
    navn: str
    yrke: str
    arbeidssted: str
    person: int | None
    gjest: int | None
    del1: bool
    del2: bool


def deltatte(mote: Mote) -> list[Deltatt]:
    """Return who gets a certificate; nobody until the minutes are sent."""
    referat = Referat.objects.filter(mote=mote, levert__isnull=False).first()
    if referat is None:
        return []
    alle = [_medlem(rad) for rad in referat.oppmote.select_related("person")]
    alle += [_gjest(rad) for rad in referat.gjester.filter(deltok=True).select_related("gjest")]
    return [en for en in alle if en.del1 or en.del2]


def _medlem(rad: Oppmote) -> Deltatt:
    deltok = Oppmote.Verdi.DELTOK
    return Deltatt(
        kilde=rad,
        navn=rad.person.navn,
        yrke=rad.person.yrke,
        arbeidssted=rad.arbeidssted,
        person=rad.person_id,
        gjest=None,
        del1=rad.del1 == deltok,
        del2=rad.del2 == deltok,
    )


def _gjest(rad: Gjesteoppmote) -> Deltatt:
    """Return a guest, who is there for part 2."""
    return Deltatt(
        kilde=rad,
        navn=rad.navn,
        yrke=rad.gjest.yrke if rad.gjest else "",
        arbeidssted=rad.arbeidssted,
        person=None,
        gjest=rad.gjest_id,
        del1=False,
        del2=True,
    )


def for_person(mote: Mote, person: Person | None) -> Deltatt | None:
    """Return what this person gets a certificate of."""
    egne = (en for en in deltatte(mote) if person is not None and en.person == person.pk)
    return next(egne, None)


def for_gjest(gjest: Gjest) -> Deltatt | None:
    """Return what this guest gets a certificate of."""
    return next((en for en in deltatte(gjest.mote) if en.gjest == gjest.pk), None)


def gjestens_bevis(gjest: Gjest) -> str:
    """Return how it stands with a guest's certificate: «klart», «venter» on the minutes, or «» for none."""
    if gjest.mote.er_avlyst:
        return ""
    if Referat.objects.filter(mote=gjest.mote, levert__isnull=False).exists():
        return "klart" if for_gjest(gjest) else ""
    return "venter" if gjest.kommer else ""


def bevisinnhold(mote: Mote, deltakere: list[Deltatt]) -> Innhold:
    """Return certificates for these, as plain data."""
    poster = list(mote.programposter.all())
    leder = mote.gruppe.gruppeansvarlig(mote.dag)
    varer = minutter(poster)
    del2 = [post.tittel for post in poster if post.motedel == Motedel.DEL2 and not post.er_lunsj]
    return tid_og_sted(mote) | {
        "gruppeansvarlig": {"person": leder.pk, "navn": leder.navn} if leder else None,
        "kompetansepunkt": mote.kompetansepunkt.tittel if mote.kompetansepunkt else "",
        "temaer": [tittel for tittel in del2 if not tittel.lower().startswith(PAUSER)],
        "deltakere": [
            {
                "person": en.person,
                "gjest": en.gjest,
                "navn": en.navn,
                "yrke": en.yrke,
                "arbeidssted": en.arbeidssted,
                "del1": varer[Motedel.DEL1] if en.del1 else None,
                "del2": varer[Motedel.DEL2] if en.del2 else None,
            }
            for en in deltakere
        ],
    }


@transaction.atomic
def lag_bevis(mote: Mote, deltakere: list[Deltatt], *, malform: str, naa: datetime) -> Dokument:
    """Freeze the certificate of one, or those of several as one document, and have the PDF made."""
    mote = laas(mote)
    return Dokument.objects.frys_ny(
        gjelder=gjelder(mote, deltakere),
        nettverk=mote.gruppe.nettverk,
        slag=Slag.DELTAKERBEVIS,
        malgruppe=Dokument.Malgruppe.APEN,
        malform=malform,
        innhold=bevisinnhold(mote, deltakere),
        # Without the name, which erasure would not find here.
        filnavn=filnavn("deltakerbevis", mote.gruppe.navn, mote.dag.isoformat()),
        naa=naa,
    )


def gjelder(mote: Mote, deltakere: list[Deltatt]) -> Mote | Oppmote | Gjesteoppmote:
    """Return what the document is about: the row that one's certificate rests on, or the meeting."""
    return deltakere[0].kilde if len(deltakere) == 1 else mote
