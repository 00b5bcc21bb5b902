"""Moving and cancelling: a form, a look at who is told what, and then once (L17). Also from a phone."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moter import endring
from moter.beskjeder import Beskjed, Som, beskjeder, gruppert, som_nas, uten_adresse
from moter.endringsbrev import AVLYST, FLYTTET, Endring, forhandsvis, ikke_nadd, siste_beskjed
from moter.endringsskjema import BeskjedForm, FlyttForm
from moter.models import Mote
from moter.telefon import a_ringe
from moter.views import har, moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn

SNART = timedelta(days=2)  # so near that a mail may be read too late


def _er_for_sent(request: HttpRequest, mote: Mote) -> bool:
    """Say it where a meeting is cancelled or over, instead of showing a form that must refuse."""
    if mote.er_avlyst:
        messages.info(request, _("Møtet er allerede avlyst."))
    elif mote.er_ferdig(klokke.naa()):
        messages.info(request, _("Møtet er over, og kan ikke endres."))
    else:
        return False
    return True


@moteside(krever="forvaltet_av")
def flytt(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Move the meeting; programme, deadlines, calendar and notices follow."""
    if _er_for_sent(request, mote):
        return redirect(mote)
    skjema = FlyttForm(request.POST or None, mote=mote, naa=klokke.naa())

    def vis_hva_som_skjer() -> HttpResponse:
        flyttet = Mote.objects.med_navn().get(pk=mote.pk)
        endring.krev_som_sett(mote, skjema.cleaned_data["sett"])
        endring.sett_flyttet(flyttet, **skjema.ny_tid(), naa=klokke.naa())
        return _se_over(request, flyttet, skjema, innsyn, fra=mote)

    def gjor_det() -> int:
        return endring.flytt(mote, **skjema.ny_tid(), **_av(skjema, innsyn))

    return _i_to_trinn(request, mote, skjema, "moter/flytt.html", vis_hva_som_skjer, gjor_det)


@moteside(krever="forvaltet_av")
def avlys(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Cancel the meeting; deadlines end, and the organiser keeps her turn."""
    if _er_for_sent(request, mote):
        return redirect(mote)
    skjema = BeskjedForm(request.POST or None, mote=mote)

    def vis_hva_som_skjer() -> HttpResponse:
        avlyst = Mote.objects.med_navn().get(pk=mote.pk)
        endring.krev_som_sett(mote, skjema.cleaned_data["sett"])
        avlyst.avlyst = klokke.naa()
        return _se_over(request, avlyst, skjema, innsyn)

    def gjor_det() -> int:
        return endring.avlys(mote, **_av(skjema, innsyn))

    return _i_to_trinn(request, mote, skjema, "moter/avlys.html", vis_hva_som_skjer, gjor_det)


def _i_to_trinn(
    request: HttpRequest,
    mote: Mote,
    skjema: BeskjedForm,
    mal: str,
    vis_hva_som_skjer: Callable[[], HttpResponse],
    gjor_det: Callable[[], int],
) -> HttpResponse:
    """Show the form; then what will happen; then do it, and tell who was told.

    From what will happen one may go back to the form as it was filled in.
    """
    if request.method == "POST" and skjema.is_valid() and "endre" not in request.POST:
        try:
            if "bekreftet" not in request.POST:
                return vis_hva_som_skjer()
            antall = gjor_det()
        except ValidationError as feil:
            if feil.code == "gjort":
                messages.info(request, feil.messages[0])
                return redirect("mote_beskjed", pk=mote.pk)
            skjema.add_error(None, feil.messages)
            skjema.se_pa_nytt()
        else:
            ord_ = ngettext("%(antall)d får e-post.", "%(antall)d får e-post.", antall)
            messages.success(request, ord_ % {"antall": antall})
            return redirect("mote_beskjed", pk=mote.pk)
    kontekst = {"mote": mote, "skjema": skjema}
    return render(request, mal, kontekst, status=422 if skjema.errors else 200)


def _av(skjema: BeskjedForm, innsyn: Innsyn) -> dict[str, Any]:
    assert innsyn.hvem is not None
    data = skjema.cleaned_data
    return {"av": innsyn.hvem, "naa": klokke.naa(), "melding": data["melding"], "sett": data["sett"]}


def _se_over(
    request: HttpRequest, mote: Mote, skjema: BeskjedForm, innsyn: Innsyn, *, fra: Mote | None = None
) -> HttpResponse:
    """Show who will be told what. `mote` is as it will be, `fra` as it is where it is moved."""
    assert innsyn.hvem is not None
    naa = klokke.naa()
    endringen = Endring(
        mote,
        innsyn.hvem,
        naa,
        skjema.cleaned_data["melding"],
        (fra.start, fra.slutt) if fra else None,
        fra.motested if fra else "",
    )
    alle = beskjeder(mote, innsyn.dag, for_flytting=fra.medlemmer() if fra else ())
    kontekst = {
        "mote": mote,
        "fra": fra,
        "skjema": skjema,
        "antall": len(som_nas(alle)),
        "grupper": gruppert(alle),
        "uten_adresse": uten_adresse(alle),
        "utgaver": [(hvem, forhandsvis(endringen, en)) for hvem, en in _en_av_hver(alle)],
    }
    return render(request, "moter/endring_se_over.html", kontekst)


def _en_av_hver(alle: list[Beskjed]) -> list[tuple[str, Beskjed]]:
    """Return one receiver of each text that differs: a member, and a guest who comes, if there is one."""
    funnet: list[tuple[str, Beskjed]] = []
    for som in (Som.MEDLEM, Som.GJEST):
        egne = [en for en in som_nas(alle) if en.som is som]
        if egne:
            som_kommer = (en for en in egne if en.gjest and en.gjest.kommer)
            funnet.append((str(som.value), next(som_kommer, egne[0])))
    return funnet or [(str(Som.KLB.value), alle[-1])]


@moteside(krever="forvaltet_av")
def beskjed(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show who has been told of the last change, how it went, and who must be told in another way."""
    leveringer = siste_beskjed(mote, FLYTTET, AVLYST)
    if leveringer is None:
        return redirect(mote)
    naa = klokke.naa()
    alle = beskjeder(mote, innsyn.dag)
    ser_telefon = har(mote, "styrt_av", innsyn) and not mote.er_ferdig(naa)
    ma_ringes = [*uten_adresse(alle), *ikke_nadd(leveringer)]
    resten = {en.mottaker.person for en in som_nas(alle) if en.mottaker.person} - {innsyn.hvem, *ma_ringes}
    snart = ser_telefon and mote.start - naa < SNART
    kontekst = {
        "mote": mote,
        "leveringer": leveringer,
        "koordinerer": har(mote, "koordinert_av", innsyn),
        "ma_ringes": a_ringe(ma_ringes, telefon=ser_telefon),
        "andre": a_ringe((en for en in resten if en.telefon), telefon=True) if snart else [],
    }
    return render(request, "moter/endring_beskjed.html", kontekst)
