"""A season is planned in one form, and published when it is complete (D1, D2)."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from dybdemoter import endring
from dybdemoter import serier as regler
from dybdemoter.datovarsler import Datovarsler
from dybdemoter.models import Serie
from dybdemoter.planlegging import lagre
from dybdemoter.serieskjema import MEST, PREFIKS, Motesett, SerieForm, TeamsForm, motesett
from dybdemoter.seriestand import Seriestand
from dybdemoter.views.styring import styrer, styringsside, vis
from nettverk import klokke
from nettverk.sporring import heltall


@styringsside
def rediger(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Change a season: all of a draft; advisers and texts of one that is published."""
    if serie.er_avlyst:
        messages.info(request, _("Møterekken er avlyst."))
        return redirect("seriestyring", serie.pk)
    return plan(request, serie) if serie.status == Serie.Status.UTKAST else _endre_publisert(request, serie)


def _endre_publisert(request: HttpRequest, serie: Serie) -> HttpResponse:
    skjema = SerieForm(request.POST if request.method == "POST" else None, instance=serie)
    skjema.fields["radgivere"].required = True
    if request.method == "POST" and skjema.is_valid():
        skjema.save()
        messages.success(request, _("Endringene er lagret."))
        return redirect("seriestyring", serie.pk)
    return vis(request, serie, "rediger", {"skjema": skjema}, status=422 if skjema.errors else 200)


def plan(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show and save the form of a draft, new or old. `steg` says which button was pressed."""
    steg = request.POST.get("steg", "") if request.method == "POST" else ""
    if request.method != "POST":
        valgt = {} if serie.pk else {"radgivere": [styrer(request).pk]}
        return _vis(request, serie, SerieForm(instance=serie, initial=valgt), motesett(serie))
    skjema = SerieForm(request.POST, instance=serie)
    sett = motesett(serie, _med_en_til(request.POST) if steg == "flere" else request.POST)
    if steg in ("flere", "se_over"):
        return _vis(request, serie, skjema, sett)
    gyldig = skjema.is_valid()
    sett.maks_minutter = skjema.cleaned_data.get("maks_minutter")
    if sett.is_valid() and gyldig:
        ny = serie.pk is None
        lagret = lagre(skjema, sett, ferdig=steg == "ferdig", naa=klokke.naa())
        if lagret is not None:
            if steg == "ferdig":
                return redirect("styring_publiser", lagret.pk)
            messages.success(request, _("Utkastet er lagret. Ingen andre ser det ennå."))
            return redirect("seriestyring", lagret.pk)
        if ny:
            serie.pk, serie._state.adding = None, True
    return _vis(request, serie, skjema, sett, status=422)


def _med_en_til(data: QueryDict) -> QueryDict:
    """Return what was sent with one more row of meetings, which begins as the one before it."""
    alt = data.copy()
    navn = f"{PREFIKS}-TOTAL_FORMS"
    antall = heltall(data, navn)
    if antall < MEST:
        for felt in ("fra", "til"):
            alt[f"{PREFIKS}-{antall}-{felt}"] = alt.get(f"{PREFIKS}-{antall - 1}-{felt}", "")
        alt[navn] = str(antall + 1)
    return alt


def _vis(
    request: HttpRequest, serie: Serie, skjema: SerieForm, sett: Motesett, *, status: int = 200
) -> HttpResponse:
    """Draw the form, with the weekday of each date and what speaks against it."""
    if sett.is_bound:
        sett.is_valid()
    ny = serie.pk is None
    kontekst: dict[str, Any] = {
        "serie": serie,
        "ny": ny,
        "styring_url": reverse("seriestyringer") if ny else reverse("seriestyring", args=(serie.pk,)),
        "skjema": skjema,
        "sett": sett,
        "rader": sett.med_varsler(serie, skjema.valgte_radgivere),
        "kan_ha_flere": sett.total_form_count() < MEST,
        "viser_feil": status != 200,
    }
    return render(request, "dybdemoter/styring/plan.html", kontekst, status=status)


@styringsside
def publiser(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show what is missing and what speaks against the dates; publish when it is complete."""
    naa = klokke.naa()
    if serie.status != Serie.Status.UTKAST:
        messages.info(request, _("Møterekken er allerede publisert."))
        return redirect("seriestyring", serie.pk)
    if request.method == "POST":
        try:
            regler.publiser(serie, naa=naa)
        except ValidationError:
            messages.error(request, _("Noe mangler ennå. Ingenting er publisert."))
        else:
            messages.success(request, _("Møterekken er publisert, og tar imot påmeldinger."))
            return redirect("seriestyring", serie.pk)
    mangler = regler.mangler(serie, naa)
    varsler = Datovarsler(serie, [en.pk for en in serie.radgivere.all()])
    moter = serie.moter.order_by("nummer")
    kontekst = {
        "mangler": [hva for felt, alle in mangler.items() if not felt.startswith("mote-") for hva in alle],
        "moter": [(mote, mangler.get(f"mote-{mote.nummer}", []), varsler.om_mote(mote)) for mote in moter],
        "klar": not mangler,
        "stand": Seriestand(serie, naa),
    }
    return vis(request, serie, "publiser", kontekst, status=422 if request.method == "POST" else 200)


@require_POST
@styringsside
def til_utkast(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Take it back from the public while nobody has applied."""
    try:
        regler.tilbake_til_utkast(serie, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Møterekken er utkast igjen. Bare dere ser den."))
    return redirect("seriestyring", serie.pk)


@styringsside
def teams(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Set the Teams links of the meetings to come; those with a place get what is new."""
    naa = klokke.naa()
    skjema = TeamsForm(request.POST if request.method == "POST" else None, serie=serie, naa=naa)
    if request.method == "POST" and skjema.is_valid():
        for mote in skjema.moter:
            endring.sett_lenke(mote, skjema.cleaned_data[f"mote_{mote.pk}"], naa=naa)
        messages.success(request, _("Lenkene er lagret."))
        return redirect("seriestyring", serie.pk)
    return vis(request, serie, "teams", {"skjema": skjema}, status=422 if skjema.errors else 200)
