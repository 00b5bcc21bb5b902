"""Writing the programme: one page with every item, saved together; works without JavaScript."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter.endring import laas
from moter.models import Mote, Programpost
from moter.program import foreslatt_program, ramme
from moter.programfletting import flett
from moter.programskjema import ProgramForm
from moter.programskriving import Konflikt, flytt_punkt, lagre, slett_punkt
from moter.programtavle import Tavle, les
from moter.programtider import ledig
from moter.programtillegg import (
    IkkePlass,
    Tillegg,
    forslag_til,
    legg_til,
    neste_ar_avtales_i,
    neste_ar_mangler,
)
from moter.views import moteside
from nettverk.innsyn import Innsyn


@moteside(krever="styrt_av")
def program(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show every item that the viewer may write, and save them all at once."""
    if mote.er_avlyst:
        messages.info(request, _("Møtet er avlyst, så programmet kan ikke endres."))
        return redirect(mote)
    tavle = les(mote, innsyn)
    if request.method == "POST":
        return _lagre(request, tavle, innsyn)
    hva = request.GET.get("ny", "")
    nytt = forslag_til(tavle, Tillegg(hva)) if hva in Tillegg else None
    return _vis(request, ProgramForm(tavle=tavle, etter=request.GET.get("etter", ""), nytt=nytt))


def _lagre(request: HttpRequest, tavle: Tavle, innsyn: Innsyn) -> HttpResponse:
    skjema = ProgramForm(request.POST, tavle=tavle)
    if skjema.bygger_pa != skjema.naa:
        return _konflikt(request, tavle, skjema)
    if not skjema.is_valid():
        return _vis(request, skjema, status=422)
    try:
        endret = lagre(tavle.mote, skjema.nytt_program(), utgave=skjema.naa, innsyn=innsyn, av=innsyn.hvem)
    except Konflikt:
        return _konflikt(request, les(tavle.mote, innsyn), skjema)
    except ValidationError as feil:
        skjema.add_error(None, feil.messages)
        return _vis(request, skjema, status=422)
    return _etter_lagring(request, tavle.mote, innsyn, endret)


def _etter_lagring(request: HttpRequest, mote: Mote, innsyn: Innsyn, endret: int) -> HttpResponse:
    """Do what the button says, now that all that was typed is safe."""
    gjor, _mellomrom, nokkel = request.POST.get("gjor", "").partition(" ")
    side = reverse("program", args=(mote.pk,))
    if gjor == "inn":
        return redirect(f"{side}?etter={nokkel}#id_tittel_ny" if nokkel.isdecimal() else side)
    if gjor == "slett" and nokkel.isdecimal():
        return redirect("program_slett", pk=mote.pk, post_pk=int(nokkel))
    if gjor in Tillegg:
        return _legg_til(request, mote, innsyn, Tillegg(gjor))
    if gjor in {"opp", "ned"}:
        return _flytt(request, mote, innsyn, nokkel, opp=gjor == "opp")
    messages.success(request, _("Programmet er lagret.") if endret else _("Ingenting var endret."))
    return redirect(side)


def _flytt(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str, *, opp: bool) -> HttpResponse:
    """Move an item, and come back to the same button, so that the next press moves it on."""
    side = reverse("program", args=(mote.pk,))
    try:
        post = flytt_punkt(mote, nokkel, opp=opp, innsyn=innsyn, av=innsyn.hvem)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect(side)
    rekke = [tid.nokkel for tid in les(mote, innsyn).rekke]
    ytterst = rekke[0 if opp else -1] == nokkel
    knapp = "opp" if opp != ytterst else "ned"
    return redirect(f"{side}#{knapp}{post.pk}")


def _legg_til(request: HttpRequest, mote: Mote, innsyn: Innsyn, hva: Tillegg) -> HttpResponse:
    side = reverse("program", args=(mote.pk,))
    try:
        post = legg_til(mote, hva, innsyn=innsyn, av=innsyn.hvem)
    except IkkePlass as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect(f"{side}?ny={hva}#id_tittel_ny")
    except ValidationError as feil:
        messages.info(request, " ".join(feil.messages))
        return redirect(side)
    messages.success(request, _("«%(tittel)s» er lagt inn i programmet.") % {"tittel": post.tittel})
    return redirect(f"{side}#post{post.pk}")


def _konflikt(request: HttpRequest, tavle: Tavle, skrevet: ProgramForm) -> HttpResponse:
    """Show what was typed over what the other has saved; the next save counts."""
    fersk = ProgramForm(skrevet.data, tavle=tavle)
    flettet = flett(fersk)
    if not flettet.eget:
        messages.info(request, _("Programmet er endret av en annen imens. Her er det slik det er nå."))
        return redirect("program", pk=tavle.mote.pk)
    skjema = ProgramForm(flettet.data, tavle=tavle, lagret=flettet.lagret)
    skjema.is_valid()
    siste = Programpost.history.filter(mote_id=tavle.mote.pk).select_related("history_user").first()
    return _vis(request, skjema, status=409, konflikt=siste, tatt_ut=flettet.tatt_ut)


def _vis(request: HttpRequest, skjema: ProgramForm, *, status: int = 200, **mer: object) -> HttpResponse:
    tavle = skjema.tavle
    ar = neste_ar_mangler(tavle.mote)
    kontekst = {
        "mote": tavle.mote,
        "skjema": skjema,
        "tavle": tavle,
        "ledig": ledig(tavle.rekke, *ramme(tavle.mote)),
        "har_lunsj": any(post.er_lunsj for post in tavle.poster.values()),
        "neste_ar": ar,
        **mer,
    }
    return render(request, "moter/program.html", kontekst, status=status)


@require_POST
@moteside(krever="styrt_av")
def forslag(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Fill an empty programme with the routine's usual day."""
    with transaction.atomic():
        laast = laas(mote)
        if laast.programposter.exists():
            messages.info(request, _("Programmet har allerede punkter. Endre dem hver for seg."))
        else:
            for post in foreslatt_program(laast, neste_ar=neste_ar_avtales_i(laast)):
                post.save()
            messages.success(request, _("Programmet er fylt ut med et forslag. Endre det som dere vil."))
    return redirect("program", pk=mote.pk)


@require_POST
@moteside(krever="styrt_av")
def tillegg(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Put in lunch or next year's meetings by one click."""
    hva = request.POST.get("hva", "")
    if hva not in Tillegg:
        return redirect("program", pk=mote.pk)
    return _legg_til(request, mote, innsyn, Tillegg(hva))


@moteside(krever="styrt_av")
def slett(request: HttpRequest, mote: Mote, innsyn: Innsyn, post_pk: int) -> HttpResponse:
    """Take an item out of the programme, after a question."""
    post = les(mote, innsyn).poster.get(str(post_pk))
    if post is None:
        raise Http404
    if request.method == "POST":
        try:
            tittel = slett_punkt(
                mote, str(post_pk), lukk="lukk" in request.POST, innsyn=innsyn, av=innsyn.hvem
            )
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
        else:
            messages.success(request, _("«%(tittel)s» er tatt ut av programmet.") % {"tittel": tittel})
        return redirect("program", pk=mote.pk)
    return render(request, "moter/program_slett.html", {"mote": mote, "post": post})
