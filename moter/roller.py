"""Who holds a role in a meeting, and who steps in where nobody can be reached (F7)."""

from collections.abc import Iterator
from datetime import date

from moter.deltakere import Deltaker, deltakere, som_deltaker
from moter.models import Mote, Pamelding
from nettverk.frister.regler import Mottaker
from nettverk.models import Nettverk, Person


def mottakere(mote: Mote, rolle: str, dag: date, unntatt: Person | None = None) -> list[Mottaker]:
    """Return who is to be told as `rolle` on this local date.

    Organiser and referent pass on to the group lead, the lead to the deputy, and at last the
    network's own address is told. Who is on leave has no duties (L18). Members are those who have
    not answered, and reachable; representatives of the operating group are asked like them (L8).
    `unntatt` is passed over: nobody is told of her own absence.
    """
    nettverk = mote.gruppe.nettverk
    if rolle == "medlem":
        return [som_mottaker(m.person, nettverk) for m in uten_svar(mote) if m.person.adresse]
    if rolle == "koordinator":
        return [sekretariatet(nettverk)]
    person = next((p for p in _rekke(mote, rolle, dag) if p and p.adresse and p != unntatt), None)
    return [som_mottaker(person, nettverk) if person else sekretariatet(nettverk)]


def _rekke(mote: Mote, rolle: str, dag: date) -> Iterator[Person | None]:
    """Yield who is to be asked for, one after the other."""
    oppdrag = {"arrangor": mote.arrangor, "referent": mote.referent}.get(rolle)
    if oppdrag is not None and not _er_borte(mote, oppdrag, dag):
        yield oppdrag
    yield mote.gruppe.gruppeansvarlig(dag)
    yield mote.gruppe.nestleder(dag)


def _er_borte(mote: Mote, person: Person, dag: date) -> bool:
    """Whether somebody with a task in the meeting is on leave, or has left the group since it was planned."""
    alle = mote.gruppe.medlemskap.all()
    gjeldende = [ett for ett in alle if ett.person_id == person.pk and ett.gjelder(dag)]
    if gjeldende:
        return not any(ett.er_aktiv(dag) for ett in gjeldende)
    return mote.har_forlatt_gruppen(person, dag)


def som_mottaker(person: Person, nettverk: Nettverk) -> Mottaker:
    """Return a person as a receiver, in the language that holds for her in this network."""
    return Mottaker(person.adresse, person.navn, person, nettverk.malform_for(person))


def sekretariatet(nettverk: Nettverk) -> Mottaker:
    """Return the network's shared address as a receiver."""
    return Mottaker(nettverk.epost, nettverk.kortnavn, None, nettverk.malform)


def uten_svar(mote: Mote) -> list[Deltaker]:
    """Return those who have neither registered nor reported absence (L2, L8)."""
    har_svart = set(Pamelding.objects.filter(mote=mote).values_list("person", flat=True))
    return [deltaker for deltaker in deltakere(mote) if deltaker.person_id not in har_svart]


def alle_har_svart(mote: Mote) -> bool:
    """Whether nobody is left to answer; registration is done then (F2)."""
    return not uten_svar(mote)


def skal_svare(mote: Mote, person: Person) -> bool:
    """Whether this person has duties in the meeting and has not answered."""
    har_svart = Pamelding.objects.filter(mote=mote, person=person).exists()
    return not har_svart and som_deltaker(mote, person) is not None
