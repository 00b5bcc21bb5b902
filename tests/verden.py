"""A small world: KLB's network with two groups, and another network with one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from moter.models import Mote
from nettverk.models import Gruppe, Nettverk, Person
from tests.factories import (
    lag_arbeidssted,
    lag_driftsansvarlig,
    lag_gruppe,
    lag_gruppeansvarlig,
    lag_koordinator,
    lag_medlem,
    lag_mote,
    lag_nettverk,
    lag_person,
)


@dataclass(frozen=True)
class Verden:
    """`mote` is ahead, in Åsane, organised by a member; `vertsmote` by a contact who is none (L6).

    `medlem` has `naermeste_leder` as her manager, who has no role. `nabo` is a member of the
    other group of the same network, `fremmed` of the group in the other network.
    """

    nettverk: Nettverk
    annet_nettverk: Nettverk
    gruppe: Gruppe
    nabogruppe: Gruppe
    fremmed_gruppe: Gruppe
    driftsansvarlig: Person
    koordinator: Person
    annen_koordinator: Person
    gruppeansvarlig: Person
    medlem: Person
    arrangor: Person
    kontakt: Person
    naermeste_leder: Person
    nabo: Person
    fremmed: Person
    mote: Mote
    vertsmote: Mote
    nabomote: Mote
    fremmed_mote: Mote


def lag_verden() -> Verden:
    """Make the world. Nothing has been sent yet."""
    nettverk = lag_nettverk("Nettverk i lindring")
    annet = lag_nettverk("Rehabiliteringens nettverk", kortnavn="RKR", palett="brand1")
    gruppe, nabogruppe = lag_gruppe(nettverk, "Åsane"), lag_gruppe(nettverk, "Øygarden")
    fremmed_gruppe = lag_gruppe(annet, "Hardanger")
    leder, arrangor = lag_person("Nils Nærmesteleder"), lag_person("Arne Arrangør")
    kontakt, nabo, fremmed = (
        lag_person("Vera Vertskap"),
        lag_person("Nora Nabo"),
        lag_person("Frida Fremmed"),
    )
    gruppeansvarlig = lag_gruppeansvarlig(gruppe)
    sted = lag_arbeidssted(nettverk, "Ulset sykehjem")
    medlem = lag_medlem(gruppe, "Mari Medlem", arbeidssted=sted, naermeste_leder=leder)
    lag_medlem(gruppe, arrangor, naermeste_leder=leder)
    lag_gruppeansvarlig(nabogruppe, "Berit Bøe")
    lag_medlem(nabogruppe, nabo)
    lag_medlem(fremmed_gruppe, fremmed)
    return Verden(
        nettverk=nettverk,
        annet_nettverk=annet,
        gruppe=gruppe,
        nabogruppe=nabogruppe,
        fremmed_gruppe=fremmed_gruppe,
        driftsansvarlig=lag_driftsansvarlig(),
        koordinator=lag_koordinator(nettverk),
        annen_koordinator=lag_koordinator(annet, "Anna Annen"),
        gruppeansvarlig=gruppeansvarlig,
        medlem=medlem,
        arrangor=arrangor,
        kontakt=kontakt,
        naermeste_leder=leder,
        nabo=nabo,
        fremmed=fremmed,
        mote=lag_mote(gruppe, date(2026, 12, 10), arrangor=arrangor),
        vertsmote=lag_mote(gruppe, date(2026, 12, 17), arrangor=kontakt),
        nabomote=lag_mote(nabogruppe, arrangor=nabo),
        fremmed_mote=lag_mote(fremmed_gruppe, arrangor=fremmed),
    )
