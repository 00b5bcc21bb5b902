"""The way in for a workplace's contact: a link, a button, and no login (L6)."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter.models import Mote
from moter.models.synlighet import VERTSLENKE
from moter.views.lenke import apne_lenke
from nettverk.innsyn import Innsyn, glem_lenken, husk_lenken
from nettverk.middleware import GYLDIGE, SPRAK_COOKIE


@apne_lenke(VERTSLENKE)
def vert(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Say what the link is for, and on a press of the button let this browser use it.

    A mail scanner that presses it too, gets a session that is its own. Who is logged in keeps her login.
    """
    assert innsyn.lenke is not None
    if request.method != "POST" or request.user.is_authenticated:
        return render(request, "moter/vert.html", {"mote": mote, "kontakt": innsyn.hvem})
    husk_lenken(request, innsyn.lenke)
    svar = redirect(mote)
    if request.COOKIES.get(SPRAK_COOKIE) not in GYLDIGE:
        malform = mote.gruppe.nettverk.malform_for(innsyn.hvem)
        svar.set_cookie(SPRAK_COOKIE, malform, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    return svar


@require_POST
def avslutt(request: HttpRequest) -> HttpResponse:
    """Forget the link in this browser."""
    glem_lenken(request)
    messages.success(request, _("Du er ute av møtet. Lenken i e-posten virker fortsatt."))
    return redirect("forside")
