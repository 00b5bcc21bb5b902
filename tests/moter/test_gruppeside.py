"""The group's page: who may see it and what, the year's meetings, and whose turn it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.endring import avlys
from moter.gruppeside import Gruppeside, gruppeside, med_medlemmer
from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe, Person
from tests.conftest import Klient
from tests.factories import (
    NAA,
    lag_arbeidssted,
    lag_innkalling_sendt,
    lag_medlem,
    lag_mote,
    lag_referat_levert,
    lag_svarlenke,
)
from tests.verden import Verden

I_DAG = date(2026, 11, 23)


def side(gruppe: Gruppe, person: Person, naa: datetime = NAA) -> Gruppeside:
    hentet = Gruppe.objects.select_related("nettverk").prefetch_related(med_medlemmer()).get(pk=gruppe.pk)
    return gruppeside(hentet, Innsyn(dag=naa.date(), person=person), naa)


def test_gruppen_er_synlig_for_sine_egne_og_koordinatorene(verden: Verden) -> None:
    naboen = lag_medlem(verden.gruppe, "Siv Sluttet", til=date(2026, 11, 22))
    ser = {
        navn: set(Gruppe.objects.synlig_for(Innsyn(dag=I_DAG, person=person)))
        for navn, person in {
            "medlem": verden.medlem, "kontakt": verden.kontakt, "leder": verden.naermeste_leder,
            "sluttet": naboen, "koordinator": verden.koordinator, "annen": verden.annen_koordinator,
            "drift": verden.driftsansvarlig, "ingen": None,
        }.items()
    }  # fmt: skip
    klb = {verden.gruppe, verden.nabogruppe}
    assert ser == {
        "medlem": {verden.gruppe}, "kontakt": set(), "leder": set(), "sluttet": set(), "koordinator": klb,
        "annen": {verden.fremmed_gruppe}, "drift": klb | {verden.fremmed_gruppe}, "ingen": set(),
    }  # fmt: skip


def test_medlem_i_permisjon_ser_gruppen_og_en_lenke_gjor_det_ikke(verden: Verden) -> None:
    borte = lag_medlem(verden.gruppe, "Pia Permisjon", permisjon_fra=date(2026, 1, 1))
    lenke, _nokkel = lag_svarlenke(verden.mote, verden.medlem)
    assert set(Gruppe.objects.synlig_for(Innsyn(dag=I_DAG, person=borte))) == {verden.gruppe}
    assert not Gruppe.objects.synlig_for(Innsyn(dag=I_DAG, lenke=lenke)).exists()


def test_medlemmene_star_med_lederne_forst_og_de_som_kommer_sist(verden: Verden) -> None:
    lag_medlem(verden.gruppe, "Nina Ny", fra=date(2027, 1, 1))
    lag_medlem(verden.gruppe, "Siv Sluttet", til=date(2026, 11, 22))
    lag_medlem(verden.gruppe, "Pia Permisjon", permisjon_fra=date(2026, 1, 1))
    rader = [
        (m.medlemskap.person.navn, m.permisjon, m.begynner)
        for m in side(verden.gruppe, verden.medlem).medlemmer
    ]
    assert rader == [
        ("Lise Leder", False, False),
        ("Arne Arrangør", False, False),
        ("Mari Medlem", False, False),
        ("Pia Permisjon", True, False),
        ("Nina Ny", False, True),
    ]


def telefoner(verden: Verden, person: Person, naa: datetime = NAA) -> set[str]:
    return {m.nummer for m in side(verden.gruppe, person, naa).medlemmer} - {""}


def test_telefonnummer_er_for_gruppeansvarlig_og_arrangor(verden: Verden) -> None:
    Person.objects.filter(pk=verden.medlem.pk).update(telefon="+47 911 22 333")
    nestleder = lag_medlem(verden.gruppe, "Nils Nestleder", rolle="nestleder")
    ser = {
        navn: telefoner(verden, person)
        for navn, person in {
            "gruppeansvarlig": verden.gruppeansvarlig, "nestleder": nestleder, "arrangør": verden.arrangor,
            "medlem": verden.medlem, "koordinator": verden.koordinator, "drift": verden.driftsansvarlig,
        }.items()
    }  # fmt: skip
    nummer = {"+4791122333"}
    assert ser == {
        "gruppeansvarlig": nummer, "nestleder": nummer, "arrangør": nummer,
        "medlem": set(), "koordinator": set(), "drift": set(),
    }  # fmt: skip


def test_arrangor_ser_ikke_telefonnummer_etter_motet_eller_avlysningen(verden: Verden) -> None:
    Person.objects.filter(pk=verden.medlem.pk).update(telefon="91122333")
    assert telefoner(verden, verden.arrangor, verden.mote.slutt + timedelta(minutes=1)) == set()
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    assert telefoner(verden, verden.arrangor) == set()


@pytest.mark.parametrize(
    ("telefon", "lenker"),
    [
        ("911 22 333", ['href="tel:91122333"', 'href="sms:91122333"']),
        ("spør vakta", []),
        ("javascript:alert(1)", ['href="tel:1"', 'href="sms:1"']),
    ],
)
def test_telefonnummer_blir_lenker_med_bare_tall(
    verden: Verden, client_for: Klient, telefon: str, lenker: list[str]
) -> None:
    Person.objects.filter(pk=verden.medlem.pk).update(telefon=telefon)
    innhold = hent(client_for(verden.gruppeansvarlig), verden.gruppe)
    assert [lenke for lenke in ('href="tel:', 'href="sms:') if lenke in innhold] == [
        lenke.split(":")[0] + ":" for lenke in lenker
    ]
    assert all(lenke in innhold for lenke in lenker)


def test_arets_moter_har_tilstand_og_dokumenter(verden: Verden) -> None:
    holdt = lag_mote(
        verden.gruppe, date(2026, 9, 3), arrangor=verden.arrangor, naa=datetime(2026, 6, 1, tzinfo=UTC)
    )
    lag_innkalling_sendt(holdt, naa=datetime(2026, 8, 3, 8, tzinfo=UTC))
    lag_referat_levert(holdt, naa=datetime(2026, 9, 10, 8, tzinfo=UTC))
    avlys(verden.vertsmote, av=verden.koordinator, naa=NAA)
    rader = side(verden.gruppe, verden.medlem).i_ar.rader
    assert [(r.mote, r.tilstand.ord, r.innkalling, r.referat) for r in rader] == [
        (holdt, "Holdt", True, True),
        (verden.mote, "Planlagt", False, False),
        (verden.vertsmote, "Avlyst", False, False),
    ]


def test_faerre_enn_tre_meldes_og_flere_er_ekstra(verden: Verden) -> None:
    assert side(verden.gruppe, verden.medlem).i_ar.for_fa
    for dag in (date(2026, 12, 14), date(2026, 12, 21)):
        lag_mote(verden.gruppe, dag, arrangor=verden.arrangor)
    i_ar = side(verden.gruppe, verden.medlem).i_ar
    assert (i_ar.for_fa, [rad.ekstra for rad in i_ar.rader]) == (False, [False, False, False, True])


def test_avlyst_mote_teller_ikke_som_et_av_tre(verden: Verden) -> None:
    for dag in (date(2026, 12, 14), date(2026, 12, 21)):
        lag_mote(verden.gruppe, dag, arrangor=verden.arrangor)
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    i_ar = side(verden.gruppe, verden.medlem).i_ar
    assert (i_ar.antall, i_ar.for_fa, [rad.ekstra for rad in i_ar.rader]) == (3, False, [False] * 4)


def test_motet_uten_arrangor_far_forslag_etter_turen(verden: Verden) -> None:
    ledig = lag_mote(verden.gruppe, date(2027, 2, 4))
    tur = side(verden.gruppe, verden.medlem).tur
    assert tur.mote == ledig
    assert [t.medlemskap.person for t in tur.turer] == [
        verden.gruppeansvarlig, verden.medlem, verden.arrangor,
    ]  # fmt: skip


def test_motet_der_arrangoren_har_sluttet_er_ledig(verden: Verden) -> None:
    verden.gruppe.medlemskap.filter(person=verden.arrangor).update(til=date(2026, 11, 23))
    dagen_etter = NAA + timedelta(days=1)
    tur = side(verden.gruppe, verden.medlem, dagen_etter).tur
    assert (tur.mote, [t.medlemskap.person for t in tur.turer]) == (
        verden.mote, [verden.gruppeansvarlig, verden.medlem],
    )  # fmt: skip


def hent(client: Client, gruppe: Gruppe) -> str:
    svar = client.get(reverse("gruppe", args=(gruppe.pk,)))
    assert svar.status_code == 200
    return str(svar.content.decode())


def antall_sporringer(client: Client, gruppe: Gruppe) -> int:
    with CaptureQueriesContext(connection) as sporringer:
        hent(client, gruppe)
    return len(sporringer)


@pytest.mark.parametrize("hvem", ["gruppeansvarlig", "koordinator"])
def test_siden_spor_like_mye_for_1_og_60_medlemmer(verden: Verden, client_for: Klient, hvem: str) -> None:
    client = client_for(getattr(verden, hvem))
    lag_mote(verden.gruppe, date(2027, 1, 7))
    hent(client, verden.gruppe)
    for_ = antall_sporringer(client, verden.gruppe)
    steder = [lag_arbeidssted(verden.nettverk) for _nr in range(5)]
    for nr in range(60):
        lag_medlem(verden.gruppe, f"Person {nr} Nordmann", arbeidssted=steder[nr % 5])
    for maned in (1, 5, 9):
        lag_mote(verden.gruppe, date(2027, maned, 14))
        lag_innkalling_sendt(lag_mote(verden.gruppe, date(2027, maned, 21), arrangor=verden.medlem))
    assert antall_sporringer(client, verden.gruppe) == for_


def test_tom_gruppe_sier_det(verden: Verden, client_for: Klient) -> None:
    tom = Gruppe.objects.create(nettverk=verden.nettverk, navn="Tom")
    innhold = hent(client_for(verden.koordinator), tom)
    assert "Gruppen har ingen medlemmer." in innhold
    assert "Gruppen har ingen medlemmer som kan være arrangør." in innhold
