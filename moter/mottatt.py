"""An innkalling that KLB has received as Word or PDF, registered with the day it came (L12)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import endring, frister, innkallinger
from moter.dokumenter import frys_innkalling
from moter.models import Innkalling, Mote
from nettverk.filer import Opplasting
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.klokke import OSLO
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Fil, Frist, Person

MIDT_PA_DAGEN = endring.MIDT_PA_DAGEN


def mottatt_moment(dag: date, naa: datetime) -> datetime:
    """Return when something came that is said to have come on this local date; never after now."""
    return min(naa, datetime.combine(dag, MIDT_PA_DAGEN, OSLO))


@transaction.atomic
def motta(mote: Mote, opplasting: Opplasting, *, dag: date, av: Person, naa: datetime) -> Innkalling:
    """Register the innkalling as delivered on `dag`, a local date; KLB then sends the file to the group.

    It fulfils the deadline of that day, late or not by it. What the portal knows of time and place is
    frozen with it, so that a later change is noticed. Raises ValidationError for a day that has not
    come, when the meeting is cancelled or over, or when there is an innkalling already.
    """
    mote = endring.laas(mote)
    if dag > lokal_dag(naa):
        raise ValidationError(_("Datoen kan ikke være etter i dag."))
    innkallinger.krev_ikke_levert(mote, naa)
    nettverk = mote.gruppe.nettverk
    skjedde = mottatt_moment(dag, naa)
    forrige = mote.innkallinger.last()
    innkalling = Innkalling.objects.create(
        mote=mote,
        versjon=forrige.versjon + 1 if forrige else 1,
        levert=skjedde,
        levert_av=av,
        etter_fristen=forrige.etter_fristen if forrige else dag > frister.forfall_innkalling(mote),
        fil=Fil.objects.ta_vare_pa(opplasting.fil, mime=opplasting.mime, nettverk=nettverk, av=av, naa=naa),
    )
    frys_innkalling(innkalling, naa=naa)
    for frist in Frist.objects.om(mote).filter(slag=frister.INNKALLING):
        frist.fullfor(naa=skjedde)
    oppdater_frister(mote, nettverk, frister.UTSENDING, naa=naa)
    return innkalling
