"""Correcting minutes that are sent, and reading the versions before (L15, L16)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from moter.models import Mote
from moter.views import moteside
from nettverk import klokke
from nettverk.dokumenter.filer import pdf_svar
from nettverk.dokumenter.visning import side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument
from referat import levering, retting
from referat.forms import RettingForm
from referat.models import Referat


@moteside(krever="referert_av", innlogget=True)
def rett(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Ask what is wrong, and open the minutes as the next version."""
    referat = get_object_or_404(Referat.objects.filter(levert__isnull=False), mote=mote)
    if not referat.er_last:
        return redirect("referat_skriv", pk=mote.pk)
    skjema = RettingForm(request.POST or None)
    if request.method != "POST" or not skjema.is_valid():
        kontekst = {"mote": mote, "referat": referat, "skjema": skjema}
        return render(request, "referat/rett.html", kontekst, status=422 if skjema.errors else 200)
    assert innsyn.person is not None
    try:
        retting.apne(referat, hva=skjema.cleaned_data["hva"], av=innsyn.person, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Du kan rette. Det som er sendt, står til rettingen er godkjent."))
    return redirect("referat_skriv", pk=mote.pk)


@moteside(krever="referert_av", innlogget=True)
def avbryt(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Ask whether the correction is to be given up, and give it up."""
    referat = get_object_or_404(Referat, mote=mote)
    rettes = retting.apen(referat)
    if rettes is None:
        return redirect("referat", pk=mote.pk)
    if request.method != "POST":
        kontekst = {"mote": mote, "retting": rettes, "endret": retting.er_endret(referat, rettes)}
        return render(request, "referat/avbryt_retting.html", kontekst)
    assert innsyn.person is not None
    try:
        retting.avbryt(referat, av=innsyn.person, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Rettingen er avbrutt. Referatet er som før."))
    return redirect("referat", pk=mote.pk)


@moteside(innlogget=True)
def versjon(request: HttpRequest, mote: Mote, innsyn: Innsyn, nr: int) -> HttpResponse:
    """Show one version as it was sent, to whoever reads the minutes with a login."""
    dokument = _dokument(request, mote, innsyn, nr)
    kontekst = {
        "mote": mote,
        "nr": nr,
        "siste": mote.referat.dokumenter.filter(versjon__gt=nr).exists(),
        "pdf_url": reverse("referat_versjon_pdf", args=(mote.pk, nr)),
        "pdf_status": dokument.pdf_status,
    }
    return side(request, dokument, "referat/versjon.html", **kontekst)


@moteside(innlogget=True)
def versjon_pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn, nr: int) -> HttpResponse:
    """Hand over one version as PDF."""
    return pdf_svar(_dokument(request, mote, innsyn, nr))


def _dokument(request: HttpRequest, mote: Mote, innsyn: Innsyn, nr: int) -> Dokument:
    referat = get_object_or_404(Referat.objects.synlig_for(innsyn), mote=mote)
    malform = getattr(request, "LANGUAGE_CODE", "nb")
    dokument = levering.dokument(referat, malform, naa=klokke.naa(), versjon=nr)
    if dokument is None:
        raise Http404
    return dokument
