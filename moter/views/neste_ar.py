"""Planning meetings: next year's at the year's last one, and one at a time (L1, L7)."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moter.datovarsler import varsler
from moter.models import Mote
from moter.motetidskjema import MEST, PREFIKS, Motetidsett, motetidsett
from moter.neste_ar import MOTER_I_ARET, motet_med_plikten
from moter.planforslag import foreslatte_rader, tom_rad
from moter.plangrunnlag import Plangrunnlag, plangrunnlag
from moter.planlegging import AlleredePlanlagt, planlegg_aret, si_ikke_avtalt
from moter.views import har, moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn, innsyn_i
from nettverk.models import Gruppe
from nettverk.sprak import dato_lang

FRAM = timedelta(days=730)  # how far ahead a single meeting may be planned
FELT = ("dato", "fra", "til", "form", "arrangor", "grunn", "sted", "adresse", "ikke_avtalt")


@dataclass(frozen=True)
class Planside:
    """What the page plans: a year's meetings for the meeting with the duty, or one meeting of a group."""

    grunnlag: Plangrunnlag
    tilbake: str
    etterpa: str
    mote: Mote | None = None

    @property
    def ar(self) -> int | None:
        """The year that is planned, if it is a year."""
        return self.mote.dag.year + 1 if self.mote else None

    @property
    def mangler(self) -> int:
        """How many of the year's three are not planned."""
        return max(0, MOTER_I_ARET - len(self.grunnlag.planlagte))

    def sett(self, data: Any = None, initial: Any = None) -> Motetidsett:
        """Return the form; a single meeting is agreed on, or one would not be here."""
        return motetidsett(self.grunnlag, data=data, initial=initial, kan_utsettes=self.mote is not None)

    def forslag(self) -> list[dict[str, Any]]:
        """Return the rows to begin with: one for each that is missing; of a single meeting a good day."""
        if self.ar is not None:
            return foreslatte_rader(self.grunnlag, self.ar)
        i_dag = self.grunnlag.i_dag
        for ar in (i_dag.year, i_dag.year + 1):
            rader = foreslatte_rader(self.grunnlag, ar)
            if god := next((rad for rad in rader if not varsler(rad["dato"], self.grunnlag.dager)), None):
                return [god]
        return [tom_rad(self.grunnlag)]


