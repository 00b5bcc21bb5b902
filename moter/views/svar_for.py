"""Answering for somebody else: organiser, group lead or deputy, and the participant is told (L19)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from moter import svar as svarverb
from moter.deltakere import deltakere, er_med_i_del1
from moter.models import Mote, Pamelding
from moter.models.pamelding import MAT_SLETTES_ETTER
from moter.svarskjema import SvarForForm
from moter.views import moteside
from moter.views.svar import deltider, forhandsvalg
from nettverk import klokke
from nettverk.innsyn import Innsyn


@moteside(krever="besvart_av")
def svar_for(request: HttpRequest, mote: Mote, innsyn: Innsyn, person_pk: int) -> HttpResponse:
    """Answer for a participant. Of oneself one answers on one's own page."""
    assert innsyn.person is not None
    deltaker = next((d for d in deltakere(mote) if d.person_id == person_pk), None)
    if deltaker is None:
        raise Http404
    if deltaker.person == innsyn.person:
        return redirect("mote_svar", mote.pk)
    naa, person = klokke.naa(), deltaker.person
    if mote.er_avlyst or mote.er_ferdig(naa):
        messages.info(request, _("Møtet er avlyst eller over, så svarene kan ikke endres lenger."))
        return redirect("deltakere", mote.pk)
    med_del1 = er_med_i_del1(mote, deltaker)
    pamelding = Pamelding.objects.filter(mote=mote, person=person).select_related("svart_av").first()
    initial = {"deler": forhandsvalg(pamelding)["deler"]}
    skjema = SvarForForm(request.POST or None, person=person, del1=med_del1, initial=initial)
    if request.method == "POST" and skjema.is_valid():
        del1, del2 = skjema.valgte_deler()
        mat = skjema.cleaned_data["mat"] or None
        try:
            ny = svarverb.svar(mote, person, del1=del1, del2=del2, mat=mat, av=innsyn.person, naa=naa)
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            messages.success(request, _kvittering(ny))
            return redirect("deltakere", mote.pk)
    kontekst = {
        "mote": mote,
        "person": person,
        "pamelding": pamelding,
        "skjema": skjema,
        "med_del1": med_del1,
        "mangler_leder": svarverb.mangler_leder(deltaker),
        "varsles": svarverb.varsles_om_fravar(deltaker, mote, innsyn.dag, av=innsyn.person),
        "tider": deltider(mote),
        "kan_endre_mat": pamelding is None or svarverb.kan_endre_mat(mote, naa),
        "mat_slettes": mote.dag + MAT_SLETTES_ETTER,
        "etter_fristen": not svarverb.kan_endre_mat(mote, naa),
    }
    return render(request, "moter/svar_for.html", kontekst, status=422 if skjema.errors else 200)


def _kvittering(pamelding: Pamelding) -> str:
    person = pamelding.person
    if pamelding.kommer and person.adresse:
        beskjed = _("%(navn)s er påmeldt, og får e-post om det.")
    elif pamelding.kommer:
        beskjed = _("%(navn)s er påmeldt. Vi har ingen e-postadresse, så du må si fra selv.")
    elif person.adresse:
        beskjed = _("Fraværet er meldt for %(navn)s, som får e-post om det.")
    else:
        beskjed = _("Fraværet er meldt for %(navn)s. Vi har ingen e-postadresse, så du må si fra selv.")
    return beskjed % {"navn": person.navn}
