"""What a guest meets: the open invitation, and her own page. No login (L13, X1)."""

from collections.abc import Callable
from functools import wraps

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter import frister, gjester
from moter.gjestekalender import apen_lenke, gjestefil, gjestetid
from moter.gjesteprogram import gjestens_bolker
from moter.gjesteskjema import ApenGjestForm, GjestForm, KollegaForm
from moter.models import Gjest, Mote
from moter.models.pamelding import MAT_SLETTES_ETTER
from moter.models.synlighet import GJESTELENKE
from moter.views import Moteside
from moter.views.filer import filadresser
from moter.views.lenke import apne_lenke
from nettverk import klokke
from nettverk.innsyn import Innsyn
from nettverk.lenkesider import i_malform, stille
from nettverk.sprak import dato_lang

GRENSE = "gjestepamelding"  # settings.ACCOUNT_RATE_LIMITS


def apne_invitasjon(visning: Moteside) -> Callable[..., HttpResponse]:
    """Find the meeting by the open invitation's address, for a page that gets `mote` and `innsyn`.

    The page is in the network's language, unless the browser has chosen another.
    """

    @wraps(visning)
    def vis(request: HttpRequest, kode: str) -> HttpResponse:
        innsyn = Innsyn(dag=klokke.dag(klokke.naa()), kode=kode)
        mote = Mote.objects.synlig_for(innsyn).med_navn().first()
        if mote is None:
            return stille(render(request, "moter/gjest_lenke_virker_ikke.html", status=404))
        request.nettverk = mote.gruppe.nettverk  # type: ignore[attr-defined]
        malform = mote.gruppe.nettverk.malform
        return stille(i_malform(request, malform, lambda: visning(request, mote, innsyn)))

    return vis


