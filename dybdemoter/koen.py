"""The one place where everybody who wants a number or a place stands in line (D4)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from dybdemoter.models import Serie


@contextmanager
def i_koen(serie: Serie) -> Iterator[Serie]:
    """Give the series as it is now, in a transaction, with nobody else changing its queue meanwhile."""
    with transaction.atomic():
        laste = Serie.objects.select_for_update(of=("self",), no_key=True).select_related("nettverk")
        yield laste.get(pk=serie.pk)
