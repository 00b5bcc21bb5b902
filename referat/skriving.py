"""Writing minutes: filled in beforehand, saved without losing anybody's words (L15)."""

from dataclasses import dataclass, field
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter.models import Innsjekk, Mote, Motedel, Pamelding
from nettverk.models import Person
from referat import brev, gjesteliste, kommentarer, oppfolging, retting
from referat.gjesteliste import Gjesteliste, forventet
from referat.models import Gruppenotat, Oppmote, Referat, Referatsak
from referat.oppfolging import Oppfolginger

Verdi = Oppmote.Verdi


class Konflikt(Exception):
    """Somebody else has saved since the form was opened; nothing was written."""


@dataclass(frozen=True)
class Tekster:
    """What a form brings: texts by item, attendance by member and part, the summary, and the rest.

    Only what the writer could see is in it; what is absent stays as it is. `rettet` is what a
    correction is about, None where nothing is being corrected.
    """

    oppsummering: str
    saker: dict[int, str]
    gruppenotater: dict[int, str]
    oppmote: dict[int, tuple[str, str]]
    gjester: Gjesteliste = field(default_factory=Gjesteliste)
    oppfolginger: Oppfolginger = field(default_factory=Oppfolginger)
    kommentarsvar: dict[int, kommentarer.Svar] = field(default_factory=dict)
    rettet: str | None = None


@transaction.atomic
def hent_eller_start(mote: Mote, *, naa: datetime) -> Referat:
    """Return the minutes of a meeting, begun from programme and registrations if need be.

    Until they are sent, what is to be followed up from earlier meetings comes along, also of those whose
    minutes were late.
    """
    mote = Mote.objects.select_for_update(of=("self",)).get(pk=mote.pk)
    referat, nytt = Referat.objects.get_or_create(mote=mote, defaults={"lagret": naa})
    if nytt:
        _fyll_saker(referat)
        _fyll_oppmote(referat)
        gjesteliste.fyll_drift(referat)
        gjesteliste.fyll_gjester(referat)
    if referat.levert is None:
        oppfolging.ta_med_forrige(referat)
    return referat


def _fyll_saker(referat: Referat) -> None:
    Referatsak.objects.bulk_create(
        Referatsak(
            referat=referat, motedel=post.motedel, start=post.start, tittel=post.tittel,
            ansvarlig=post.ansvarlig,
        )
        for post in referat.mote.programposter.all()
    )  # fmt: skip


def _fyll_oppmote(referat: Referat) -> None:
    """Begin with what people answered and who checked in; the rest is for the writer to fill in."""
    svar = {p.person_id: p for p in Pamelding.objects.filter(mote=referat.mote)}
    inne = set(Innsjekk.objects.filter(mote=referat.mote).values_list("person", flat=True))
    medlemmer = {medlemskap.person_id: medlemskap for medlemskap in referat.mote.medlemmer()}
    Oppmote.objects.bulk_create(
        Oppmote(
            referat=referat,
            person=medlemskap.person,
            arbeidssted=medlemskap.arbeidssted.navn if medlemskap.arbeidssted else "",
            del1=forventet(svar.get(pk), "del1", er_her=pk in inne),
            del2=forventet(svar.get(pk), "del2", er_her=pk in inne),
        )
        for pk, medlemskap in medlemmer.items()
    )


@transaction.atomic
def lagre(referat: Referat, tekster: Tekster, *, utgave: int, av: Person, naa: datetime) -> Referat:
    """Save what the writer brings, if nobody saved since `utgave`.

    Raises Konflikt when somebody did, and ValidationError when the minutes are locked.
    """
    referat = _laas(referat)
    if referat.er_last:
        raise ValidationError(_("Referatet er sendt og låst."))
    if referat.utgave != utgave:
        if referat.lagret_av == av and _er_lagret(referat, tekster):
            return referat
        raise Konflikt
    referat.utgave += 1
    referat.oppsummering = tekster.oppsummering
    referat.lagret, referat.lagret_av = naa, av
    referat.save()
    _lagre_saker(referat, tekster)
    _lagre_oppmote(referat, tekster)
    gjesteliste.lagre(referat, tekster.gjester)
    oppfolging.lagre(referat, tekster.oppfolginger)
    kommentarer.lagre_svar(referat, tekster.kommentarsvar, av=av, naa=naa)
    _lagre_rettet(referat, tekster)
    return referat


def _lagre_rettet(referat: Referat, tekster: Tekster) -> None:
    rettes = retting.apen(referat)
    if rettes is not None and tekster.rettet is not None:
        rettes.hva = tekster.rettet
        rettes.save()


def _er_lagret(referat: Referat, tekster: Tekster) -> bool:
    """Whether all this stands there already, as when a form is sent twice."""
    saker = dict(referat.saker.values_list("pk", "tekst"))
    notater = dict(referat.saker.values_list("pk", "gruppenotat__tekst"))
    oppmote = {pk: (del1, del2) for pk, del1, del2 in referat.oppmote.values_list("pk", "del1", "del2")}
    return (
        referat.oppsummering == tekster.oppsummering
        and tekster.saker.items() <= saker.items()
        and all((notater.get(pk) or "") == tekst for pk, tekst in tekster.gruppenotater.items())
        and tekster.oppmote.items() <= oppmote.items()
        and gjesteliste.er_lagret(referat, tekster.gjester)
        and oppfolging.er_lagret(referat, tekster.oppfolginger)
        and kommentarer.er_lagret(referat, tekster.kommentarsvar)
    )


def _laas(referat: Referat) -> Referat:
    laast = Referat.objects.select_for_update(of=("self",))
    return laast.select_related("mote__gruppe__nettverk").get(pk=referat.pk)


def _lagre_saker(referat: Referat, tekster: Tekster) -> None:
    for sak in referat.saker.all():
        if sak.motedel == Motedel.DEL1:
            if sak.pk in tekster.gruppenotater:
                _lagre_gruppenotat(sak, tekster.gruppenotater[sak.pk])
        elif sak.pk in tekster.saker:
            sak.tekst = tekster.saker[sak.pk]
            sak.save(update_fields=["tekst"])


def _lagre_gruppenotat(sak: Referatsak, tekst: str) -> None:
    if tekst:
        Gruppenotat.objects.update_or_create(sak=sak, defaults={"tekst": tekst})
    else:
        Gruppenotat.objects.filter(sak=sak).delete()


def _lagre_oppmote(referat: Referat, tekster: Tekster) -> None:
    for rad in referat.oppmote.all():
        if rad.pk in tekster.oppmote:
            rad.del1, rad.del2 = tekster.oppmote[rad.pk]
            rad.save(update_fields=["del1", "del2"])


def mangler(referat: Referat) -> list[Oppmote]:
    """Return those whose attendance is not filled in for both parts."""
    return list(referat.oppmote.ufylte().select_related("person"))


def navneforslag(referat: Referat) -> list[str]:
    """Return the names to choose from where somebody is to follow something up."""
    return [rad.person.navn for rad in referat.oppmote.select_related("person")]


@transaction.atomic
def send_til_godkjenning(referat: Referat, *, av: Person, naa: datetime) -> None:
    """Tell the group lead that the minutes are ready to be approved."""
    referat = _laas(referat)
    if referat.er_last:
        raise ValidationError(_("Referatet er sendt og låst."))
    referat.status = Referat.Status.TIL_GODKJENNING
    referat.save()
    brev.til_godkjenning(referat, av=av, naa=naa)
