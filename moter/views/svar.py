"""Answering: from the mail's personal link, or logged in. One page, two clicks (X1)."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from moter import svar as svarverb
from moter.deltakere import er_med_i_del1, som_deltaker
from moter.digitalt import motelenker
from moter.dokumenter import innkalling_i_malform
from moter.forms import SvarForm
from moter.innkallinger import er_endret_siden, siste_sendte
from moter.models import Mote, Motedel, Pamelding
from moter.models.pamelding import MAT_SLETTES_ETTER
from moter.models.synlighet import SVARLENKE
from moter.program import bolker
from moter.views import har, moteside
from moter.views.filer import filadresser
from moter.views.lenke import apne_lenke
from moter.views.mote import kalendersvar
from moter.views.opplysninger import som_skal_sporres
from nettverk import klokke
from nettverk.dokumenter.filer import pdf_svar
from nettverk.dokumenter.visning import side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument, Person


@apne_lenke(SVARLENKE)
def svar(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Let a member answer without login."""
    assert innsyn.lenke is not None and innsyn.lenke.person is not None
    adresser = {
        "innkalling": reverse("svar_innkalling", args=(nokkel,)),
        "kalender": reverse("svar_kalender", args=(nokkel,)),
        "opplysninger": reverse("svar_opplysninger", args=(nokkel,)),
    }
    return _svarside(request, mote, innsyn, innsyn.lenke.person, adresser, nokkel)


@moteside(innlogget=True)
def svar_innlogget(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let a member answer when logged in; the same page."""
    assert innsyn.person is not None
    adresser = {
        "innkalling": reverse("innkalling", args=(mote.pk,)),
        "kalender": reverse("mote_kalender", args=(mote.pk,)),
        "opplysninger": reverse("mote_svar_opplysninger", args=(mote.pk,)),
        "mote": mote.get_absolute_url(),
    }
    return _svarside(request, mote, innsyn, innsyn.person, adresser)


def _svarside(
    request: HttpRequest,
    mote: Mote,
    innsyn: Innsyn,
    person: Person,
    adresser: dict[str, str],
    nokkel: str = "",
) -> HttpResponse:
    naa = klokke.naa()
    pamelding = Pamelding.objects.filter(mote=mote, person=person).first()
    deltaker = som_deltaker(mote, person)
    med_del1 = deltaker is None or er_med_i_del1(mote, deltaker)
    angrer = request.GET.get("endre") == SvarForm.KOMMER
    initial = forhandsvalg(pamelding, angrer=angrer)
    skjema = SvarForm(request.POST or None, del1=med_del1, initial=initial)
    if request.method == "POST" and skjema.is_valid():
        del1, del2 = skjema.valgte_deler()
        mat = skjema.cleaned_data["mat"]
        try:
            svarverb.svar(mote, person, del1=del1, del2=del2, mat=mat, av=person, naa=naa)
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            return redirect(request.path)
    kontekst = {
        "mote": mote,
        "person": person,
        "pamelding": pamelding,
        "skjema": skjema,
        "viser_skjema": pamelding is None or skjema.is_bound or "endre" in request.GET,
        "deltaker": deltaker,
        "med_del1": med_del1,
        "mangler_leder": deltaker is not None and svarverb.mangler_leder(deltaker),
        "varsles": svarverb.varsles_om_fravar(deltaker, mote, innsyn.dag, av=person) if deltaker else [],
        "fikk_beskjed": svarverb.sist_varslet(pamelding) if pamelding else [],
        "sporres": som_skal_sporres(mote, innsyn, naa) if pamelding else None,
        "bolker": bolker(mote, innsyn),
        "filer": filadresser(mote, innsyn, nokkel),
        "tider": deltider(mote),
        "kan_endre_mat": pamelding is None or svarverb.kan_endre_mat(mote, naa),
        "mat_slettes": mote.dag + MAT_SLETTES_ETTER,
        "etter_fristen": not svarverb.kan_endre_mat(mote, naa),
        "er_ferdig": mote.er_ferdig(naa),
        "er_sendt": siste_sendte(mote) is not None,
        "digitalt": motelenker(mote, del1=har(mote, "med_del1_i_programmet", innsyn)),
        "adresser": adresser,
    }
    return render(request, "moter/svar.html", kontekst, status=422 if skjema.errors else 200)


def forhandsvalg(pamelding: Pamelding | None, *, angrer: bool = False) -> dict[str, object]:
    """Return what the form shows: the answer one has given, or is taking back; else nothing chosen."""
    if pamelding is None:
        return {"deler": ["1", "2"]}
    deler = [nr for nr, valgt in zip("12", pamelding.deler, strict=True) if valgt]
    svaret = SvarForm.KOMMER if pamelding.kommer or angrer else SvarForm.KOMMER_IKKE
    return {"svar": svaret, "deler": deler or ["1", "2"], "mat": pamelding.mat}


def deltider(mote: Mote) -> dict[str, tuple[object, object]]:
    """Return from when to when each part lasts; the times are no secret, what is in part 1 is."""
    tider: dict[str, tuple[object, object]] = {}
    for navn, motedel in (("del1", Motedel.DEL1), ("del2", Motedel.DEL2)):
        poster = list(mote.programposter.filter(motedel=motedel).only("start", "varighet"))
        if poster:
            tider[navn] = (poster[0].start, poster[-1].slutt)
    return tider


@apne_lenke(SVARLENKE)
def innkalling(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Show the innkalling that was sent, as a page."""
    sendt, dokument = siste_sendte(mote), _dokument(request, mote, innsyn)
    if sendt is None or dokument is None:
        return redirect("svar", nokkel=nokkel)
    kontekst = {
        "mote": mote,
        "pdf_url": reverse("svar_pdf", args=(nokkel,)),
        "pdf_status": dokument.pdf_status,
        "tilbake": reverse("svar", args=(nokkel,)),
        "endret": er_endret_siden(sendt),
        "fil_url": reverse("svar_innkalling_fil", args=(nokkel,)) if sendt.er_for(innsyn) else "",
        **({"innkalling": sendt} if sendt.fil else {}),
    }
    return side(request, dokument, "moter/innkalling.html", **kontekst)


@apne_lenke(SVARLENKE)
def pdf(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Hand over the innkalling as PDF."""
    dokument = _dokument(request, mote, innsyn)
    sendt = siste_sendte(mote)
    if dokument is None or (sendt and sendt.fil):
        return redirect("svar_innkalling" if dokument else "svar", nokkel=nokkel)
    return pdf_svar(dokument)


@apne_lenke(SVARLENKE)
def kalender(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Hand over the meeting as a calendar file."""
    return kalendersvar(mote, request, innsyn)


def _dokument(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> Dokument | None:
    sendt = siste_sendte(mote)
    if sendt is None:
        return None
    malform = getattr(request, "LANGUAGE_CODE", mote.gruppe.nettverk.malform)
    return innkalling_i_malform(sendt, sendt.malgruppe_for(innsyn), malform, naa=klokke.naa())
