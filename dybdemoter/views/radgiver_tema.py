"""Topics as the advisers see them: proposals, votes, merging, and the final choice (D10)."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from dybdemoter import problemstillinger as regler
from dybdemoter.forfall import PROBLEMSTILLING, forfall_problemstilling, stemmefrist
from dybdemoter.models import Serie, Seriemote, Soknad, Stemme, Valg
from dybdemoter.temaskjema import AvtaltForm, SlaSammenForm, VelgForm
from dybdemoter.views.styring import si_feil, styrer, styringsside, vis
from nettverk import klokke
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist
from nettverk.tilstand import Tilstand, tilstand


@dataclass(frozen=True)
class Temalinje:
    """One meeting: how many have voted, and whether its topic is chosen. `frist` is the advisers' own."""

    mote: Seriemote
    valg: Valg | None
    stemmer: int
    frist: Tilstand | None
    har_begynt: bool


@styringsside
def temaer(request: HttpRequest, serie: Serie) -> HttpResponse:
    """List the meetings with what each still needs, and the topics, which can be merged."""
    return _vis_temaer(request, serie, SlaSammenForm(serie=serie))


def _vis_temaer(request: HttpRequest, serie: Serie, skjema: SlaSammenForm) -> HttpResponse:
    apne = serie.problemstillinger.filter(slatt_sammen_i=None).select_related("fra__institusjon", "mote")
    kontekst = {
        "linjer": _linjer(serie),
        "temaer": apne.prefetch_related("valg__mote", "slatt_sammen_av__fra__institusjon").annotate(
            antall=Count("stemmer")
        ),
        "skjema": skjema,
        "krysset": [str(pk) for pk in skjema["tema"].value() or ()],
        "med_plass": serie.soknader.med_plass().count(),
    }
    return vis(request, serie, "temaer", kontekst, status=422 if skjema.errors else 200)


def _linjer(serie: Serie) -> list[Temalinje]:
    naa = klokke.naa()
    moter = serie.moter.gjeldende().select_related("valg__problemstilling").order_by("start", "pk")
    frister = Frist.objects.filter(seriemote__serie=serie, slag=PROBLEMSTILLING)
    forfall = {frist.object_id: tilstand(frist, naa) for frist in frister}
    gyldige = Stemme.objects.filter(mote__serie=serie, soknad__in=serie.soknader.med_plass())
    antall = dict(gyldige.order_by().values_list("mote").annotate(Count("pk")))
    return [
        Temalinje(
            mote, getattr(mote, "valg", None), antall.get(mote.pk, 0), forfall.get(mote.pk), mote.start <= naa
        )
        for mote in moter
    ]


