"""«Stemmer arbeidssted og nærmeste leder?», asked on the receipt of the year's first answer (L19)."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from moter.models import Mote
from moter.models.synlighet import SVARLENKE
from moter.views import moteside
from moter.views.lenke import apne_lenke
from nettverk import klokke, opplysninger
from nettverk.innsyn import Innsyn
from nettverk.models import Medlemskap
from nettverk.opplysningsskjema import EndringForm


def medlemskap_som_kan_sporres(mote: Mote, innsyn: Innsyn) -> Medlemskap | None:
    """Return the viewer's own membership: not by a link that others may read (L19)."""
    if innsyn.medlem_id is None:
        return None
    return mote.medlemmer().filter(person=innsyn.medlem_id).first()


def som_skal_sporres(mote: Mote, innsyn: Innsyn, naa: datetime) -> Medlemskap | None:
    """Return the viewer's membership when she has not been asked this year."""
    medlemskap = medlemskap_som_kan_sporres(mote, innsyn)
    return medlemskap if medlemskap and opplysninger.skal_sporres(medlemskap, naa) else None


@apne_lenke(SVARLENKE)
def med_lenke(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Let a member answer without login."""
    return _side(request, mote, innsyn, reverse("svar", args=(nokkel,)))


@moteside()
def innlogget(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let a member answer when logged in."""
    return _side(request, mote, innsyn, reverse("mote_svar", args=(mote.pk,)))


def _side(request: HttpRequest, mote: Mote, innsyn: Innsyn, tilbake: str) -> HttpResponse:
    medlemskap = medlemskap_som_kan_sporres(mote, innsyn)
    if medlemskap is None:
        raise Http404
    stemmer = request.POST.get("stemmer") == "ja"
    skjema = EndringForm(request.POST if request.method == "POST" and not stemmer else None)
    if request.method == "POST" and (stemmer or skjema.is_valid()):
        felt = {} if stemmer else skjema.cleaned_data
        try:
            opplysninger.svar(medlemskap, stemmer=stemmer, naa=klokke.naa(), **felt)
        except ValidationError as feil:
            messages.info(request, " ".join(feil.messages))
        else:
            endret = _("Takk. Koordinatoren bekrefter endringen.")
            messages.success(request, _("Takk. Da vet vi at det stemmer.") if stemmer else endret)
        return redirect(tilbake)
    kontekst = {"mote": mote, "medlemskap": medlemskap, "skjema": skjema, "tilbake": tilbake}
    return render(request, "moter/opplysninger.html", kontekst, status=422 if skjema.errors else 200)
