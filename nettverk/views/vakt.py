"""The watch: two addresses for machines, and a page that says the same to coordinators in words."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from nettverk import klokke, vakt
from nettverk.frister.trinn import neste_morgen
from nettverk.innsyn import innsyn_i
from nettverk.models import Dokument, Epost, Frist, Livstegn, Nettverk, Person

REGISTER = "admin:nettverk_epost_changelist"


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """Say that this process answers, for a load balancer; nothing else is asked of anything."""
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Say how everything stands, for a monitor: 503 when somebody should look at it, else 200.

    Each finding has `tilstand` and `alder`: seconds since the last sign of life, or that something has
    waited; null where there is none.
    """
    naa = klokke.naa()
    funn = vakt.alt(naa)
    alt_vel = all(ett.ok for ett in funn.values())
    svar = {navn: {"tilstand": ett.dom, "alder": ett.alder(naa)} for navn, ett in funn.items()}
    return JsonResponse({"status": "ok" if alt_vel else "feil", **svar}, status=200 if alt_vel else 503)


@login_required
def slik_star_det_til(request: HttpRequest) -> HttpResponse:
    """Show a coordinator whether the portal works, and what has become of her own networks' mail."""
    innsyn, naa = innsyn_i(request), klokke.naa()
    nettverk = Nettverk.objects.koordinert_av(innsyn.person)
    if not nettverk.exists():
        raise Http404
    egne = nettverk.order_by().values("pk")
    stand = vakt.stand(Epost.objects.synlig_for(innsyn), Frist.objects.filter(nettverk__in=egne), naa)
    siden = (naa - vakt.IKKE_LEVERT_I).isoformat()
    kontekst = {
        "naa": naa,
        "dager": vakt.IKKE_LEVERT_I.days,
        "stand": stand,
        "paminnet": stand.puls.sist(Livstegn.Navn.PAMINNELSER),
        "eposttjener": stand.puls.sist(Livstegn.Navn.EPOSTTJENER),
        "neste_morgen": neste_morgen(naa),
        "uten_pdf": Dokument.objects.filter(nettverk__in=egne).uten_pdf().count(),
        "ikke_levert": reverse(REGISTER, query={"levering": "ikke-levert", "opprettet__gte": siden}),
        "driftere": Person.objects.filter(is_superuser=True, is_active=True, epost__isnull=False),
    }
    return render(request, "nettverk/slik_star_det_til.html", kontekst)
