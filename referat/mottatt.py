"""Minutes that KLB has received as Word or PDF, registered with the day they came (L15)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter.endring import laas
from moter.models import Mote
from moter.mottatt import mottatt_moment
from nettverk.filer import Opplasting
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Fil, Frist, Person
from referat import frister
from referat.models import Mottatt, Referat


@transaction.atomic
def motta(mote: Mote, opplasting: Opplasting, *, dag: date, av: Person, naa: datetime) -> Mottatt:
    """Register the minutes as delivered on `dag`, a local date; the managers then get the file as it is.

    It fulfils the deadline of that day, late or not by it, and starts KLB's own. A draft that nobody has
    saved gives way, with the attendance it was filled in with; what somebody has written stays as it is.
    Raises ValidationError for a day before the meeting or after today, when the meeting is cancelled or
    not over, or when there are minutes already.
    """
    mote = laas(mote)
    krev_kan_mottas(mote, naa)
    if not mote.dag <= dag <= lokal_dag(naa):
        raise ValidationError(_("Velg en dag fra møtedagen til og med i dag."))
    nettverk, skjedde = mote.gruppe.nettverk, max(mottatt_moment(dag, naa), mote.slutt)
    referat, _ny = Referat.objects.get_or_create(mote=mote, defaults={"lagret": naa})
    if referat.lagret_av is None:
        referat.oppmote.all().delete()
        referat.saker.all().delete()
    referat.status = Referat.Status.LEVERT
    referat.levert, referat.levert_av = skjedde, av
    referat.utgave += 1
    referat.save()
    fil = Fil.objects.ta_vare_pa(opplasting.fil, mime=opplasting.mime, nettverk=nettverk, av=av, naa=naa)
    mottatt = Mottatt.objects.create(referat=referat, fil=fil, dag=dag)
    for frist in Frist.objects.om(mote).filter(slag=frister.REFERAT):
        frist.fullfor(naa=skjedde)
    oppdater_frister(mote, nettverk, frister.LEDERKOPI, naa=naa)
    return mottatt


def krev_kan_mottas(mote: Mote, naa: datetime) -> None:
    """Raise ValidationError where no minutes are to come, or they have come."""
    if mote.er_avlyst:
        raise ValidationError(_("Møtet er avlyst, så det blir ikke noe referat."))
    if not mote.er_ferdig(naa):
        raise ValidationError(_("Møtet er ikke holdt ennå."))
    if Referat.objects.filter(mote=mote, status=Referat.Status.LEVERT).exists():
        raise ValidationError(_("Referatet er allerede sendt."))
