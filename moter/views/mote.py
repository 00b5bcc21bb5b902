"""The meeting's page: workspace of the organiser, information for everybody else."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter import endring, innkallinger, neste_ar
from moter.arrangorpanel import arrangorpanel
from moter.dagslinje import dagslinje
from moter.deltakere import mangler_driftsgruppe, som_deltaker
from moter.digitalt import motelenker, motelenker_for_arrangor
from moter.forms import DetaljerForm, ProgramkontaktForm
from moter.kalender import motefil
from moter.models import Gruppefil, Mote, Pamelding
from moter.neste import Blikk, neste
from moter.pameldingsliste import pameldingsliste
from moter.program import bolker
from moter.sjekkliste import sjekkliste
from moter.steg import moteveien
from moter.varselplan import fortalt, planlagt
from moter.views import har, moteside
from moter.views.endringspanel import etter_endring
from nettverk import klokke
from nettverk.innsyn import Innsyn


@moteside()
def mote(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the meeting to whoever may know of it."""
    naa = klokke.naa()
    arrangerer = har(mote, "styrt_av", innsyn)
    styrer = arrangerer and not mote.er_avlyst
    koordinerer = har(mote, "koordinert_av", innsyn)
    planlegger = har(mote, "ar_planlagt_av", innsyn)
    forvalter = styrer or (koordinerer and not mote.er_avlyst)
    rekke = bolker(mote, innsyn)
    blikk = _blikk(mote, innsyn, naa, styrer=styrer, koordinerer=koordinerer)
    kontekst = {
        "mote": mote,
        "styrer": styrer,
        "koordinerer": koordinerer,
        "kan_endre_tid": forvalter and not mote.er_ferdig(naa),
        "kan_bytte_arrangor": forvalter and naa < mote.start,
        "medlem": blikk.medlem,
        "neste": neste(blikk),
        "digitalt": (motelenker_for_arrangor if styrer else motelenker)(
            mote, del1=har(mote, "med_del1_i_programmet", innsyn)
        ),
        "er_arrangor": mote.arrangor is not None and mote.arrangor == innsyn.hvem,
        "arrangorpanel": arrangorpanel(mote, innsyn, naa),
        "gruppeansvarlig": mote.gruppe.gruppeansvarlig(mote.dag),
        "steg": moteveien(mote, naa),
        "bolker": rekke,
        "dagslinje": dagslinje(mote, rekke),
        "innkalling": mote.innkallinger.last(),
        "mangler": blikk.mangler,
        "paminnelser": innkallinger.paminnelser(mote, leser_del1=blikk.medlem) if styrer else [],
        "programkontaktskjema": ProgramkontaktForm(
            i_dag=innsyn.dag, initial={"dato": mote.programkontakt or innsyn.dag}
        ),
        "liste": pameldingsliste(mote) if arrangerer or koordinerer else None,
        "svaret": blikk.svaret,
        "skal_svare": blikk.skal_svare,
        "uten_driftsgruppe": (styrer or koordinerer) and mangler_driftsgruppe(mote, naa),
        "filer": Gruppefil.objects.synlig_for(innsyn).filter(mote=mote),
        "kan_legge_ut": har(mote, "tar_imot_filer_fra", innsyn),
        "er_ferdig": mote.er_ferdig(naa),
        "sjekkliste": blikk.sjekkliste,
        "neste_ar": neste_ar.status(mote, naa) if arrangerer or planlegger else None,
        "planlegger_aret": planlegger,
        **(etter_endring(mote, innsyn, naa) if arrangerer or koordinerer else {}),
    }
    return render(request, "moter/mote.html", kontekst)


def _blikk(mote: Mote, innsyn: Innsyn, naa: datetime, *, styrer: bool, koordinerer: bool) -> Blikk:
    forestar = styrer and not mote.er_ferdig(naa)
    return Blikk(
        mote=mote,
        naa=naa,
        person=innsyn.person,
        styrer=styrer,
        koordinerer=koordinerer,
        medlem=har(mote, "med_apen_del1", innsyn),
        skal_svare=innsyn.person is not None and som_deltaker(mote, innsyn.person) is not None,
        svaret=Pamelding.objects.synlig_for(innsyn).filter(mote=mote, person=innsyn.person).first(),
        mangler=innkallinger.mangler(mote, innsyn.dag) if styrer else [],
        sjekkliste=sjekkliste(mote, innsyn) if forestar else None,
    )


@moteside(krever="styrt_av")
def detaljer(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let the organiser set place, registration deadline and the rest."""
    leser_del1 = har(mote, "med_apen_del1", innsyn)
    skjema = DetaljerForm(request.POST or None, instance=mote, leser_del1=leser_del1)
    if request.method == "POST" and skjema.is_valid():
        try:
            endring.lagre_detaljer(skjema.save(commit=False), skjema.changed_data, naa=klokke.naa())
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            messages.success(request, _("Opplysningene om møtet er lagret."))
            return redirect(mote)
    return render(request, "moter/detaljer.html", {"mote": mote, "skjema": skjema})


@require_POST
@moteside(krever="styrt_av")
def programkontakt(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Record when organiser and group lead spoke about the programme (L11)."""
    skjema = ProgramkontaktForm(request.POST, i_dag=innsyn.dag)
    if not skjema.is_valid():
        return render(request, "moter/programkontakt.html", {"mote": mote, "skjema": skjema})
    assert innsyn.hvem is not None
    dato = skjema.cleaned_data["dato"]
    try:
        endring.noter_programkontakt(mote, dag=dato, av=innsyn.hvem, naa=klokke.naa())
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
    else:
        messages.success(request, _("Notert: dere har snakket om programmet."))
    return redirect(mote)


@moteside()
def deltakere(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """List who comes, who does not, and who has not answered."""
    if not har(mote, "forvaltet_av", innsyn):
        return redirect(mote)
    apent = not mote.er_avlyst and not mote.er_ferdig(klokke.naa())
    kontekst = {
        "mote": mote,
        "liste": pameldingsliste(mote),
        "svarer_for": apent and har(mote, "besvart_av", innsyn),
    }
    return render(request, "moter/deltakere.html", kontekst)


@moteside()
def varsler(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show which reminders have gone, and which will go, when and to whom (F5)."""
    kontekst = {"mote": mote, "fortalt": fortalt(mote), "planlagt": planlagt(mote, klokke.naa())}
    return render(request, "moter/varsler.html", kontekst)


@moteside()
def kalender(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Hand over the meeting as a calendar file."""
    return kalendersvar(mote, request, innsyn)


def kalendersvar(mote: Mote, request: HttpRequest, innsyn: Innsyn) -> HttpResponse:
    """Return the calendar file in the language of the page, as the viewer may have it."""
    sprak = getattr(request, "LANGUAGE_CODE", mote.gruppe.nettverk.malform)
    return HttpResponse(
        motefil(mote, sprak, for_medlem=har(mote, "med_del1_i_programmet", innsyn), naa=klokke.naa()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="nettverksmote.ics"'},
    )
