"""A small world for the browser tests, made in the portal's own database by a process of its own."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

from django.core.management import call_command

from moter.endring import avlys
from moter.models import Mote
from nettverk.models import Nettverk, Person
from tests.dybdemoter.fabrikk import lag_radgiver
from tests.factories import (
    NAA,
    lag_arbeidssted,
    lag_gruppe,
    lag_gruppeansvarlig,
    lag_innkalling_levert,
    lag_innkalling_sendt,
    lag_kompetansepunkt,
    lag_koordinator,
    lag_medlem,
    lag_mote,
    lag_nettverk,
    lag_person,
    lag_svarlenke,
    utlopt,
)

MOTEDAG = date(2026, 12, 10)
ARET = (date(2027, 1, 20), date(2027, 5, 12), date(2027, 10, 13))
STOR_GRUPPE = 20


@dataclass(frozen=True)
class Verden:
    """`mote` has no programme yet; `sendt` is out to its group; `stor` is with KLB, and many members wait.

    `gruppe` is the one whose year is lived, and `aret` its three meetings, with nothing but date and
    organiser. Another network has an adviser, and no series yet.
    `adresser` is by full name. `lenker` are keys to answer with, by what is special about them.
    """

    klb: str
    mote: int
    sendt: int
    stor: int
    gruppe: int
    aret: list[int]
    adresser: dict[str, str]
    lenker: dict[str, str]


def skriv(fil: str) -> None:
    """Make the world, as of `tests.factories.NAA`, in an empty database, and describe it in a JSON file."""
    call_command("migrate", verbosity=0)
    klb = lag_nettverk("Nettverk i lindring", slug="klb", epost="klb@klb.example")
    koordinator = lag_koordinator(klb)
    lag_kompetansepunkt(klb)
    sendt, lenker = _sendt(klb, koordinator)
    mote, stor = _planlagt(klb), _stor(klb)
    aret = _aret(klb)
    lag_radgiver(lag_nettverk("Nettverk for arbeidsrettet rehabilitering", slug="arr", kortnavn="RKR"))
    adresser = {person.navn: person.adresse for person in Person.objects.all()}
    verden = Verden(
        klb=klb.epost,
        mote=mote.pk,
        sendt=sendt.pk,
        stor=stor.pk,
        gruppe=aret[0].gruppe_id,
        aret=[ett.pk for ett in aret],
        adresser=adresser,
        lenker=lenker,
    )
    Path(fil).write_text(json.dumps(asdict(verden)))


def les(fil: Path) -> Verden:
    """The world that was described in the file."""
    return Verden(**json.loads(fil.read_text()))


def _planlagt(klb: Nettverk) -> Mote:
    """Åsane's meeting: six members with two managers, but nobody knows Tor's."""
    gruppe, sted = lag_gruppe(klb, "Åsane"), lag_arbeidssted(klb, "Ulset sykehjem")
    nils, berit = lag_person("Nils Nærmesteleder"), lag_person("Berit Bøe")
    lag_gruppeansvarlig(gruppe, arbeidssted=sted, naermeste_leder=nils)
    arrangor = lag_medlem(gruppe, "Arne Arrangør", arbeidssted=sted, naermeste_leder=berit)
    lag_medlem(gruppe, "Rita Referent", arbeidssted=sted, naermeste_leder=berit)
    lag_medlem(gruppe, "Mari Medlem", arbeidssted=sted, naermeste_leder=nils)
    lag_medlem(gruppe, lag_person("Synne Nynorsk", malform="nn"), naermeste_leder=berit)
    lag_medlem(gruppe, "Tor Taus")
    return lag_mote(gruppe, MOTEDAG, arrangor=arrangor, program=False, sted="", adresse="")


def _sendt(klb: Nettverk, koordinator: Person) -> tuple[Mote, dict[str, str]]:
    """Øygarden's meeting, whose innkalling is out, with links that work and links that do not."""
    gruppe = lag_gruppe(klb, "Øygarden")
    arrangor = lag_gruppeansvarlig(gruppe, "Øyvind Øksnes")
    medlem = lag_medlem(gruppe, "Frøydis Fjell", naermeste_leder=lag_person("Leif Leder"))
    uten_mus = lag_medlem(gruppe, "Ståle Straume")
    mote = lag_mote(gruppe, MOTEDAG - timedelta(days=1), arrangor=arrangor)
    lag_innkalling_sendt(mote, av=koordinator)
    avlyst = lag_mote(gruppe, MOTEDAG + timedelta(days=5), arrangor=arrangor)
    lag_innkalling_sendt(avlyst, av=koordinator)
    nokler = {
        "medlem": lag_svarlenke(mote, medlem)[1],
        "uten mus": lag_svarlenke(mote, uten_mus)[1],
        "utløpt": lag_svarlenke(mote, medlem, utloper=utlopt())[1],
        "avlyst": lag_svarlenke(avlyst, medlem)[1],
        "gal": "ikke-en-nokkel",
    }
    avlys(avlyst, av=arrangor, naa=NAA)
    return mote, nokler


def _stor(klb: Nettverk) -> Mote:
    """A meeting of twenty, with KLB."""
    gruppe = lag_gruppe(klb, "Bergenhus")
    arrangor = lag_gruppeansvarlig(gruppe, "Stor Gruppeansvarlig")
    for nr in range(1, STOR_GRUPPE):
        lag_medlem(gruppe, f"Medlem Nummer{nr}")
    mote = lag_mote(gruppe, MOTEDAG, arrangor=arrangor)
    lag_innkalling_levert(mote)
    return mote


def _aret(klb: Nettverk) -> list[Mote]:
    """Sund's year, of five members at three workplaces with one manager."""
    gruppe, sjef = lag_gruppe(klb, "Sund"), lag_person("Olav Overordnet")
    steder = [
        lag_arbeidssted(klb, navn) for navn in ("Sund sykehjem", "Fjell sykehjem", "Sotra hjemmetjeneste")
    ]
    lag_gruppeansvarlig(gruppe, "Gro Gruppeansvarlig", arbeidssted=steder[0], naermeste_leder=sjef)
    arrangorer = [
        lag_medlem(gruppe, navn, arbeidssted=sted, naermeste_leder=sjef)
        for navn, sted in zip(("Hanne Haugen", "Pia Pedersen", "Tone Tveit"), steder, strict=True)
    ]
    lag_medlem(gruppe, "Siv Slutter", arbeidssted=steder[1], naermeste_leder=sjef)
    return [
        lag_mote(gruppe, dag, arrangor=arrangor, program=False, sted=sted.navn)
        for dag, arrangor, sted in zip(ARET, arrangorer, steder, strict=True)
    ]
