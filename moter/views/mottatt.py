"""An innkalling that came as a file: registered by the coordinator, read by the group (L12)."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from moter import mottatt
from moter.innkallinger import krev_ikke_levert, siste_sendte
from moter.models import Innkalling, Mote
from moter.models.synlighet import SVARLENKE
from moter.mottattskjema import MottattForm
from moter.views import har, krev, moteside
from moter.views.lenke import apne_lenke
from nettverk import klokke
from nettverk.filer import filsvar
from nettverk.innsyn import Innsyn


@moteside(krever="koordinert_av")
def registrer(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let the coordinator register an innkalling that came as Word or PDF."""
    naa = klokke.naa()
    try:
        krev_ikke_levert(mote, naa)
    except ValidationError as feil:
        messages.info(request, " ".join(feil.messages))
        return redirect(mote)
    skjema = MottattForm(request.POST or None, request.FILES or None, i_dag=innsyn.dag)
    if request.method == "POST" and skjema.is_valid():
        assert innsyn.person is not None
        data = skjema.cleaned_data
        try:
            innkalling = mottatt.motta(mote, data["fil"], dag=data["dag"], av=innsyn.person, naa=naa)
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            messages.success(request, _("Innkallingen er registrert. Nå kan du sende den til gruppen."))
            if innkalling.etter_fristen:
                messages.info(request, _("Den er merket «levert etter fristen»."))
            return redirect("innkalling", pk=mote.pk)
    kontekst = {"mote": mote, "skjema": skjema}
    return render(request, "moter/innkalling_mottatt.html", kontekst, status=422 if skjema.errors else 200)


@moteside()
def fil(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Hand over the file to those whom the innkalling is for: it may hold part 1 (L10)."""
    alle = mote.innkallinger.synlig_for(innsyn)
    if not har(mote, "koordinert_av", innsyn):
        alle = alle.filter(status=Innkalling.Status.SENDT)
    return _filen(alle.select_related("fil").last(), innsyn)


@apne_lenke(SVARLENKE)
def fil_med_lenke(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str) -> HttpResponse:
    """Hand it over by the personal link, which opens part 1 if it went to an own address only."""
    return _filen(siste_sendte(mote), innsyn)


def _filen(innkalling: Innkalling | None, innsyn: Innsyn) -> HttpResponse:
    krev(innkalling is not None and innkalling.fil is not None)
    assert innkalling is not None and innkalling.fil is not None
    krev(innkalling.er_for(innsyn))
    return cast(HttpResponse, filsvar(innkalling.fil))
