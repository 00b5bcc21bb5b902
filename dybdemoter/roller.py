"""Who is told about a series: its advisers, the institutions' contacts and participants."""

from dataclasses import dataclass

from dybdemoter.models import Kontakt, Serie, Soknad
from nettverk.frister.regler import Mottaker
from nettverk.models import Nettverk

RADGIVER, KONTAKTPERSON, KOORDINATOR = "radgiver", "kontaktperson", "koordinator"


@dataclass(frozen=True)
class Deres:
    """One of an institution's receivers. Only a contact has a personal link."""

    mottaker: Mottaker
    kontakt: Kontakt | None = None


def radgivere(serie: Serie) -> list[Mottaker]:
    """Return the advisers; the network's own address where none can be reached (F7)."""
    nettverk = serie.nettverk
    noen = [
        Mottaker(en.adresse, en.navn, en, nettverk.malform_for(en))
        for en in serie.radgivere.all()
        if en.adresse
    ]
    return noen or [sekretariatet(nettverk)]


def sekretariatet(nettverk: Nettverk) -> Mottaker:
    """Return the network's shared address as a receiver."""
    return Mottaker(nettverk.epost, nettverk.kortnavn, None, nettverk.malform)


def kontakten(kontakt: Kontakt, nettverk: Nettverk) -> Mottaker:
    """Return a contact as a receiver, in the language she registered in."""
    return Mottaker(kontakt.epost, kontakt.navn, None, kontakt.malform or nettverk.malform)


def kontakter(soknad: Soknad) -> list[Deres]:
    """Return the contacts of an application."""
    return [Deres(kontakten(en, soknad.nettverk), en) for en in soknad.kontakter.all()]


def alle_fra(soknad: Soknad) -> list[Deres]:
    """Return the contacts, and the participants of every meeting who have given an address; nobody twice."""
    deres = {ett.mottaker.adresse.lower(): ett for ett in kontakter(soknad)}
    for en in soknad.deltakere.all():
        if en.mote_id is not None or not en.epost:
            continue
        mottaker = Mottaker(en.epost, en.navn, None, soknad.nettverk.malform)
        deres.setdefault(en.epost.lower(), Deres(mottaker))
    return list(deres.values())
