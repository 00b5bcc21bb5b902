"""Files nobody uses any more are deleted after a day (the sweep)."""

from datetime import datetime, timedelta

from nettverk.models import Fil
from nettverk.opprydding import registrer

UBRUKT_SLETTES_ETTER = timedelta(days=1)


def slett_ubrukte(naa: datetime) -> int:
    """Delete files that nothing points to, uploaded more than a day before this UTC moment.

    A day, since an upload is kept before what it hangs on is saved. The bytes go with the row.
    """
    gamle = Fil.objects.uten_bruk().filter(lastet_opp__lt=naa - UBRUKT_SLETTES_ETTER)
    return sum(fil.delete()[0] for fil in gamle)


def registrer_opprydding() -> None:
    """Declare it to the sweep."""
    registrer(slett_ubrukte)
