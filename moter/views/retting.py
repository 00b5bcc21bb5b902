"""«Rettet innkalling»: see what has changed and whom it goes to, then tell, or only keep it (L17)."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moter import innkallinger
from moter.beskjeder import Som, beskjeder, gruppert, uten_adresse
from moter.innhold import innkallingsinnhold
from moter.models import Mote
from moter.retting import Rettelse, rett, rettelse
from moter.views import moteside
from moter.views.endringspanel import ulikheter_for
from nettverk import klokke
from nettverk.dokumenter.visning import Utkast, side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument


@moteside(krever="forvaltet_av")
def rett_innkalling(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the innkalling as it will be; send it anew, or only keep it."""
    funnet = rettelse(mote, klokke.naa())
    if funnet is None:
        messages.info(request, _("Innkallingen sier det som gjelder. Det er ingenting å rette."))
        return redirect(mote)
    if request.method == "POST" and request.POST.get("valg") in ("send", "oppdater"):
        return _rett(request, mote, innsyn, fortell=request.POST["valg"] == "send")
    return _vis(request, mote, innsyn, funnet)


def _rett(request: HttpRequest, mote: Mote, innsyn: Innsyn, *, fortell: bool) -> HttpResponse:
    assert innsyn.hvem is not None
    sett = request.POST.get("sett", "")
    try:
        antall = rett(mote, av=innsyn.hvem, naa=klokke.naa(), fortell=fortell, sett=sett)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect("innkalling_rett", pk=mote.pk)
    if fortell:
        ord_ = ngettext(
            "Rettet innkalling er sendt til %(antall)d.", "Rettet innkalling er sendt til %(antall)d.", antall
        )
        messages.success(request, ord_ % {"antall": antall})
    else:
        messages.success(request, _("Innkallingen er oppdatert. Ingen i gruppen har fått e-post."))
    return redirect(mote)


def _vis(request: HttpRequest, mote: Mote, innsyn: Innsyn, funnet: Rettelse) -> HttpResponse:
    """Show it as the viewer may see it: who sends it on to the group sees what the group gets (L10)."""
    malgruppe = funnet.gammel.malgruppe_for(innsyn)
    utkast = Utkast(
        slag=Dokument.Slag.INNKALLING,
        malgruppe=malgruppe,
        malform=mote.gruppe.nettverk.malform,
        innhold=innkallingsinnhold(mote, malgruppe),
        opprettet=klokke.naa(),
    )
    apent = bool(funnet.apent())
    alle = [en for en in beskjeder(mote, innsyn.dag) if en.som is not Som.GJEST or apent]
    grupper = [(navn, mottakere) for navn, mottakere in gruppert(alle) if navn != str(Som.KLB.value)]
    kontekst = {
        "mote": mote,
        "endringer": ulikheter_for(funnet, mote, innsyn),
        "mangler": innkallinger.mangler(mote),
        "sett": funnet.sett,
        "grupper": grupper,
        "antall": sum(len(mottakere) for _navn, mottakere in grupper),
        "uten_adresse": uten_adresse(alle),
    }
    return side(request, utkast, "moter/innkalling_rett.html", **kontekst)
