"""The meeting's page: workspace of the organiser, information for everybody else."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter import endring, innkallinger, neste_ar
from moter.arrangorpanel import arrangorpanel
from moter.forms import DetaljerForm, ProgramkontaktForm
from moter.kalender import motefil
from moter.models import Mote, Pamelding
from moter.pameldingsliste import pameldingsliste
from moter.program import bolker
from moter.steg import moteveien
from moter.varselplan import fortalt, planlagt
from moter.views import har, moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn


@moteside()
def mote(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the meeting to whoever may know of it."""
    naa = klokke.naa()
    styrer = har(mote, "styrt_av", innsyn)
    koordinerer = har(mote, "koordinert_av", innsyn)
    planlegger = har(mote, "ar_planlagt_av", innsyn)
    kontekst = {
        "mote": mote,
        "styrer": styrer and not mote.er_avlyst,
        "koordinerer": koordinerer,
        "kan_endre_tid": (styrer or koordinerer) and not mote.er_avlyst and not mote.er_ferdig(naa),
        "er_arrangor": mote.arrangor is not None and mote.arrangor == innsyn.hvem,
        "arrangorpanel": arrangorpanel(mote, innsyn, naa),
        "medlem": har(mote, "med_apen_del1", innsyn),
        "gruppeansvarlig": mote.gruppe.gruppeansvarlig(mote.dag),
        "steg": moteveien(mote, naa),
        "bolker": bolker(mote, innsyn),
        "innkalling": mote.innkallinger.last(),
        "mangler": innkallinger.mangler(mote, innsyn.dag) if styrer else [],
        "paminnelser": innkallinger.paminnelser(mote) if styrer else [],
        "programkontaktskjema": ProgramkontaktForm(
            i_dag=innsyn.dag, initial={"dato": mote.programkontakt or innsyn.dag}
        ),
        "liste": pameldingsliste(mote) if styrer or koordinerer else None,
        "svaret": Pamelding.objects.synlig_for(innsyn).filter(mote=mote, person=innsyn.person).first(),
        "skal_svare": mote.medlemmer().filter(person=innsyn.person).exists(),
        "er_ferdig": mote.er_ferdig(naa),
        "neste_ar": neste_ar.status(mote, naa) if styrer or planlegger else None,
        "planlegger_aret": planlegger,
    }
    return render(request, "moter/mote.html", kontekst)


@moteside(krever="styrt_av")
def detaljer(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let the organiser set place, registration deadline and the rest."""
    skjema = DetaljerForm(request.POST or None, instance=mote)
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
    return render(request, "moter/deltakere.html", {"mote": mote, "liste": pameldingsliste(mote)})


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
        motefil(mote, sprak, for_medlem=har(mote, "med_apen_del1", innsyn), naa=klokke.naa()),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="nettverksmote.ics"'},
    )