@styringsside
def sla_sammen(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Ask which of the chosen topics remains, and merge the others into it with their votes."""
    skjema = SlaSammenForm(request.POST if request.method == "POST" else request.GET, serie=serie)
    if "tema" in skjema.errors:
        return _vis_temaer(request, serie, skjema)
    if request.method == "POST" and skjema.is_valid():
        inn_i = skjema.cleaned_data["inn_i"]
        try:
            regler.sla_sammen([en for en in skjema.cleaned_data["tema"] if en != inn_i], inn_i)
        except ValidationError as feil:
            si_feil(skjema, feil)
        else:
            messages.success(request, _("Slått sammen. Stemmene følger med."))
            return redirect("styring_temaer", serie.pk)
    valgte = skjema.cleaned_data["tema"].select_related("fra__institusjon").annotate(antall=Count("stemmer"))
    er_feil = request.method == "POST"
    kontekst = {"skjema": skjema, "valgte": valgte, "feil": skjema.errors if er_feil else None}
    return vis(request, serie, "sla_sammen", kontekst, status=422 if er_feil else 200)


@styringsside
def tema(request: HttpRequest, serie: Serie, mote_pk: int) -> HttpResponse:
    """Show the votes for a meeting, and make the final choice; everybody with a place is told."""
    mote = _finn(serie, mote_pk)
    valg = Valg.objects.filter(mote=mote).select_related("problemstilling", "av").first()
    forvalg = {"problemstilling": valg.problemstilling_id, "grunn": valg.grunn} if valg else {}
    skjema = VelgForm(request.POST if request.method == "POST" else None, mote=mote, initial=forvalg)
    if request.method == "POST" and skjema.is_valid():
        data = skjema.cleaned_data
        if valg is not None and not skjema.has_changed():
            messages.info(request, _("Ingenting er endret, så ingen får ny e-post."))
            return redirect("styring_tema", serie.pk, mote.pk)
        try:
            regler.velg(
                mote, data["problemstilling"], grunn=data["grunn"], av=styrer(request), naa=klokke.naa()
            )
        except ValidationError as feil:
            si_feil(skjema, feil)
        else:
            messages.success(request, _("Valgt. Alle som er med, får vite det på e-post."))
            return redirect("styring_tema", serie.pk, mote.pk)
    return _vis_tema(request, mote, valg, skjema, AvtaltForm())


@styringsside
def avtalt(request: HttpRequest, serie: Serie, mote_pk: int) -> HttpResponse:
    """Enter a topic that was settled in a meeting."""
    mote = _finn(serie, mote_pk)
    if request.method != "POST":
        return redirect("styring_tema", serie.pk, mote.pk)
    skjema = AvtaltForm(request.POST)
    if skjema.is_valid():
        try:
            regler.legg_inn_avtalt(mote, skjema.cleaned_data["tekst"], av=styrer(request), naa=klokke.naa())
        except ValidationError as feil:
            si_feil(skjema, feil)
        else:
            messages.success(request, _("Lagt inn. Alle som er med, får vite det på e-post."))
            return redirect("styring_tema", serie.pk, mote.pk)
    valg = Valg.objects.filter(mote=mote).select_related("problemstilling", "av").first()
    return _vis_tema(request, mote, valg, VelgForm(mote=mote), skjema)


def _finn(serie: Serie, pk: int) -> Seriemote:
    mote: Seriemote = get_object_or_404(serie.moter.all(), pk=pk)
    mote.serie = serie
    return mote


def _vis_tema(
    request: HttpRequest, mote: Seriemote, valg: Valg | None, skjema: VelgForm, avtalt_skjema: AvtaltForm
) -> HttpResponse:
    naa, serie = klokke.naa(), mote.serie
    med_plass = _med_plass(serie)
    stemmer = Stemme.objects.filter(mote=mote, soknad__in=med_plass).select_related("soknad__institusjon")
    har_stemt: dict[int, list[str]] = {}
    for stemme in stemmer.order_by("soknad__nummer"):
        har_stemt.setdefault(stemme.problemstilling_id, []).append(stemme.soknad.institusjon.navn)
    frist = Frist.objects.om(mote).filter(slag=PROBLEMSTILLING).first()
    i_tide = lokal_dag(naa) <= stemmefrist(mote)
    kontekst = {
        "mote": mote,
        "valg": valg,
        "stilling": [(en, har_stemt.get(en.pk, [])) for en in regler.stilling(mote)],
        "mangler": med_plass.exclude(stemmer__mote=mote),
        "antall": len(stemmer),
        "skjema": skjema,
        "avtalt": avtalt_skjema,
        "kan_velge": not mote.er_avlyst and naa < mote.start and serie.status == Serie.Status.FORDELT,
        "har_begynt": naa >= mote.start,
        "stemmefrist": stemmefrist(mote),
        "stemmer_apne": valg is None and i_tide,
        "stengt_av_valget": valg is not None and i_tide,
        "senest": forfall_problemstilling(mote),
        "frist": tilstand(frist, naa) if frist is not None else None,
    }
    status = 422 if skjema.errors or avtalt_skjema.errors else 200
    return vis(request, serie, "tema", kontekst, status=status)


def _med_plass(serie: Serie) -> QuerySet[Soknad]:
    return serie.soknader.med_plass().select_related("institusjon").order_by("nummer")
