"""Opening a page with a personal link (X1)."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables

from moter.models import Mote
from moter.models.synlighet import GJESTELENKE
from moter.views import Moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn
from nettverk.middleware import GYLDIGE, SPRAK_COOKIE
from nettverk.models import Lenke


def apne_lenke(formal: str) -> Callable[[Moteside], Callable[..., HttpResponse]]:
    """Find the meeting through a link with this purpose, for a page that gets `mote`, `innsyn`, `nokkel`.

    A link that is wrong, withdrawn or expired is told so in words, and opens nothing. The page
    is in the language of the link's person, unless the browser has chosen another.
    """

    def pynt(visning: Moteside) -> Callable[..., HttpResponse]:
        @wraps(visning)
        @sensitive_variables("nokkel")
        def vis(request: HttpRequest, nokkel: str, **kwargs: object) -> HttpResponse:
            lenke = Lenke.objects.finn(nokkel, formal).select_related("person").first()
            naa = klokke.naa()
            if lenke is None or not lenke.virker(naa):
                return _virker_ikke(request, lenke, formal)
            innsyn = Innsyn(dag=klokke.dag(naa), lenke=lenke)
            mote = Mote.objects.synlig_for(innsyn).med_navn().first()
            if mote is None:
                return _virker_ikke(request, lenke, formal)
            request.nettverk = mote.gruppe.nettverk  # type: ignore[attr-defined]
            return stille(_i_malform(request, lenke, mote, innsyn, visning, nokkel, **kwargs))

        return vis

    return pynt


def _virker_ikke(request: HttpRequest, lenke: Lenke | None, formal: str) -> HttpResponse:
    kontekst = {"lenke": lenke, "for_gjest": formal == GJESTELENKE}
    return stille(render(request, "moter/lenke_virker_ikke.html", kontekst, status=404))


def _i_malform(
    request: HttpRequest,
    lenke: Lenke,
    mote: Mote,
    innsyn: Innsyn,
    visning: Moteside,
    nokkel: str,
    **kwargs: object,
) -> HttpResponse:
    valgt = request.COOKIES.get(SPRAK_COOKIE, "")
    # A guest is no person of the network's: her language stands with her place.
    egen = getattr(lenke.gjelder, "malform", "") or mote.gruppe.nettverk.malform_for(lenke.person)
    malform = valgt if valgt in GYLDIGE else egen
    with translation.override(malform):
        request.LANGUAGE_CODE = malform
        svar = visning(request, mote, innsyn, nokkel, **kwargs)
        if hasattr(svar, "render"):
            svar.render()
    svar["Content-Language"] = malform
    return svar


def stille(svar: HttpResponse) -> HttpResponse:
    """Keep the address, which is a key, out of caches, referrers and search engines."""
    add_never_cache_headers(svar)
    # Not no-referrer: a browser then posts the form with «Origin: null», which the CSRF check refuses.
    svar["Referrer-Policy"] = "same-origin"
    svar["X-Robots-Tag"] = "noindex, nofollow"
    return svar
