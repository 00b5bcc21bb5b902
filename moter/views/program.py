"""Writing the programme, one item at a time; works without JavaScript."""

from datetime import time

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moter.forms import ProgrampostForm
from moter.models import Mote, Motedel, Programpost
from moter.program import foreslatt_program
from moter.views import moteside
from nettverk.innsyn import Innsyn


@require_POST
@moteside(krever="styrt_av")
def forslag(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Fill an empty programme with the routine's usual day."""
    with transaction.atomic():
        laast = Mote.objects.select_for_update(of=("self",)).med_navn().get(pk=mote.pk)
        if laast.programposter.exists():
            messages.info(request, _("Programmet har allerede punkter. Endre dem hver for seg."))
        else:
            for post in foreslatt_program(laast):
                post.save()
            messages.success(request, _("Programmet er fylt ut med et forslag. Endre det som dere vil."))
    return _til_programmet(mote)


@moteside(krever="styrt_av")
def ny(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Add an item, by default where the last one ends."""
    post = Programpost(mote=mote, start=_neste_start(mote), varighet=30, motedel=_motedel(request))
    return _skjema(request, mote, innsyn, post, _("Nytt punkt i programmet"))


@moteside(krever="styrt_av")
def endre(request: HttpRequest, mote: Mote, innsyn: Innsyn, post_pk: int) -> HttpResponse:
    """Change an item that the viewer may read."""
    post = get_object_or_404(mote.programposter.synlig_for(innsyn), pk=post_pk)
    return _skjema(request, mote, innsyn, post, _("Endre punkt i programmet"))


@moteside(krever="styrt_av")
def slett(request: HttpRequest, mote: Mote, innsyn: Innsyn, post_pk: int) -> HttpResponse:
    """Take an item out of the programme, after a question."""
    post = get_object_or_404(mote.programposter.synlig_for(innsyn), pk=post_pk)
    if request.method == "POST":
        tittel = post.tittel
        post.delete()
        messages.success(request, _("«%(tittel)s» er tatt ut av programmet.") % {"tittel": tittel})
        return _til_programmet(mote)
    return render(request, "moter/program_slett.html", {"mote": mote, "post": post})


def _skjema(request: HttpRequest, mote: Mote, innsyn: Innsyn, post: Programpost, tittel: str) -> HttpResponse:
    skjema = ProgrampostForm(request.POST or None, instance=post, innsyn=innsyn)
    if request.method == "POST" and skjema.is_valid():
        with transaction.atomic():
            lagret = skjema.save()
        messages.success(request, _("«%(tittel)s» er lagret i programmet.") % {"tittel": lagret.tittel})
        return _til_programmet(mote)
    kontekst = {"mote": mote, "skjema": skjema, "post": post, "tittel": tittel}
    return render(request, "moter/programpost.html", kontekst)


def _neste_start(mote: Mote) -> time:
    """Return where the first gap of the day begins; the end of the last item where there is none."""
    ledig = mote.lokal_start.time()
    for post in mote.programposter.all():
        if post.start > ledig:
            break
        ledig = max(ledig, post.slutt)
    return ledig


def _motedel(request: HttpRequest) -> str:
    valgt = request.GET.get("del", "")
    return valgt if valgt in Motedel.values else ""


def _til_programmet(mote: Mote) -> HttpResponse:
    return redirect(f"{reverse('mote', args=(mote.pk,))}#program")
