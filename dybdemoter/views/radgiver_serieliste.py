"""The list of the network's series, a new one, and a copy for the next season."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from dybdemoter.models import Serie
from dybdemoter.serier import kopier as lag_kopi
from dybdemoter.serier import neste_sesong
from dybdemoter.serieskjema import KopiForm
from dybdemoter.sesong import Sesong, med_sesongen
from dybdemoter.views.radgiver_serieplan import plan
from dybdemoter.views.styring import si_feil, styrer, styringsside, vis
from nettverk import klokke
from nettverk.innsyn import innsyn_i
from nettverk.models import Nettverk, Person
from nettverk.sporring import heltall


def egne_nettverk(person: Person) -> QuerySet[Nettverk]:
    """Return the networks in which she may make a series: those she has a role in."""
    if person.is_superuser:
        return Nettverk.objects.all()
    return Nettverk.objects.filter(roller__person=person).distinct()


@login_required
def serier(request: HttpRequest) -> HttpResponse:
    """List the series she runs, the newest season first, with what each needs."""
    styrte = Serie.objects.styrt_av(innsyn_i(request))
    nettverk = list(egne_nettverk(styrer(request)).order_by("navn", "pk"))
    alle = [Sesong(serie, klokke.naa()) for serie in med_sesongen(styrte)]
    if not nettverk and not alle:
        raise Http404
    if len(nettverk) == 1:
        request.nettverk = nettverk[0]  # type: ignore[attr-defined]
    kontekst = {"sesonger": alle, "nettverk": nettverk}
    return render(request, "dybdemoter/styring/serier.html", kontekst)


@login_required
def ny(request: HttpRequest) -> HttpResponse:
    """Make a series: region and season, and the rest in the same form."""
    egne = egne_nettverk(styrer(request)).order_by("navn", "pk")
    pk = heltall(request.GET, "nettverk")
    nettverk = get_object_or_404(egne, pk=pk) if pk else egne.first()
    if nettverk is None:
        raise Http404
    request.nettverk = nettverk  # type: ignore[attr-defined]
    return plan(request, Serie(nettverk=nettverk))


@styringsside
def kopier(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Copy a season to the next: show the dates it would get, and make the draft."""
    skjema = KopiForm(request.POST if request.method == "POST" else None, initial=_neste(serie))
    if request.method == "POST" and skjema.is_valid():
        try:
            kopi = lag_kopi(serie, skjema.cleaned_data["sesong"])
        except ValidationError as feil:
            si_feil(skjema, feil)
        else:
            messages.success(request, _("Kopien er laget som utkast. Se over datoene og fristen."))
            return redirect("styring_rediger", kopi.pk)
    return vis(request, serie, "kopier", {"skjema": skjema}, status=422 if skjema.errors else 200)


def _neste(serie: Serie) -> dict[str, str]:
    try:
        return {"sesong": neste_sesong(serie.sesong)}
    except ValueError:
        return {}
