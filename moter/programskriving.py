"""Saving the programme without undoing what another did meanwhile."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter.endring import laas
from moter.models import Medlemsnotat, Mote, Programpost
from moter.program import bruddord, klokkeslett, ramme
from moter.programtavle import Tavle, Utgave, les
from moter.programtider import NY, Rekke, Tid, brudd, bytt, ta_ut
from nettverk.innsyn import Innsyn
from nettverk.models import Kompetansepunkt, Person


class Konflikt(Exception):
    """Somebody else has saved since the form was opened; nothing was written."""


@dataclass(frozen=True)
class Punkt:
    """An item as it is to be; `start` in minutes after midnight. None: not hers to write."""

    start: int
    varighet: int
    motedel: str
    tittel: str
    ansvarlig: str = ""
    beskrivelse: str = ""
    bare_for_gruppen: str | None = None


@dataclass(frozen=True)
class NyttProgram:
    """What a form brings: every item the writer may change, a new one if there is one, and the theme."""

    punkter: dict[str, Punkt]
    nytt: Punkt | None
    kompetansepunkt: Kompetansepunkt | None


def les_laast(mote: Mote, innsyn: Innsyn) -> Tavle:
    """Return the programme as it is now, locked. Raises ValidationError when the meeting is cancelled."""
    laast = laas(mote)
    if laast.er_avlyst:
        raise ValidationError(_("Møtet er avlyst. Ingenting er endret."))
    return les(laast, innsyn)


@transaction.atomic
def lagre(mote: Mote, nytt: NyttProgram, *, utgave: Utgave, innsyn: Innsyn, av: Person | None) -> int:
    """Save what the writer brings, if nobody saved since `utgave`; return how many items changed.

    Raises Konflikt when somebody did, and ValidationError when the meeting is cancelled or the times
    do not hold.
    """
    tavle = les_laast(mote, innsyn)
    if tavle.utgave() != utgave:
        raise Konflikt
    rekke = [t for t in tavle.rekke if t.fast]
    rekke += [Tid(nokkel, punkt.start, punkt.varighet) for nokkel, punkt in nytt.punkter.items()]
    titler = tavle.titler | {nokkel: punkt.tittel for nokkel, punkt in nytt.punkter.items()}
    if nytt.nytt:
        rekke.append(Tid(NY, nytt.nytt.start, nytt.nytt.varighet))
        titler[NY] = nytt.nytt.tittel
    _krev_tider(tavle.mote, rekke, titler)
    endret = sum(skriv(tavle.poster[nokkel], punkt, av) for nokkel, punkt in nytt.punkter.items())
    if nytt.nytt:
        endret += skriv(Programpost(mote=tavle.mote), nytt.nytt, av)
    if tavle.mote.kompetansepunkt != nytt.kompetansepunkt:
        tavle.mote.kompetansepunkt = nytt.kompetansepunkt
        tavle.mote.save()
        endret += 1
    return endret


def _krev_tider(mote: Mote, rekke: Rekke, titler: dict[str, str]) -> None:
    fra, til = ramme(mote)
    if feil := brudd(rekke, fra, til):
        raise ValidationError([bruddord(ett, titler, fra, til) for ett in feil])


def skriv(post: Programpost, punkt: Punkt, av: Person | None) -> bool:
    """Write one item where it differs, and the note for members; return whether anything did."""
    nye = {
        "start": klokkeslett(punkt.start), "varighet": punkt.varighet, "motedel": punkt.motedel,
        "tittel": punkt.tittel, "ansvarlig": punkt.ansvarlig, "beskrivelse": punkt.beskrivelse,
    }  # fmt: skip
    endret = post.pk is None or any(getattr(post, navn) != verdi for navn, verdi in nye.items())
    if endret:
        for navn, verdi in nye.items():
            setattr(post, navn, verdi)
        _lagre(post, av)
    notat = punkt.bare_for_gruppen
    if notat is None or notat == post.bare_for_gruppen:
        return endret
    if notat:
        Medlemsnotat.objects.update_or_create(post=post, defaults={"tekst": notat})
    else:
        Medlemsnotat.objects.filter(post=post).delete()
    return True


def _lagre(post: Programpost, av: Person | None) -> None:
    post._history_user = av  # type: ignore[attr-defined]
    post.save()


def sett_tider(tavle: Tavle, rekke: Rekke, av: Person | None) -> None:
    """Save the new times of those that have any."""
    for tid in rekke:
        post = tavle.poster.get(tid.nokkel)
        if post is not None and post.start != klokkeslett(tid.start):
            post.start = klokkeslett(tid.start)
            _lagre(post, av)


@transaction.atomic
def flytt_punkt(mote: Mote, nokkel: str, *, opp: bool, innsyn: Innsyn, av: Person | None) -> Programpost:
    """Move an item past its neighbour. Raises ValidationError where there is no room, or no such item."""
    tavle = les_laast(mote, innsyn)
    post = _finn(tavle, nokkel)
    fra, til = ramme(tavle.mote)
    rekke = bytt(tavle.rekke, nokkel, opp=opp, fra=fra, til=til)
    if rekke is None:
        raise ValidationError(_("Det er ikke plass til «%(tittel)s» der.") % {"tittel": post.tittel})
    sett_tider(tavle, rekke, av)
    return post


@transaction.atomic
def slett_punkt(mote: Mote, nokkel: str, *, lukk: bool, innsyn: Innsyn, av: Person | None) -> str:
    """Take an item out; with `lukk`, those after it come forward. Return what it was called."""
    tavle = les_laast(mote, innsyn)
    post = _finn(tavle, nokkel)
    rekke = ta_ut(tavle.rekke, nokkel, lukk=lukk)
    post._history_user = av  # type: ignore[attr-defined]
    post.delete()
    sett_tider(tavle, rekke, av)
    return post.tittel


def _finn(tavle: Tavle, nokkel: str) -> Programpost:
    post = tavle.poster.get(nokkel)
    if post is None:
        raise ValidationError(_("Punktet er ikke lenger i programmet."))
    return post
