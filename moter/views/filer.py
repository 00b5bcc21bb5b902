"""Files on a meeting and on the group's shelf. A file has an address without its name (L9, L10)."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from moter import filer
from moter.filskjema import FilForm
from moter.models import Gruppefil, Mote, Motedel
from moter.models.gruppefil import GruppefilQuerySet
from moter.models.synlighet import GJESTELENKE, SVARLENKE
from moter.views import har, moteside
from moter.views.lenke import apne_lenke
from nettverk import klokke
from nettverk.filer import filsvar
from nettverk.innsyn import Innsyn, innsyn_i
from nettverk.models import Gruppe


@moteside()
def mote_filer(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """List the files of a meeting that the viewer may have, and take a new one."""
    deler = _deler(mote, innsyn)
    alle = Gruppefil.objects.synlig_for(innsyn).filter(mote=mote)
    kontekst = {"mote": mote, "leser_del1": har(mote, "med_apen_del1", innsyn)}
    return _filside(request, innsyn, mote.gruppe, alle, deler, mote=mote, kontekst=kontekst)


@login_required
def hylle(request: HttpRequest, pk: int) -> HttpResponse:
    """List what is on the group's shelf, and take a new file: for its members.

    Who was one before she came over to another group, may still have what she could then (L18).
    """
    innsyn = innsyn_i(request)
    hyllefiler = Gruppefil.objects.synlig_for(innsyn).hylle()
    egne = Gruppe.objects.med_medlem(innsyn)
    apne = Gruppe.objects.filter(Q(pk__in=egne) | Q(pk__in=hyllefiler.values("gruppe")))
    gruppe = get_object_or_404(apne.select_related("nettverk"), pk=pk)
    request.nettverk = gruppe.nettverk  # type: ignore[attr-defined]
    er_medlem = egne.filter(pk=gruppe.pk).exists()
    return _filside(
        request,
        innsyn,
        gruppe,
        hyllefiler.filter(gruppe=gruppe),
        ("",) if er_medlem else (),
        mote=None,
        kontekst={"gruppe": gruppe, "er_medlem": er_medlem},
    )


def _deler(mote: Mote, innsyn: Innsyn) -> tuple[str, ...]:
    """Return the parts the viewer may put files on: members part 1, who arranges part 2 as well."""
    if not har(mote, "tar_imot_filer_fra", innsyn):
        return ()
    del1 = (Motedel.DEL1.value,) if har(mote, "med_apen_del1", innsyn) else ()
    del2 = (Motedel.DEL2.value,) if har(mote, "styrt_av", innsyn) else ()
    return del1 + del2


def _filside(
    request: HttpRequest,
    innsyn: Innsyn,
    gruppe: Gruppe,
    alle: GruppefilQuerySet,
    deler: tuple[str, ...],
    *,
    mote: Mote | None,
    kontekst: dict[str, object],
) -> HttpResponse:
    skjema = FilForm(deler=deler) if deler else None
    if request.method == "POST":
        if skjema is None or innsyn.person is None:
            raise Http404
        skjema = FilForm(request.POST, request.FILES, deler=deler)
        if skjema.is_valid():
            lagt_ved = filer.legg_ved(
                gruppe,
                skjema.cleaned_data["fil"],
                mote=mote,
                motedel=skjema.valgt_del(),
                tittel=skjema.cleaned_data["tittel"],
                av=innsyn.person,
                naa=klokke.naa(),
            )
            messages.success(request, _("«%(tittel)s» er lagt ut.") % {"tittel": lagt_ved.tittel})
            return redirect(request.path)
    funnet = list(alle.select_related("fil__lastet_opp_av"))
    kontekst |= {
        "filer": funnet,
        "i_del1": [fil for fil in funnet if fil.motedel == Motedel.DEL1],
        "i_del2": [fil for fil in funnet if fil.motedel == Motedel.DEL2],
        "slettbare": set(alle.slettes_av(innsyn).values_list("pk", flat=True)),
        "skjema": skjema,
        "deler": deler,
    }
    mal = "moter/mote_filer.html" if mote else "moter/hylle.html"
    return render(request, mal, kontekst, status=422 if skjema and skjema.errors else 200)


def filadresser(
    mote: Mote, innsyn: Innsyn, nokkel: str = "", *, side: str = "svar_fil"
) -> list[tuple[Gruppefil, str]]:
    """Return the meeting's files that the viewer may have, each with its address.

    With a link's key it is that of `side`, which takes the key; else the one for who is logged in.
    """
    return [
        (fil, reverse(side, args=(nokkel, fil.pk)) if nokkel else reverse("fil", args=(fil.pk,)))
        for fil in Gruppefil.objects.synlig_for(innsyn).filter(mote=mote)
    ]


@login_required
def fil(request: HttpRequest, fil_pk: int) -> HttpResponse:
    """Hand a file over to who may have it."""
    return _hent(innsyn_i(request), fil_pk)


@apne_lenke(SVARLENKE)
def svar_fil(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str, fil_pk: int) -> HttpResponse:
    """Hand a file over by the link with which one answers."""
    return _hent(innsyn, fil_pk)


@apne_lenke(GJESTELENKE)
def gjest_fil(request: HttpRequest, mote: Mote, innsyn: Innsyn, nokkel: str, fil_pk: int) -> HttpResponse:
    """Hand a file of part 2 over to a guest."""
    return _hent(innsyn, fil_pk)


def _hent(innsyn: Innsyn, fil_pk: int) -> HttpResponse:
    synlige = Gruppefil.objects.synlig_for(innsyn).select_related("fil")
    try:
        # A stream: no HttpResponse by name, and one in all that is used of it here.
        return cast(HttpResponse, filsvar(get_object_or_404(synlige, pk=fil_pk).fil))
    except FileNotFoundError as feil:
        raise Http404 from feil


@login_required
def slett(request: HttpRequest, fil_pk: int) -> HttpResponse:
    """Ask, and delete for good."""
    innsyn = innsyn_i(request)
    slettbare = Gruppefil.objects.slettes_av(innsyn).select_related("fil", "gruppe__nettverk", "mote")
    gruppefil = get_object_or_404(slettbare, pk=fil_pk)
    request.nettverk = gruppefil.gruppe.nettverk  # type: ignore[attr-defined]
    tilbake = (
        reverse("mote_filer", args=(gruppefil.mote_id,))
        if gruppefil.mote_id
        else reverse("hylle", args=(gruppefil.gruppe_id,))
    )
    if request.method == "POST":
        filer.slett(gruppefil)
        messages.success(request, _("«%(tittel)s» er slettet.") % {"tittel": gruppefil.tittel})
        return redirect(tilbake)
    return render(request, "moter/fil_slett.html", {"fil": gruppefil, "tilbake": tilbake})
