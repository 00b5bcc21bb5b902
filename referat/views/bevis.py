"""Certificates: one's own, and all of a meeting's as one document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from moter.models import Mote
from moter.views import moteside
from moter.views.papir import malform_i, papirside, siste_pdf
from nettverk import klokke
from nettverk.dokumenter.filer import pdf_svar
from nettverk.innsyn import Innsyn
from referat import bevis as verb
from referat.bevis import Deltatt

SIDE = "referat/bevis.html"


@moteside(innlogget=True)
def eget(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show one's own certificate; on POST, have its PDF made."""
    return _side(request, mote, _egne(mote, innsyn), "bevis")


@moteside(innlogget=True)
def eget_pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Hand over one's own certificate as PDF."""
    return _pdf(request, mote, _egne(mote, innsyn), "bevis")


@moteside(krever="forvaltet_av")
def alle(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show everybody's certificates; on POST, have one PDF made of them."""
    return _side(request, mote, verb.deltatte(mote), "bevis_alle")


@moteside(krever="forvaltet_av")
def alle_pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Hand over everybody's certificates as one PDF."""
    return _pdf(request, mote, verb.deltatte(mote), "bevis_alle")


def _egne(mote: Mote, innsyn: Innsyn) -> list[Deltatt]:
    eget = verb.for_person(mote, innsyn.hvem)
    return [eget] if eget else []


def _side(request: HttpRequest, mote: Mote, deltakere: list[Deltatt], adresse: str) -> HttpResponse:
    naa = klokke.naa()
    for_alle = adresse == "bevis_alle"
    if not deltakere:
        levert = hasattr(mote, "referat") and mote.referat.er_last
        kontekst = {"mote": mote, "levert": levert, "for_alle": for_alle}
        return render(request, "referat/ingen_bevis.html", kontekst)
    if request.method == "POST":
        verb.lag_bevis(mote, deltakere, malform=malform_i(request), naa=naa)
        return redirect(f"{reverse(adresse, args=(mote.pk,))}#pdf")
    return papirside(
        request,
        verb.gjelder(mote, deltakere),
        verb.Slag.DELTAKERBEVIS,
        verb.bevisinnhold(mote, deltakere),
        naa=naa,
        pdf_url=reverse(f"{adresse}_pdf", args=(mote.pk,)),
        mal=SIDE,
        mote=mote,
        antall=len(deltakere),
        for_alle=for_alle,
    )


def _pdf(request: HttpRequest, mote: Mote, deltakere: list[Deltatt], adresse: str) -> HttpResponse:
    if not deltakere:
        raise Http404
    slag = verb.Slag.DELTAKERBEVIS
    dokument = siste_pdf(verb.gjelder(mote, deltakere), slag, malform_i(request))
    return pdf_svar(dokument) if dokument else redirect(adresse, pk=mote.pk)
