"""Series to register for, and what came of it. Import after `Portal.bli_del_av`."""

from __future__ import annotations

from itertools import count

from dybdemoter.brev import KVITTERING
from dybdemoter.models import Serie
from nettverk.models import Epost
from tests.dybdemoter.fabrikk import lag_serie
from tests.factories import NAA as NAA
from tests.factories import lag_nettverk

_nr = count(1)


def ny_rekke() -> int:
    """A series open for registration; its id."""
    nr = next(_nr)
    return lag_serie(lag_nettverk(f"Nettverk {nr}", kortnavn=f"N{nr}")).pk


def skjemaer(rekke: int, antall: int) -> list[dict[str, str]]:
    """What so many institutions fill in."""
    return [
        {
            "institusjon": f"Klinikk {nummer} for rehabilitering",
            "typer": ("dogn", "dag", "poliklinisk")[nummer % 3],
            "navn": "Kirsti Kontakt",
            "epost": f"kontakt{nummer}@rekke{rekke}.example",
        }
        for nummer in range(1, antall + 1)
    ]


def koen(rekke: int) -> list[tuple[int, str]]:
    """Number and contact of each application, in the order of the times they were received."""
    soknader = Serie.objects.get(pk=rekke).soknader.order_by("mottatt", "nummer")
    return list(soknader.values_list("nummer", "kontakter__epost"))


def kvitteringer(rekke: int) -> list[str]:
    """To whom receipts have been queued."""
    til = Epost.objects.filter(slag=KVITTERING, til__endswith=f"@rekke{rekke}.example")
    return sorted(til.values_list("til", flat=True))
