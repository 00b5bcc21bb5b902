"""The states of an application as one small machine, and each step of it written down.

What has been withdrawn, refused, given back or run out never comes alive again: whoever wants to be in
the queue once more gets a new number, as long as one can register.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeAlias

from dybdemoter.models import Kontakt, Soknad, Soknadssteg
from nettverk.models import Person

Tilstand = Soknad.Tilstand
# An adviser, an institution's contact, or the portal itself when time is up.
Aktor: TypeAlias = Person | Kontakt | None

OVERGANGER: Mapping[str, frozenset[str]] = {
    Tilstand.MOTTATT: frozenset({Tilstand.PLASS, Tilstand.VENTER, Tilstand.TRUKKET, Tilstand.AVVIST}),
    Tilstand.PLASS: frozenset({Tilstand.TRUKKET}),
    Tilstand.VENTER: frozenset({Tilstand.TILBUD, Tilstand.TRUKKET}),
    Tilstand.TILBUD: frozenset({Tilstand.PLASS, Tilstand.TAKKET_NEI, Tilstand.UTLOPT, Tilstand.TRUKKET}),
    Tilstand.TAKKET_NEI: frozenset(),
    Tilstand.UTLOPT: frozenset(),
    Tilstand.TRUKKET: frozenset(),
    Tilstand.AVVIST: frozenset(),
}


class UlovligSteg(Exception):
    """An application cannot go from the state it is in to the one that was asked for."""

    def __init__(self, soknad: Soknad, til: str) -> None:
        super().__init__(f"{soknad.pk}: {soknad.tilstand} -> {til}")
        self.soknad = soknad
        self.til = til


def las(soknad: Soknad) -> Soknad:
    """Return the application as it is now, and lock it. Call it inside the transaction of the change."""
    return (
        Soknad.objects.select_for_update(of=("self",))
        .select_related("serie__nettverk", "institusjon")
        .get(pk=soknad.pk)
    )


def ta_steg(soknad: Soknad, til: str, *, av: Aktor = None, grunn: str = "", naa: datetime) -> Soknadssteg:
    """Let an application, as it was just read, go to another state, and write the step down.

    Call it inside a transaction, with the row that `las` gave. Raises UlovligSteg.
    """
    if til not in OVERGANGER[soknad.tilstand]:
        raise UlovligSteg(soknad, til)
    fra, soknad.tilstand = soknad.tilstand, til
    if til != Tilstand.TILBUD:
        soknad.tilbud_til = None
    soknad.save(update_fields=["tilstand", "tilbud_til"])
    return skriv_steg(soknad, fra=fra, av=av, grunn=grunn, naa=naa)


def skriv_steg(soknad: Soknad, *, fra: str, av: Aktor, grunn: str = "", naa: datetime) -> Soknadssteg:
    """Write down that an application has come from the state `fra` (empty for new) to the one it is in."""
    return Soknadssteg.objects.create(
        soknad=soknad,
        fra=fra,
        til=soknad.tilstand,
        tid=naa,
        av=av if isinstance(av, Person) else None,
        av_navn=str(av or ""),
        grunn=grunn,
    )
