"""The group's page: who is in it, its meetings, and whose turn it is to organise."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter.arrangor import bekreft
from moter.arrangor import trekk as trekk_arrangor
from moter.arrangorskjema import ArrangorForm
from moter.bytte import kan_sporre
from moter.gruppeside import Gruppeside, gruppeside, med_medlemmer
from moter.models import Gruppefil, Mote
from moter.neste_ar import motet_med_plikten
from moter.nydato import uten_ny_dato
from moter.omleggingspanel import endringer, forrige_grupper
from moter.paneler import GRUPPEN
from moter.views import moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn, innsyn_i
from nettverk.models import Gruppe


@login_required
def gruppe(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the group to its members and to those who administer it."""
    innsyn = innsyn_i(request)
    return _vis(request, *_hent(pk, innsyn), innsyn)


@require_POST
@moteside(krever="fordelt_av", innlogget=True)
def arrangor(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Confirm who organises the meeting, which is the group's first without anybody."""
    gruppe, side = _hent(mote.gruppe_id, innsyn)
    if side.tur.mote != mote:
        messages.info(request, _("Det er ikke dette møtet som står for tur. Ingenting er endret."))
        return redirect("gruppe", gruppe.pk)
    skjema = _skjema(side, request)
    if skjema.is_valid():
        assert innsyn.person is not None
        person, grunn = skjema.valgt()
        try:
            bekreft(mote, person, grunn=grunn, av=innsyn.person, naa=klokke.naa())
        except ValidationError as feil:
            skjema.add_error(None, feil.messages)
        else:
            if person.adresse:
                beskjed = _("%(navn)s er arrangør, og får oppgaver og datoer på e-post.")
            else:
                beskjed = _("%(navn)s er arrangør. Vi har ingen e-postadresse, så du må si fra selv.")
            messages.success(request, beskjed % {"navn": person.navn})
            return redirect("gruppe", gruppe.pk)
    return _vis(request, gruppe, side, innsyn, skjema, status=422)


@moteside(krever="forvaltet_av")
def trekk(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Let the organiser say that she cannot, or the group lead undo it, after a question.

    So the meeting is taken back from a workplace, too.
    """
    naa = klokke.naa()
    if mote.arrangor is None or mote.er_avlyst or mote.start <= naa:
        messages.info(request, _("Det er ingen arrangør å bytte ut i dette møtet."))
        return redirect(mote)
    hvem = innsyn.hvem
    selv = mote.arrangor == hvem
    if request.method == "POST":
        assert hvem is not None
        try:
            trekk_arrangor(mote, av=hvem, naa=naa)
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))
            return redirect(mote)
        if selv:
            messages.success(request, _("Du er ikke lenger arrangør. Gruppeansvarlig har fått beskjed."))
        else:
            messages.success(request, _("%(navn)s er ikke lenger arrangør.") % {"navn": mote.arrangor.navn})
        # A contact who is no member has no more to do with the meeting, nor with the group.
        kan_se = Gruppe.objects.synlig_for(innsyn).filter(pk=mote.gruppe_id).exists()
        if kan_se:
            return redirect("gruppe", mote.gruppe_id)
        return redirect("min_side" if innsyn.person else "forside")
    kontekst = {
        "mote": mote,
        "selv": selv,
        "kan_bytte": kan_sporre(mote, innsyn.person, naa),
        "kan_overta": mote.overtatt_for is None and (not selv or kan_sporre(mote, hvem, naa)),
    }
    return render(request, "moter/arrangor_trekk.html", kontekst)


def _hent(pk: int, innsyn: Innsyn) -> tuple[Gruppe, Gruppeside]:
    synlige = Gruppe.objects.synlig_for(innsyn).select_related("nettverk")
    gruppe = get_object_or_404(synlige.prefetch_related(med_medlemmer()), pk=pk)
    return gruppe, gruppeside(gruppe, innsyn, klokke.naa())


def _skjema(side: Gruppeside, request: HttpRequest | None = None) -> ArrangorForm:
    return ArrangorForm(
        request.POST if request else None, tur=side.tur, andre=side.aktuelle, i_dag=side.i_dag
    )


def _vis(
    request: HttpRequest,
    gruppe: Gruppe,
    side: Gruppeside,
    innsyn: Innsyn,
    skjema: ArrangorForm | None = None,
    status: int = 200,
) -> HttpResponse:
    request.nettverk = gruppe.nettverk  # type: ignore[attr-defined]
    er_medlem = Gruppe.objects.med_medlem(innsyn).filter(pk=gruppe.pk).exists()
    er_slutt = gruppe.slutt is not None and gruppe.slutt < innsyn.dag
    koordinerer = Gruppe.objects.koordinert_av(innsyn).filter(pk=gruppe.pk).exists()
    kontekst = {
        "gruppe": gruppe,
        "hylle": Gruppefil.objects.synlig_for(innsyn).filter(gruppe=gruppe).hylle().count()
        if er_medlem
        else None,
        "side": side,
        "skjema": skjema or (_skjema(side) if side.fordeler and side.tur.mote and side.aktuelle else None),
        "koordinerer": koordinerer,
        "endringer": endringer(gruppe, innsyn.dag) if koordinerer else [],
        "forrige_grupper": forrige_grupper(gruppe, innsyn) if er_medlem else [],
        "er_slutt": er_slutt,
        "planlegger": not er_slutt and Gruppe.objects.planlagt_av(innsyn).filter(pk=gruppe.pk).exists(),
        "plikten": motet_med_plikten(gruppe, innsyn.dag.year),
        "uten_ny_dato": uten_ny_dato(gruppe, side.i_dag) if side.fordeler else [],
        "paneler": GRUPPEN.paneler(gruppe, innsyn),
    }
    return render(request, "moter/gruppe.html", kontekst, status=status)