@apne_invitasjon
def apen(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the open part to whoever has the organiser's link, and let her register."""
    skjema = ApenGjestForm(request.POST or None, mat_slettes=_mat_slettes(mote))
    if request.method == "POST":
        for_mange: HttpResponse | None = consume_or_429(request, action=GRENSE, key=str(mote.pk))
        if for_mange is not None:
            return for_mange
        if skjema.is_valid() and (vent := _meld_pa(request, mote, skjema)) is not None:
            til = skjema.cleaned_data["epost"]
            messages.success(request, _("Vi har sendt e-post til %(til)s.") % {"til": til})
            takk = reverse("gjest_takk", args=(mote.gjestekode,))
            return redirect(f"{takk}?venter=1" if vent else takk)
    kontekst = _om_motet(mote, innsyn) | {"skjema": skjema}
    return render(request, "moter/gjest_apen.html", kontekst, status=422 if skjema.errors else 200)


def _meld_pa(request: HttpRequest, mote: Mote, skjema: ApenGjestForm) -> bool | None:
    """Register, and return whether she has to wait; None where it is refused. Programs get a receipt too."""
    naa = klokke.naa()
    if skjema.er_fra_et_program:
        return gjester.ma_vente(mote, naa)
    try:
        return gjester.meld_pa(
            mote, skjema.cleaned_data["epost"], skjema.svar(), malform=request.LANGUAGE_CODE, naa=naa
        )
    except ValidationError as feil:
        skjema.add_error(None, feil.messages)
        return None


@apne_invitasjon
def takk(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Say what comes by mail. The same whether the address was known or not."""
    kontekst = _om_motet(mote, innsyn) | {"venter": "venter" in request.GET}
    return render(request, "moter/gjest_takk.html", kontekst)


@apne_lenke(GJESTELENKE)
def min_side(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Show a guest her place: to register, change, withdraw. Opening changes nothing (X1)."""
    gjest = _gjesten(innsyn, mote)
    skjema = _mitt_skjema(request, gjest)
    if request.method == "POST" and skjema.is_valid():
        try:
            gjester.svar(gjest, skjema.svar(), naa=klokke.naa())
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            if gjest.har_svart:
                messages.success(request, _("Endringene er lagret."))
            return redirect("gjest_min", nokkel=nokkel)
    kontekst = _om_motet(mote, innsyn) | {
        "gjest": gjest,
        "skjema": skjema,
        "viser_skjema": skjema.is_bound or "endre" in request.GET or gjest.status == Gjest.Status.INVITERT,
        "kan_melde_pa": gjester.kan_melde_pa_andre(gjest),
        "nokkel": nokkel,
        "filer": filadresser(mote, innsyn, nokkel, side="gjest_fil"),
    }
    return render(request, "moter/gjest_min.html", kontekst, status=422 if skjema.errors else 200)


def _mitt_skjema(request: HttpRequest, gjest: Gjest) -> GjestForm:
    felt = {navn: getattr(gjest, navn) for navn in ("navn", "yrke", "arbeidssted", "mat")}
    if gjest.har_svart:
        felt["lunsj"] = "ja" if gjest.lunsj else "nei"
    endrer = gjest.har_svart and gjest.status != Gjest.Status.AVMELDT
    return GjestForm(
        request.POST or None,
        initial=felt,
        mat_slettes=_mat_slettes(gjest.mote),
        kan_endre_mat=not (endrer and gjester.er_for_sent(gjest.mote, klokke.naa())),
    )


@require_POST
@apne_lenke(GJESTELENKE)
def meld_av(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Withdraw; the page says so, and offers to take it back."""
    return _gjor(request, gjester.meld_av, _gjesten(innsyn, mote), nokkel)


@require_POST
@apne_lenke(GJESTELENKE)
def angre(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Take a withdrawal back."""
    return _gjor(request, gjester.angre, _gjesten(innsyn, mote), nokkel)


def _gjor(request: HttpRequest, verb: Callable[..., Gjest], gjest: Gjest, nokkel: str) -> HttpResponse:
    try:
        verb(gjest, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    return redirect("gjest_min", nokkel=nokkel)


@apne_lenke(GJESTELENKE)
def kalender(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Hand over the open part as a calendar file."""
    kommer = _gjesten(innsyn, mote).kommer
    return HttpResponse(
        gjestefil(mote, request.LANGUAGE_CODE, med_lenke=kommer, naa=klokke.naa()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="nettverksmote.ics"'},
    )


@apne_lenke(GJESTELENKE)
def kolleger(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Let a guest, often a manager, register others from her workplace, one by one."""
    gjest = _gjesten(innsyn, mote)
    if not gjester.kan_melde_pa_andre(gjest):
        return redirect("gjest_min", nokkel=nokkel)
    skjema = KollegaForm(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        try:
            epost, svar = skjema.cleaned_data["epost"], skjema.svar(gjest.arbeidssted)
            gjester.meld_pa_kollega(gjest, epost, svar, naa=klokke.naa())
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            felt = {"navn": svar.navn, "til": epost}
            messages.success(request, _("%(navn)s får e-post til %(til)s. Du kan melde på flere.") % felt)
            return redirect("gjest_kolleger", nokkel=nokkel)
    kontekst = _om_motet(mote, innsyn) | {
        "gjest": gjest,
        "skjema": skjema,
        "meldt_pa": gjest.meldt_pa.all(),
        "nokkel": nokkel,
    }
    return render(request, "moter/gjest_kolleger.html", kontekst, status=422 if skjema.errors else 200)


def _gjesten(innsyn: Innsyn, mote: Mote) -> Gjest:
    """Return whose place the link is to."""
    gjest = Gjest.objects.synlig_for(innsyn).select_related("meldt_pa_av", "lagt_til_av").get()
    gjest.mote = mote
    return gjest


def _om_motet(mote: Mote, innsyn: Innsyn) -> dict[str, object]:
    """Return what every guest sees of a meeting: the open part, and whether one can still register."""
    naa = klokke.naa()
    return {
        "mote": mote,
        "tid": gjestetid(mote),
        "apen_lenke": apen_lenke(mote),
        "bolker": gjestens_bolker(mote, innsyn),
        "frist": frister.forfall_pamelding(mote),
        "etter_fristen": gjester.er_for_sent(mote, naa),
        "ma_vente": gjester.ma_vente(mote, naa),
        "er_ferdig": mote.er_ferdig(naa),
        "skjul_innlogging": True,
    }


def _mat_slettes(mote: Mote) -> str:
    return dato_lang(mote.dag + MAT_SLETTES_ETTER)
