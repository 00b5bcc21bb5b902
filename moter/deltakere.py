"""Who is to answer the innkalling: the members, and the operating group's representatives (L2, L8)."""

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from moter.models import Mote
from nettverk.models import Driftsrepresentant, Gruppe, Medlemskap, Nettverk, Person

Deltaker = Medlemskap | Driftsrepresentant


def deltakere(mote: Mote) -> list[Deltaker]:
    """Return those with duties on the day of the meeting, each person once, the members first."""
    medlemmer = list(mote.medlemmer())
    er_medlem = {m.person_id for m in medlemmer}
    return [*medlemmer, *(d for d in mote.driftsgruppen() if d.person_id not in er_medlem)]


def som_deltaker(mote: Mote, person: Person) -> Deltaker | None:
    """Return what makes this person answer: as a member before as a representative; None for nobody."""
    medlemskap = mote.medlemmer().filter(person=person).first()
    return medlemskap or mote.driftsgruppen().filter(person=person).first()


def er_med_i_del1(mote: Mote, deltaker: Deltaker) -> bool:
    """Whether part 1 concerns the participant: «unless the group has chosen otherwise» (L8)."""
    return isinstance(deltaker, Medlemskap) or mote.gruppe.drift_i_del1


def mangler_driftsgruppe(mote: Mote, naa: datetime) -> bool:
    """Whether nobody from the operating group is named for a meeting that is to be held (L8)."""
    return not mote.er_avlyst and naa < mote.start and not mote.driftsgruppen().exists()


def uten_driftsgruppe(nettverk: Nettverk, naa: datetime) -> list[Gruppe]:
    """Return the groups whose next meeting nobody from the operating group is named for (L8)."""
    pa_dagen = Q(til__isnull=True) | Q(til__gte=OuterRef("start__date"))
    navngitte = Driftsrepresentant.objects.filter(
        pa_dagen, gruppe=OuterRef("gruppe"), fra__lte=OuterRef("start__date")
    )
    kommende = Mote.objects.filter(gruppe__nettverk=nettverk, start__gt=naa, avlyst=None)
    neste = {mote.gruppe_id: mote.pk for mote in kommende.order_by("-start", "-pk")}
    uten = Mote.objects.filter(~Exists(navngitte), pk__in=neste.values())
    return list(Gruppe.objects.filter(moter__in=uten))
