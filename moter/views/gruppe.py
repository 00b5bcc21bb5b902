"""The group's page: who is in it, its meetings, and whose turn it is to organise."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from moter.gruppeside import gruppeside, med_medlemmer
from nettverk import klokke
from nettverk.innsyn import innsyn_i
from nettverk.models import Gruppe


@login_required
def gruppe(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the group to its members and to those who administer it."""
    innsyn = innsyn_i(request)
    synlige = Gruppe.objects.synlig_for(innsyn).select_related("nettverk")
    gruppe = get_object_or_404(synlige.prefetch_related(med_medlemmer()), pk=pk)
    request.nettverk = gruppe.nettverk  # type: ignore[attr-defined]
    naa = klokke.naa()
    kontekst = {
        "gruppe": gruppe,
        "side": gruppeside(gruppe, innsyn, naa),
        "koordinerer": Gruppe.objects.koordinert_av(innsyn).filter(pk=pk).exists(),
    }
    return render(request, "moter/gruppe.html", kontekst)
