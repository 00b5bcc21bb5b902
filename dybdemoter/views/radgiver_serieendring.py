"""Moving and cancelling: a form, a look at who is told what, and then once (L17, D11, D12)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dybdemoter import endring
from dybdemoter.datovarsler import Datovarsler
from dybdemoter.endringsskjema import AvlysSerieForm, FlyttForm, MeldingForm
from dybdemoter.endringsvisning import antall_sendt, forhandsvis
from dybdemoter.models import Serie, Seriemote
from dybdemoter.views.styring import styringsside, vis
from nettverk import klokke


@styringsside
def flytt(request: HttpRequest, serie: Serie, mote_pk: int) -> HttpResponse:
    """Move one meeting; calendar, deadlines and notices follow."""
    mote = _finn(serie, mote_pk)
    if (stengt := _for_sent(request, serie, mote)) is not None:
        return stengt
    skjema = FlyttForm(request.POST if request.method == "POST" else None, mote=mote)

    def gjor(naa: datetime) -> None:
        data = skjema.cleaned_data
        endring.flytt(serie, {mote.pk: (data["start"], data["slutt"])}, melding=data["melding"], naa=naa)

    def varsler() -> list[str]:
        data = skjema.cleaned_data
        om = Datovarsler(serie, [en.pk for en in serie.radgivere.all()])
        return om.om(data["dato"], data["start"], data["slutt"])

    return _i_to_trinn(request, serie, skjema, "flytt", gjor, {"mote": mote, "varsler": varsler})


@styringsside
def avlys(request: HttpRequest, serie: Serie, mote_pk: int) -> HttpResponse:
    """Cancel one meeting; the others stand."""
    mote = _finn(serie, mote_pk)
    if (stengt := _for_sent(request, serie, mote)) is not None:
        return stengt
    skjema = MeldingForm(request.POST if request.method == "POST" else None)

    def gjor(naa: datetime) -> None:
        endring.avlys(mote, melding=skjema.cleaned_data["melding"], naa=naa)

    return _i_to_trinn(request, serie, skjema, "avlys_mote", gjor, {"mote": mote})


@styringsside
def avlys_serie(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Call off the whole series, with all the meetings that have not been (D11)."""
    if serie.status not in (Serie.Status.APEN, Serie.Status.FORDELT):
        messages.info(request, _("Møterekken er ikke i gang, og kan ikke avlyses."))
        return redirect("seriestyring", serie.pk)
    skjema = AvlysSerieForm(request.POST if request.method == "POST" else None)

    def gjor(naa: datetime) -> None:
        endring.avlys_serie(serie, melding=skjema.cleaned_data["melding"], naa=naa)

    kommende = [mote for mote in serie.gjeldende_moter() if mote.start > klokke.naa()]
    return _i_to_trinn(request, serie, skjema, "avlys_serie", gjor, {"kommende": kommende})


def _finn(serie: Serie, pk: int) -> Seriemote:
    mote = get_object_or_404(serie.moter.all(), pk=pk)
    mote.serie = serie
    return mote


def _for_sent(request: HttpRequest, serie: Serie, mote: Seriemote) -> HttpResponse | None:
    """Say it where a meeting can no longer be changed, instead of showing a form that must refuse."""
    if serie.status == Serie.Status.UTKAST:
        messages.info(request, _("Møterekken er ikke publisert ennå. Endre datoene i utkastet."))
    elif mote.er_avlyst or serie.er_avlyst:
        messages.info(request, _("Møtet er allerede avlyst."))
    elif mote.start <= klokke.naa():
        messages.info(request, _("Møtet har begynt, og kan ikke endres."))
    else:
        return None
    return redirect("seriestyring", serie.pk)


def _i_to_trinn(
    request: HttpRequest,
    serie: Serie,
    skjema: forms.Form,
    mal: str,
    gjor: Callable[[datetime], None],
    mer: dict[str, Any],
) -> HttpResponse:
    """Show the form; then the mails as they will go; then do it, and say how many were told."""
    kontekst = {"skjema": skjema, **mer}
    if request.method == "POST" and skjema.is_valid():
        naa = klokke.naa()
        try:
            if "bekreftet" not in request.POST:
                kontekst["beskjeder"] = forhandsvis(serie, lambda: gjor(naa))
                return vis(request, serie, f"{mal}_se_over", kontekst)
            gjor(naa)
        except ValidationError as feil:
            skjema.add_error("dato" if "dato" in skjema.fields else None, feil.messages)
        else:
            antall = antall_sendt(serie, naa)
            ord_ = ngettext(
                "Gjort. %(antall)d har fått e-post.", "Gjort. %(antall)d har fått e-post.", antall
            )
            messages.success(request, ord_ % {"antall": antall})
            return redirect("seriestyring", serie.pk)
    return vis(request, serie, mal, kontekst, status=422 if skjema.errors else 200)
