"""One's own calendar: the page with the address, and the calendar itself (X6)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_safe

from moter.kalenderstrom import strom
from moter.models import Kalenderabonnement, Mote
from nettverk import klokke
from nettverk.innsyn import Innsyn, innsyn_i
from nettverk.lenkesider import stille
from nettverk.models import Medlemskap, Person


@login_required
def kalender_abonnement(request: HttpRequest) -> HttpResponse:
    """Show the address, make one, replace it, or switch it off."""
    person = innsyn_i(request).person
    assert person is not None
    funnet = Kalenderabonnement.objects.filter(person=person).first()
    if request.method == "POST":
        return _gjor(request, person, funnet)
    adresse = funnet.adresse if funnet else ""
    kontekst = {"abonnement": funnet, "adresse": adresse, "webcal": "webcal:" + adresse.partition(":")[2]}
    return stille(render(request, "moter/kalender_abonnement.html", kontekst))


def _gjor(request: HttpRequest, person: Person, funnet: Kalenderabonnement | None) -> HttpResponse:
    valg, naa = request.POST.get("valg"), klokke.naa()
    if valg == "pa" and funnet is None:
        Kalenderabonnement.objects.get_or_create(person=person, defaults={"laget": naa})
        messages.success(request, _("Kalenderadressen din er laget."))
    elif valg == "bytt" and funnet is not None:
        funnet.bytt(naa)
        messages.success(request, _("Du har fått en ny adresse. Den gamle virker ikke lenger."))
    elif valg == "av" and funnet is not None:
        funnet.delete()
        messages.success(request, _("Kalenderadressen er skrudd av."))
    return redirect("kalender_abonnement")


@require_safe
@sensitive_variables("nokkel")
def kalenderstrom(request: HttpRequest, nokkel: str) -> HttpResponse:
    """Hand over the calendar to whoever has the address; nothing where nothing has changed since last."""
    funnet = Kalenderabonnement.objects.finn(nokkel)
    if funnet is None:
        raise Http404
    naa = klokke.naa()
    innsyn = Innsyn(dag=klokke.dag(naa), person=funnet.person)
    innhold, tag = strom(funnet.person, innsyn, _malform(funnet.person, innsyn), naa)
    svar = HttpResponse(innhold, content_type="text/calendar; charset=utf-8")
    svar["ETag"] = f'W/"{tag}"'
    # May be kept, and is asked for anew each time: a meeting that is cancelled is gone at once.
    svar["Cache-Control"] = "private, no-cache"
    svar["X-Robots-Tag"] = "noindex, nofollow"
    betinget = get_conditional_response(request, etag=svar["ETag"], response=svar)
    assert isinstance(betinget, HttpResponse)
    return betinget


def _malform(person: Person, innsyn: Innsyn) -> str:
    """Return the person's language, else that of the network whose meetings she has."""
    medlemskap = (
        Medlemskap.objects.gjeldende(innsyn.dag).filter(person=person).select_related("gruppe__nettverk")
    )
    forste = medlemskap.first()
    if forste:
        return forste.gruppe.nettverk.malform_for(person)
    mote = Mote.objects.synlig_for(innsyn).select_related("gruppe__nettverk").first()
    return mote.gruppe.nettverk.malform_for(person) if mote else person.malform or "nb"
