"""Applications as they arrive: the queue, each one's steps, to refuse one, and to withdraw one (D3 to D8)."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from dybdemoter import plasser
from dybdemoter.models import Serie, Soknad
from dybdemoter.radgiverskjema import AvvisForm, GrunnForm, TrekkForInstitusjonForm
from dybdemoter.seriestand import Seriestand
from dybdemoter.soknadsbilde import Soknadsbilde
from dybdemoter.views.styring import si_feil, styrer, styringsside, vis
from nettverk import klokke


@styringsside
def soknader(request: HttpRequest, serie: Serie) -> HttpResponse:
    """List the applications in the queue's order."""
    naa = klokke.naa()
    alle = serie.soknader.select_related("institusjon").prefetch_related("kontakter", "deltakere")
    bilder = [Soknadsbilde(en, naa) for en in alle.order_by("nummer")]
    for en in bilder:
        en.soknad.serie = serie
    kontekst = {
        "bilder": bilder,
        "stand": Seriestand(serie, naa, len(bilder)),
        "levende": sum(en.soknad.er_levende for en in bilder),
    }
    return vis(request, serie, "soknader", kontekst)


@styringsside
def soknad(request: HttpRequest, serie: Serie, soknad_pk: int) -> HttpResponse:
    """Show one application in full, with every step it has taken."""
    funnet = _finn(serie, soknad_pk)
    return vis(request, serie, "soknad", {"bilde": Soknadsbilde(funnet, klokke.naa()), "soknad": funnet})


def _finn(serie: Serie, pk: int) -> Soknad:
    alle = serie.soknader.select_related("institusjon").prefetch_related(
        "kontakter", "deltakere__mote", "steg__av"
    )
    funnet = get_object_or_404(alle, pk=pk)
    funnet.serie = serie
    return funnet


@styringsside
def avvis(request: HttpRequest, serie: Serie, soknad_pk: int) -> HttpResponse:
    """Refuse an application, with a reason that the institution reads at once."""
    egen = _finn(serie, soknad_pk)

    def gjor(grunn: str) -> str:
        plasser.avvis(egen, grunn=grunn, av=styrer(request), naa=klokke.naa())
        return _("Avvist. %(institusjon)s får grunnen på e-post.")

    skjema = AvvisForm(request.POST if request.method == "POST" else None)
    return _med_grunn(request, egen, skjema, "avvis", Soknadsbilde(egen, klokke.naa()).kan_avvises, gjor)


@styringsside
def trekk(request: HttpRequest, serie: Serie, soknad_pk: int) -> HttpResponse:
    """Withdraw an application for an institution that has said that it cannot come (D8)."""
    egen = _finn(serie, soknad_pk)

    def gjor(grunn: str) -> str:
        plasser.trekk(egen, grunn=grunn, av=styrer(request), naa=klokke.naa())
        return _("%(institusjon)s er trukket, og får e-post om det.")

    skjema = TrekkForInstitusjonForm(request.POST if request.method == "POST" else None)
    return _med_grunn(request, egen, skjema, "trekk", Soknadsbilde(egen, klokke.naa()).kan_trekkes, gjor)


def _med_grunn(
    request: HttpRequest, egen: Soknad, skjema: GrunnForm, mal: str, mulig: bool, gjor: Callable[[str], str]
) -> HttpResponse:
    """Ask why, do it, and say so; where it can no longer be done, go to the application and say that."""
    til = redirect("styring_soknad", egen.serie_id, egen.pk)
    if not mulig:
        ord_ = _("Det går ikke lenger. Påmeldingen er nå: %(tilstand)s.")
        messages.error(request, ord_ % {"tilstand": egen.get_tilstand_display()})
        return til
    if skjema.is_valid():
        try:
            ord_ = gjor(skjema.cleaned_data["grunn"])
        except ValidationError as feil:
            si_feil(skjema, feil)
        else:
            messages.success(request, ord_ % {"institusjon": egen.institusjon.navn})
            return til
    kontekst = {"soknad": egen, "skjema": skjema}
    return vis(request, egen.serie, mal, kontekst, status=422 if skjema.errors else 200)
