"""Who organises: the portal proposes by the turn, the group lead confirms, the organiser may say no (L5)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import arrangorbrev
from moter.endring import krev_endringsbar, laas
from moter.forhistorie import med_seg
from moter.lenker import trekk_vertslenker
from moter.models import Arrangorskifte, Mote
from moter.turordning import Tur, turordning
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Gruppe, Medlemskap, Person

ANTALL_FORSLAG = 3  # «The portal proposes the next three»


@dataclass(frozen=True)
class NesteTur:
    """The queue, the meeting it is for (None while every planned one has an organiser), and who said no."""

    mote: Mote | None
    turer: list[Tur]
    sagt_nei: list[Person] = field(default_factory=list)

    @property
    def forslag(self) -> list[Tur]:
        """The next three."""
        return self.turer[:ANTALL_FORSLAG]


def neste_tur(gruppe: Gruppe, naa: datetime) -> NesteTur:
    """Return whose turn it is in the group: for the first meeting ahead that nobody organises.

    Where there is none, for a meeting planned after those that are. Meetings that lack an organiser
    are given one at a time, since the next turn follows from the last.
    """
    moter = list(gruppe.moter.select_related("arrangor"))
    ledig = _forste_uten_arrangor(gruppe, moter, naa)
    if ledig is not None:
        return tur_til(ledig, moter)
    i_dag = lokal_dag(naa)
    siste = max((mote.dag for mote in moter if not mote.er_avlyst), default=i_dag)
    dag = max(i_dag, siste + timedelta(days=1))
    return NesteTur(None, turordning(gruppe.medlemskap.all(), moter, dag, med_seg=med_seg(gruppe)))


def tur_til(mote: Mote, moter: Iterable[Mote]) -> NesteTur:
    """Return the queue for this meeting, given all of the group's; who has said no to it is left out.

    A workplace's contact who said no has no turn to keep.
    """
    medlemskap = mote.gruppe.medlemskap.all()
    medlemmer = {ett.person_id for ett in medlemskap}
    alle_nei = Arrangorskifte.objects.nei_til(mote).select_related("person")
    nei = [skifte.person for skifte in alle_nei if skifte.person_id in medlemmer]
    andre = [annet for annet in moter if annet.pk != mote.pk]
    uten = {person.pk for person in nei}
    turer = turordning(medlemskap, andre, mote.dag, uten=uten, med_seg=med_seg(mote.gruppe))
    return NesteTur(mote, turer, list(dict.fromkeys(nei)))


def _forste_uten_arrangor(gruppe: Gruppe, moter: Iterable[Mote], naa: datetime) -> Mote | None:
    for mote in sorted(moter, key=lambda m: (m.start, m.pk)):
        mote.gruppe = gruppe
        if mote.start > naa and not mote.er_avlyst and mote.mangler_arrangor(lokal_dag(naa)):
            return mote
    return None


@transaction.atomic
def bekreft(mote: Mote, person: Person, *, grunn: str = "", av: Person, naa: datetime) -> Arrangorskifte:
    """Make this member the organiser; tell her of her tasks and dates, and the lead if another did it.

    Raises ValidationError where the meeting has begun, is cancelled or has an organiser, where the
    person is no active member that day, and where she is none of the next three and `grunn` is empty.
    """
    mote = laas_for_skifte(mote, naa)
    if not mote.mangler_arrangor(lokal_dag(naa)):
        assert mote.arrangor is not None
        raise ValidationError(_("Møtet har allerede en arrangør: %(navn)s.") % {"navn": mote.arrangor.navn})
    medlemskap = mote.medlemmer().filter(person=person).first()
    if medlemskap is None:
        raise ValidationError(_("Bare den som er aktivt medlem på møtedagen, kan være arrangør."))
    forslag = tur_til(mote, mote.gruppe.moter.all()).forslag
    utenfor = person not in [tur.medlemskap.person for tur in forslag]
    if utenfor and not grunn:
        raise ValidationError(_("Skriv hvorfor det blir en annen enn de tre som står for tur."))
    skifte = gi_til(mote, medlemskap, grunn=grunn if utenfor else "", av=av, naa=naa)
    arrangorbrev.du_er_arrangor(skifte, naa=naa)
    arrangorbrev.ny_arrangor([skifte], parter={av, person}, naa=naa)
    return skifte


def gi_til(
    mote: Mote, medlemskap: Medlemskap, *, grunn: str = "", av: Person, naa: datetime
) -> Arrangorskifte:
    """Let this member organise the meeting, which is locked, and note it. Tells nobody."""
    # The workplace is kept with the meeting: the member may be at another one the next time.
    mote.arrangor, mote.arrangorsted = medlemskap.person, medlemskap.arbeidssted
    mote.overtatt_for = None
    mote.save()
    trekk_vertslenker(mote, naa=naa)
    return noter(mote, medlemskap.person, Arrangorskifte.Slag.BLE, av=av, naa=naa, grunn=grunn)


@transaction.atomic
def trekk(mote: Mote, *, av: Person, naa: datetime) -> Arrangorskifte:
    """Put the meeting back without organiser, and tell the other side; whose turn it was keeps it.

    So a meeting is also taken back from a workplace; its contact's link is withdrawn. By the organiser
    herself it is «Jeg kan ikke», and the group lead is told. By anybody else it is undone, and the
    organiser is told. Raises ValidationError where the meeting has begun, is cancelled, or has no
    organiser.
    """
    mote = laas_for_skifte(mote, naa)
    person = mote.arrangor
    if person is None:
        raise ValidationError(_("Møtet har ingen arrangør. Ingenting er endret."))
    mote.arrangor = mote.arrangorsted = mote.overtatt_for = None
    mote.save()
    trekk_vertslenker(mote, naa=naa)
    slag = Arrangorskifte.Slag.KAN_IKKE if person == av else Arrangorskifte.Slag.OPPHEVET
    skifte = noter(mote, person, slag, av=av, naa=naa)
    if slag == Arrangorskifte.Slag.KAN_IKKE:
        arrangorbrev.kan_ikke(skifte, naa=naa)
    else:
        arrangorbrev.opphevet(skifte, naa=naa)
    return skifte


def laas_for_skifte(mote: Mote, naa: datetime) -> Mote:
    """Return the meeting locked, and the group too: who is next in one meeting follows from the others.

    Raises ValidationError where the meeting is cancelled or has begun at this UTC moment.
    """
    Gruppe.objects.select_for_update().get(pk=mote.gruppe_id)
    mote = laas(mote)
    krev_endringsbar(mote, naa)
    if mote.start <= naa:
        raise ValidationError(_("Møtet er i gang. Ingenting er endret."))
    return mote


def noter(
    mote: Mote, person: Person, slag: str, *, av: Person, naa: datetime, grunn: str = ""
) -> Arrangorskifte:
    """Note that somebody became organiser of the meeting, or is so no longer."""
    return Arrangorskifte.objects.create(mote=mote, person=person, slag=slag, grunn=grunn, av=av, skjedde=naa)
