"""Who gets the places: proposal, decision, answers to all, and what becomes free later (D5, D6, D8, D11)."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from dybdemoter import endring
from dybdemoter import plasser as regler
from dybdemoter.forfall import SVAR
from dybdemoter.koen import i_koen
from dybdemoter.models import Fordeling, Serie, Soknad, Soknadssteg
from dybdemoter.radgiverskjema import FordelingForm, UtvidForm
from dybdemoter.soknadsbilde import Soknadsbilde, typer_i_ord
from dybdemoter.svarsyn import begrunnelse, leverte, svarbrev
from dybdemoter.views.styring import si_feil, styrer, styringsside, vis
from nettverk import klokke
from nettverk.innsyn import innsyn_i
from nettverk.models import Epost, Frist
from nettverk.sporring import heltall
from nettverk.tilstand import Tilstand, tilstand

T = Soknad.Tilstand


def svarfristen(serie: Serie) -> Tilstand | None:
    """Return how it stands with answering everybody; late is late (D6)."""
    frist = Frist.objects.om(serie).filter(slag=SVAR).first()
    return tilstand(frist, klokke.naa()) if frist is not None else None


def _mottatte(serie: Serie) -> list[Soknad]:
    alle = serie.soknader.filter(tilstand=T.MOTTATT).select_related("institusjon")
    funnet = list(alle.prefetch_related("kontakter", "deltakere").order_by("nummer"))
    for en in funnet:
        en.serie = serie
    return funnet


@styringsside
def fordeling(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show the proposal with its reasons; accept it, or change it and say why (D5)."""
    naa = klokke.naa()
    mottatte = _mottatte(serie)
    foreslatt = regler.forslag(serie)
    navn = {en.nummer: en.institusjon.navn for en in mottatte}
    beslutninger = list(serie.fordelinger.select_related("av").order_by("-tid", "-pk"))
    fa = regler.er_fa(serie)
    skjema = FordelingForm(
        request.POST if request.method == "POST" else None,
        kandidater=navn,
        fa=fa,
        initial=_forvalg(beslutninger, [en.nummer for en in foreslatt.valgt], navn),
    )
    if request.method == "POST" and skjema.is_valid():
        data = skjema.cleaned_data
        valg = {"grunn": data["grunn"], "med_fa": data.get("med_fa", False)}
        try:
            regler.bestem(serie, data["valgt"], av=styrer(request), naa=naa, **valg)
        except ValidationError as feil:
            si_feil(skjema, feil)
        else:
            return redirect("styring_svar", serie.pk)
    valgt = {str(nummer) for nummer in skjema["valgt"].value() or ()}
    bytter = {b.inn.nummer for b in foreslatt.bytter}, {b.ut.nummer for b in foreslatt.bytter}
    alle_navn = dict(serie.soknader.values_list("nummer", "institusjon__navn"))
    rader = [
        (en, typer_i_ord(en.typer), str(en.nummer) in valgt, _merknad(en.nummer, bytter)) for en in mottatte
    ]
    kontekst = {
        "skjema": skjema,
        "rader": rader,
        "klar": serie.fristen_er_ute(naa) and serie.status == Serie.Status.APEN,
        "begrunnelse": begrunnelse(foreslatt, serie.plasser, navn) if mottatte else [],
        "beslutninger": [(en, [alle_navn.get(nummer, "") for nummer in en.valgt]) for en in beslutninger],
        "fa": fa,
        "svarfrist": svarfristen(serie),
    }
    return vis(request, serie, "fordeling", kontekst, status=422 if skjema.errors else 200)


def _forvalg(beslutninger: list[Fordeling], foreslatt: list[int], navn: dict[int, str]) -> dict[str, object]:
    """Return the last decision as long as it holds, else the proposal."""
    siste = next(iter(beslutninger), None)
    if siste is not None and set(siste.valgt) <= navn.keys():
        return {"valgt": siste.valgt, "grunn": siste.grunn}
    return {"valgt": foreslatt}


def _merknad(nummer: int, bytter: tuple[set[int], set[int]]) -> str:
    inn, ut = bytter
    return _("Kommer inn i forslaget") if nummer in inn else _("Viker i forslaget") if nummer in ut else ""


