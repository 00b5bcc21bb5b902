"""Merging, splitting and ending a group: a form, a look at what will happen, and then once (L18)."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from moter import omlegging
from moter.omleggingsbrev import Som, mottakere
from moter.omleggingsplan import Plan
from moter.omleggingsskjema import DelingForm, OmleggingForm, SammenslaingForm, SluttForm
from nettverk import klokke
from nettverk.innsyn import Innsyn, innsyn_i
from nettverk.models import Gruppe, Omlegging, Person
from nettverk.sprak import dato


def _gruppeside(side: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Find the group among those the viewer administers, and turn back where it has ended."""

    @login_required
    @wraps(side)
    def vis(request: HttpRequest, pk: int) -> HttpResponse:
        innsyn = innsyn_i(request)
        egne = Gruppe.objects.koordinert_av(innsyn).select_related("nettverk")
        gruppe = get_object_or_404(egne, pk=pk)
        request.nettverk = gruppe.nettverk  # type: ignore[attr-defined]
        if gruppe.slutt is not None:
            messages.info(request, _("Gruppen er avsluttet %(dato)s.") % {"dato": dato(gruppe.slutt)})
            return redirect("gruppe", gruppe.pk)
        return side(request, gruppe, innsyn)

    return vis


@_gruppeside
def slaa_sammen(request: HttpRequest, gruppe: Gruppe, innsyn: Innsyn) -> HttpResponse:
    """Let the group go up in another."""
    skjema = SammenslaingForm(request.POST or None, gruppe=gruppe, naa=klokke.naa())

    def gjor_det(felles: dict[str, Any]) -> Omlegging:
        data = skjema.cleaned_data
        return omlegging.slaa_sammen(gruppe, data["til"], fra=data["fra"], valg=skjema.valg(), **felles)

    return _i_to_trinn(request, innsyn, skjema, "moter/gruppe_slaa_sammen.html", gjor_det)


@_gruppeside
def del_gruppen(request: HttpRequest, gruppe: Gruppe, innsyn: Innsyn) -> HttpResponse:
    """Let some of the members go over to a new group."""
    skjema = DelingForm(request.POST or None, gruppe=gruppe, naa=klokke.naa())

    def gjor_det(felles: dict[str, Any]) -> Omlegging:
        return omlegging.del_gruppen(gruppe, **skjema.argumenter(), **felles)

    return _i_to_trinn(request, innsyn, skjema, "moter/gruppe_del.html", gjor_det)


@_gruppeside
def avslutt(request: HttpRequest, gruppe: Gruppe, innsyn: Innsyn) -> HttpResponse:
    """End the group."""
    skjema = SluttForm(request.POST or None, gruppe=gruppe, naa=klokke.naa())

    def gjor_det(felles: dict[str, Any]) -> Omlegging:
        assert skjema.plan is not None
        return omlegging.avslutt(gruppe, fra=skjema.plan.fra, **felles)

    return _i_to_trinn(request, innsyn, skjema, "moter/gruppe_avslutt.html", gjor_det)


def _i_to_trinn(
    request: HttpRequest,
    innsyn: Innsyn,
    skjema: OmleggingForm,
    mal: str,
    gjor_det: Callable[[dict[str, Any]], Omlegging],
) -> HttpResponse:
    """Show the form; then what will happen; then do it."""
    assert innsyn.person is not None
    kontekst = {"gruppe": skjema.gruppe, "skjema": skjema}
    if request.method == "POST" and skjema.is_valid():
        assert skjema.plan is not None
        if "bekreftet" not in request.POST:
            return _se_over(request, skjema, skjema.plan)
        sett = skjema.cleaned_data["sett"]
        try:
            gjort = gjor_det({"av": innsyn.person, "naa": klokke.naa(), "sett": sett})
        except ValidationError as feil:
            if feil.code == "endret":
                messages.warning(request, feil.messages[0])
                return _se_over(request, skjema, skjema.plan)
            skjema.add_error(None, feil.messages)
        else:
            messages.success(request, _gjort(gjort))
            return redirect("gruppe", (gjort.til or gjort.gruppe).pk)
    return render(request, mal, kontekst, status=422 if skjema.errors else 200)


def _gjort(gjort: Omlegging) -> str:
    felt = {
        "gruppe": gjort.gruppe.navn,
        "til": gjort.til.navn if gjort.til else "",
        "dato": dato(gjort.fra),
    }
    if gjort.slag == Omlegging.Slag.SAMMENSLAING:
        ord_ = _("%(gruppe)s går opp i %(til)s fra %(dato)s. Alle får beskjed på e-post.")
    elif gjort.slag == Omlegging.Slag.DELING:
        ord_ = _("%(til)s er egen gruppe fra %(dato)s. Alle får beskjed på e-post.")
    else:
        ord_ = _("%(gruppe)s er avsluttet fra %(dato)s. Alle får beskjed på e-post.")
    return ord_ % felt


def _se_over(request: HttpRequest, skjema: OmleggingForm, plan: Plan) -> HttpResponse:
    """Show what will happen, and who will be told."""
    alle = mottakere(plan)
    nas = [en for en in alle if en.person.adresse]
    grupper = [(som.value, [en.person for en in nas if en.som is som]) for som in Som]
    kontekst = {
        "gruppe": skjema.gruppe,
        "skjema": skjema,
        "plan": plan,
        "felter": [felt for felt in skjema if felt.name != "sett"],
        "antall": len(nas),
        "grupper": [(navn, personer) for navn, personer in grupper if personer],
        "uten_adresse": [en.person for en in alle if not en.person.adresse],
    }
    return render(request, "moter/omlegging_se_over.html", kontekst)


@login_required
def angre(request: HttpRequest, pk: int, omlegging_pk: int) -> HttpResponse:
    """Ask, and take the change back."""
    innsyn = innsyn_i(request)
    synlige = Omlegging.objects.synlig_for(innsyn).filter(gruppe=pk)
    endringen = get_object_or_404(synlige.select_related("gruppe__nettverk", "til"), pk=omlegging_pk)
    gruppe = endringen.gruppe
    request.nettverk = gruppe.nettverk  # type: ignore[attr-defined]
    if not endringen.kan_angres(innsyn.dag):
        messages.info(request, _("Endringen har skjedd eller er angret, og kan ikke angres."))
        return redirect("gruppe", gruppe.pk)
    if request.method == "POST":
        assert isinstance(innsyn.person, Person)
        try:
            omlegging.angre(endringen, av=innsyn.person, naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
        else:
            messages.success(request, _("Angret. Alle som fikk beskjed, får vite det."))
        return redirect("gruppe", gruppe.pk)
    return render(request, "moter/omlegging_angre.html", {"gruppe": gruppe, "omlegging": endringen})
