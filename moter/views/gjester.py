"""The organiser's page of guests: the text to forward, invitations by mail, the list (L13, L4)."""

from urllib.parse import quote

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from moter import gjesteliste, gjester
from moter.gjestekalender import gjestetid
from moter.gjesteprogram import invitasjonstekst
from moter.gjesteskjema import HilsenForm, InvitasjonForm, MaksForm, feil_adresser
from moter.models import Gjest, Mote
from moter.views import moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn
from nettverk.lenker import absolutt

Status = Gjest.Status


@moteside(krever="forvaltet_av")
def liste(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the guests, and invite by e-mail."""
    skjema = InvitasjonForm(request.POST or None)
    if request.method == "POST" and skjema.is_valid() and _inviter(request, mote, innsyn, skjema):
        return redirect("gjester", mote.pk)
    return _vis(request, mote, innsyn, skjema)


def _inviter(request: HttpRequest, mote: Mote, innsyn: Innsyn, skjema: InvitasjonForm) -> bool:
    """Invite the good addresses, and return whether all were; the bad ones stay in the form."""
    assert innsyn.hvem is not None
    gode, darlige = skjema.cleaned_data["adresser"]
    hilsen = skjema.cleaned_data["hilsen"]
    try:
        svar = gjesteliste.inviter(mote, gode, hilsen=hilsen, av=innsyn.hvem, naa=klokke.naa())
    except ValidationError as feil:
        skjema.add_error("adresser", feil.messages)
        return False
    _fortell(request, svar)
    if darlige:
        skjema.data = {"adresser": "\n".join(darlige), "hilsen": hilsen}
        skjema.add_error("adresser", feil_adresser(darlige))
    return not darlige


def _fortell(request: HttpRequest, svar: gjesteliste.Invitert) -> None:
    if antall := len(svar.nye):
        sendt = ngettext("%(antall)d invitasjon er sendt.", "%(antall)d invitasjoner er sendt.", antall)
        messages.success(request, sendt % {"antall": antall})
    if svar.fra_for:
        fra_for = _("Står på listen fra før, og fikk ingen ny e-post: %(adresser)s.")
        messages.info(request, fra_for % {"adresser": ", ".join(svar.fra_for)})


def _vis(request: HttpRequest, mote: Mote, innsyn: Innsyn, skjema: InvitasjonForm) -> HttpResponse:
    naa = klokke.naa()
    alle = list(
        Gjest.objects.synlig_for(innsyn).filter(mote=mote).select_related("meldt_pa_av", "lagt_til_av")
    )
    tekst = invitasjonstekst(mote)
    emne = _("Invitasjon til faglig påfyll")
    kontekst = {
        "mote": mote,
        "er_apent": not mote.er_avlyst and not mote.er_ferdig(naa),
        "skjema": skjema,
        "maksskjema": MaksForm(initial={"maks": mote.gjestemaks}),
        "tid": gjestetid(mote),
        "tekst": tekst,
        "mailto": f"mailto:?subject={quote(emne)}&body={quote(tekst)}",
        "adresse": absolutt(reverse("gjest_apen", args=(mote.gjestekode,))),
        "venter": [g for g in alle if g.status == Status.VENTER],
        "kommer": [g for g in alle if g.status == Status.PAMELDT],
        "inviterte": [g for g in alle if g.status == Status.INVITERT],
        "borte": [g for g in alle if g.status in (Status.AVMELDT, Status.AVSLATT)],
        "til_lunsj": sum(g.kommer and g.lunsj for g in alle),
        "etter_fristen": gjester.er_for_sent(mote, naa),
    }
    return render(request, "moter/gjester.html", kontekst, status=422 if skjema.errors else 200)


@require_POST
@moteside(krever="forvaltet_av")
def maks(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Set how many there is room for."""
    skjema = MaksForm(request.POST)
    if not skjema.is_valid():
        kontekst = {"mote": mote, "skjema": skjema, "tilbake": reverse("gjester", args=(mote.pk,))}
        return render(request, "moter/gjester_maks.html", kontekst, status=422)
    try:
        gjesteliste.sett_maks(mote, skjema.cleaned_data["maks"], naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Antall plasser er lagret."))
    return redirect("gjester", mote.pk)


@moteside(krever="forvaltet_av")
def ny_lenke(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Replace the open link, after a question: the old one cannot be had back."""
    if request.method == "POST":
        try:
            gjesteliste.bytt_lenke(mote, naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
        else:
            messages.success(request, _("Lenken er byttet. Den gamle virker ikke lenger."))
        return redirect("gjester", mote.pk)
    kontekst = {
        "mote": mote,
        "tittel": _("Bytt lenken"),
        "overskrift": _("Bytte lenken til invitasjonen?"),
        "folge": _(
            "Den gamle lenken slutter å virke med en gang, også i det du allerede har sendt videre. "
            "De som er påmeldt eller invitert på e-post, har sine egne lenker, og merker ingenting."
        ),
        "tilbake": reverse("gjester", args=(mote.pk,)),
    }
    return render(request, "moter/ny_nokkel.html", kontekst)


@moteside(krever="forvaltet_av")
def ledere(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show which managers would be invited, and invite them."""
    skjema = HilsenForm(request.POST or None)
    if request.method == "POST" and skjema.is_valid():
        assert innsyn.hvem is not None
        hilsen = skjema.cleaned_data["hilsen"]
        try:
            nye = gjesteliste.inviter_ledere(mote, hilsen=hilsen, av=innsyn.hvem, naa=klokke.naa())
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            _fortell(request, gjesteliste.Invitert(nye))
            return redirect("gjester", mote.pk)
    alle = gjesteliste.ledere(mote)
    kontekst = {
        "mote": mote,
        "skjema": skjema,
        "nye": [leder for leder in alle if leder.gjest is None],
        "fra_for": [leder for leder in alle if leder.gjest is not None],
        "uten_leder": [m for m in mote.medlemmer() if m.leder_som_nas is None],
        "er_apent": not mote.er_avlyst and not mote.er_ferdig(klokke.naa()),
    }
    return render(request, "moter/gjester_ledere.html", kontekst, status=422 if skjema.errors else 200)


@require_POST
@moteside(krever="forvaltet_av")
def ja(request: HttpRequest, mote: Mote, innsyn: Innsyn, gjest_pk: int) -> HttpResponse:
    """Let a guest in who waits, or was taken off the list."""
    assert innsyn.hvem is not None
    gjest = _gjest(mote, innsyn, gjest_pk)
    try:
        gjest = gjesteliste.slipp_inn(gjest, av=innsyn.hvem, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        if gjest.kommer:
            messages.success(request, _("%(navn)s er påmeldt, og har fått e-post om det.") % {"navn": gjest})
        else:
            messages.success(
                request, _("%(navn)s er invitert igjen, og kan bruke lenken sin.") % {"navn": gjest}
            )
    return redirect("gjester", mote.pk)


@moteside(krever="forvaltet_av")
def nei(request: HttpRequest, mote: Mote, innsyn: Innsyn, gjest_pk: int) -> HttpResponse:
    """Say no to a guest, or take one off the list, after a question: she is told."""
    assert innsyn.hvem is not None
    gjest = _gjest(mote, innsyn, gjest_pk)
    if request.method == "POST":
        try:
            gjesteliste.si_nei(gjest, av=innsyn.hvem, naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
        else:
            messages.success(request, _("%(navn)s er tatt av listen.") % {"navn": gjest})
        return redirect("gjester", mote.pk)
    return render(request, "moter/gjester_nei.html", {"mote": mote, "gjest": gjest})


@require_POST
@moteside(krever="forvaltet_av")
def send(request: HttpRequest, mote: Mote, innsyn: Innsyn, gjest_pk: int) -> HttpResponse:
    """Send a guest what she needs once more, with a new link."""
    gjest = _gjest(mote, innsyn, gjest_pk)
    try:
        gjesteliste.send_pa_nytt(gjest, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Sendt på nytt til %(til)s.") % {"til": gjest.epost})
    return redirect("gjester", mote.pk)


def _gjest(mote: Mote, innsyn: Innsyn, pk: int) -> Gjest:
    return get_object_or_404(Gjest.objects.synlig_for(innsyn).filter(mote=mote), pk=pk)
