"""«Hold av dagen»: planned meetings as calendar entries, to all members at once (L7)."""

from datetime import datetime

from moter.models import Mote
from nettverk.models import Person


def send_hold_av(moter: list[Mote], *, av: Person, naa: datetime) -> int:
    """Stand in for the mail while it is made elsewhere: return how many members it would go to."""
    return len({m.person_id for mote in moter for m in mote.medlemmer() if m.person.adresse})
