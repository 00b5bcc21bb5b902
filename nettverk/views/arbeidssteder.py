"""The network's workplaces: another name, two that become one, one that ends. For coordinators (L18)."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from nettverk import arbeidssteder as verb
from nettverk import klokke
from nettverk.arbeidsstedskjema import NavnForm, SammenslaingForm
from nettverk.innsyn import innsyn_i
from nettverk.models import Arbeidssted, Nettverk


@login_required
def arbeidssteder(request: HttpRequest) -> HttpResponse:
    """List the workplaces with how many members each has, those that have ended last."""
    innsyn = innsyn_i(request)
    if not Nettverk.objects.koordinert_av(innsyn.person).exists():
        raise Http404
    na = Q(medlemskap__til=None) | Q(medlemskap__til__gte=innsyn.dag)
    alle = (
        Arbeidssted.objects.koordinert_av(innsyn.person)
        .select_related("nettverk", "fortsetter_i")
        .annotate(antall=Count("medlemskap__person", filter=na, distinct=True))
    )
    kontekst = {
        "steder": [sted for sted in alle if sted.slutt is None],
        "avsluttede": [sted for sted in alle if sted.slutt is not None],
    }
    return render(request, "nettverk/arbeidssteder.html", kontekst)


@login_required
def arbeidssted(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one: its name, or that it has ended."""
    sted = _hent(request, pk)
    skjema = NavnForm(initial={"navn": sted.navn, "adresse": sted.adresse})
    if request.method == "POST":
        handling = request.POST.get("handling")
        try:
            if handling == "avslutt":
                verb.avslutt(sted, naa=klokke.naa())
                messages.success(
                    request, _("%(sted)s er avsluttet, og kan ikke velges.") % {"sted": sted.navn}
                )
                return redirect("arbeidssted", sted.pk)
            if handling == "gjenapne":
                verb.gjenapne(sted)
                messages.success(request, _("%(sted)s kan velges igjen.") % {"sted": sted.navn})
                return redirect("arbeidssted", sted.pk)
            skjema = NavnForm(request.POST)
            if skjema.is_valid():
                verb.gi_navn(sted, **skjema.cleaned_data)
                messages.success(request, _("Lagret. Det som er sendt, har det gamle navnet."))
                return redirect("arbeidssteder")
        except ValidationError as feil:
            if skjema.is_bound:
                skjema.add_error("navn", feil)
            else:
                messages.error(request, " ".join(feil.messages))
                return redirect("arbeidssted", sted.pk)
    kontekst = {"sted": sted, "skjema": skjema, "der": verb.som_er_der(sted, klokke.naa())}
    return render(request, "nettverk/arbeidssted.html", kontekst, status=422 if skjema.errors else 200)


@login_required
def slaa_sammen(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose the one that remains, look at what follows, and confirm."""
    sted = _hent(request, pk)
    if sted.slutt is not None:
        messages.info(request, _("%(sted)s er avsluttet.") % {"sted": sted.navn})
        return redirect("arbeidssted", sted.pk)
    skjema = SammenslaingForm(request.POST or None, sted=sted)
    vis = {"sted": sted, "skjema": skjema, "der": verb.som_er_der(sted, klokke.naa()), "til": None}
    if request.method == "POST" and skjema.is_valid():
        til = skjema.cleaned_data["til"]
        if "bekreftet" not in request.POST:
            return render(request, "nettverk/arbeidssted_slaa_sammen.html", vis | {"til": til})
        try:
            verb.slaa_sammen(sted, til, naa=klokke.naa())
        except ValidationError as feil:
            skjema.add_error(None, feil)
        else:
            ord_ = _("%(sted)s er slått sammen med %(til)s.") % {"sted": sted.navn, "til": til.navn}
            messages.success(request, ord_)
            return redirect("arbeidssteder")
    status = 422 if skjema.errors else 200
    return render(request, "nettverk/arbeidssted_slaa_sammen.html", vis, status=status)


def _hent(request: HttpRequest, pk: int) -> Arbeidssted:
    egne = Arbeidssted.objects.koordinert_av(innsyn_i(request).person)
    sted = get_object_or_404(egne.select_related("nettverk", "fortsetter_i"), pk=pk)
    request.nettverk = sted.nettverk  # type: ignore[attr-defined]
    return sted
