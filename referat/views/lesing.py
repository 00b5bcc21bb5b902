"""Reading minutes, and sending the copies."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from moter.models import Mote
from moter.views import har, moteside
from moter.views.lenke import apne_lenke
from nettverk import klokke
from nettverk.alfabet import alfabetisk
from nettverk.dokumenter.filer import pdf_svar
from nettverk.dokumenter.visning import side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument
from nettverk.utboks.status import Leveringer, leveringer
from referat import historikk, levering, retting
from referat.brev import REFERATLENKE
from referat.models import Referat
from referat.views.mottatt import mottatt_i, vis_mottatt

SIDE = "referat/referat.html"


def _referat_for(mote: Mote, innsyn: Innsyn) -> Referat | None:
    return Referat.objects.synlig_for(innsyn).filter(mote=mote).select_related("levert_av").first()


@moteside(innlogget=True)
def referat(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the minutes as they were last sent; whoever writes them goes on writing until then."""
    funnet = _referat_for(mote, innsyn)
    skriver = har(mote, "referert_av", innsyn)
    if funnet is None or funnet.levert is None:
        if skriver and _kan_skrives(mote):
            return redirect("referat_skriv", pk=mote.pk)
        utkast = Referat.objects.leses_som_utkast_av(innsyn).filter(mote=mote).exists()
        kontekst = {"mote": mote, "er_ferdig": mote.er_ferdig(klokke.naa()), "utkast": utkast}
        return render(request, "referat/ikke_klart.html", kontekst)
    if mottatt := mottatt_i(funnet):
        fil_url = reverse("referat_fil", args=(mote.pk,))
        return vis_mottatt(request, mottatt, fil_url, _for_koordinator(mote, funnet, innsyn))
    dokument = _dokument(request, funnet)
    kontekst = {
        "mote": mote,
        "referat": funnet,
        "pdf_url": reverse("referat_pdf", args=(mote.pk,)),
        "pdf_status": dokument.pdf_status,
        "gruppens": retting.bare_for_gruppen(funnet, innsyn),
        "skriver": skriver,
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
    """Return whom the copies go to, before; how it went with each, after; and what has happened (L16).

    «Members without a known manager are listed»; of the group, those without an address. The group lead
    sees what has happened, and nothing of the managers.
    """
    koordinerer = har(mote, "koordinert_av", innsyn)
    if not koordinerer and not har(mote, "fordelt_av", innsyn):
        return {}
    versjoner = historikk.versjoner(referat)
    kontekst = {
        "versjoner": versjoner,
        "lagringer": historikk.lagringer(referat),
        "avbrutte": historikk.avbrutte(referat),
    }
    return kontekst | (_mottakere(mote, referat, versjoner) if koordinerer else {})


def _mottakere(mote: Mote, referat: Referat, versjoner: list[historikk.Versjon]) -> dict[str, object]:
    sendt = referat.kopi_sendt is not None
    uten_adresse = [m.person.navn for m in mote.medlemmer() if not m.person.adresse] if sendt else []
    if versjoner:
        siste = versjoner[0]
        til_klb, til_ledere, til_gruppen = siste.til_klb, siste.til_ledere, siste.til_gruppen
    else:
        til_klb, til_ledere, til_gruppen = (
            leveringer(referat, slag) for slag in (historikk.KLB, historikk.LEDERE, historikk.GRUPPEN)
        )
    return {
        "koordinerer": True,
        "ledere": levering.ledere(referat),
        "uten_leder": levering.uten_leder(referat),
        "til_klb": til_klb,
        "til_ledere": til_ledere,
        "til_gruppen": Leveringer(til_gruppen.epost, sorted(uten_adresse, key=alfabetisk)),
        "tidligere": versjoner[1:],
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
    if mottatt := mottatt_i(funnet):
        fil_url = reverse("referat_lenke_fil", args=(nokkel,))
        return vis_mottatt(request, mottatt, fil_url, {"med_lenke": True})
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
