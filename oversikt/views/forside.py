"""The front page, the coordinator's overview, and my page."""

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from dybdemoter.models import Serie
from moter.deltakere import uten_driftsgruppe
from moter.models import Mote
from nettverk import klokke, vakt
from nettverk.innsyn import Innsyn, innsyn_i
from nettverk.models import (
    Epost,
    Frist,
    Medlemskap,
    Nettverk,
    Nettverksrolle,
    Opplysningssjekk,
)
from nettverk.sporring import parameter
from oversikt.arsoversikt import KOLONNER, RANG, Linje, arsoversikt
from oversikt.minside import minside


def forside(request: HttpRequest) -> HttpResponse:
    """Send everybody to where her work is; tell strangers what this is."""
    innsyn = innsyn_i(request)
    if (motet := Mote.objects.arrangert_av(innsyn).first() if innsyn.lenke else None) is not None:
        return redirect(motet)
    if innsyn.person is None:
        har_serier = Serie.objects.offentlige().exists()
        return render(request, "oversikt/forside.html", {"har_serier": har_serier})
    if Nettverk.objects.koordinert_av(innsyn.person).exists():
        return redirect("oversikt")
    if Nettverksrolle.objects.filter(person=innsyn.person, rolle=Nettverksrolle.Rolle.RADGIVER).exists():
        return redirect("seriestyringer")
    return redirect("min_side")


@login_required
def oversikt(request: HttpRequest) -> HttpResponse:
    """Show a network's year to its coordinators, worst first."""
    innsyn = innsyn_i(request)
    naa = klokke.naa()
    alle = Nettverk.objects.koordinert_av(innsyn.person)
    if not alle.exists():
        raise Http404
    slug = parameter(request, "nettverk")
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
        "meldte_endringer": Opplysningssjekk.objects.apne()
        .filter(medlemskap__gruppe__nettverk=nettverk)
        .count(),
        "uten_driftsgruppe": uten_driftsgruppe(nettverk, naa),
        "stand": vakt.stand(
            Epost.objects.filter(nettverk=nettverk), Frist.objects.filter(nettverk=nettverk), naa
        ),
    }
    return render(request, "oversikt/oversikt.html", kontekst)


def _ar(request: HttpRequest, i_ar: int) -> int:
    """Return the year asked for, within reason; else this year."""
    onsket = parameter(request, "ar")
    return int(onsket) if onsket.isdecimal() and 2000 <= int(onsket) <= 2100 else i_ar


def _antall(linjer: list[Linje]) -> dict[str, int]:
    return {farge: sum(linje.farge == farge for linje in linjer) for farge in RANG}


def _uten_leder(nettverk: Nettverk, innsyn: Innsyn) -> QuerySet[Medlemskap]:
    aktive = Medlemskap.objects.aktive(innsyn.dag)
    nas = Q(naermeste_leder__epost__isnull=False) | ~Q(naermeste_leder__delt_epost="")
    kjent = Q(naermeste_leder__isnull=False) & nas
    return aktive.filter(gruppe__nettverk=nettverk).exclude(kjent)


@login_required
def min_side(request: HttpRequest) -> HttpResponse:
    """Show a person what is asked of her now, her meetings, and her turn."""
    innsyn = innsyn_i(request)
    assert innsyn.person is not None
    return render(request, "oversikt/min_side.html", {"side": minside(innsyn.person, innsyn, klokke.naa())})
