"""What the answer key knows of the portal: rows as they stand, read once, without the portal's own rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType

from dybdemoter.models import Serie
from moter.models import Innkalling, Mote, Pamelding
from nettverk.models import Driftsrepresentant, Frist, Medlemskap, Person
from referat.models import Referat
from tests.oversikt.fasit_kalender import norsk_dag


@dataclass
class Medlem:
    person: int
    rolle: str
    fra: date
    til: date | None
    permisjon_fra: date | None
    permisjon_til: date | None

    def er_med(self, dag: date) -> bool:
        return self.fra <= dag and (self.til is None or dag <= self.til)

    def i_permisjon(self, dag: date) -> bool:
        slutt = self.permisjon_til or date.max
        return self.permisjon_fra is not None and self.permisjon_fra <= dag <= slutt

    def har_plikter(self, dag: date) -> bool:
        return self.er_med(dag) and not self.i_permisjon(dag)


@dataclass
class Innkallingsdata:
    status: str
    levert: datetime
    returnert: datetime | None
    sendt: datetime | None


@dataclass
class Motedata:
    """One meeting with everything that bears on its deadlines."""

    pk: int
    gruppe: int
    nettverk_epost: str
    start: datetime
    slutt: datetime
    avlyst: datetime | None
    opprettet: date
    arrangor: int | None
    referent: int | None
    pamelding_frist: date | None
    programmet_er_avtalt: bool
    innkallinger: list[Innkallingsdata] = field(default_factory=list)
    har_svart: set[int] = field(default_factory=set)
    referat_levert: datetime | None = None
    kopi_sendt: datetime | None = None

    @property
    def dag(self) -> date:
        return norsk_dag(self.start)

    @property
    def sendt(self) -> datetime | None:
        return min((i.sendt for i in self.innkallinger if i.sendt), default=None)


@dataclass
class Seriedata:
    """One regional series that is open for registration and has answered nobody."""

    pk: int
    nettverk_epost: str
    pamelding_frist: date
    radgivere: list[int]


@dataclass
class Portaldata:
    """`fodt` and `fortalt` are by kind and meeting or series: the day it was set, and till when it is told.

    `avtalt` are the meetings at which the next year was agreed on, whatever has become of that since.
    """

    moter: list[Motedata]
    serier: list[Seriedata]
    medlemmer: dict[int, list[Medlem]]
    driftsgruppen: dict[int, list[Medlem]]
    adresser: dict[int, str]
    fodt: dict[tuple[str, int], date]
    fortalt: dict[tuple[str, int], datetime | None]
    avtalt: set[int]


def les_portalen() -> Portaldata:
    """Everything as it is now."""
    moter = {mote.pk: _mote(mote) for mote in Mote.objects.select_related("gruppe__nettverk")}
    for rad in Innkalling.objects.order_by("versjon"):
        innkalling = Innkallingsdata(rad.status, rad.levert, rad.returnert, rad.sendt)
        moter[rad.mote_id].innkallinger.append(innkalling)
    for mote, person in Pamelding.objects.values_list("mote", "person"):
        moter[mote].har_svart.add(person)
    for referat in Referat.objects.all():
        moter[referat.mote_id].referat_levert = referat.levert
        moter[referat.mote_id].kopi_sendt = referat.kopi_sendt
    typer = ContentType.objects.get_for_models(Mote, Serie).values()
    frister = Frist.objects.filter(content_type__in=typer)
    return Portaldata(
        moter=sorted(moter.values(), key=lambda mote: (mote.start, mote.pk)),
        serier=_serier(),
        medlemmer=_medlemmer(),
        driftsgruppen=_driftsgruppen(),
        adresser={person.pk: person.epost or person.delt_epost for person in Person.objects.all()},
        fodt={(frist.slag, frist.object_id): frist.fodt for frist in frister},
        fortalt={(frist.slag, frist.object_id): frist.fortalt_til for frist in frister},
        avtalt={frist.object_id for frist in frister if frist.slag == "neste_aar" and frist.gjort},
    )


def _mote(mote: Mote) -> Motedata:
    return Motedata(
        pk=mote.pk,
        gruppe=mote.gruppe_id,
        nettverk_epost=mote.gruppe.nettverk.epost,
        start=mote.start,
        slutt=mote.slutt,
        avlyst=mote.avlyst,
        opprettet=norsk_dag(mote.opprettet),
        arrangor=mote.arrangor_id,
        referent=mote.referent_id,
        pamelding_frist=mote.pamelding_frist,
        programmet_er_avtalt=mote.programkontakt is not None,
    )


def _serier() -> list[Seriedata]:
    apne = Serie.objects.filter(status="apen", svar_sendt=None, pamelding_frist__isnull=False)
    return [
        Seriedata(
            pk=serie.pk,
            nettverk_epost=serie.nettverk.epost,
            pamelding_frist=serie.pamelding_frist,
            radgivere=[person.pk for person in serie.radgivere.all()],
        )
        for serie in apne.select_related("nettverk").order_by("pk")
        if serie.pamelding_frist
    ]


def _medlemmer() -> dict[int, list[Medlem]]:
    funnet: dict[int, list[Medlem]] = defaultdict(list)
    for rad in Medlemskap.objects.order_by("pk"):
        funnet[rad.gruppe_id].append(
            Medlem(rad.person_id, rad.rolle, rad.fra, rad.til, rad.permisjon_fra, rad.permisjon_til)
        )
    return funnet


def _driftsgruppen() -> dict[int, list[Medlem]]:
    funnet: dict[int, list[Medlem]] = defaultdict(list)
    for rad in Driftsrepresentant.objects.order_by("pk"):
        funnet[rad.gruppe_id].append(Medlem(rad.person_id, "drift", rad.fra, rad.til, None, None))
    return funnet
