"""What those who came over when groups were merged or split had waited where they came from (L5, L18)."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import F

from moter.models import Mote
from moter.turordning import Tur, ventetid
from nettverk.models import Gruppe, Medlemskap


def med_seg(gruppe: Gruppe) -> dict[int, Tur]:
    """Return their places in time, by the id of the membership they came to, as `turordning` takes them.

    One query where nobody has come over.
    """
    return _med_seg_til(gruppe.pk, date.max)


def _med_seg_til(gruppe: int, senest: date) -> dict[int, Tur]:
    """Return it for those who came to the group by this local date.

    Where they came from, others may have come to before: the days only go backwards, so it ends also
    where somebody has come back to a group she left.
    """
    gamle = Medlemskap.objects.filter(
        fortsetter_i__gruppe=gruppe, fortsetter_i__fra__lte=senest, til__lt=F("fortsetter_i__fra")
    )
    fra_gruppe: defaultdict[tuple[int, date], list[Medlemskap]] = defaultdict(list)
    for gammelt in gamle:
        assert gammelt.til is not None
        fra_gruppe[gammelt.gruppe_id, gammelt.til].append(gammelt)
    funnet: dict[int, Tur] = {}
    for (kom_fra, til), forlot in fra_gruppe.items():
        alle = list(Medlemskap.objects.filter(gruppe=kom_fra))
        moter = Mote.objects.filter(gruppe=kom_fra, avlyst=None, start__date__lte=til)
        sist = sist_arrangor(moter.order_by("start"))
        tidligere = _med_seg_til(kom_fra, til)
        for gammelt in forlot:
            assert gammelt.fortsetter_i_id is not None
            tur = ventetid(gammelt, alle, sist.get(gammelt.person_id), tidligere)
            funnet[gammelt.fortsetter_i_id] = tur
    return funnet


def sist_arrangor(moter: Iterable[Mote]) -> dict[int | None, date]:
    """Return when each person, by her id, last had the turn in these meetings, the oldest first."""
    return {mote.overtatt_for_id or mote.arrangor_id: mote.dag for mote in moter}
