"""Certificates of participation: for whom, what they say, and their PDFs (X14).

Members by the attendance in minutes that are sent; the operating group and guests, who have none there,
by «Jeg er her». Nothing of part 1 but its name and its hours. A certificate is frozen when its PDF is
made; if the minutes are corrected, or the name, the next one is a version of its own.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from moter.endring import laas
from moter.innhold import Innhold, tid_og_sted
from moter.models import Innsjekk, Mote, Motedel
from moter.oppmote import GJEST, MEDLEM, Ventet, ventede
from nettverk.dokumenter.filer import filnavn
from nettverk.models import Dokument, Person
from referat.models import Oppmote, Referat
from referat.timer import minutter

Slag = Dokument.Slag
# Items of part 2 that are no subject.
PAUSER = ("pause", "beinstrekk", "kaffe")


@dataclass(frozen=True)
class Deltatt:
    """Somebody who took part, and what that rests on: a row of the minutes, or that she checked in."""

    kilde: Oppmote | Innsjekk
    navn: str
    yrke: str
    arbeidssted: str
    person: int | None
    gjest: int | None
    del1: bool
    del2: bool


def deltatte(mote: Mote) -> list[Deltatt]:
    """Return who gets a certificate; nobody until the minutes are sent."""
    referat = Referat.objects.filter(mote=mote, status=Referat.Status.LEVERT).first()
    if referat is None:
        return []
    rader = list(referat.oppmote.select_related("person"))
    fort = {rad.person_id for rad in rader}
    andre = [en for en in ventede(mote) if en.slag != MEDLEM and en.innsjekk]
    alle = [_medlem(rad) for rad in rader]
    alle += [_etter_innsjekk(en) for en in andre if en.person is None or en.person.pk not in fort]
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


def _etter_innsjekk(en: Ventet) -> Deltatt:
    """Return a guest, who is there for part 2; of the operating group, what she did not say no to."""
    assert en.innsjekk is not None
    return Deltatt(
        kilde=en.innsjekk,
        navn=en.navn,
        yrke=en.yrke,
        arbeidssted=en.arbeidssted,
        person=en.person.pk if en.person else None,
        gjest=en.gjest.pk if en.gjest else None,
        del1=en.slag != GJEST and en.deler.del1 is not False,
        del2=en.deler.del2 is not False,
    )


def for_person(mote: Mote, person: Person | None) -> Deltatt | None:
    """Return what this person gets a certificate of."""
    egne = (en for en in deltatte(mote) if person is not None and en.person == person.pk)
    return next(egne, None)


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


def gjelder(mote: Mote, deltakere: list[Deltatt]) -> Mote | Oppmote | Innsjekk:
    """Return what the document is about: the row that one's certificate rests on, or the meeting."""
    return deltakere[0].kilde if len(deltakere) == 1 else mote
