"""Minutes that came as a file: registered by the coordinator, read by those the minutes are for (L15)."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from moter.models import Mote
from moter.views import moteside
from moter.views.lenke import apne_lenke
from nettverk import klokke
from nettverk.filer import filsvar
from nettverk.innsyn import Innsyn
from referat import mottatt
from referat.brev import REFERATLENKE
from referat.models import Mottatt, Referat
from referat.mottattskjema import ReferatMottattForm


@moteside(krever="koordinert_av")
def registrer(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let the coordinator register minutes that came as Word or PDF."""
    naa = klokke.naa()
    try:
        mottatt.krev_kan_mottas(mote, naa)
    except ValidationError as feil:
        messages.info(request, " ".join(feil.messages))
        return redirect(mote)
    skjema = ReferatMottattForm(request.POST or None, request.FILES or None, i_dag=innsyn.dag)
    if request.method == "POST" and skjema.is_valid():
        assert innsyn.person is not None
        data = skjema.cleaned_data
        try:
            mottatt.motta(mote, data["fil"], dag=data["dag"], av=innsyn.person, naa=naa)
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            messages.success(request, _("Referatet er registrert. Nå kan du sende det til lederne."))
            return redirect("referat", pk=mote.pk)
    utkast = Referat.objects.filter(mote=mote, lagret_av__isnull=False).select_related("lagret_av").first()
    kontekst = {"mote": mote, "skjema": skjema, "utkast": utkast}
    return render(request, "referat/registrer_mottatt.html", kontekst, status=422 if skjema.errors else 200)


@moteside()
def fil(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Hand over the file."""
    return _filen(mote, innsyn)


@apne_lenke(REFERATLENKE)
def fil_med_lenke(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Hand over the file to the holder of a personal link: a manager, or a member."""
    return _filen(mote, innsyn)


def _filen(mote: Mote, innsyn: Innsyn) -> HttpResponse:
    synlige = Mottatt.objects.synlig_for(innsyn).select_related("fil")
    return cast(HttpResponse, filsvar(get_object_or_404(synlige, referat__mote=mote).fil))


def mottatt_i(referat: Referat) -> Mottatt | None:
    """Return the file, where the minutes came as one."""
    funnet = Mottatt.objects.filter(referat=referat).select_related("fil", "referat__mote__gruppe__nettverk")
    return funnet.first()


def vis_mottatt(
    request: HttpRequest, mottatt: Mottatt, fil_url: str, kontekst: dict[str, object]
) -> HttpResponse:
    """Show what came, with the same panels as other minutes have."""
    felt = {
        "mote": mottatt.referat.mote,
        "referat": mottatt.referat,
        "mottatt": mottatt,
        "fil_url": fil_url,
    }
    return render(request, "referat/mottatt.html", felt | kontekst)
