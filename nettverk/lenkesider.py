"""Pages that a personal link opens (X1): found, shown in the language of its receiver, and kept quiet.

A page's GET shows and its POST acts: mail scanners and previews open links, and must change nothing.
"""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.views.decorators.debug import sensitive_variables

from nettverk import klokke
from nettverk.innsyn import Innsyn
from nettverk.middleware import GYLDIGE, SPRAK_COOKIE
from nettverk.models import Lenke, Nettverk

Lenkeside = Callable[..., HttpResponse]
T = TypeVar("T")


def lenkeside(
    formal: str,
    *,
    finn: Callable[[Innsyn], T | None],
    nettverk: Callable[[T], Nettverk],
    virker_ikke: str = "nettverk/lenke_virker_ikke.html",
) -> Callable[[Lenkeside], Lenkeside]:
    """Open a page with a link of this purpose; the page gets `request`, the thing, `innsyn` and `nokkel`.

    `finn` returns the thing that this viewer may see, or None; `nettverk` the network it belongs to, which
    dresses the page. A link that is wrong, withdrawn, expired or opens nothing is answered 404 with the
    template `virker_ikke`, which gets `formal`, and the `lenke` if there is one. The page is in the language
    of the link's receiver, unless the browser has chosen another. The page's address takes `nokkel`.
    """

    def uvirksom(request: HttpRequest, lenke: Lenke | None) -> HttpResponse:
        kontekst = {"lenke": lenke, "formal": formal}
        return stille(render(request, virker_ikke, kontekst, status=404))

    def pynt(side: Lenkeside) -> Lenkeside:
        @wraps(side)
        @sensitive_variables("nokkel")
        def vis(request: HttpRequest, nokkel: str, **kwargs: object) -> HttpResponse:
            lenke = Lenke.objects.finn(nokkel, formal).select_related("person").first()
            naa = klokke.naa()
            if lenke is None or not lenke.virker(naa):
                return uvirksom(request, lenke)
            innsyn = Innsyn(dag=klokke.dag(naa), lenke=lenke)
            ting = finn(innsyn)
            if ting is None:
                return uvirksom(request, lenke)
            eier = nettverk(ting)
            request.nettverk = eier  # type: ignore[attr-defined]
            malform = _mottakerens_malform(lenke, eier)
            return stille(i_malform(request, malform, lambda: side(request, ting, innsyn, nokkel, **kwargs)))

        return vis

    return pynt


def _mottakerens_malform(lenke: Lenke, nettverk: Nettverk) -> str:
    # Who is no person of the network's, has her language on the row that the link is to.
    return getattr(lenke.gjelder, "malform", "") or nettverk.malform_for(lenke.person)


def i_malform(request: HttpRequest, malform: str, side: Callable[[], HttpResponse]) -> HttpResponse:
    """Draw the page in `malform`, unless the browser has chosen another language, and say which it was."""
    valgt = request.COOKIES.get(SPRAK_COOKIE, "")
    malform = valgt if valgt in GYLDIGE else malform
    with translation.override(malform):
        request.LANGUAGE_CODE = malform
        svar = side()
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