@styringsside
def utvid(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Give more time to register, as where fewer than two have (D11)."""
    skjema = UtvidForm(request.POST if request.method == "POST" else None)
    if serie.svar_sendt is not None or serie.status != Serie.Status.APEN:
        messages.error(request, _("Fristen kan ikke utvides nå."))
        return redirect("styring_fordeling", serie.pk)
    if skjema.is_valid():
        try:
            endring.utvid_frist(serie, skjema.cleaned_data["pamelding_frist"], naa=klokke.naa())
        except ValidationError as feil:
            si_feil(skjema, feil)
        else:
            messages.success(request, _("Fristen er utvidet. De som har meldt seg på, får vite det."))
            return redirect("styring_soknader", serie.pk)
    return vis(request, serie, "utvid", {"skjema": skjema}, status=422 if skjema.errors else 200)


@styringsside
def svar(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Read every answer as it will be read, and send them all with one press (D6)."""
    if serie.svar_sendt is not None:
        return redirect("styring_svar_sendt", serie.pk)
    siste, mottatte = serie.fordelinger.last(), _mottatte(serie)
    if siste is None or not set(siste.valgt) <= {en.nummer for en in mottatte}:
        messages.info(request, _("Bestem først hvem som får plass."))
        return redirect("styring_fordeling", serie.pk)
    if request.method == "POST":
        if heltall(request.POST, "fordeling") != siste.pk:
            messages.error(request, _("Fordelingen er endret siden du så på svarene. Se over dem på nytt."))
            return redirect("styring_svar", serie.pk)
        try:
            regler.gi_svar(serie, av=styrer(request), naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
            return redirect("styring_fordeling", serie.pk)
        return redirect("styring_svar_sendt", serie.pk)
    brevene = svarbrev(mottatte, siste.valgt)
    kontekst = {
        "beslutning": siste,
        "grupper": [(ja, [brev for brev in brevene if brev.ja is ja]) for ja in (True, False)],
        "antall": sum(len(brev.til) for brev in brevene),
        "uten_lenke": [mote for mote in serie.gjeldende_moter() if not mote.teams_lenke],
        "svarfrist": svarfristen(serie),
    }
    return vis(request, serie, "svar", kontekst)


@styringsside
def sendt(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show that everybody has been answered, and how it went with each mail."""
    alle = leverte(serie)
    if not alle:
        return redirect("styring_fordeling", serie.pk)
    epost = [en.pk for ett in alle for en in ett.leveringer.epost]
    kontekst = {
        "leverte": alle,
        "galt": [ett for ett in alle if ett.leveringer.galt],
        "antall": len(epost),
        "apnes": set(
            Epost.objects.synlig_for(innsyn_i(request)).filter(pk__in=epost).values_list("pk", flat=True)
        ),
        "svarfrist": svarfristen(serie),
    }
    return vis(request, serie, "sendt", kontekst)


@styringsside
def plasser(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show who has a place, who has been offered one, who waits; offer a free one to the next (D8)."""
    naa = klokke.naa()
    if request.method == "POST":
        return _tilby(request, serie)
    alle = serie.soknader.select_related("institusjon").order_by("nummer")
    bilder = [Soknadsbilde(en, naa) for en in alle]
    for en in bilder:
        en.soknad.serie = serie
    ledige, forste = regler.ledige(serie), serie.forste_mote
    for_forste = forste is not None and naa < forste.start
    venter = [en for en in bilder if en.soknad.tilstand == T.VENTER]
    kontekst = {
        "med_plass": [en for en in bilder if en.soknad.tilstand == T.PLASS],
        "tilbudt": [en for en in bilder if en.soknad.tilstand == T.TILBUD],
        "venter": venter,
        "ledige": ledige,
        "neste": venter[0].soknad if venter and for_forste and ledige > 0 else None,
        "tilbudsfrist": regler.tilbudsfrist(serie, naa) if for_forste else None,
        "for_forste": for_forste,
        "er_fordelt": serie.status == Serie.Status.FORDELT,
        "historie": Soknadssteg.objects.filter(soknad__serie=serie)
        .exclude(fra="")
        .select_related("soknad__institusjon", "av")
        .order_by("-tid", "-pk"),
    }
    return vis(request, serie, "plasser", kontekst)


def _tilby(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Offer a place to the one who was next when the page was read; pressed twice, it is one offer."""
    try:
        with i_koen(serie):
            neste = regler.neste_pa_ventelisten(serie)
            if neste is not None and neste.pk != heltall(request.POST, "soknad"):
                raise ValidationError(_("Køen er endret siden du åpnet siden. Se på den på nytt."))
            soknad = regler.tilby_neste(serie, av=styrer(request), naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        navn = {"institusjon": soknad.institusjon.navn}
        messages.success(request, _("%(institusjon)s har fått tilbud om plassen på e-post.") % navn)
    return redirect("styring_plasser", serie.pk)
