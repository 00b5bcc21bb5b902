"""The names of this app's pages, as its mails and deadlines point to them."""

from django.urls import reverse

from dybdemoter.models import Serie
from nettverk.lenker import absolutt

SERIE = "serie"  # the public page
STYRING = "seriestyring"  # the adviser's
MIN_SERIE = "min_serie"  # the institution's, by personal link


def serie_url(serie: Serie) -> str:
    """Return the whole address of a series' public page."""
    return absolutt(reverse(SERIE, args=(serie.pk,)))


def styring_url(serie: Serie) -> str:
    """Return the whole address of the page where its advisers run a series."""
    return absolutt(reverse(STYRING, args=(serie.pk,)))
