"""Everybody acts as soon as they can, by the portal's own verbs: what the rehearsal's diligent do."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from moter import endring, innkallinger
from moter.models import Innkalling, Mote
from moter.roller import uten_svar
from moter.svar import svar
from nettverk.arbeidsdager import arbeidsdag_etter
from nettverk.klokke import OSLO
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist
from oversikt.simulering import flid_serier
from oversikt.simulering.utbedring import Ikke, arrangor, gjor_leverbar, koordinator, leder, med_oppmote
from referat import levering, skriving

logger = logging.getLogger(__name__)
Pust = Callable[[], None]
Handling = Callable[[Mote, datetime, Pust], None]

# Three days in a year, one for each meeting (L1), and the hours of one.
MOTEDAGER = ((2, 10), (5, 12), (10, 13))
FRA, TIL = time(9), time(15)
VARSLES = timedelta(days=30)  # nobody plans a meeting with less notice


def avtal_programmet(mote: Mote, naa: datetime, pust: Pust) -> None:
    """Organiser and group lead speak about the programme (L11)."""
    endring.noter_programkontakt(mote, dag=lokal_dag(naa), av=arrangor(mote, naa), naa=naa)


def lever_innkallingen(mote: Mote, naa: datetime, pust: Pust) -> None:
    """The organiser fills in what is missing, and delivers the innkalling to KLB (L12)."""
    av = arrangor(mote, naa)
    gjor_leverbar(mote, naa)
    innkallinger.lever(mote, av=av, naa=naa)


def send_ut_innkallingen(mote: Mote, naa: datetime, pust: Pust) -> None:
    """KLB sends it to the group, or back where the meeting is no longer as it says (L12)."""
    innkalling = mote.innkallinger.filter(status=Innkalling.Status.LEVERT).last()
    if innkalling is None:
        raise Ikke("KLB has no innkalling")
    av = koordinator(mote.gruppe, lokal_dag(naa))
    if innkallinger.er_endret_siden(innkalling) or innkallinger.mangler(mote):
        innkallinger.returner(innkalling, av=av, kommentar="Møtet er endret.", naa=naa)
    else:
        innkallinger.send_ut(innkalling, av=av, naa=naa)


def svar_alle(mote: Mote, naa: datetime, pust: Pust) -> None:
    """Everybody the innkalling has come to registers; the organiser for who has no address (L2, L19)."""
    if mote.innkalling_sendt is None:
        raise Ikke("the innkalling is not out")
    for medlemskap in uten_svar(mote):
        person = medlemskap.person
        av = person if person.har_egen_epost else arrangor(mote, naa)
        svar(mote, person, del1=True, del2=True, av=av, naa=naa)
        pust()


def send_referatet(mote: Mote, naa: datetime, pust: Pust) -> None:
    """The minutes are written, approved and sent to KLB (L15)."""
    if not mote.er_ferdig(naa):
        raise Ikke("the meeting is not over")
    av = leder(mote.gruppe, lokal_dag(naa))
    referat = skriving.hent_eller_start(mote, naa=naa)
    if skriving.mangler(referat):
        referat = skriving.lagre(referat, med_oppmote(referat), utgave=referat.utgave, av=av, naa=naa)
    levering.lever(referat, av=av, godkjent=True, naa=naa)


def send_kopiene(mote: Mote, naa: datetime, pust: Pust) -> None:
    """KLB sends the copies to the managers, and the minutes to the group (L16)."""
    av = koordinator(mote.gruppe, lokal_dag(naa))
    levering.send_kopier(mote.referat, av=av, naa=naa)


def planlegg_neste_ar(mote: Mote, naa: datetime, pust: Pust) -> None:
    """At the year's last meeting the group agrees on the three of next year (L7)."""
    if not (mote.er_ferdig(naa) or mote.er_avlyst):
        raise Ikke("the meeting is not over")
    ar = mote.dag.year + 1
    planlagt = Mote.objects.i_aret(ar).filter(gruppe=mote.gruppe, avlyst__isnull=True).count()
    for nummer, (maned, dag) in enumerate(MOTEDAGER[planlagt:], 1):
        tidligst = lokal_dag(naa) + nummer * VARSLES
        motedag = arbeidsdag_etter(max(date(ar, maned, dag), tidligst))
        if motedag.year != ar:
            raise Ikke("the year is over before another meeting can be held")
        start, slutt = (datetime.combine(motedag, klokken, OSLO) for klokken in (FRA, TIL))
        endring.planlegg(Mote(gruppe=mote.gruppe, start=start, slutt=slutt, sted=mote.sted), naa=naa)


# By kind of deadline, in the order a meeting passes through them.
HANDLINGER: dict[str, Handling] = {
    "programkontakt": avtal_programmet,
    "innkalling": lever_innkallingen,
    "utsending": send_ut_innkallingen,
    "pamelding": svar_alle,
    "referat": send_referatet,
    "lederkopi": send_kopiene,
    "neste_aar": planlegg_neste_ar,
}
# The same for a regional series and its meetings.
SERIEHANDLINGER: dict[str, Callable[[Any, datetime], None]] = {
    "svar": flid_serier.svar_soknadene,
    "stemme": flid_serier.stem,
    "problemstilling": flid_serier.velg,
    "deltakere": flid_serier.meld_deltakere,
}


def gjor_alt(naa: datetime, *, siste: datetime, pust: Pust) -> None:
    """Do everything that can be done at this moment, then what that makes possible, and so on.

    What nobody would be told of before the last run of the rehearsal, at `siste`, is left alone: a
    mail to every member of meetings far ahead takes minutes, and changes no line.
    """
    while _gjor_det_som_er_apent(naa, siste, pust):
        pass


def _gjor_det_som_er_apent(naa: datetime, siste: datetime, pust: Pust) -> int:
    """Act on the open deadlines, kind by kind; return how many that met."""
    rekkefolge = [*HANDLINGER, *SERIEHANDLINGER]
    i_tide = Q(neste_varsel__isnull=True) | Q(neste_varsel__lte=siste)
    apne = Frist.objects.apne().filter(i_tide, slag__in=rekkefolge).prefetch_related("gjelder")
    gjort = 0
    for frist in sorted(apne, key=lambda frist: rekkefolge.index(frist.slag)):
        gjort += _gjor(frist, naa, pust)
        pust()
    return gjort


def _gjor(frist: Frist, naa: datetime, pust: Pust) -> bool:
    """Act on one deadline; False when it is still open."""
    gjelder = frist.gjelder
    if gjelder is None:
        return False
    try:
        if isinstance(gjelder, Mote):
            HANDLINGER[frist.slag](gjelder, naa, pust)
        else:
            SERIEHANDLINGER[frist.slag](gjelder, naa)
    except (Ikke, ValidationError) as grunn:
        logger.debug("Deadline %s cannot be met yet: %s", frist.pk, grunn)
        return False
    frist.refresh_from_db(fields=("gjort", "bortfalt"))
    return not frist.apen
