"""Pages of regional series. Each begins with what the viewer may see."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from dybdemoter.models import Serie
from nettverk.innsyn import innsyn_i
from nettverk.lenkesider import i_malform

Serieside = Callable[..., HttpResponse]


def serieside(side: Serieside) -> Serieside:
    """Find the series for a page that anybody may open; a draft is there for those who run it.

    The page is in the language of who is logged in, else the network's, unless the browser has chosen.
    """

    @wraps(side)
    def vis(request: HttpRequest, serie_pk: int) -> HttpResponse:
        synlige = Serie.objects.synlig_for(innsyn_i(request))
        serie = get_object_or_404(synlige.for_frister(), pk=serie_pk)
        request.nettverk = serie.nettverk  # type: ignore[attr-defined]
        malform = request.LANGUAGE_CODE if request.user.is_authenticated else serie.nettverk.malform
        return i_malform(request, malform, lambda: side(request, serie))

    return vis
