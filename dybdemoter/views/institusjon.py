"""An institution's own page: where it stands, and what comes next (D4 to D10)."""

from datetime import timedelta

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from dybdemoter.institusjonslenke import Besok, husk, institusjonsside, mine_soknader
from dybdemoter.institusjonsside import Institusjonsbilde
from dybdemoter.kalender import motepost
from dybdemoter.lenker import INSTITUSJONSLENKE
from dybdemoter.models import Soknad
from nettverk.innsyn import Innsyn
from nettverk.kalender import abonnement
from nettverk.lenkesider import lenkeside, stille

HENT_IGJEN = timedelta(days=1)


def _soknaden(innsyn: Innsyn) -> Soknad | None:
    return Soknad.objects.egne(innsyn).for_frister().first()


@lenkeside(
    INSTITUSJONSLENKE,
    finn=_soknaden,
    nettverk=lambda soknad: soknad.nettverk,
    virker_ikke="dybdemoter/lenke_virker_ikke.html",
)
def apne(request: HttpRequest, soknad: Soknad, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Take the key out of the address, and go to the institution's page. Nothing else is changed."""
    assert innsyn.lenke is not None
    husk(request, soknad, innsyn.lenke)
    return redirect("institusjon", soknad.pk)


def mine(request: HttpRequest) -> HttpResponse:
    """List what this browser may see: the applications of who is logged in, or has opened a link."""
    soknader = mine_soknader(request)
    if not soknader and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if len(soknader) == 1:
        return redirect("institusjon", soknader[0].pk)
    if soknader:
        request.nettverk = soknader[0].nettverk  # type: ignore[attr-defined]
    return stille(render(request, "dybdemoter/mine.html", {"soknader": soknader}))


@institusjonsside
def side(request: HttpRequest, besok: Besok) -> HttpResponse:
    """Show where the institution stands, what to do next, its meetings, and what it has told."""
    return vis_siden(request, besok)


def vis_siden(request: HttpRequest, besok: Besok, *, status: int = 200, **mer: object) -> HttpResponse:
    """Draw the institution's page."""
    kontekst = {
        "side": Institusjonsbilde(besok.soknad, besok.naa),
        "skjul_innlogging": True,
    } | besokskontekst(besok)
    return render(request, "dybdemoter/institusjon.html", kontekst | mer, status=status)


def besokskontekst(besok: Besok) -> dict[str, object]:
    """Return what every page of an institution shows."""
    soknad = besok.soknad
    return {
        "soknad": soknad,
        "serie": soknad.serie,
        "kontakt": besok.kontakt,
        "skjul_innlogging": besok.med_lenke,
    }


@institusjonsside
def kalender(request: HttpRequest, besok: Besok) -> HttpResponse:
    """Hand over all the meetings as one calendar file, with the Teams links; for those with a place."""
    if not besok.soknad.har_plass:
        raise Http404
    serie = besok.soknad.serie
    poster = [motepost(mote) for mote in serie.gjeldende_moter()]
    return kalendersvar(
        abonnement(poster, navn=str(serie), hent_igjen=HENT_IGJEN, naa=besok.naa), "dybdemoter"
    )


def kalendersvar(innhold: bytes, navn: str) -> HttpResponse:
    """Return a calendar file to be saved or opened."""
    return HttpResponse(
        innhold,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{navn}.ics"'},
    )
