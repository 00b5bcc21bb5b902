"""The innkalling: the organiser's last look, KLB's look, and the page everybody reads."""

from dataclasses import replace

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from moter import frister, innkallinger
from moter.deltakere import Deltaker, deltakere
from moter.dokumenter import innkalling_i_malform
from moter.forms import LeverForm, ReturForm, UtsendingForm
from moter.innhold import innkallingsinnhold
from moter.models import Innkalling, Mote
from moter.rettingsbrev import RETTET, RETTET_KLB
from moter.views import har, krev, moteside
from nettverk import klokke
from nettverk.dokumenter.filer import pdf_svar
from nettverk.dokumenter.visning import Utkast, side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument, Frist
from nettverk.sporring import heltall
from nettverk.sprak import dato_kort
from nettverk.tilstand import Tilstand, hos_klb, tilstand
from nettverk.utboks.status import leveringer

SIDE = "moter/innkalling.html"


@moteside()
def innkalling(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the innkalling: the one that was delivered last, else what would be delivered now."""
    siste = _siste_for(mote, innsyn)
    if har(mote, "styrt_av", innsyn) and (siste is None or siste.status == Innkalling.Status.RETURNERT):
        return _vis_utkast(request, mote, innsyn, LeverForm())
    if siste is None:
        raise Http404
    return _vis_levert(request, siste, innsyn, ReturForm())


def _siste_for(mote: Mote, innsyn: Innsyn) -> Innkalling | None:
    """Return the last delivery; members see one only when KLB has sent it to the group."""
    alle = mote.innkallinger.synlig_for(innsyn)
    if not har(mote, "forvaltet_av", innsyn):
        alle = alle.filter(status=Innkalling.Status.SENDT)
    return alle.select_related("mote__gruppe__nettverk", "levert_av", "returnert_av", "fil").last()


def _vis_utkast(request: HttpRequest, mote: Mote, innsyn: Innsyn, skjema: LeverForm) -> HttpResponse:
    naa = klokke.naa()
    malgruppe = _malgruppe(mote, innsyn)
    utkast = Utkast(
        slag=Dokument.Slag.INNKALLING,
        malgruppe=malgruppe,
        malform=mote.gruppe.nettverk.malform,
        innhold=innkallingsinnhold(mote, malgruppe),
        opprettet=naa,
    )
    forste = not mote.innkallinger.exists()
    kontekst = {
        "mote": mote,
        "mangler": innkallinger.mangler(mote, innsyn.dag),
        "paminnelser": innkallinger.paminnelser(mote, leser_del1=har(mote, "med_apen_del1", innsyn)),
        "skjema": skjema,
        "for_sen": forste and klokke.dag(naa) > frister.forfall_innkalling(mote),
        "utkast": True,
        "siste": mote.innkallinger.last(),
    }
    return side(request, utkast, SIDE, **kontekst)


def _malgruppe(mote: Mote, innsyn: Innsyn) -> str:
    """A member who organises sees part 1's titles, since KLB sends them; others do not (L10)."""
    del1 = har(mote, "med_apen_del1", innsyn)
    return Dokument.Malgruppe.GRUPPE if del1 else Dokument.Malgruppe.APEN


def _vis_levert(request: HttpRequest, siste: Innkalling, innsyn: Innsyn, skjema: ReturForm) -> HttpResponse:
    mote = siste.mote
    koordinerer = har(mote, "koordinert_av", innsyn)
    innkalte = deltakere(mote)
    hos_klb = koordinerer and siste.status == Innkalling.Status.LEVERT and _kan_behandles(mote)
    utsending = mote.frister.filter(slag=frister.UTSENDING).first()
    kontekst = {
        "mote": mote,
        "innkalling": siste,
        "hos_klb": hos_klb,
        "skjema": skjema,
        "utsendingsskjema": _utsendingsskjema(mote, innsyn) if hos_klb else None,
        "mottakere": [d for d in innkalte if d.person.adresse],
        "endret": innkallinger.er_endret_siden(siste) and not mote.er_avlyst,
        "uten_adresse": [d for d in innkalte if not d.person.adresse],
        "utsending": _hos_klb(mote, utsending) if utsending else None,
        "pdf_url": reverse("innkalling_pdf", args=(mote.pk,)),
        "fil_url": reverse("innkalling_fil", args=(mote.pk,)) if siste.er_for(innsyn) else "",
        **_for_forvaltere(siste, innkalte, innsyn, koordinerer=koordinerer),
    }
    dokument = _dokument(request, siste, innsyn)
    return side(request, dokument, SIDE, pdf_status=dokument.pdf_status, **kontekst)


def _for_forvaltere(
    siste: Innkalling, innkalte: list[Deltaker], innsyn: Innsyn, *, koordinerer: bool
) -> dict[str, object]:
    """Return how it went with the mails, for those who administer or arrange the meeting (X10).

    Who has no address at all is named once the group has been written to.
    """
    styrer = har(siste.mote, "styrt_av", innsyn)
    if not (styrer or koordinerer):
        return {}
    sendt = siste.status == Innkalling.Status.SENDT
    uten_adresse = [d.person.navn for d in innkalte if not d.person.adresse] if sendt else []
    return {
        "styrer": styrer,
        "koordinerer": koordinerer,
        "til_klb": leveringer(siste, "innkalling_klb", RETTET_KLB),
        "til_gruppen": leveringer(siste, "innkalling", RETTET, uten_adresse=uten_adresse),
    }


def _utsendingsskjema(mote: Mote, innsyn: Innsyn, data: QueryDict | None = None) -> UtsendingForm | None:
    """Return the question whether to give the members more time; None where they have enough."""
    foreslatt = innkallinger.foreslatt_pameldingsfrist(mote, innsyn.dag)
    return UtsendingForm(data, mote=mote, foreslatt=foreslatt) if foreslatt else None


def _kan_behandles(mote: Mote) -> bool:
    return not mote.er_avlyst and not mote.er_ferdig(klokke.naa())


def _hos_klb(mote: Mote, utsending: Frist) -> Tilstand:
    """Return where the innkalling is: with KLB in time, or late."""
    naa = klokke.naa()
    if utsending.forsinket(klokke.dag(naa)):
        return tilstand(utsending, naa)
    felt = {"klb": mote.gruppe.nettverk.kortnavn, "dato": dato_kort(utsending.forfall)}
    ord_ = _("Hos %(klb)s, sendes ut innen %(dato)s") % felt
    return replace(hos_klb(felt["klb"]), ord=ord_)


def _dokument(request: HttpRequest, innkalling: Innkalling, innsyn: Innsyn) -> Dokument:
    malform = getattr(request, "LANGUAGE_CODE", "nb")
    if innkalling.status != Innkalling.Status.SENDT:
        malform = innkalling.mote.gruppe.nettverk.malform
    malgruppe = innkalling.malgruppe_for(innsyn)
    return innkalling_i_malform(innkalling, malgruppe, malform, naa=klokke.naa())


@moteside()
def pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Hand over the PDF of what the viewer sees on the page."""
    siste = _siste_for(mote, innsyn)
    krev(siste is not None and siste.fil is None)
    assert siste is not None
    return pdf_svar(_dokument(request, siste, innsyn))


@require_POST
@moteside(krever="styrt_av")
def lever(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Send the innkalling to KLB."""
    skjema = LeverForm(request.POST)
    assert innsyn.hvem is not None
    if not skjema.is_valid():
        return _vis_utkast(request, mote, innsyn, skjema)
    try:
        levert = innkallinger.lever(
            mote, av=innsyn.hvem, naa=klokke.naa(), arsak=skjema.cleaned_data["arsak"]
        )
    except ValidationError as feil:
        messages.error(request, ". ".join(feil.messages))
        return redirect("innkalling", pk=mote.pk)
    klb = mote.gruppe.nettverk.kortnavn
    messages.success(request, _("Innkallingen er sendt til %(klb)s.") % {"klb": klb})
    if levert.etter_fristen:
        messages.info(request, _("Den er merket «levert etter fristen»."))
    return redirect(mote)


def _den_pa_siden(request: HttpRequest, mote: Mote) -> Innkalling:
    """Return the version the coordinator had before her: what she acts on, she has seen."""
    alle = mote.innkallinger.select_related("mote__gruppe__nettverk")
    return get_object_or_404(alle, versjon=heltall(request.POST, "versjon"))


@require_POST
@moteside(krever="koordinert_av")
def returner(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Give the innkalling back to the organiser, with a comment."""
    siste = _den_pa_siden(request, mote)
    assert innsyn.person is not None
    skjema = ReturForm(request.POST)
    if not skjema.is_valid():
        return _vis_levert(request, siste, innsyn, skjema)
    try:
        innkallinger.returner(
            siste, av=innsyn.person, kommentar=skjema.cleaned_data["kommentar"], naa=klokke.naa()
        )
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Innkallingen er returnert. Arrangøren får kommentaren på e-post."))
    return redirect("innkalling", pk=mote.pk)


@require_POST
@moteside(krever="koordinert_av")
def send(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Send the innkalling to the whole group."""
    siste = _den_pa_siden(request, mote)
    assert innsyn.person is not None
    skjema = _utsendingsskjema(siste.mote, innsyn, request.POST)
    ny = skjema is not None and skjema.is_valid() and skjema.cleaned_data["frist"] == UtsendingForm.NY
    try:
        antall = innkallinger.send_ut(
            siste,
            av=innsyn.person,
            naa=klokke.naa(),
            pamelding_frist=innkallinger.foreslatt_pameldingsfrist(siste.mote, innsyn.dag) if ny else None,
        )
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        sendt = ngettext(
            "Innkallingen er sendt til %(antall)d mottaker.",
            "Innkallingen er sendt til %(antall)d mottakere.",
            antall,
        )
        messages.success(request, sendt % {"antall": antall})
    return redirect("innkalling", pk=mote.pk)
