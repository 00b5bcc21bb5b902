"""Who is told when a meeting is moved, cancelled or corrected: each person once (L17)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext_lazy as _

from moter import roller
from moter.models import Gjest, Mote
from nettverk.frister.regler import Mottaker
from nettverk.models import Medlemskap, Nettverk, Person


class Som(Enum):
    """Why somebody is told, and by what name the preview calls them."""

    MEDLEM = _("Medlemmer")
    TIDLIGERE = _("Ikke lenger med på den nye datoen")
    OPPDRAG = _("Arrangør og referent")
    DRIFT = _("Driftsgruppen")
    GJEST = _("Gjester")
    KLB = _("Sekretariatet")


SVARER = (Som.MEDLEM, Som.DRIFT)  # who answers the innkalling by a link


@dataclass(frozen=True)
class Beskjed:
    """One receiver of a notice, reachable or not; a guest's is about her own place."""

    mottaker: Mottaker
    som: Som
    gjest: Gjest | None = None

    @property
    def hvem(self) -> str:
        """What tells one receiver from another, for the key of a mail."""
        return str(self.mottaker.person.pk) if self.mottaker.person else self.mottaker.adresse


# Who has not said no, and has not been said no to.
AKTUELLE_GJESTER = (Gjest.Status.PAMELDT, Gjest.Status.VENTER, Gjest.Status.INVITERT)


def beskjeder(mote: Mote, dag: date, *, for_flytting: Iterable[Medlemskap] = ()) -> list[Beskjed]:
    """Return everybody concerned, also who has no address; nobody twice, whatever roles she has.

    `for_flytting` are those who were members on the old day: who is not on the new one must know, too.
    A guest who is told as a member already gets no second mail.
    """
    nettverk = mote.gruppe.nettverk
    personer: dict[int, tuple[Person, Som]] = {}
    for person, som in _personer(mote, dag, for_flytting):
        personer.setdefault(person.pk, (person, som))
    inne = [Beskjed(roller.som_mottaker(person, nettverk), som) for person, som in personer.values()]
    egne = {person.epost for person, _som in personer.values() if person.epost}
    gjester = mote.gjester.filter(status__in=AKTUELLE_GJESTER).select_related("person")
    ute = [_til_gjest(gjest, nettverk) for gjest in gjester if gjest.epost.lower() not in egne]
    return [*inne, *ute, Beskjed(roller.sekretariatet(nettverk), Som.KLB)]


def _personer(mote: Mote, dag: date, for_flytting: Iterable[Medlemskap]) -> Iterator[tuple[Person, Som]]:
    yield from ((m.person, Som.MEDLEM) for m in mote.medlemmer())
    for person in (mote.arrangor, mote.referent):
        if person and not mote.har_forlatt_gruppen(person, dag):
            yield person, Som.OPPDRAG
    yield from ((rep.person, Som.DRIFT) for rep in mote.driftsgruppen())
    yield from ((m.person, Som.TIDLIGERE) for m in for_flytting)


def _til_gjest(gjest: Gjest, nettverk: Nettverk) -> Beskjed:
    """Return a guest as a receiver: as a guest also where the network knows her, as somebody's manager."""
    malform = gjest.malform or nettverk.malform_for(gjest.person)
    return Beskjed(Mottaker(gjest.epost, str(gjest), None, malform), Som.GJEST, gjest)


def som_nas(alle: Iterable[Beskjed]) -> list[Beskjed]:
    """Return those there is an address to."""
    return [en for en in alle if en.mottaker.adresse]


def uten_adresse(alle: Iterable[Beskjed]) -> list[Person]:
    """Return those who must be told in another way."""
    return [en.mottaker.person for en in alle if en.mottaker.person and not en.mottaker.adresse]


def gruppert(alle: Iterable[Beskjed]) -> list[tuple[str, list[Mottaker]]]:
    """Return the receivers under headings, in the order of the roles; empty ones are left out."""
    nadde = som_nas(alle)
    grupper = [(som, [en.mottaker for en in nadde if en.som is som]) for som in Som]
    return [(str(som.value), funnet) for som, funnet in grupper if funnet]
