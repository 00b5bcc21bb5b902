"""Merging, splitting and ending groups: each in one go, and what was sent stands (L18).

What is decided stands in docs/beslutninger/12-grupper-som-endres.md.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from moter import omleggingsbrev, roller
from moter.arrangor import trekk
from moter.endring import avlys, laas, oppdater_neste_ar
from moter.frister import PAMELDING
from moter.models import Gruppefil, Mote
from moter.omleggingsplan import Plan, deling, planlagte, sammenslaing, slutt
from nettverk import omlegging as medlemskapene
from nettverk.frister.oppdatering import oppdater_frister
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Gruppe, Omlegging, Person
from nettverk.omlegging import EN_DAG, Spor
from nettverk.sprak import dato

FLYTT, AVLYS = "flytt", "avlys"


@transaction.atomic
def slaa_sammen(
    gruppe: Gruppe,
    til: Gruppe,
    *,
    fra: date,
    valg: Mapping[int, str],
    av: Person,
    naa: datetime,
    sett: str | None = None,
) -> Omlegging:
    """Let `gruppe` go up in `til` from this local date, and tell everybody in both once.

    `valg` says of each meeting from then on, by its id, whether it goes along (FLYTT) or is cancelled
    (AVLYS); `sett` is the `Plan.kjennemerke` one has seen. Raises ValidationError where the plan is
    refused, has changed, or a meeting is not chosen for.
    """
    gruppe, til = _laas(gruppe, til)
    plan = med_valg(sammenslaing(gruppe, til, fra=fra, naa=naa), valg)
    return _utfor(plan, til, av=av, naa=naa, sett=sett)


def med_valg(plan: Plan, valg: Mapping[int, str]) -> Plan:
    """Return the plan of a merge with what is to become of each meeting."""
    uvalgt = [mote for mote in plan.moter if valg.get(mote.pk) not in (FLYTT, AVLYS)]
    if uvalgt:
        feil = _("Velg om møtet %(dato)s skal flyttes eller avlyses.")
        raise ValidationError(feil % {"dato": dato(uvalgt[0].dag)})
    med = [mote for mote in plan.moter if valg[mote.pk] == FLYTT]
    return replace(plan, med=med, avlyses=[mote for mote in plan.moter if mote not in med])


@transaction.atomic
def del_gruppen(
    gruppe: Gruppe,
    navn: str,
    *,
    valgte: Collection[int],
    leder: int,
    fra: date,
    moter: Collection[int] = (),
    av: Person,
    naa: datetime,
    sett: str | None = None,
) -> Omlegging:
    """Let the people `valgte` (ids) go over to a new group from this local date, and tell everybody once.

    Arguments and errors as in `omleggingsplan.deling` and `slaa_sammen`.
    """
    (gruppe,) = _laas(gruppe)
    plan = deling(gruppe, navn, valgte=valgte, leder=leder, fra=fra, moter=moter, naa=naa)
    _krev_sett(plan, sett)
    assert plan.til is not None
    plan.til.save()
    return _utfor(plan, plan.til, av=av, naa=naa)


@transaction.atomic
def avslutt(gruppe: Gruppe, *, fra: date, av: Person, naa: datetime, sett: str | None = None) -> Omlegging:
    """End the group, `fra` being the first local date without it; its meetings from then on are cancelled.

    Nothing is deleted. Raises ValidationError where the plan is refused, or has changed.
    """
    (gruppe,) = _laas(gruppe)
    return _utfor(slutt(gruppe, fra=fra, naa=naa), None, av=av, naa=naa, sett=sett)


def _laas(*grupper: Gruppe) -> list[Gruppe]:
    """Return the groups as they are now, locked, always in the same order of locking."""
    laaste = Gruppe.objects.select_for_update(of=("self",)).select_related("nettverk")
    funnet = {en.pk: en for en in laaste.filter(pk__in=[en.pk for en in grupper]).order_by("pk")}
    return [funnet[en.pk] for en in grupper]


def _krev_sett(plan: Plan, sett: str | None) -> None:
    if sett is not None and sett != plan.kjennemerke:
        raise ValidationError(_("Noe er endret siden du åpnet siden. Se over, og prøv igjen."), code="endret")


def _utfor(
    plan: Plan, til: Gruppe | None, *, av: Person, naa: datetime, sett: str | None = None
) -> Omlegging:
    _krev_sett(plan, sett)
    gruppe, fra, spor = plan.gruppe, plan.fra, Spor()
    fortelles = omleggingsbrev.mottakere(plan)
    for mote in plan.avlyses:
        avlys(mote, av=av, naa=naa)
    for medlemskap, rolle in plan.over:
        if til is None:
            medlemskapene.avslutt(medlemskap, fra=fra, spor=spor)
        else:
            medlemskapene.la_fortsette(medlemskap, til, fra=fra, rolle=rolle, spor=spor)
    if plan.slag != Omlegging.Slag.DELING:
        medlemskapene.avslutt_gruppen(gruppe, fra=fra, spor=spor)
    if til is not None:
        _flytt_moter(plan.med, til, naa=naa)
        spor.moter = [mote.pk for mote in plan.med]
        _rydd_oppdrag(gruppe, til, fra, av=av, naa=naa)
    oppdater_neste_ar(gruppe, *(mote.dag for mote in plan.moter), fra, naa=naa)
    omlegging = Omlegging.objects.create(
        slag=plan.slag, gruppe=gruppe, til=til, fra=fra, av=av, gjort=naa, spor=spor.som_json()
    )
    omleggingsbrev.fortell(omlegging, plan, fortelles, naa=naa)
    return omlegging


def _flytt_moter(moter: Collection[Mote], til: Gruppe, *, naa: datetime) -> None:
    """Let the other group hold these; registrations, programme and files go along, deadlines follow."""
    for gammelt in moter:
        mote = laas(gammelt)
        mote.gruppe = til
        mote.sekvens += 1
        mote.save()
        Gruppefil.objects.filter(mote=mote).update(gruppe=til)
        oppdater_frister(mote, til.nettverk, naa=naa)
    oppdater_neste_ar(til, *(mote.dag for mote in moter), naa=naa)


def _rydd_oppdrag(gruppe: Gruppe, til: Gruppe, fra: date, *, av: Person, naa: datetime) -> None:
    """Let no member of the one group keep a task in the other's meetings ahead; ask those who are new."""
    kjente = {m.person_id for en in (gruppe, til) for m in en.medlemskap.all()}
    for mote in (*planlagte(gruppe, fra), *planlagte(til, fra)):
        if mote.start <= naa:
            continue
        medlemmer = set(mote.gruppe.medlemskap.gjeldende(mote.dag).values_list("person", flat=True))
        if mote.arrangor_id in kjente - medlemmer and mote.overtatt_for_id is None:
            trekk(mote, av=av, naa=naa)
        if mote.referent_id in kjente - medlemmer:
            mote = laas(mote)
            mote.referent = None
            mote.save()
        if roller.uten_svar(mote):
            for frist in Frist.objects.om(mote).filter(slag=PAMELDING, gjort__isnull=False):
                frist.gjenapne(naa=naa)


