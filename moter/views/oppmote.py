"""The organiser's page at the meeting: who is there, with one press each."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from moter import oppmote as verb
from moter.models import Mote
from moter.oppmotepapir import innsjekkadresse
from moter.views import moteside
from nettverk import klokke
from nettverk.dokumenter.oppmote import qr
from nettverk.innsyn import Innsyn


@moteside(krever="forvaltet_av")
def oppmote(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show who is expected and who is there; on POST, tick somebody in or out."""
    naa = klokke.naa()
    if request.method == "POST":
        return _kryss(request, mote, innsyn)
    alle = verb.ventede(mote)
    adresse = innsjekkadresse(mote)
    kontekst = {
        "mote": mote,
        "grupper": _grupper(alle),
        "til_stede": sum(en.innsjekk is not None for en in alle),
        "ventet": sum(en.kommer for en in alle),
        "kan_krysses": verb.kan_krysses(mote, naa),
        "apner": verb.apner(mote),
        "er_ferdig": mote.er_ferdig(naa),
        "adresse": adresse,
        "qr": qr(adresse),
    }
    return render(request, "moter/oppmote.html", kontekst)


def _grupper(alle: list[verb.Ventet]) -> list[tuple[str, str, list[verb.Ventet]]]:
    """Return the kinds of people that there are, each with an id for its heading."""
    titler = {verb.MEDLEM: _("Medlemmer"), verb.DRIFT: _("Driftsgruppen"), verb.GJEST: _("Gjester")}
    grupper = [(slag, titler[slag], [en for en in alle if en.slag == slag]) for slag in titler]
    return [gruppe for gruppe in grupper if gruppe[2]]


def _kryss(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Tick the one whose button was pressed, and go back to where it stands."""
    naa = klokke.naa()
    nokkel = request.POST.get("inn") or request.POST.get("ut", "")
    try:
        if "inn" in request.POST:
            verb.sjekk_inn(mote, nokkel, av=innsyn.hvem, naa=naa)
        else:
            verb.sjekk_ut(mote, nokkel, naa=naa)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect("oppmote", pk=mote.pk)
    sti = reverse("oppmote", args=(mote.pk,))
    return redirect(f"{sti}#{nokkel}" if nokkel.isalnum() else sti)


@moteside(krever="forvaltet_av")
def ny_kode(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Ask, and on POST give «Jeg er her» a new address."""
    if request.method == "POST":
        verb.ny_innsjekkode(mote)
        messages.success(request, _("Møtet har fått ny kode. Den gamle virker ikke lenger."))
        return redirect("oppmote", pk=mote.pk)
    kontekst = {
        "mote": mote,
        "tittel": _("Lag ny kode"),
        "overskrift": _("Lag ny kode?"),
        "folge": _(
            "Gjør det hvis noen har misbrukt koden. Den gamle slutter å virke med en gang, også på lister "
            "som er skrevet ut. De som er registrert, er det fortsatt."
        ),
        "tilbake": reverse("oppmote", args=(mote.pk,)),
    }
    return render(request, "moter/ny_nokkel.html", kontekst)
