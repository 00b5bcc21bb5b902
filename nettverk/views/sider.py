"""Language choice, privacy, accessibility."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from nettverk.middleware import GYLDIGE, SPRAK_COOKIE
from nettverk.models import Person


@require_POST
def sprak(request: HttpRequest) -> HttpResponse:
    """Keep the choice of language, on the person if there is one, and go back."""
    valg = request.POST.get("language", "")
    neste = request.POST.get("next", "")
    trygg = url_has_allowed_host_and_scheme(neste, allowed_hosts={request.get_host()})
    svar = redirect(neste if trygg else "/")
    if valg in GYLDIGE:
        svar.set_cookie(
            SPRAK_COOKIE, valg, max_age=31_536_000, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
        if isinstance(request.user, Person):
            request.user.malform = valg
            request.user.save(update_fields=["malform"])
    return svar


def personvern(request: HttpRequest) -> HttpResponse:
    """Tell what is kept about people, and for how long."""
    return render(request, "nettverk/personvern.html")


def tilgjengelighet(request: HttpRequest) -> HttpResponse:
    """Tell how accessible the portal is, and where to complain."""
    return render(request, "nettverk/tilgjengelighet.html")
