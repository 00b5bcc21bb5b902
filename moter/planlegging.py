"""Planning meetings of a group: all of them, their organisers and the word to everybody, in one go (L7)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter.arrangor import bekreft
from moter.endring import laas, planlegg
from moter.holdav import send_hold_av
from moter.models import IkkeAvtalt, Mote
from moter.neste_ar import MOTER_I_ARET, planlagte
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Gruppe, Person
from nettverk.sprak import dato_dag


class AlleredePlanlagt(ValidationError):
    """All of it stands already, as when a form is sent twice; nothing was written."""


@dataclass(frozen=True)
class Motetid:
    """A meeting to be; `start` and `slutt` are UTC moments.

    `grunn` is why the organiser is another than the three whose turn it is.
    """

    start: datetime
    slutt: datetime
    form: str = Mote.Form.FYSISK
    sted: str = ""
    adresse: str = ""
    arrangor: Person | None = None
    grunn: str = ""


@dataclass(frozen=True)
class Planlagt:
    """The meetings that came of it, in order, and how many were told to keep the days free."""

    moter: list[Mote]
    fortalt: int


@transaction.atomic
def planlegg_aret(
    gruppe: Gruppe, tider: Sequence[Motetid], *, kjente: Collection[int], av: Person, naa: datetime
) -> Planlagt:
    """Plan these meetings with their deadlines, confirm their organisers, and tell everybody once.

    `kjente` are the ids of the group's meetings that the planner saw. Raises AlleredePlanlagt where all
    of these stand, and ValidationError where another has been planned meanwhile, two are on one day, one
    is in the past or runs beyond its day, or an organiser is refused: then nothing is written.
    """
    gruppe = Gruppe.objects.select_for_update(of=("self",)).select_related("nettverk").get(pk=gruppe.pk)
    staende = list(gruppe.moter.filter(avlyst=None))
    if {(tid.start, tid.slutt) for tid in tider} <= {(mote.start, mote.slutt) for mote in staende}:
        raise AlleredePlanlagt(_("Møtene er allerede planlagt. Ingenting er sendt på nytt."))
    if any(mote.pk not in kjente for mote in staende):
        raise ValidationError(_("Noen har planlagt et møte siden du åpnet siden. Se over på nytt."))
    moter: list[Mote] = []
    for tid in sorted(tider, key=lambda tid: tid.start):
        mote = _planlegg(gruppe, tid, [*staende, *moter], naa=naa)
        if tid.arrangor is not None:
            bekreft(mote, tid.arrangor, grunn=tid.grunn, av=av, naa=naa)
        moter.append(mote)
    moter = [laas(mote) for mote in moter]
    return Planlagt(moter, send_hold_av(moter, av=av, naa=naa))


def _planlegg(gruppe: Gruppe, tid: Motetid, andre: Sequence[Mote], *, naa: datetime) -> Mote:
    mote = Mote(
        gruppe=gruppe, start=tid.start, slutt=tid.slutt, form=tid.form, sted=tid.sted, adresse=tid.adresse
    )
    if tid.start <= naa:
        raise ValidationError(_("Møtet må begynne fram i tid."))
    if any(annet.dag == mote.dag for annet in andre):
        dato = dato_dag(mote.dag)
        raise ValidationError(_("Gruppen har allerede et møte %(dato)s.") % {"dato": dato})
    mote.clean()
    return planlegg(mote, naa=naa)


@transaction.atomic
def si_ikke_avtalt(mote: Mote, *, av: Person, naa: datetime) -> IkkeAvtalt:
    """Note that next year's meetings are not agreed on; the task and its deadline stand.

    The same person on the same day says it once. Raises ValidationError where they are all planned.
    """
    mote = laas(mote)
    if planlagte(mote.gruppe, mote.dag.year + 1) >= MOTER_I_ARET:
        raise ValidationError(_("Møtene er allerede planlagt. Ingenting er endret."))
    siste = mote.ikke_avtalt.last()
    if siste is not None and siste.av == av and lokal_dag(siste.skjedde) == lokal_dag(naa):
        return siste
    return IkkeAvtalt.objects.create(mote=mote, av=av, skjedde=naa)