@transaction.atomic
def angre(omlegging: Omlegging, *, av: Person, naa: datetime) -> Omlegging:
    """Put everything back as it was, until the day it was to happen, and tell the same people once.

    Meetings that were cancelled stay so, and who has taken on a meeting of a group she will be no member
    of, has it no longer. Raises ValidationError where it is undone already, or has happened.
    """
    omlegging = Omlegging.objects.select_for_update(of=("self",)).get(pk=omlegging.pk)
    gruppe, *hit = _laas(omlegging.gruppe, *filter(None, [omlegging.til]))
    if omlegging.angret is not None:
        raise ValidationError(_("Endringen er alt angret."))
    if not omlegging.kan_angres(lokal_dag(naa)):
        raise ValidationError(_("Endringen har skjedd, og kan ikke angres."))
    omlegging.gruppe = gruppe
    omlegging.angret, omlegging.angret_av = naa, av
    personer = omleggingsbrev.berorte(omlegging)
    medlemskapene.angre(omlegging)
    for til in hit:
        moter = Mote.objects.filter(pk__in=omlegging.spor["moter"], gruppe=til)
        _flytt_moter(list(moter), gruppe, naa=naa)
        _rydd_oppdrag(gruppe, til, omlegging.fra, av=av, naa=naa)
    oppdater_neste_ar(gruppe, omlegging.fra, naa=naa)
    omlegging.save(update_fields=["angret", "angret_av"])
    omleggingsbrev.fortell_angret(omlegging, personer, naa=naa)
    if omlegging.slag == Omlegging.Slag.DELING:
        for ny in hit:
            _ta_bort(ny, omlegging)
    return omlegging


def _ta_bort(ny: Gruppe, omlegging: Omlegging) -> None:
    """Delete a group that came to nothing; one that somebody has begun to use ends instead."""
    i_bruk = (ny.moter, ny.medlemskap, ny.driftsrepresentanter, ny.filer)
    if any(noe.exists() for noe in i_bruk):
        ny.slutt = omlegging.fra - EN_DAG
        ny.save()
    else:
        ny.delete()
