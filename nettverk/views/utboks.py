"""The outbox: what the portal has written to whom."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header

from nettverk.filer import filsvar
from nettverk.innsyn import innsyn_i
from nettverk.models import Epost, Vedlegg
from nettverk.sporring import parameter

Visning = Callable[..., HttpResponse]


def login_kreves_i_drift(visning: Visning) -> Visning:
    """In the embedded mode anybody may look; for real, only who is logged in."""
    innlogget = login_required(visning)

    @wraps(visning)
    def vis(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        return (visning if settings.INNEBYGD else innlogget)(request, *args, **kwargs)

    return vis


def _synlig_epost(request: HttpRequest) -> QuerySet[Epost]:
    """All mail in the embedded mode, where nothing is real; else what a coordinator may see."""
    if settings.INNEBYGD:
        return Epost.objects.all()
    return Epost.objects.synlig_for(innsyn_i(request))


@login_kreves_i_drift
def utboks(request: HttpRequest) -> HttpResponse:
    """List mail, newest first, searched by receiver and subject.

    A reminder that fell away before it was composed would have nothing to show.
    """
    sok = parameter(request, "q")
    treff = _synlig_epost(request).exclude(emne="", status=Epost.Status.BORTFALT)
    treff = treff.order_by("-opprettet", "-pk")
    if sok:
        treff = treff.filter(Q(til__icontains=sok) | Q(til_navn__icontains=sok) | Q(emne__icontains=sok))
    side = Paginator(treff.prefetch_related("vedlegg"), 30).get_page(request.GET.get("side"))
    return render(request, "nettverk/utboks.html", {"side": side, "sok": sok})


@login_kreves_i_drift
def epost(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one mail as its receiver reads it."""
    funnet = get_object_or_404(_synlig_epost(request).prefetch_related("vedlegg__dokument"), pk=pk)
    return render(request, "nettverk/epost.html", {"epost": funnet})


@login_kreves_i_drift
def vedlegg(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over an attachment as it was sent."""
    funnet = get_object_or_404(
        Vedlegg.objects.filter(epost__in=_synlig_epost(request)).select_related("dokument", "fil"), pk=pk
    )
    if funnet.fil is not None:
        return cast(HttpResponse, filsvar(funnet.fil))
    innhold = funnet.dokument.pdf if funnet.dokument else funnet.innhold
    if innhold is None:
        raise Http404
    return HttpResponse(
        bytes(innhold),
        content_type=funnet.mime,
        headers={"Content-Disposition": content_disposition_header(True, funnet.navn) or ""},
    )
