"""What every page of the advisers' work on one series begins and ends with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from dybdemoter.adresser import STYRING
from dybdemoter.models import Serie
from nettverk import klokke
from nettverk.innsyn import innsyn_i
from nettverk.models import Person

Styringsside = Callable[..., HttpResponse]


def styringsside(side: Styringsside) -> Styringsside:
    """Find the series for a page of those who run it; for everybody else it is not there."""

    @login_required
    @wraps(side)
    def vis(request: HttpRequest, serie_pk: int, **kwargs: object) -> HttpResponse:
        styrte = Serie.objects.styrt_av(innsyn_i(request))
        serie = get_object_or_404(styrte.for_frister(), pk=serie_pk)
        request.nettverk = serie.nettverk  # type: ignore[attr-defined]
        return side(request, serie, **kwargs)

    return vis


def styrer(request: HttpRequest) -> Person:
    """Return who is logged in at such a page."""
    assert request.user.is_authenticated
    return request.user


def vis(
    request: HttpRequest, serie: Serie, mal: str, kontekst: Mapping[str, object], *, status: int = 200
) -> HttpResponse:
    """Draw a page under `dybdemoter/styring/` with the way back to the page of the whole season."""
    felles = {"serie": serie, "styring_url": reverse(STYRING, args=(serie.pk,)), "naa": klokke.naa()}
    return render(request, f"dybdemoter/styring/{mal}.html", felles | dict(kontekst), status=status)


def si_feil(skjema: BaseForm, feil: ValidationError) -> None:
    """Put what a verb says is wrong beside the form's fields, and what belongs to none of them above."""
    per_felt = feil.message_dict if hasattr(feil, "error_dict") else {}
    for felt, hva in per_felt.items():
        skjema.add_error(felt if felt in skjema.fields else None, hva)
    if not per_felt:
        skjema.add_error(None, feil.messages)
