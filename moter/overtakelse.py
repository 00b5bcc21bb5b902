"""The workplace takes over from its member, with a named contact (L6).

«Arrangør kan også være arbeidsstedet dersom ressurspsykeleieren må trekke seg/ikke har mulighet til å
stille på nettverksmøte de har ansvar for.»
"""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import arrangorbrev, vertsbrev
from moter.arrangor import laas_for_skifte, noter
from moter.lenker import trekk_vertslenker
from moter.models import Arrangorskifte, Mote
from nettverk.models import Nettverk, Person
from nettverk.nettverksadmin import kjente_personer


@dataclass(frozen=True)
class Kontakt:
    """Whom the workplace has named, as somebody typed it. `telefon` may be empty."""

    fornavn: str
    etternavn: str
    epost: str
    telefon: str = ""

    @property
    def navn(self) -> str:
        """First name and last name."""
        return f"{self.fornavn} {self.etternavn}".strip()


@transaction.atomic
def overta(mote: Mote, kontakt: Kontakt, *, av: Person, naa: datetime) -> Person:
    """Let the organiser's workplace take the meeting, and return its contact, who is told how.

    The turn stays the member's. Where the workplace has it already, the contact is replaced. Raises
    ValidationError where the meeting has begun, is cancelled or has no organiser, and where the
    address is a member's, or a known person's by another name.
    """
    mote = laas_for_skifte(mote, naa)
    if mote.arrangor is None:
        raise ValidationError(_("Møtet har ingen arrangør. Bekreft først hvem som står for tur."))
    forrige, medlem = mote.arrangor, mote.overtatt_for or mote.arrangor
    person = finn_eller_lag(kontakt, mote)
    if person == forrige:
        raise ValidationError(_("%(navn)s er allerede arrangør.") % {"navn": person.navn})
    medlemskap = mote.gruppe.medlemskap.filter(person=medlem).order_by("fra").last()
    if medlemskap is None:
        raise ValidationError(_("Arrangøren er ikke medlem av gruppen. Ta bort arrangøren først."))
    mote.arrangorsted = mote.arrangorsted or medlemskap.arbeidssted
    mote.arrangor, mote.overtatt_for = person, medlem
    mote.save()
    trekk_vertslenker(mote, naa=naa)
    slag = Arrangorskifte.Slag.OVERTATT if forrige == medlem else Arrangorskifte.Slag.OPPHEVET
    fra = noter(mote, forrige, slag, av=av, naa=naa)
    til = noter(mote, person, Arrangorskifte.Slag.BLE, av=av, naa=naa)
    vertsbrev.du_er_vert(til, naa=naa)
    if slag == Arrangorskifte.Slag.OPPHEVET:
        arrangorbrev.opphevet(fra, naa=naa)
    elif medlem != av:
        vertsbrev.overtatt(fra, naa=naa)
    arrangorbrev.ny_arrangor([til], parter={av, medlem}, naa=naa)
    return person


def finn_eller_lag(kontakt: Kontakt, mote: Mote) -> Person:
    """Return the person with this address, as she is; a new one where the network knows none.

    An address that is somebody's whom this network does not know, or that several read, becomes the
    new person's shared one: it gets the mail, and gives no login, and nobody learns whose it is.
    Raises ValidationError where it is a group member's, or a known person's by another name.
    """
    nettverk, epost = mote.gruppe.nettverk, kontakt.epost.strip().lower()
    kjent = Person.objects.filter(kjente_personer([nettverk.pk]), epost=epost).first()
    if kjent is not None:
        _krev_riktig_person(kjent, kontakt, mote)
        return kjent
    felt = {"fornavn": kontakt.fornavn, "etternavn": kontakt.etternavn, "telefon": kontakt.telefon}
    if _er_opptatt(epost):
        navn = {"fornavn": kontakt.fornavn, "etternavn": kontakt.etternavn}
        delt = Person.objects.filter(kjente_personer([nettverk.pk]), epost=None, delt_epost__iexact=epost)
        return delt.filter(**navn).first() or Person.objects.create_user(delt_epost=epost, **felt)
    return Person.objects.create_user(epost, **felt)


def _krev_riktig_person(kjent: Person, kontakt: Kontakt, mote: Mote) -> None:
    if mote.gruppe.medlemskap.gjeldende(mote.dag).filter(person=kjent).exists():
        feil = _("%(navn)s er medlem av gruppen. Da kan du spørre om et bytte i stedet.")
        raise ValidationError({"epost": feil % {"navn": kjent.navn}})
    if kjent.navn.casefold() != kontakt.navn.casefold():
        feil = _("Adressen tilhører %(navn)s. Skriv det navnet, eller en annen adresse.")
        raise ValidationError({"epost": feil % {"navn": kjent.navn}})


def _er_opptatt(epost: str) -> bool:
    """Whether the address is somebody's own, a shared mailbox, or a secretariat's."""
    egen_eller_delt = Person.objects.filter(epost=epost) | Person.objects.filter(delt_epost__iexact=epost)
    return egen_eller_delt.exists() or Nettverk.objects.filter(epost__iexact=epost).exists()
