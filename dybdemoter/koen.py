"""The one place where everybody who wants a number or a place stands in line (D4)."""

from collections.abc import Iterator
from contextlib import contextmanager

from dybdemoter.models import Serie
from nettverk.kolapp import i_tur


@contextmanager
def i_koen(serie: Serie) -> Iterator[Serie]:
    """Give the series as it is now, in a transaction, with nobody else changing its queue meanwhile.

    Those who come by a page marked `@i_ko` are let in in the order their requests arrived.
    """
    with i_tur(f"dybdemoter.serie:{serie.pk}"):
        yield Serie.objects.select_related("nettverk").get(pk=serie.pk)
