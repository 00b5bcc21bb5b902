"""What an institution tells and decides: participants, Teams, yes to an offer, to withdraw (D3, D7, D8)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dybdemoter import plasser
from dybdemoter.deltakere import Deltakerdata, hint, sett_faste
from dybdemoter.institusjonslenke import Besok, institusjonsside
from dybdemoter.institusjonsside import Institusjonsbilde
from dybdemoter.institusjonsskjema import TeamsForm, TilbudForm, TrekkForm
from dybdemoter.models import Soknad
from dybdemoter.pameldingsskjema import FORSTE_RADER, deltakersett, med_flere_rader
from dybdemoter.views.institusjon import besokskontekst, vis_siden


@institusjonsside
def deltakere(request: HttpRequest, besok: Besok) -> HttpResponse:
    """Name the participants of every meeting."""
    soknad = besok.soknad
    if not soknad.er_levende:
        return _for_sent(request, besok)
    faste = soknad.deltakere.filter(mote=None)
    sett = deltakersett(fra=[Deltakerdata(en.navn, en.yrke, en.epost) for en in faste])
    if request.method == "POST" and request.POST.get("steg") == "flere":
        sett = med_flere_rader(request.POST, flere=1)
    elif request.method == "POST":
        sett = deltakersett(request.POST)
        if sett.is_valid():
            lagret = sett_faste(soknad, sett.deltakere(), naa=besok.naa)
            messages.success(request, " ".join(filter(None, (_("Deltakerne er lagret."), hint(len(lagret))))))
            return redirect("institusjon", soknad.pk)
    kontekst = besokskontekst(besok) | {
        "sett": sett,
        "mange": len(sett.forms) > FORSTE_RADER,
    }
    status = 422 if sett.is_bound else 200
    return render(request, "dybdemoter/institusjon_deltakere.html", kontekst, status=status)


@institusjonsside
def teams(request: HttpRequest, besok: Besok) -> HttpResponse:
    """Tell whether Teams works there, and whether they share a screen."""
    soknad = besok.soknad
    if not soknad.er_levende:
        return _for_sent(request, besok)
    skjema = TeamsForm(request.POST if request.method == "POST" else None, instance=soknad)
    if request.method == "POST" and skjema.is_valid():
        skjema.save()
        messages.success(request, _("Lagret. Rådgiverne ser det."))
        return redirect("institusjon", soknad.pk)
    kontekst = besokskontekst(besok) | {"skjema": skjema}
    status = 422 if skjema.errors else 200
    return render(request, "dybdemoter/institusjon_teams.html", kontekst, status=status)


@institusjonsside
def svar(request: HttpRequest, besok: Besok) -> HttpResponse:
    """Take the place that was offered, or say no."""
    if request.method != "POST":
        return redirect("institusjon", besok.soknad.pk)
    skjema = TilbudForm(request.POST)
    if not skjema.is_valid() and besok.soknad.tilstand == Soknad.Tilstand.TILBUD:
        return vis_siden(request, besok, status=422, tilbud=skjema)
    ja = skjema.cleaned_data.get("svar") == "ja"
    try:
        plasser.svar_pa_tilbud(besok.soknad, ja=ja, av=besok.kontakt, naa=besok.naa)
    except plasser.TilbudUtlopt:
        messages.error(request, _("Tilbudet er utløpt, så svaret kom ikke med."))
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Dere har fått plass.") if ja else _("Dere har takket nei."))
    return redirect("institusjon", besok.soknad.pk)


@institusjonsside
def trekk(request: HttpRequest, besok: Besok) -> HttpResponse:
    """Withdraw: free before the places are given; after it with a reason, and a tick that one means it."""
    soknad = besok.soknad
    if not soknad.er_levende:
        return _for_sent(request, besok)
    skjema = TrekkForm(request.POST if request.method == "POST" else None, har_plass=soknad.har_plass)
    if request.method == "POST" and skjema.is_valid():
        try:
            plasser.trekk(soknad, grunn=skjema.cleaned_data.get("grunn", ""), av=besok.kontakt, naa=besok.naa)
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            messages.success(
                request, _("Dere er trukket fra møterekken. Alle som skal vite det, har fått e-post.")
            )
            return redirect("institusjon", soknad.pk)
    kontekst = besokskontekst(besok) | {"skjema": skjema, "side": Institusjonsbilde(soknad, besok.naa)}
    status = 422 if skjema.errors else 200
    return render(request, "dybdemoter/institusjon_trekk.html", kontekst, status=status)


def _for_sent(request: HttpRequest, besok: Besok) -> HttpResponse:
    """Say that there is no longer an application to change, on the page that says why."""
    messages.error(request, _("Det går ikke lenger. Her ser dere hvor dere står."))
    return redirect("institusjon", besok.soknad.pk)
