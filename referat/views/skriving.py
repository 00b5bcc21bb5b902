"""Writing minutes, approving them, sending them to KLB (L15)."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter import neste_ar
from moter.models import Mote
from moter.views import har, krev, moteside
from nettverk import klokke
from nettverk.dokumenter.visning import Utkast, side
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument
from nettverk.sporring import heltall
from referat import frister, levering, retting, skriving
from referat.forms import ReferatForm
from referat.innhold import referatinnhold
from referat.models import Referat


def _hent(mote: Mote, innsyn: Innsyn) -> Referat:
    """Return the minutes if the viewer writes them; begin them when the meeting is over."""
    naa = klokke.naa()
    if mote.er_avlyst or not mote.er_ferdig(naa):
        raise Http404
    get_object_or_404(Mote.objects.referert_av(innsyn), pk=mote.pk)
    return skriving.hent_eller_start(mote, naa=naa)


@moteside(innlogget=True)
def skriv(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show and save the minutes. Whoever saves last sees what the other one wrote."""
    referat = _hent(mote, innsyn)
    if referat.er_last:
        return redirect("referat", pk=mote.pk)
    if request.method != "POST":
        return _vis(request, mote, innsyn, ReferatForm(referat=referat, innsyn=innsyn))
    skjema = ReferatForm(request.POST, referat=referat, innsyn=innsyn)
    if not skjema.is_valid():
        return _vis(request, mote, innsyn, skjema)
    return _lagre(request, mote, innsyn, skjema)


def _lagre(request: HttpRequest, mote: Mote, innsyn: Innsyn, skjema: ReferatForm) -> HttpResponse:
    assert innsyn.person is not None
    naa = klokke.naa()
    utgave = skjema.cleaned_data["utgave"]
    try:
        referat = skriving.lagre(skjema.referat, skjema.tekster(), utgave=utgave, av=innsyn.person, naa=naa)
        if "se_over" in request.POST:
            return redirect("referat_se_over", pk=mote.pk)
        if sak := heltall(request.POST, "ny_rad"):
            messages.success(request, _("Lagret. Du har fått en tom rad til."))
            return redirect(f"{reverse('referat_skriv', args=(mote.pk,))}#sak{sak}")
        if "godkjenning" in request.POST:
            skriving.send_til_godkjenning(referat, av=innsyn.person, naa=naa)
            messages.success(request, _("Lagret, og sendt til gruppeansvarlig for godkjenning."))
        else:
            messages.success(request, _("Referatet er lagret."))
    except skriving.Konflikt:
        return _vis_konflikt(request, mote, innsyn, skjema)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    return redirect("referat_skriv", pk=mote.pk)


def _vis_konflikt(request: HttpRequest, mote: Mote, innsyn: Innsyn, skrevet: ReferatForm) -> HttpResponse:
    """Show what was typed, with what the other has saved beside it where both wrote; the next save counts."""
    referat = Referat.objects.select_related("lagret_av").get(mote=mote)
    data = skrevet.flettet_med(ReferatForm(referat=referat, innsyn=innsyn))
    skjema = ReferatForm(data, referat=referat, innsyn=innsyn)
    skjema.is_valid()
    return _vis(request, mote, innsyn, skjema, konflikt=True, status=409)


def _vis(
    request: HttpRequest, mote: Mote, innsyn: Innsyn, skjema: ReferatForm, *,
    konflikt: bool = False, status: int | None = None,
) -> HttpResponse:  # fmt: skip
    referat = skjema.referat
    naa = klokke.naa()
    kontekst = {
        "mote": mote,
        "referat": referat,
        "skjema": skjema,
        "er_arrangor": mote.arrangor == innsyn.person,
        "konflikt": konflikt,
        "flere_navn": skriving.navneforslag(referat),
        "mangler": skriving.mangler(referat),
        "godkjenner": _godkjenner(referat, innsyn),
        "uten_godkjenning": _uten_godkjenning(referat, innsyn, naa),
        "gruppeansvarlig": mote.gruppe.gruppeansvarlig(innsyn.dag),
        "forfall": frister.forfall_referat(mote),
        "leser_del1": Mote.objects.med_apen_del1(innsyn).filter(pk=mote.pk).exists(),
        "ledere": levering.ledere(referat),
        **_neste_ar(mote, innsyn, naa),
    }
    kode = status or (422 if skjema.errors else 200)
    return render(request, "referat/skriv.html", kontekst, status=kode)


