"""Certificates: one's own, as a member or as a guest, and all of a meeting's as one document."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from moter.models import Gjest, Mote
from moter.models.synlighet import GJESTELENKE
from moter.views import moteside
from moter.views.lenke import apne_lenke
from moter.views.papir import malform_i, papirside, siste_pdf
from nettverk import klokke
from nettverk.dokumenter.filer import pdf_svar
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument
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


@apne_lenke(GJESTELENKE)
def gjestens(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Show a guest her own certificate; on POST, have its PDF made."""
    deltakere = _gjestens(mote, innsyn)
    adresse = reverse("gjest_bevis", args=(nokkel,))
    if not deltakere:
        return redirect("gjest_min", nokkel=nokkel)
    if request.method == "POST":
        return _lag(request, mote, deltakere, adresse)
    pdf_url = reverse("gjest_bevis_pdf", args=(nokkel,))
    return _vis(request, mote, deltakere, pdf_url, nokkel=nokkel, skjul_innlogging=True)


@apne_lenke(GJESTELENKE)
def gjestens_pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Hand over a guest's own certificate as PDF; to the page, where there is none."""
    deltakere = _gjestens(mote, innsyn)
    dokument = _siste_pdf(request, mote, deltakere) if deltakere else None
    return pdf_svar(dokument) if dokument else redirect("gjest_bevis", nokkel=nokkel)


def _gjestens(mote: Mote, innsyn: Innsyn) -> list[Deltatt]:
    gjest = Gjest.objects.synlig_for(innsyn).get()
    gjest.mote = mote
    eget = verb.for_gjest(gjest)
    return [eget] if eget else []


def _egne(mote: Mote, innsyn: Innsyn) -> list[Deltatt]:
    eget = verb.for_person(mote, innsyn.hvem)
    return [eget] if eget else []


def _side(request: HttpRequest, mote: Mote, deltakere: list[Deltatt], adresse: str) -> HttpResponse:
    for_alle = adresse == "bevis_alle"
    if not deltakere:
        levert = hasattr(mote, "referat") and mote.referat.er_last
        kontekst = {"mote": mote, "levert": levert, "for_alle": for_alle}
        return render(request, "referat/ingen_bevis.html", kontekst)
    if request.method == "POST":
        return _lag(request, mote, deltakere, reverse(adresse, args=(mote.pk,)))
    pdf_url = reverse(f"{adresse}_pdf", args=(mote.pk,))
    return _vis(request, mote, deltakere, pdf_url, for_alle=for_alle)


def _lag(request: HttpRequest, mote: Mote, deltakere: list[Deltatt], side: str) -> HttpResponse:
    verb.lag_bevis(mote, deltakere, malform=malform_i(request), naa=klokke.naa())
    return redirect(f"{side}#pdf")


def _vis(
    request: HttpRequest, mote: Mote, deltakere: list[Deltatt], pdf_url: str, **kontekst: object
) -> HttpResponse:
    return papirside(
        request,
        verb.gjelder(mote, deltakere),
        verb.Slag.DELTAKERBEVIS,
        verb.bevisinnhold(mote, deltakere),
        naa=klokke.naa(),
        pdf_url=pdf_url,
        mal=SIDE,
        mote=mote,
        antall=len(deltakere),
        **kontekst,
    )


def _pdf(request: HttpRequest, mote: Mote, deltakere: list[Deltatt], adresse: str) -> HttpResponse:
    if not deltakere:
        raise Http404
    dokument = _siste_pdf(request, mote, deltakere)
    return pdf_svar(dokument) if dokument else redirect(adresse, pk=mote.pk)


def _siste_pdf(request: HttpRequest, mote: Mote, deltakere: list[Deltatt]) -> Dokument | None:
    return siste_pdf(verb.gjelder(mote, deltakere), verb.Slag.DELTAKERBEVIS, malform_i(request))
