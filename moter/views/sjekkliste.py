"""Ticking off on the organiser's checklist, one point at a time (L14)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter.models import Avkryssing, Mote
from moter.sjekkliste import fjern_kryss, kryss_av
from moter.views import moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn


@require_POST
@moteside(krever="styrt_av")
def sjekkliste(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Tick a point off, or take the tick back; a second press of the same button undoes nothing."""
    valgt = request.POST.get("punkt", "")
    if valgt not in Avkryssing.Punkt:
        return redirect(mote)
    punkt = Avkryssing.Punkt(valgt)
    angre = "angre" in request.POST
    try:
        if angre:
            fjern_kryss(mote, punkt)
        else:
            kryss_av(mote, punkt, av=innsyn.hvem, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect(mote)
    ord_ = _("Krysset er tatt bort: %(punkt)s.") if angre else _("Krysset av: %(punkt)s.")
    messages.success(request, ord_ % {"punkt": punkt.label})
    return redirect(f"{mote.get_absolute_url()}#punkt-{punkt}")