@moteside(krever="ar_planlagt_av")
def neste_ar(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Plan next year's meetings, or say that they are not agreed on yet."""
    plikten = motet_med_plikten(mote.gruppe, mote.dag.year)
    ar = mote.dag.year + 1
    if plikten is not None and plikten != mote:
        felt = {"ar": ar, "dato": dato_lang(plikten.dag)}
        messages.info(request, _("Møtene i %(ar)d avtales på møtet %(dato)s.") % felt)
        return redirect(mote)
    if ar < innsyn.dag.year:
        messages.info(request, _("%(ar)d er over. Det er ikke noe å avtale.") % {"ar": ar})
        return redirect(mote)
    fra_referatet = request.GET.get("fra") == "referat" and har(mote, "referert_av", innsyn)
    grunnlag = plangrunnlag(
        mote.gruppe,
        date(ar, 1, 1),
        date(ar, 12, 31),
        med_navn=har(mote, "koordinert_av", innsyn),
        naa=klokke.naa(),
    )
    if fra_referatet:
        tilbake = etterpa = reverse("referat_skriv", args=(mote.pk,))
    else:
        tilbake, etterpa = mote.get_absolute_url(), reverse("gruppe", args=(mote.gruppe_id,))
    return _planlegg(request, innsyn, Planside(grunnlag, tilbake, etterpa, mote))


@login_required
def nytt_mote(request: HttpRequest, pk: int) -> HttpResponse:
    """Plan one meeting of a group: after a cancellation, or an extra one."""
    innsyn, naa = innsyn_i(request), klokke.naa()
    planlegges = Gruppe.objects.planlagt_av(innsyn).select_related("nettverk")
    gruppe = get_object_or_404(planlegges, pk=pk)
    request.nettverk = gruppe.nettverk  # type: ignore[attr-defined]
    med_navn = Gruppe.objects.koordinert_av(innsyn).filter(pk=pk).exists()
    fra = innsyn.dag + timedelta(days=1)
    grunnlag = plangrunnlag(gruppe, fra, innsyn.dag + FRAM, med_navn=med_navn, naa=naa)
    tilbake = reverse("gruppe", args=(pk,))
    return _planlegg(request, innsyn, Planside(grunnlag, tilbake, tilbake))


def _planlegg(request: HttpRequest, innsyn: Innsyn, side: Planside) -> HttpResponse:
    """Show the form; look over what was filled in; then plan it."""
    if request.method != "POST":
        return _vis(request, side, side.sett(initial=side.forslag()))
    steg = request.POST.get("steg")
    if steg == "ikke_avtalt" and side.mote is not None:
        return _utsett(request, innsyn, side, side.mote)
    if steg in ("flere", "endre"):
        rader = _skrevet(request)
        tillegg = [tom_rad(side.grunnlag)] if steg == "flere" and len(rader) < MEST else []
        return _vis(request, side, side.sett(initial=[*rader, *tillegg]))
    sett = side.sett(data=request.POST)
    if steg == "lagre" and sett.er_planlagt():
        return _alt_planlagt(request, side)
    if not sett.is_valid():
        return _vis(request, side, sett, status=422)
    if not sett.avtalte():
        messages.error(request, _("Skriv minst én dato, eller trykk «Ikke avtalt ennå»."))
        return _vis(request, side, sett, status=422)
    if steg == "lagre":
        return _lagre(request, innsyn, side, sett)
    # What the planner had seen, so that a meeting planned since the form was shown is found out.
    sett_for = {"kjente": request.POST.get("kjente", "")}
    kontekst = _kontekst(side, sett) | {"rader": sett.rader()} | sett_for
    return render(request, "moter/planlegg_se_over.html", kontekst)


def _skrevet(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what stands in the rows, unchecked, so that it can be shown again."""
    antall = request.POST.get(f"{PREFIKS}-TOTAL_FORMS", "")
    rader = min(int(antall), MEST) if antall.isascii() and antall.isdecimal() else 0
    return [{felt: request.POST.get(f"{PREFIKS}-{nr}-{felt}", "") for felt in FELT} for nr in range(rader)]


def _lagre(request: HttpRequest, innsyn: Innsyn, side: Planside, sett: Motetidsett) -> HttpResponse:
    assert innsyn.person is not None
    gruppe, naa = side.grunnlag.gruppe, side.grunnlag.naa
    kjente = {int(pk) for pk in request.POST.get("kjente", "").split(",") if pk.isascii() and pk.isdecimal()}
    tider = [rad.tid for rad in sett.rader()]
    try:
        planlagt = planlegg_aret(gruppe, tider, kjente=kjente, av=innsyn.person, naa=naa)
    except AlleredePlanlagt:
        return _alt_planlagt(request, side)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return _vis(request, side, side.sett(initial=_skrevet(request)), status=422)
    antall = len(planlagt.moter)
    beskjed = ngettext(
        "%(antall)d møte er planlagt. %(fortalt)d får «Hold av dagen» på e-post.",
        "%(antall)d møter er planlagt. %(fortalt)d får «Hold av dagen» på e-post.",
        antall,
    )
    messages.success(request, beskjed % {"antall": antall, "fortalt": planlagt.fortalt})
    return redirect(side.etterpa)


def _alt_planlagt(request: HttpRequest, side: Planside) -> HttpResponse:
    messages.info(request, _("Møtene er allerede planlagt. Ingenting er sendt på nytt."))
    return redirect(side.etterpa)


def _utsett(request: HttpRequest, innsyn: Innsyn, side: Planside, mote: Mote) -> HttpResponse:
    assert innsyn.person is not None
    try:
        si_ikke_avtalt(mote, av=innsyn.person, naa=side.grunnlag.naa)
    except ValidationError as feil:
        messages.info(request, " ".join(feil.messages))
    else:
        ord_ = _("Notert: møtene i %(ar)d er ikke avtalt ennå. Oppgaven og fristen står.")
        messages.success(request, ord_ % {"ar": side.ar})
    return redirect(side.tilbake)


def _vis(request: HttpRequest, side: Planside, sett: Motetidsett, status: int = 200) -> HttpResponse:
    return render(request, "moter/planlegg.html", _kontekst(side, sett), status=status)


def _kontekst(side: Planside, sett: Motetidsett) -> dict[str, Any]:
    grunnlag = side.grunnlag
    return {
        "side": side,
        "gruppe": grunnlag.gruppe,
        "mote": side.mote,
        "sett": sett,
        "kjente": ",".join(map(str, sorted(grunnlag.kjente))),
        "kan_ha_flere": side.mote is not None and len(sett.forms) < MEST,
        "uten_ferier": not grunnlag.dager.ferier,
    }
