"""The attendance sheet and the name tags: as a page, and as a PDF when somebody asks for one."""

from datetime import datetime
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from moter.models import Mote
from moter.oppmotepapir import lag_papir, papirinnhold
from moter.views import moteside
from nettverk import klokke
from nettverk.dokumenter.filer import pdf_svar
from nettverk.dokumenter.visning import Utkast, side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument


def malform_i(request: HttpRequest) -> str:
    """Return the language of the page, which its document has too."""
    return getattr(request, "LANGUAGE_CODE", "nb")


def papirside(
    request: HttpRequest, gjelder: models.Model, slag: str, innhold: dict[str, Any], *,
    naa: datetime, pdf_url: str, mal: str, **kontekst: Any,
) -> HttpResponse:  # fmt: skip
    """Show what would be printed now, with the state of its PDF: none, being made, there, or out of date."""
    malform = malform_i(request)
    siste = Dokument.objects.utgaver(gjelder, slag, malform).defer("pdf").first()
    gjeldende = siste if siste is not None and siste.sier(innhold) else None
    utkast = Utkast(slag, Dokument.Malgruppe.APEN, malform, innhold, naa)
    felt = {
        "pdf_url": pdf_url,
        "pdf_status": gjeldende.pdf_status if gjeldende else "",
        "foreldet": siste is not None and gjeldende is None,
    }
    return side(request, gjeldende or utkast, mal, **felt, **kontekst)


def siste_pdf(gjelder: models.Model, slag: str, malform: str) -> Dokument | None:
    """Return the last version with its PDF, if it has been made."""
    siste = Dokument.objects.utgaver(gjelder, slag, malform).first()
    return siste if siste is not None and siste.pdf is not None else None


@moteside(krever="forvaltet_av")
def papir(request: HttpRequest, mote: Mote, innsyn: Innsyn, slag: str) -> HttpResponse:
    """Show the sheet or the tags; on POST, have the PDF made of them as they are now."""
    naa = klokke.naa()
    if request.method == "POST":
        lag_papir(mote, slag, malform=malform_i(request), naa=naa)
        return redirect(f"{reverse(slag, args=(mote.pk,))}#pdf")
    return papirside(
        request,
        mote,
        slag,
        papirinnhold(mote, slag),
        naa=naa,
        pdf_url=reverse(f"{slag}_pdf", args=(mote.pk,)),
        mal="moter/papir.html",
        mote=mote,
    )


@moteside(krever="forvaltet_av")
def pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn, slag: str) -> HttpResponse:
    """Hand over the PDF that was made last; to the page, where there is none."""
    dokument = siste_pdf(mote, slag, malform_i(request))
    return pdf_svar(dokument) if dokument else redirect(slag, pk=mote.pk)
