"""The draft as the group's members read and comment on it, before it is approved."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from moter.models import Mote, Motedel
from moter.views import har, moteside
from nettverk import klokke
from nettverk.innsyn import Innsyn
from nettverk.sporring import heltall
from referat import kommentarer
from referat.forms import KommentarForm
from referat.innhold import oppmotelister
from referat.models import Gruppenotat, Kommentar, Oppfolging, Referat, Referatsak


@dataclass(frozen=True)
class Utkastsak:
    """An item as members read it: what was said, what is to be followed up, and what was commented."""

    sak: Referatsak
    tekst: str
    oppfolginger: list[Oppfolging]
    kommentarer: list[Kommentar]

    @property
    def del1(self) -> bool:
        """Whether it is for the group alone."""
        return self.sak.motedel == Motedel.DEL1


@moteside(krever="med_apen_del1", innlogget=True)
def utkast(request: HttpRequest, mote: Mote, innsyn: Innsyn) -> HttpResponse:
    """Show the draft to the members, and take their comments until it is sent."""
    referat = get_object_or_404(Referat.objects.leses_som_utkast_av(innsyn), mote=mote)
    saker = list(referat.saker.synlig_for(innsyn))
    skjema = KommentarForm(request.POST or None, saker=saker, initial={"sak": heltall(request.GET, "sak")})
    if request.method == "POST" and skjema.is_valid():
        return _kommenter(request, referat, innsyn, skjema)
    kontekst = {
        "mote": mote,
        "referat": referat,
        "skjema": skjema,
        "saker": _saker(referat, saker, innsyn),
        "fra_forrige": referat.oppfolginger.synlig_for(innsyn).filter(sak__isnull=True),
        "lister": oppmotelister(referat),
        "om_alt": referat.kommentarer.synlig_for(innsyn)
        .filter(sak__isnull=True)
        .select_related("av", "behandlet_av"),
        "skriver": har(mote, "referert_av", innsyn),
        "gruppeansvarlig": mote.gruppe.gruppeansvarlig(innsyn.dag),
    }
    return render(request, "referat/utkast.html", kontekst, status=422 if skjema.errors else 200)


def _kommenter(request: HttpRequest, referat: Referat, innsyn: Innsyn, skjema: KommentarForm) -> HttpResponse:
    assert innsyn.person is not None
    felt = skjema.cleaned_data
    try:
        kommentar = kommentarer.kommenter(
            referat, tekst=felt["tekst"], sak=felt["sak"], av=innsyn.person, naa=klokke.naa()
        )
    except ValidationError as feil:
        messages.error(request, " ".join(feil.messages))
        return redirect("referat", pk=referat.mote_id)
    messages.success(request, _("Takk, kommentaren er lagret. De som skriver referatet, ser den."))
    return redirect(f"{reverse('referat_utkast', args=(referat.mote_id,))}#kommentar{kommentar.pk}")


def _saker(referat: Referat, saker: list[Referatsak], innsyn: Innsyn) -> list[Utkastsak]:
    """Put together what belongs to each item, in as many queries for twenty-five as for one."""
    notater = dict(
        Gruppenotat.objects.synlig_for(innsyn).filter(sak__referat=referat).values_list("sak_id", "tekst")
    )
    oppfolginger: dict[int | None, list[Oppfolging]] = {}
    for en in referat.oppfolginger.synlig_for(innsyn):
        oppfolginger.setdefault(en.sak_id, []).append(en)
    sagt: dict[int | None, list[Kommentar]] = {}
    for kommentar in referat.kommentarer.synlig_for(innsyn).select_related("av", "behandlet_av"):
        sagt.setdefault(kommentar.sak_id, []).append(kommentar)
    return [
        Utkastsak(
            sak, notater.get(sak.pk, "") or sak.tekst, oppfolginger.get(sak.pk, []), sagt.get(sak.pk, [])
        )
        for sak in saker
    ]
