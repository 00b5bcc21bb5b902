"""Topics: an institution reads and proposes them, and votes for one per meeting (D10)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from dybdemoter import problemstillinger
from dybdemoter.institusjonslenke import Besok, institusjonsside
from dybdemoter.institusjonsside import Institusjonsbilde
from dybdemoter.institusjonsskjema import ProblemstillingForm
from dybdemoter.views.institusjon import besokskontekst
from nettverk.sporring import heltall


@institusjonsside
def temaer(request: HttpRequest, besok: Besok) -> HttpResponse:
    """List the topics of the series, and let the institution propose one."""
    bilde = Institusjonsbilde(besok.soknad, besok.naa)
    if not bilde.med_plass:
        raise Http404
    apne = [linje.mote for linje in bilde.moter if linje.kan_foresla]
    data = request.POST if request.method == "POST" else None
    skjema = ProblemstillingForm(data, apne=apne, initial={"mote": heltall(request.GET, "mote") or None})
    if apne and skjema.is_valid() and _foreslatt(request, besok, skjema):
        return redirect("institusjon_temaer", besok.soknad.pk)
    temaer = besok.soknad.serie.problemstillinger.select_related(
        "fra__institusjon", "mote", "slatt_sammen_i"
    ).prefetch_related("valg__mote")
    kontekst = besokskontekst(besok) | {"temaer": temaer, "skjema": skjema if apne else None}
    status = 422 if skjema.errors else 200
    return render(request, "dybdemoter/institusjon_temaer.html", kontekst, status=status)


def _foreslatt(request: HttpRequest, besok: Besok, skjema: ProblemstillingForm) -> bool:
    """Store the topic; False where it was refused, and the form says why."""
    data = skjema.cleaned_data
    if besok.soknad.problemstillinger.filter(tekst=data["tekst"]).exists():
        messages.info(request, _("Dere har allerede foreslått dette."))
        return True
    try:
        problemstillinger.foresla(
            besok.soknad,
            data["tekst"],
            mote=data["mote"],
            egen_praksis=data["egen_praksis"],
            naa=besok.naa,
        )
    except ValidationError as feil:
        skjema.add_error(None, feil.messages)
        return False
    messages.success(request, _("Takk. De andre kan nå stemme på problemstillingen deres."))
    return True
