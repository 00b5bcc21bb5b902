"""Who looks at an institution's pages: a contact by the link she opened in this browser, or by login (X1).

The key goes from the address into the session at once: the pages are shown in meetings, where others see
the screen. One browser may hold links to several applications.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from dybdemoter.lenker import INSTITUSJONSLENKE
from dybdemoter.models import Kontakt, Soknad
from nettverk import klokke
from nettverk.innsyn import Innsyn
from nettverk.lenkesider import i_malform, stille
from nettverk.models import Lenke

SESJON = "institusjonslenker"  # application's id, as text -> link's id
Institusjonsside = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Besok:
    """One contact at her institution's pages at the UTC moment `naa`."""

    soknad: Soknad
    kontakt: Kontakt
    naa: datetime
    med_lenke: bool


def husk(request: HttpRequest, soknad: Soknad, lenke: Lenke) -> None:
    """Let this browser look at the application with the link until it is closed. It is no login."""
    request.session.cycle_key()
    request.session[SESJON] = request.session.get(SESJON, {}) | {str(soknad.pk): lenke.pk}


def institusjonsside(side: Institusjonsside) -> Institusjonsside:
    """Find the application for a page that gets `request` and `besok`.

    Who has not opened the link here is told what to do, the same for every address.
    """

    @wraps(side)
    def vis(request: HttpRequest, soknad_pk: int, **kwargs: object) -> HttpResponse:
        besok = finn(request, soknad_pk)
        if besok is None:
            if request.user.is_authenticated:
                raise Http404
            return stille(render(request, "dybdemoter/min_stengt.html", status=404))
        nettverk = besok.soknad.nettverk
        request.nettverk = nettverk  # type: ignore[attr-defined]
        egen = besok.kontakt.malform or nettverk.malform
        malform = egen if besok.med_lenke else request.LANGUAGE_CODE
        return stille(i_malform(request, malform, lambda: side(request, besok, **kwargs)))

    return vis


def finn(request: HttpRequest, soknad_pk: int) -> Besok | None:
    """Return the visit of this browser to an application; None where it may not see it."""
    naa = klokke.naa()
    for innsyn in _innsyn(request, soknad_pk, naa):
        soknad = Soknad.objects.egne(innsyn).for_frister().filter(pk=soknad_pk).first()
        if soknad is not None:
            return Besok(soknad, _kontakten(soknad, innsyn), naa, innsyn.lenke is not None)
    return None


def mine_soknader(request: HttpRequest) -> list[Soknad]:
    """Return the applications that this browser may see, the newest season first."""
    naa = klokke.naa()
    egne = Soknad.objects.none()
    for pk in request.session.get(SESJON, {}):
        for innsyn in _innsyn(request, int(pk), naa):
            egne = egne | Soknad.objects.filter(pk__in=Soknad.objects.egne(innsyn).values("pk"))
    if request.user.is_authenticated:
        innsyn = Innsyn(dag=klokke.dag(naa), person=request.user)
        egne = egne | Soknad.objects.filter(pk__in=Soknad.objects.egne(innsyn).values("pk"))
    return list(egne.select_related("serie__nettverk", "institusjon").order_by("-serie__sesong", "nummer"))


def _innsyn(request: HttpRequest, soknad_pk: int, naa: datetime) -> Iterable[Innsyn]:
    """Yield as whom this browser may look: by the link it has opened, then by login."""
    dag = klokke.dag(naa)
    pk = request.session.get(SESJON, {}).get(str(soknad_pk))
    lenke = Lenke.objects.filter(pk=pk, formal=INSTITUSJONSLENKE).first() if pk else None
    if lenke is not None and lenke.virker(naa):
        yield Innsyn(dag=dag, lenke=lenke)
    if request.user.is_authenticated:
        yield Innsyn(dag=dag, person=request.user)


def _kontakten(soknad: Soknad, innsyn: Innsyn) -> Kontakt:
    if innsyn.lenke is not None:
        kontakt = innsyn.lenke.gjelder
        assert isinstance(kontakt, Kontakt)
        return kontakt
    assert innsyn.person is not None
    return soknad.kontakter.get(epost=innsyn.person.epost)
