"""What stands in the way of an act, mended as somebody diligent would: a vacancy, an empty programme."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from moter import endring
from moter.frister import forfall_pamelding
from moter.models import Mote, Motedel
from moter.program import foreslatt_program, tidsfeil
from moter.programtillegg import neste_ar_avtales_i
from moter.roller import mottakere
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Gruppe, Medlemskap, Nettverk, Nettverksrolle, Person
from referat.models import Oppmote, Referat
from referat.skriving import Tekster


class Ikke(Exception):
    """It cannot be done now, by anybody; perhaps another day."""


def koordinator(gruppe: Gruppe, dag: date) -> Person:
    """Return who acts for the secretariat; where nobody does, the group lead is given the task."""
    funnet = _i_sekretariatet(gruppe.nettverk)
    if funnet is None:
        funnet = leder(gruppe, dag)
        Nettverksrolle.objects.create(person=funnet, nettverk=gruppe.nettverk)
    return funnet


def leder(gruppe: Gruppe, dag: date) -> Person:
    """Return who leads the group; where nobody does, the first member is given the task.

    For a group without members the secretariat acts. Raises Ikke where that is nobody.
    """
    funnet = gruppe.gruppeansvarlig(dag) or gruppe.nestleder(dag) or _ny_leder(gruppe, dag)
    funnet = funnet or _i_sekretariatet(gruppe.nettverk)
    if funnet is None:
        raise Ikke("nobody is in the group or the secretariat")
    return funnet


def _i_sekretariatet(nettverk: Nettverk) -> Person | None:
    drift = Person.objects.filter(is_superuser=True)
    return nettverk.koordinatorer().order_by("pk").first() or drift.order_by("pk").first()


def _ny_leder(gruppe: Gruppe, dag: date) -> Person | None:
    medlemskap = gruppe.medlemskap.aktive(dag).order_by("pk").first()
    if medlemskap is None:
        return None
    medlemskap.rolle = Medlemskap.Rolle.GRUPPEANSVARLIG
    medlemskap.full_clean()
    medlemskap.save()
    return medlemskap.person


def arrangor(mote: Mote, naa: datetime) -> Person:
    """Return who acts as organiser on this day; a meeting without one gets the one who does."""
    dag = lokal_dag(naa)
    [mottaker] = mottakere(mote, "arrangor", dag)
    av = mottaker.person or leder(mote.gruppe, dag)
    if mote.arrangor is None:
        mote.arrangor = av
        endring.lagre_detaljer(mote, ["arrangor"], naa=naa)
    return av


def gjor_leverbar(mote: Mote, naa: datetime) -> None:
    """Fill in what an innkalling must say: place, link, a deadline to come, both parts of the programme."""
    if mote.form != Mote.Form.DIGITAL:
        mote.sted = mote.sted or mote.gruppe.navn
    if mote.form != Mote.Form.FYSISK:
        mote.digital_lenke = mote.digital_lenke or settings.PORTAL_URL
    mote.pamelding_frist = min(max(forfall_pamelding(mote), lokal_dag(naa)), mote.dag)
    endring.lagre_detaljer(mote, ["sted", "digital_lenke", "pamelding_frist"], naa=naa)
    poster = list(mote.programposter.all())
    if not {Motedel.DEL1, Motedel.DEL2} <= {post.motedel for post in poster} or tidsfeil(mote, poster):
        mote.programposter.all().delete()
        for post in foreslatt_program(mote, neste_ar=neste_ar_avtales_i(mote)):
            post.save()


def med_oppmote(referat: Referat) -> Tekster:
    """Return the minutes as they are, with everybody whose attendance is not filled in as present."""
    deltok = Oppmote.Verdi.DELTOK
    oppmote = {rad.pk: (rad.del1 or deltok, rad.del2 or deltok) for rad in referat.oppmote.all()}
    return Tekster(referat.oppsummering, saker={}, gruppenotater={}, oppmote=oppmote)
