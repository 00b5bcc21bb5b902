"""One meeting as an institution sees it: who comes, what is discussed, and its vote (D9, D10)."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dybdemoter import problemstillinger
from dybdemoter.deltakere import Deltakerdata, sett_for_mote
from dybdemoter.institusjonslenke import Besok, institusjonsside
from dybdemoter.institusjonsside import Institusjonsbilde, Motelinje
from dybdemoter.institusjonsskjema import StemmeForm
from dybdemoter.kalender import motepost
from dybdemoter.models import Problemstilling
from dybdemoter.pameldingsskjema import deltakersett, med_flere_rader
from dybdemoter.views.institusjon import besokskontekst, kalendersvar
from nettverk.kalender import kalenderfil

Moteside = Callable[..., HttpResponse]


def moteside(side: Moteside) -> Moteside:
    """Find the meeting in the institution's own series, for one with a place; another is not there."""

    @wraps(side)
    def vis(request: HttpRequest, besok: Besok, mote_pk: int) -> HttpResponse:
        bilde = Institusjonsbilde(besok.soknad, besok.naa)
        linje = next((en for en in bilde.moter if en.mote.pk == mote_pk), None)
        if linje is None or not bilde.med_plass:
            raise Http404
        return side(request, besok, linje)

    return institusjonsside(vis)


@moteside
def mote(request: HttpRequest, besok: Besok, linje: Motelinje) -> HttpResponse:
    """Show a meeting: link, who comes, and its topic, or those one can vote for."""
    return _vis(request, besok, linje, _stemmeskjema(linje))


def _stemmeskjema(linje: Motelinje, data: QueryDict | None = None) -> StemmeForm:
    return StemmeForm(data, mote=linje.mote, initial={"problemstilling": linje.stemt})


def _vis(request: HttpRequest, besok: Besok, linje: Motelinje, skjema: StemmeForm) -> HttpResponse:
    temaer = Problemstilling.objects.a_stemme_over(linje.mote).select_related("fra__institusjon")
    kontekst = besokskontekst(besok) | {
        "linje": linje,
        "mote": linje.mote,
        "stemmeskjema": skjema,
        "temaer": temaer if linje.kan_stemme else (),
    }
    status = 422 if skjema.errors else 200
    return render(request, "dybdemoter/institusjon_mote.html", kontekst, status=status)


@moteside
def stem(request: HttpRequest, besok: Besok, linje: Motelinje) -> HttpResponse:
    """Give the institution's vote, or change it."""
    til = redirect("institusjon_mote", besok.soknad.pk, linje.mote.pk)
    if request.method != "POST":
        return til
    skjema = _stemmeskjema(linje, request.POST)
    if not skjema.is_valid() and linje.kan_stemme:
        return _vis(request, besok, linje, skjema)
    valgt = skjema.cleaned_data.get("problemstilling") or Problemstilling()
    try:
        problemstillinger.stem(besok.soknad, valgt, linje.mote, naa=besok.naa)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Stemmen er lagret. Dere kan endre den til avstemningen er over."))
    return til


@moteside
def deltakere(request: HttpRequest, besok: Besok, linje: Motelinje) -> HttpResponse:
    """Name who else comes to this one meeting, until it begins."""
    ekstra = [en for en in linje.ventet if en.mote_id is not None]
    sett = deltakersett(fra=[Deltakerdata(en.navn, en.yrke, en.epost) for en in ekstra])
    if request.method == "POST" and request.POST.get("steg") == "flere":
        sett = med_flere_rader(request.POST, flere=1)
    elif request.method == "POST":
        sett = deltakersett(request.POST)
        if sett.is_valid() and _lagret(request, besok, linje, sett.deltakere()):
            return redirect("institusjon_mote", besok.soknad.pk, linje.mote.pk)
    kontekst = besokskontekst(besok) | {"linje": linje, "mote": linje.mote, "sett": sett}
    status = 422 if sett.is_bound else 200
    return render(request, "dybdemoter/institusjon_mote_deltakere.html", kontekst, status=status)


def _lagret(request: HttpRequest, besok: Besok, linje: Motelinje, deltakere: list[Deltakerdata]) -> bool:
    """Store who else comes; False where it is too late."""
    try:
        sett_for_mote(besok.soknad, linje.mote, deltakere, naa=besok.naa)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return False
    messages.success(request, _("Lagret. Rådgiverne ser hvem som kommer."))
    return True


@moteside
def kalender(request: HttpRequest, besok: Besok, linje: Motelinje) -> HttpResponse:
    """Hand over one meeting as a calendar file, with the Teams link."""
    return kalendersvar(kalenderfil(motepost(linje.mote), naa=besok.naa), f"dybdemote-{linje.mote.nummer}")