@moteside(innlogget=True)
def se_over(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the minutes as KLB and the managers will get them, before they are sent."""
    referat = _hent(mote, innsyn)
    if referat.er_last:
        return redirect("referat", pk=mote.pk)
    naa = klokke.naa()
    rettes = retting.apen(referat)
    godkjenner = _godkjenner(referat, innsyn)
    if not godkjenner and not _uten_godkjenning(referat, innsyn, naa):
        messages.info(request, _("Gruppeansvarlig godkjenner referatet, og sender det."))
        return redirect("referat_skriv", pk=mote.pk)
    referat.levert, referat.levert_av = naa, innsyn.person
    referat.godkjent, referat.godkjent_av = (naa, innsyn.person) if godkjenner else (None, None)
    innhold = referatinnhold(referat)
    utkast = Utkast(
        slag=Dokument.Slag.REFERAT,
        malgruppe=Dokument.Malgruppe.APEN,
        malform=mote.gruppe.nettverk.malform,
        innhold=innhold,
        opprettet=naa,
    )
    kontekst = {
        "mote": mote,
        "referat": referat,
        "godkjenner": godkjenner,
        **_neste_ar(mote, innsyn, naa),
        "rettes": rettes,
        "sendes": rettes is None or innhold["rettet"]["endret"],
        "endret": rettes is not None and retting.er_endret(referat, rettes),
        "ubehandlede": referat.kommentarer.synlig_for(innsyn).ubehandlede().count(),
    }
    return side(request, utkast, "referat/se_over.html", **kontekst)


def _neste_ar(mote: Mote, innsyn: Innsyn, naa: datetime) -> dict[str, object]:
    """Return what the page of the year's last meeting needs to ask for next year's (L7)."""
    return {
        "neste_ar": neste_ar.status(mote, naa),
        "planlegger_aret": har(mote, "ar_planlagt_av", innsyn),
    }


def _uten_godkjenning(referat: Referat, innsyn: Innsyn, naa: datetime) -> bool:
    return innsyn.person is not None and levering.kan_sendes_uten_godkjenning(referat, innsyn.person, naa)


def _godkjenner(referat: Referat, innsyn: Innsyn) -> bool:
    return Referat.objects.godkjennes_av(innsyn).filter(pk=referat.pk).exists()


@require_POST
@moteside(innlogget=True)
def lever(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Approve and send to KLB, or from the due day send without approval."""
    referat = _hent(mote, innsyn)
    assert innsyn.person is not None
    uten_sending = "uten_sending" in request.POST
    krev(_godkjenner(referat, innsyn) or not uten_sending)
    utgave, naa = heltall(request.POST, "utgave"), klokke.naa()
    try:
        if uten_sending:
            levering.las_uten_sending(referat, utgave=utgave, av=innsyn.person, naa=naa)
            messages.success(request, _("Rettet for gruppen. Ingenting er sendt."))
            return redirect("referat", pk=mote.pk)
        godkjent = _godkjenner(referat, innsyn)
        levering.lever(referat, av=innsyn.person, godkjent=godkjent, utgave=utgave, naa=naa)
    except skriving.Konflikt:
        messages.error(request, _("Noen har endret referatet siden du så over det. Se over det på nytt."))
        return redirect("referat_se_over", pk=mote.pk)
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect("referat_skriv", pk=mote.pk)
    klb = mote.gruppe.nettverk.kortnavn
    messages.success(request, _("Referatet er sendt til %(klb)s og låst.") % {"klb": klb})
    return redirect("referat", pk=mote.pk)
