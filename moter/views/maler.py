"""Blank templates to download (L12)."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header

from moter import maler as malverk
from nettverk.innsyn import innsyn_i
from nettverk.models.person import Malform


@login_required
def maler(request: HttpRequest) -> HttpResponse:
    """List the templates of the networks one has to do with."""
    alle = malverk.nettverk_for(innsyn_i(request))
    return render(request, "moter/maler.html", {"alle_nettverk": alle, "malformer": Malform.choices})


@login_required
def mal(request: HttpRequest, slug: str, slag: str, malform: str) -> HttpResponse:
    """Hand over one of them."""
    nettverk = next((ett for ett in malverk.nettverk_for(innsyn_i(request)) if ett.slug == slug), None)
    if nettverk is None or slag not in (malverk.INNKALLING, malverk.REFERAT) or malform not in Malform.values:
        raise Http404
    return HttpResponse(
        malverk.mal(nettverk, slag, malform),
        content_type=malverk.MIME,
        headers={"Content-Disposition": content_disposition_header(True, f"mal-{slag}-{malform}.docx") or ""},
    )
