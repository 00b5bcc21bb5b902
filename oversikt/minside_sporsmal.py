"""What others have asked of a person, and wait for her answer to: swaps, and guests at her meetings."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moter.models import Arrangorbytte, Gjest, Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from nettverk.sprak import dato_dag
from nettverk.tilstand import din_tur
from oversikt.gjoremal import Gjoremal


def sporsmal(person: Person, kommende: Iterable[Mote], innsyn: Innsyn, naa: datetime) -> list[Gjoremal]:
    """Return what she has been asked; `kommende` are her meetings that are not over."""
    return [*_bytter(person, innsyn, naa), *_gjester(person, kommende, innsyn)]


def _bytter(person: Person, innsyn: Innsyn, naa: datetime) -> list[Gjoremal]:
    """Return the swaps that wait for her yes or no (L5)."""
    spurt = Arrangorbytte.objects.synlig_for(innsyn).apne().filter(spurt=person).med_alt()
    return [_bytte(bytte) for bytte in spurt if bytte.venter(naa)]


def _bytte(bytte: Arrangorbytte) -> Gjoremal:
    if bytte.mot_mote_id:
        hva = _("%(navn)s spør om dere kan bytte møte: %(gruppe)s, %(dato)s")
    else:
        hva = _("%(navn)s spør om du kan være arrangør: %(gruppe)s, %(dato)s")
    return Gjoremal(
        hva % {"navn": bytte.spurt_av.navn, "gruppe": bytte.mote.gruppe.navn, "dato": dato_dag(bytte.dag)},
        bytte.get_absolute_url(),
        _("Svar ja eller nei"),
        din_tur(),
    )


def _gjester(person: Person, kommende: Iterable[Mote], innsyn: Innsyn) -> list[Gjoremal]:
    """Return the meetings she organises where guests wait for her yes (L4), one line for each."""
    egne = {m.pk: m for m in kommende if m.arrangor_id == person.pk and not m.er_avlyst}
    venter = Gjest.objects.synlig_for(innsyn).venter().filter(mote__in=egne)
    antall: dict[int, int] = {}
    for mote_id in venter.order_by("mote__start", "mote").values_list("mote", flat=True):
        antall[mote_id] = antall.get(mote_id, 0) + 1
    return [_gjest(egne[mote_id], hvor_mange) for mote_id, hvor_mange in antall.items()]


def _gjest(mote: Mote, antall: int) -> Gjoremal:
    hva = ngettext(
        "%(antall)d gjest venter på svar fra deg: %(gruppe)s, %(dato)s",
        "%(antall)d gjester venter på svar fra deg: %(gruppe)s, %(dato)s",
        antall,
    )
    return Gjoremal(
        hva % {"antall": antall, "gruppe": mote.gruppe.navn, "dato": dato_dag(mote.dag)},
        reverse("gjester", args=(mote.pk,)),
        _("Svar gjestene"),
        din_tur(),
    )
