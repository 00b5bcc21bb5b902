"""Mails in the outbox of the portal that this process is part of. Import after `Portal.bli_del_av`."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from django.db import transaction

from nettverk.models import Epost
from nettverk.vekking import vekk
from tests.nettverk.byggere import i_ko

NAA = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # a Monday, 09:00 in Norway


def adresse(nummer: int) -> str:
    """The address of mail number `nummer`: each has its own, so that none waits for another's sake."""
    return f"mottaker{nummer:05}@helse.example"


def fyll(antall: int, *, fra: int = 0, naa: datetime = NAA) -> None:
    """Queue `antall` mails in one transaction, as one innkalling does."""
    with transaction.atomic():
        for nummer in range(fra, fra + antall):
            i_ko(naa, nokkel=f"bench:{nummer}", til=adresse(nummer), emne=f"Brev {nummer}")


def status() -> Counter[str]:
    """How many mails have each status."""
    return Counter(Epost.objects.values_list("status", flat=True))


def usendt() -> int:
    """How many mails wait or are on their way."""
    return Epost.objects.filter(status__in=(Epost.Status.KO, Epost.Status.TATT)).count()


def vekk_arbeideren() -> None:
    """What every change that causes a mail does after its commit."""
    vekk("lever_epost")
