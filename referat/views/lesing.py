"""Reading minutes, and sending the copies."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from moter.models import Mote, Motedel
from moter.views import har, moteside
from moter.views.lenke import apne_lenke
from nettverk import klokke
from nettverk.dokumenter.filer import pdf_svar
from nettverk.dokumenter.visning import side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument
from nettverk.utboks.status import leveringer
from referat import levering
from referat.brev import REFERATLENKE
from referat.models import Gruppenotat, Referat

SIDE = "referat/referat.html"


def _referat_for(mote: Mote, innsyn: Innsyn) -> Referat | None:
    return Referat.objects.synlig_for(innsyn).filter(mote=mote).select_related("levert_av").first()


@moteside(innlogget=True)
def referat(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the minutes as they were sent; whoever writes them goes on writing until then."""
    funnet = _referat_for(mote, innsyn)
    skriver = har(mote, "referert_av", innsyn)
    if (funnet is None or not funnet.er_last) and skriver and _kan_skrives(mote):
        return redirect("referat_skriv", pk=mote.pk)
    if funnet is None or not funnet.er_last:
        kontekst = {"mote": mote, "er_ferdig": mote.er_ferdig(klokke.naa())}
        return render(request, "referat/ikke_klart.html", kontekst)
    dokument = _dokument(request, funnet)
    kontekst = {
        "mote": mote,
        "referat": funnet,
        "pdf_url": reverse("referat_pdf", args=(mote.pk,)),
        "pdf_status": dokument.pdf_status,
        "notater": Gruppenotat.objects.synlig_for(innsyn)
        .filter(sak__referat=funnet, sak__motedel=Motedel.DEL1)
        .select_related("sak"),
        **_for_koordinator(mote, funnet, innsyn),
    }
    return side(request, dokument, SIDE, **kontekst)


def _kan_skrives(mote: Mote) -> bool:
    return not mote.er_avlyst and mote.er_ferdig(klokke.naa())


def _dokument(request: HttpRequest, referat: Referat) -> Dokument:
    malform = getattr(request, "LANGUAGE_CODE", "nb")
    dokument = levering.dokument(referat, malform, naa=klokke.naa())
    if dokument is None:
        raise Http404
    return dokument


def _for_koordinator(mote: Mote, referat: Referat, innsyn: Innsyn) -> dict[str, object]:
    """Return whom the copies go to, before; and how it went with each, after (L16).

    «Members without a known manager are listed»; of the group, those without an address.
    """
    if not har(mote, "koordinert_av", innsyn):
        return {}
    sendt = referat.kopi_sendt is not None
    uten_adresse = [m.person.navn for m in mote.medlemmer() if not m.person.adresse] if sendt else []
    return {
        "koordinerer": True,
        "ledere": levering.ledere(referat),
        "uten_leder": levering.uten_leder(referat),
        "til_klb": leveringer(referat, "referat_klb"),
        "til_ledere": leveringer(referat, "lederkopi"),
        "til_gruppen": leveringer(referat, "referat", uten_adresse=uten_adresse),
    }


@moteside(innlogget=True)
def pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Hand over the minutes as PDF."""
    funnet = _referat_for(mote, innsyn)
    if funnet is None:
        raise Http404
    return pdf_svar(_dokument(request, funnet))


@require_POST
@moteside(krever="koordinert_av")
def kopier(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Send the copies to the managers and the minutes to the group."""
    funnet = get_object_or_404(Referat, mote=mote)
    assert innsyn.person is not None
    try:
        antall = levering.send_kopier(funnet, av=innsyn.person, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        ord_ = ngettext("%(antall)d e-post er sendt.", "%(antall)d e-poster er sendt.", antall)
        messages.success(request, ord_ % {"antall": antall})
    return redirect("referat", pk=mote.pk)


@apne_lenke(REFERATLENKE)
def med_lenke(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Show the minutes to the holder of a personal link: a manager, or a member."""
    funnet = get_object_or_404(Referat.objects.synlig_for(innsyn), mote=mote)
    dokument = _dokument(request, funnet)
    kontekst = {
        "mote": mote,
        "referat": funnet,
        "med_lenke": True,
        "pdf_url": reverse("referat_lenke_pdf", args=(nokkel,)),
        "pdf_status": dokument.pdf_status,
    }
    return side(request, dokument, SIDE, **kontekst)


@apne_lenke(REFERATLENKE)
def pdf_med_lenke(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Hand over the minutes as PDF to the holder of a personal link."""
    funnet = get_object_or_404(Referat.objects.synlig_for(innsyn), mote=mote)
    return pdf_svar(_dokument(request, funnet))
