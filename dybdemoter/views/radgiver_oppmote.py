"""Attendance, institution by institution, and following up those that nobody came from (D9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from dybdemoter.models import Deltaker, Oppmote, Serie, Seriemote, Soknad
from dybdemoter.oppmote import Fram, folg_opp, ma_folges_opp, registrer
from dybdemoter.radgiverskjema import FulgtOppForm
from dybdemoter.views.styring import styrer, styringsside, vis
from nettverk import klokke

MOTTE, INGEN = "ja", "nei"


@dataclass(frozen=True)
class Oppmoterad:
    """One institution at one meeting: what is recorded, and what has just been chosen in the form.

    `valgt` is «ja», «nei» or empty; `der` are the ids of participants who are ticked.
    """

    soknad: Soknad
    ventet: tuple[Deltaker, ...]
    oppmote: Oppmote | None
    valgt: str
    der: frozenset[int]


@styringsside
def oversikt(request: HttpRequest, serie: Serie) -> HttpResponse:
    """List the meetings with how many institutions were there, and those to be followed up."""
    naa = klokke.naa()
    med_plass = serie.soknader.med_plass().count()
    fort: dict[int, list[Oppmote]] = {}
    for en in Oppmote.objects.filter(mote__serie=serie).select_related("soknad__institusjon", "fulgt_opp_av"):
        fort.setdefault(en.mote_id, []).append(en)
    moter = [(mote, mote.start <= naa, fort.get(mote.pk, [])) for mote in serie.moter.all()]
    kontekst = {
        "moter": [
            (mote, begynt, rader, sum(en.mott for en in rader), max(med_plass, len(rader)))
            for mote, begynt, rader in moter
        ],
        "folges_opp": [(en, FulgtOppForm(auto_id=f"id_%s_{en.pk}")) for en in ma_folges_opp(serie)],
        "fulgt_opp": [en for rader in fort.values() for en in rader if en.fulgt_opp],
    }
    return vis(request, serie, "oppmoter", kontekst)


@styringsside
def oppmote(request: HttpRequest, serie: Serie, mote_pk: int) -> HttpResponse:
    """Record who came: one press per institution, and which of those expected. Again is a correction."""
    mote = get_object_or_404(serie.moter.all(), pk=mote_pk)
    mote.serie = serie
    rader = _rader(mote, request.POST if request.method == "POST" else None)
    feil = ""
    if request.method == "POST":
        try:
            registrer(mote, _fram(rader), av=styrer(request), naa=klokke.naa())
        except ValidationError as hva:
            feil = " ".join(hva.messages)
        else:
            messages.success(request, _beskjed(rader))
            return redirect("styring_oppmoter", serie.pk)
    kontekst = {"mote": mote, "rader": rader, "feil": feil, "kan_fores": _kan_fores(mote)}
    return vis(request, serie, "oppmote", kontekst, status=422 if feil else 200)


def _kan_fores(mote: Seriemote) -> bool:
    return not mote.er_avlyst and mote.start <= klokke.naa()


def _rader(mote: Seriemote, data: QueryDict | None) -> list[Oppmoterad]:
    """Return a row for each institution with a place, or with attendance at the meeting, in queue order."""
    fort = {en.soknad_id: en for en in mote.oppmote.prefetch_related("deltakere")}
    alle = mote.serie.soknader.select_related("institusjon").prefetch_related("deltakere").order_by("nummer")
    return [_rad(en, mote, fort.get(en.pk), data) for en in alle if en.har_plass or en.pk in fort]


def _rad(soknad: Soknad, mote: Seriemote, fort: Oppmote | None, data: QueryDict | None) -> Oppmoterad:
    """Of what is not recorded yet, nothing is chosen, and everybody expected is ticked: most of them came."""
    ventet = tuple(en for en in soknad.deltakere.all() if en.mote_id in (None, mote.pk))
    if data is not None:
        krysset = frozenset(en.pk for en in ventet if str(en.pk) in data.getlist(f"der-{soknad.pk}"))
        valgt = data.get(f"mott-{soknad.pk}", "")
        return Oppmoterad(soknad, ventet, fort, valgt if valgt in (MOTTE, INGEN) else "", krysset)
    if fort is None:
        return Oppmoterad(soknad, ventet, None, "", frozenset(en.pk for en in ventet))
    der = frozenset(en.pk for en in fort.deltakere.all())
    return Oppmoterad(soknad, ventet, fort, MOTTE if fort.mott else INGEN, der)


def _fram(rader: list[Oppmoterad]) -> Mapping[int, Fram]:
    """Return what was chosen; an institution that nothing is chosen for is left as it was."""
    return {
        rad.soknad.pk: Fram(
            mott=rad.valgt == MOTTE,
            deltakere=rad.der if rad.valgt == MOTTE else (),
            merknad=rad.oppmote.merknad if rad.oppmote else "",
        )
        for rad in rader
        if rad.valgt
    }


def _beskjed(rader: list[Oppmoterad]) -> str:
    fort = [rad for rad in rader if rad.valgt]
    antall = {"fort": len(fort), "alle": len(rader)}
    return _("Lagret: ført for %(fort)d av %(alle)d institusjoner.") % antall


@styringsside
def fulgt_opp(request: HttpRequest, serie: Serie, oppmote_pk: int) -> HttpResponse:
    """Note that somebody has talked with an institution that was missed."""
    rad = get_object_or_404(
        Oppmote.objects.select_related("mote", "soknad__institusjon"), pk=oppmote_pk, mote__serie=serie
    )
    skjema = FulgtOppForm(request.POST if request.method == "POST" else None)
    if skjema.is_valid():
        folg_opp(rad, skjema.cleaned_data["merknad"], av=styrer(request), naa=klokke.naa())
        messages.success(
            request, _("%(institusjon)s er fulgt opp.") % {"institusjon": rad.soknad.institusjon.navn}
        )
        return redirect("styring_oppmoter", serie.pk)
    kontekst = {"oppmote": rad, "skjema": skjema}
    return vis(request, serie, "fulgt_opp", kontekst, status=422 if skjema.errors else 200)
