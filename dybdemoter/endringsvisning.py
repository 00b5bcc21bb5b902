"""What would be told to whom if something were moved or cancelled: done, read, and undone (L17)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from dybdemoter.models import Serie
from nettverk.hemmelig import maskert_tekst
from nettverk.models import Epost


@dataclass(frozen=True)
class Beskjed:
    """One mail as it would go: to whom, and its words. Secrets in it are masked."""

    navn: str
    adresse: str
    emne: str
    tekst: str
    har_kalender: bool


def forhandsvis(serie: Serie, gjor: Callable[[], object]) -> list[Beskjed]:
    """Return the mails that `gjor` would send, in the order they would be queued; nothing is changed.

    Raises what `gjor` raises.
    """
    with transaction.atomic():
        siste = Epost.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        gjor()
        beskjeder = [_beskjed(epost) for epost in _nye(serie, siste)]
        transaction.set_rollback(True)
    return beskjeder


def antall_sendt(serie: Serie, naa: datetime) -> int:
    """Return how many mails about the series were queued at this UTC moment."""
    type_ = ContentType.objects.get_for_model(Serie)
    return Epost.objects.filter(content_type=type_, object_id=serie.pk, opprettet=naa).count()


def _nye(serie: Serie, etter: int) -> list[Epost]:
    type_ = ContentType.objects.get_for_model(Serie)
    nye = Epost.objects.filter(pk__gt=etter, content_type=type_, object_id=serie.pk)
    return list(nye.prefetch_related("vedlegg").order_by("pk"))


def _beskjed(epost: Epost) -> Beskjed:
    tekst = maskert_tekst(epost.tekst, epost.hemmeligheter)
    return Beskjed(epost.til_navn, epost.til, epost.emne, tekst, bool(epost.vedlegg.all()))
