"""What anybody reads of the regional series (D1)."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from dybdemoter.models import Region, Serie, Soknad
from dybdemoter.pameldingsskjema import InstitusjonForm
from dybdemoter.seriestand import Seriestand
from dybdemoter.views import serieside
from nettverk import klokke
from nettverk.lenkesider import i_malform
from nettverk.models import Nettverk


def serier(request: HttpRequest) -> HttpResponse:
    """List the series: those one can register for, those that are running, and earlier seasons."""
    naa = klokke.naa()
    publiserte = Serie.objects.offentlige().for_frister()
    sokt = Counter(Soknad.objects.levende().filter(serie__in=publiserte).values_list("serie", flat=True))
    alle = [Seriestand(en, naa, sokt[en.pk]) for en in sorted(publiserte, key=_nyeste_forst)]
    eiere = {stand.serie.nettverk for stand in alle}
    nettverk: Nettverk | None = eiere.pop() if len(eiere) == 1 else None
    if nettverk is not None:
        request.nettverk = nettverk  # type: ignore[attr-defined]
    malform = request.LANGUAGE_CODE if request.user.is_authenticated or not nettverk else nettverk.malform
    kontekst = {
        "apne": [stand for stand in alle if stand.fase == "apen"],
        "stengt": [stand for stand in alle if stand.fase != "apen" and not stand.er_over],
        "tidligere": [stand for stand in alle if stand.er_over],
    }
    return i_malform(request, malform, lambda: render(request, "dybdemoter/serier.html", kontekst))


def _nyeste_forst(serie: Serie) -> tuple[int, int, int]:
    """Return what sorts the newest season first, and the regions as the source has them."""
    return -int(serie.sesong[:4]), Region.values.index(serie.region), serie.pk


@serieside
def serie(request: HttpRequest, serie: Serie) -> HttpResponse:
    """Show a series' page, with the form's first step while one can register."""
    kontekst = om_serien(serie) | {"skjema": InstitusjonForm(serie=serie)}
    return render(request, "dybdemoter/serie.html", kontekst)


def om_serien(serie: Serie) -> dict[str, object]:
    """Return what every public page of a series shows: where it stands, and its sisters."""
    naa = klokke.naa()
    andre = Serie.objects.offentlige().filter(nettverk=serie.nettverk_id)
    samme_region = andre.filter(region=serie.region).exclude(pk=serie.pk).prefetch_related("moter")
    return {
        "serie": serie,
        "tekster": serie.tekster,
        "radgivere": serie.radgivere.all(),
        "stand": Seriestand(serie, naa, serie.soknader.levende().count()),
        "regioner": _regioner(serie, list(andre.filter(sesong=serie.sesong))),
        "tidligere": [en for en in samme_region if en.sesong < serie.sesong],
        "apne_senere": [en for en in samme_region if en.tar_imot(naa)],
    }


def _regioner(serie: Serie, sesongen: list[Serie]) -> list[Serie]:
    """Return one series for each region of the season: this one, else one that is not cancelled."""
    per_region: dict[str, Serie] = {}
    for en in sorted(sesongen, key=lambda en: (en.er_avlyst, en.pk != serie.pk)):
        per_region.setdefault(en.region, en)
    per_region[serie.region] = serie
    return [per_region[region] for region in Region.values if region in per_region]
