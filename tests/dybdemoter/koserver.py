"""Addresses of the portal that the queue is tried on: one that registers, and one where others write.

Something can be taken out, to see that the trial tells; see `koinnstillinger`.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import path
from django.views.decorators.http import require_POST

from dybdemoter import koen
from dybdemoter.models import Serie
from dybdemoter.pamelding import Skjema, meld_pa
from nettverk import kolapp
from nettverk.kolapp import i_ko, mottatt
from nettverk.urls import urlpatterns as alle
from tests.dybdemoter.koinnstillinger import UTEN


def kode(request: HttpRequest) -> HttpResponse:
    """The key of the forms."""
    return HttpResponse(get_token(request))


@i_ko
@require_POST
def meld(request: HttpRequest, pk: int) -> HttpResponse:
    """Register, and answer with the number."""
    data = Skjema(
        institusjon=request.POST["institusjon"],
        typer=frozenset(request.POST.getlist("typer")),
        navn=request.POST["navn"],
        epost=request.POST["epost"],
        arbeid_hovedmal=True,
        bindende=True,
    )
    kvittering = meld_pa(Serie.objects.get(pk=pk), data, naa=mottatt())
    return HttpResponse(str(kvittering.soknad.nummer))


@require_POST
def skriv(request: HttpRequest) -> HttpResponse:
    """Write something else."""
    request.session["skrevet"] = request.session.get("skrevet", 0) + 1
    return HttpResponse("skrevet")


def _slipp_forbi(selv: kolapp.KolappMiddleware, request: HttpRequest) -> HttpResponse:
    return selv.get_response(request)


@contextmanager
def _uten_laas(navn: str) -> Iterator[None]:
    with transaction.atomic():
        yield


if UTEN:
    kolapp.KolappMiddleware.__call__ = _slipp_forbi  # type: ignore[assignment, method-assign]
    kolapp._koen = nullcontext  # type: ignore[assignment]
if UTEN == "laas":
    koen.i_tur = _uten_laas  # type: ignore[attr-defined]

urlpatterns = [
    path("kode/", kode),
    path("meld/<int:pk>/", meld),
    path("skriv/", skriv),
    *alle,
]
