"""What several tests of the rehearsal do with what comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from oversikt.simulering.gang import Mail, simuler
from oversikt.simulering.kopi import arbeidskopi
from tests.oversikt.fasit import Fasit


def i_kopi(dager: Sequence[date], **valg: Any) -> list[Mail]:
    """All the mails of these days, of a rehearsal in a copy."""
    with arbeidskopi():
        return [mail for dagens in simuler(dager, **valg) for mail in dagens]


def avvik(mailer: Iterable[Mail], ventet: Fasit) -> dict[str, Counter[Any]]:
    """What came that should not, and what did not that should."""
    kom = _som_fasit(mailer)
    forskjeller: dict[str, Counter[Any]] = {
        "linjer for mye": kom.linjer - ventet.linjer,
        "linjer for lite": ventet.linjer - kom.linjer,
        "e-poster for mye": kom.mailer - ventet.mailer,
        "e-poster for lite": ventet.mailer - kom.mailer,
    }
    return {hva: antall for hva, antall in forskjeller.items() if antall}


def _som_fasit(mailer: Iterable[Mail]) -> Fasit:
    kom = Fasit()
    for mail in mailer:
        kom.mailer[mail.dato, mail.til.lower()] += 1
        for linje in mail.linjer:
            hva = (linje.slag, linje.trinn, linje.forfall, linje.rolle, linje.gjelder)
            kom.linjer[mail.dato, mail.til, *hva] += 1
    return kom
