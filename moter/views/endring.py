"""Moving and cancelling: once, with a look at who is told, also from a phone (L17)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from moter import endring
from moter.brev import mottakere_av_endring
from moter.forms import FlyttForm
from moter.models import Mote
from moter.views import moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn


def _er_for_sent(request: HttpRequest, mote: Mote) -> bool:
    """Say it where a meeting is cancelled or over, instead of showing a form that must refuse."""
    if mote.er_avlyst:
        messages.info(request, _("Møtet er allerede avlyst."))
    elif mote.er_ferdig(klokke.naa()):
        messages.info(request, _("Møtet er over, og kan ikke endres."))
    else:
        return False
    return True


@moteside(krever="forvaltet_av")
def flytt(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Move the meeting; programme, deadlines, calendar and notices follow."""
    if _er_for_sent(request, mote):
        return redirect(mote)
    skjema = FlyttForm(request.POST or None, mote=mote, naa=klokke.naa())
    if request.method == "POST" and skjema.is_valid():
        assert innsyn.hvem is not None
        felt = {navn: skjema.cleaned_data[navn] for navn in ("start", "slutt", "sted", "adresse")}
        try:
            antall = endring.flytt(mote, **felt, av=innsyn.hvem, naa=klokke.naa())
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            messages.success(
                request, _("Møtet er flyttet. %(antall)d får e-post om det.") % {"antall": antall}
            )
            return redirect(mote)
    kontekst = {"mote": mote, "skjema": skjema, "mottakere": mottakere_av_endring(mote, innsyn.dag)}
    return render(request, "moter/flytt.html", kontekst)


@moteside(krever="forvaltet_av")
def avlys(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Cancel the meeting, after a look at who is told."""
    if _er_for_sent(request, mote):
        return redirect(mote)
    if request.method == "POST":
        assert innsyn.hvem is not None
        try:
            antall = endring.avlys(mote, av=innsyn.hvem, naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
        else:
            messages.success(
                request, _("Møtet er avlyst. %(antall)d får e-post om det.") % {"antall": antall}
            )
        return redirect(mote)
    kontekst = {"mote": mote, "mottakere": mottakere_av_endring(mote, innsyn.dag)}
    return render(request, "moter/avlys.html", kontekst)
