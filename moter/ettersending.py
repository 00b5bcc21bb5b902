"""«Who joins late gets the innkalling at once» (L18)."""

from collections import defaultdict
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from moter import brev
from moter.deltakere import deltakere
from moter.endring import laas
from moter.innkallinger import er_endret_siden, siste_sendte
from moter.models import Innkalling, Mote
from nettverk.models import Epost


def send_til_nye(naa: datetime) -> int:
    """Send the innkalling of meetings ahead to participants who have not had it; return how many.

    It may have come about in any way: a membership entered or begun, a leave that was cut short, a
    new representative, an address for who had none. The sweep asks, so that no way is forgotten.
    """
    return sum(_send_til_nye_i(mote, naa) for mote in _moter_med_nye(naa))


def _moter_med_nye(naa: datetime) -> list[Mote]:
    """Return the meetings whose innkalling the portal has mailed, but not to all who take part."""
    sendte = Innkalling.objects.filter(
        status=Innkalling.Status.SENDT, mote__start__gt=naa, mote__avlyst=None
    ).select_related("mote__gruppe")
    moter = {innkalling.pk: innkalling.mote for innkalling in sendte}
    har_fatt: dict[Mote, set[int | None]] = defaultdict(set)
    for innkalling, person in _mottakere(list(moter)):
        har_fatt[moter[innkalling]].add(person)
    return [mote for mote, personer in har_fatt.items() if _mangler(mote, personer)]


def _mottakere(innkallinger: list[int]) -> "list[tuple[int, int | None]]":
    om = Epost.objects.filter(
        slag="innkalling",
        content_type=ContentType.objects.get_for_model(Innkalling),
        object_id__in=innkallinger,
    )
    return [(pk, person) for pk, person in om.values_list("object_id", "person") if pk is not None]


def _mangler(mote: Mote, har_fatt: set[int | None]) -> bool:
    return any(d.person.adresse and d.person_id not in har_fatt for d in deltakere(mote))


@transaction.atomic
def _send_til_nye_i(mote: Mote, naa: datetime) -> int:
    """Send to those who have had none of the meeting's innkallinger; the mails' keys keep two sweeps apart.

    What was frozen may be old by now: then the mail and the calendar file say how it is, without it.
    """
    mote = laas(mote)
    innkalling = siste_sendte(mote)
    if innkalling is None or mote.er_avlyst:
        return 0
    har_fatt = {person for _pk, person in _mottakere(list(mote.innkallinger.values_list("pk", flat=True)))}
    nye = [d for d in deltakere(mote) if d.person.adresse and d.person_id not in har_fatt]
    med_dokument = not er_endret_siden(innkalling)
    for deltaker in nye:
        brev.innkalling_til_deltaker(innkalling, deltaker, med_dokument=med_dokument, naa=naa)
    return len(nye)
