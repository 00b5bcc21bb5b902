"""Handing a meeting on: a swap between two members, or to the organiser's workplace (L5, L6)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from moter import bytte as bytteverb
from moter import overtakelse
from moter.arrangorskjema import BytteForm, ByttesvarForm, OvertaForm
from moter.models import Arrangorbytte, Mote
from moter.models.synlighet import BYTTELENKE
from moter.views import har, krev, moteside
from moter.views.lenke import apne_lenke
from nettverk import klokke
from nettverk.innsyn import Innsyn


@moteside(krever="arrangert_av", innlogget=True)
def spor(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let the organiser ask another member to swap, or to take over."""
    naa, person = klokke.naa(), innsyn.person
    if person is None or not bytteverb.kan_sporre(mote, person, naa):
        messages.info(request, _("Du kan ikke bytte bort dette møtet."))
        return redirect(mote)
    if venter := bytteverb.ventende(mote, naa):
        return redirect(venter)
    skjema = BytteForm(_data(request), muligheter=bytteverb.muligheter(mote, naa))
    if request.method == "POST" and skjema.is_valid():
        valgt = skjema.valgt()
        try:
            bytte = bytteverb.spor(mote, valgt.person, valgt.mote, av=person, naa=naa)
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            messages.success(request, _("%(navn)s er spurt på e-post.") % {"navn": valgt.person.navn})
            return redirect(bytte)
    return _vis(request, "moter/bytte_spor.html", {"mote": mote, "skjema": skjema})


@moteside(innlogget=True)
def bytte(request: HttpRequest, mote: Mote, innsyn: Innsyn, bytte_pk: int) -> HttpResponse:
    """Show a swap to the two it is between; one answers, the other may take it back."""
    funnet = get_object_or_404(Arrangorbytte.objects.synlig_for(innsyn).med_alt(), mote=mote, pk=bytte_pk)
    if request.method == "POST" and innsyn.person == funnet.spurt_av:
        try:
            bytteverb.trekk_tilbake(funnet, av=funnet.spurt_av, naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
        else:
            messages.success(request, _("Spørsmålet er trukket. Du er fortsatt arrangør."))
        return redirect(mote)
    return _svarside(request, funnet, innsyn)


@apne_lenke(BYTTELENKE)
def svar_med_lenke(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Let her who was asked answer without login."""
    return _svarside(request, Arrangorbytte.objects.synlig_for(innsyn).med_alt().get(), innsyn)


def _svarside(request: HttpRequest, bytte: Arrangorbytte, innsyn: Innsyn) -> HttpResponse:
    naa = klokke.naa()
    skjema = ByttesvarForm(_data(request), bytte=bytte)
    if request.method == "POST" and skjema.is_valid():
        assert innsyn.hvem is not None
        try:
            bytteverb.svar(bytte, ja=skjema.sa_ja(), av=innsyn.hvem, naa=naa)
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            return redirect(request.path)
    kontekst = {
        "bytte": bytte,
        "mote": bytte.mote,
        "skjema": skjema,
        "spurte": innsyn.hvem == bytte.spurt_av,
        "avsluttet": bytteverb.ikke_apent(bytte, naa),
        "innlogget": innsyn.person is not None,
    }
    return _vis(request, "moter/bytte.html", kontekst)


@moteside(krever="forvaltet_av", innlogget=True)
def overta(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let the workplace take over, with a contact; by the member herself, group lead or coordinator."""
    naa, person = klokke.naa(), innsyn.person
    krev(har(mote, "fordelt_av", innsyn) or bytteverb.kan_sporre(mote, person, naa))
    assert person is not None
    if mote.arrangor is None or mote.er_avlyst or mote.start <= naa:
        messages.info(request, _("Det er ingen arrangør å ta over for i dette møtet."))
        return redirect(mote)
    skjema = OvertaForm(_data(request))
    if request.method == "POST" and skjema.is_valid():
        try:
            kontakt = overtakelse.overta(mote, skjema.kontakt(), av=person, naa=naa)
        except ValidationError as feil:
            skjema.add_error(None, feil)
        else:
            beskjed = _("%(navn)s er kontakt for arbeidsstedet, og har fått en lenke på e-post.")
            messages.success(request, beskjed % {"navn": kontakt.navn})
            return redirect(mote)
    kontekst = {
        "mote": mote,
        "skjema": skjema,
        "medlem": mote.overtatt_for or mote.arrangor,
        "er_arrangor": mote.arrangor == person,
    }
    return _vis(request, "moter/overta.html", kontekst)


def _data(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _vis(request: HttpRequest, mal: str, kontekst: dict[str, object]) -> HttpResponse:
    skjema = kontekst["skjema"]
    feil = getattr(skjema, "errors", None)
    return render(request, mal, kontekst, status=422 if feil else 200)
