"""What members have told of a new workplace or manager: the coordinator confirms or rejects (L19)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nettverk import klokke
from nettverk import opplysninger as verb
from nettverk.innsyn import innsyn_i
from nettverk.models import Nettverk, Opplysningssjekk
from nettverk.opplysningsskjema import BehandlingForm

NAVN = (
    "medlemskap__person", "medlemskap__gruppe__nettverk", "medlemskap__arbeidssted",
    "medlemskap__naermeste_leder",
)  # fmt: skip


@login_required
def opplysninger(request: HttpRequest) -> HttpResponse:
    """List what waits for a coordinator."""
    innsyn = innsyn_i(request)
    if not Nettverk.objects.koordinert_av(innsyn.person).exists():
        raise Http404
    apne = Opplysningssjekk.objects.synlig_for(innsyn).apne()
    return render(request, "nettverk/opplysninger.html", {"apne": apne.select_related(*NAVN)})


@login_required
def behandle(request: HttpRequest, sjekk_pk: int) -> HttpResponse:
    """Show what a member has told beside what is there, and let the coordinator decide."""
    innsyn = innsyn_i(request)
    synlige = Opplysningssjekk.objects.synlig_for(innsyn).filter(stemmer=False).select_related(*NAVN)
    sjekk = get_object_or_404(synlige, pk=sjekk_pk)
    if sjekk.behandlet:
        messages.info(request, _("Meldingen er allerede behandlet."))
        return redirect("opplysninger")
    request.nettverk = sjekk.medlemskap.gruppe.nettverk  # type: ignore[attr-defined]
    skjema = BehandlingForm(request.POST if request.method == "POST" else None, sjekk=sjekk)
    if request.method == "POST":
        try:
            if _avgjor(request, sjekk, skjema):
                return redirect("opplysninger")
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
    kontekst = {"sjekk": sjekk, "medlemskap": sjekk.medlemskap, "skjema": skjema}
    status = 422 if skjema.errors else 200
    return render(request, "nettverk/opplysninger_behandle.html", kontekst, status=status)


def _avgjor(request: HttpRequest, sjekk: Opplysningssjekk, skjema: BehandlingForm) -> bool:
    """Do what was pressed; False when the form has errors."""
    av, naa = innsyn_i(request).person, klokke.naa()
    assert av is not None
    navn = {"navn": sjekk.medlemskap.person.navn}
    if request.POST.get("handling") == "avvis":
        verb.avvis(sjekk, av=av, naa=naa)
        messages.success(request, _("Avvist. Ingenting er endret for %(navn)s.") % navn)
        return True
    if not skjema.is_valid():
        return False
    verb.godta(sjekk, arbeidssted=skjema.valgt_arbeidssted(), leder=skjema.valgt_leder(), av=av, naa=naa)
    messages.success(request, _("Lagret for %(navn)s.") % navn)
    return True
