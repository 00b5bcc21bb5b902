"""The front page, the coordinator's overview, and my page."""

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from moter.models import Mote, Pamelding
from nettverk import klokke
from nettverk.innsyn import Innsyn, innsyn_i
from nettverk.models import Medlemskap, Nettverk
from oversikt.arsoversikt import KOLONNER, Linje, arsoversikt

TILSTANDER = ("danger", "warning", "accent", "success", "neutral")


def forside(request: HttpRequest) -> HttpResponse:
    """Send everybody to where her work is; tell strangers what this is."""
    innsyn = innsyn_i(request)
    if innsyn.person is None:
        return render(request, "oversikt/forside.html")
    if Nettverk.objects.koordinert_av(innsyn.person).exists():
        return redirect("oversikt")
    return redirect("min_side")


@login_required
def oversikt(request: HttpRequest) -> HttpResponse:
    """Show a network's year to its coordinators, worst first."""
    innsyn = innsyn_i(request)
    naa = klokke.naa()
    alle = Nettverk.objects.koordinert_av(innsyn.person)
    if not alle.exists():
        raise Http404
    slug = request.GET.get("nettverk", "")
    nettverk = get_object_or_404(alle, slug=slug) if slug else alle.first()
    assert nettverk is not None
    request.nettverk = nettverk  # type: ignore[attr-defined]
    ar = _ar(request, innsyn.dag.year)
    arets = arsoversikt(nettverk, ar, naa)
    valgt = request.GET.get("tilstand", "")
    kontekst = {
        "nettverk": nettverk,
        "alle_nettverk": alle,
        "ar": ar,
        "dag": innsyn.dag,
        "arets": arets,
        "linjer": [linje for linje in arets.linjer if not valgt or linje.farge == valgt],
        "valgt": valgt,
        "antall": _antall(arets.linjer),
        "kolonner": KOLONNER,
        "uten_leder": _uten_leder(nettverk, innsyn).count(),
    }
    return render(request, "oversikt/oversikt.html", kontekst)


def _ar(request: HttpRequest, i_ar: int) -> int:
    """Return the year asked for, within reason; else this year."""
    onsket = request.GET.get("ar", "")
    return int(onsket) if onsket.isdecimal() and 2000 <= int(onsket) <= 2100 else i_ar


def _antall(linjer: list[Linje]) -> dict[str, int]:
    return {farge: sum(linje.farge == farge for linje in linjer) for farge in TILSTANDER}


def _uten_leder(nettverk: Nettverk, innsyn: Innsyn) -> QuerySet[Medlemskap]:
    aktive = Medlemskap.objects.aktive(innsyn.dag)
    return aktive.filter(gruppe__nettverk=nettverk, naermeste_leder__isnull=True)


@login_required
def min_side(request: HttpRequest) -> HttpResponse:
    """Show a member what is asked of her now, and her meetings."""
    innsyn = innsyn_i(request)
    naa = klokke.naa()
    moter = Mote.objects.synlig_for(innsyn).med_navn()
    mine = Medlemskap.objects.gjeldende(innsyn.dag).filter(person=innsyn.person)
    egne = moter.filter(gruppe__in=mine.values("gruppe")) | moter.filter(arrangor=innsyn.person)
    egne |= moter.filter(referent=innsyn.person)
    kommende = list(egne.filter(slutt__gte=naa).distinct())
    svar = {p.mote_id: p for p in Pamelding.objects.filter(person=innsyn.person, mote__in=kommende)}
    sendte = set(
        Mote.objects.filter(pk__in=[m.pk for m in kommende], innkallinger__sendt__isnull=False)
        .values_list("pk", flat=True)
    )  # fmt: skip
    kontekst = {
        "grupper": mine.select_related("gruppe", "arbeidssted", "naermeste_leder"),
        "a_svare": [m for m in kommende if m.pk in sendte and m.pk not in svar and not m.er_avlyst],
        "arrangerer": [m for m in kommende if m.arrangor_id == innsyn.person.pk],  # type: ignore[union-attr]
        "kommende": [(m, svar.get(m.pk)) for m in kommende],
        "tidligere": egne.filter(slutt__lt=naa).distinct().order_by("-start")[:9],
    }
    return render(request, "oversikt/min_side.html", kontekst)
