"""What speaks against a date, in words: holidays, schools, and people who are elsewhere (L7)."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from moter.datovarsler import AnnetMote, Datogrunnlag, hindringer, varsler
from moter.endring import avlys
from moter.plangrunnlag import Plangrunnlag, plangrunnlag
from nettverk.arbeidsdager import STILLE_STANDARD
from nettverk.models import Driftsrepresentant, Gruppe, Skoleferie
from tests.factories import (
    MEDLEM_FRA,
    NAA,
    lag_arbeidssted,
    lag_gruppe,
    lag_koordinator,
    lag_medlem,
    lag_mote,
    lag_nettverk,
    lag_person,
    lag_skoleferie,
)
from tests.verden import Verden

FRA, TIL = date(2027, 1, 1), date(2027, 12, 31)
DAG = date(2027, 2, 10)  # a Wednesday
VINTERFERIE = Skoleferie(fylke="vestland", navn="Vinterferien", fra=date(2027, 3, 1), til=date(2027, 3, 5))
KALENDER = Datogrunnlag(stille=STILLE_STANDARD, ferier=[VINTERFERIE])


@pytest.mark.parametrize(
    ("dag", "ventet"),
    [
        (DAG, []),
        (date(2027, 2, 28), ["Dagen er en søndag."]),
        (date(2027, 3, 1), ["Skoleferie i Vestland: Vinterferien."]),
        (date(2027, 3, 5), ["Skoleferie i Vestland: Vinterferien."]),
        (date(2027, 3, 6), ["Dagen er en lørdag."]),
        (date(2027, 3, 24), ["Dagen er i en av nettverkets stille perioder."]),
        (date(2027, 3, 25), ["Dagen er skjærtorsdag."]),
        (date(2027, 5, 6), ["Dagen er Kristi himmelfartsdag."]),
        (date(2027, 5, 17), ["Dagen er 17. mai.", "Dagen er andre pinsedag."]),
        (date(2027, 7, 7), ["Dagen er i en av nettverkets stille perioder."]),
    ],
)
def test_kalenderen_sier_hva_dagen_er(dag: date, ventet: list[str]) -> None:
    assert varsler(dag, KALENDER) == ventet
    assert hindringer(dag, KALENDER) == len(ventet)


def test_tett_pa_et_annet_mote_er_et_varsel_ikke_en_hindring() -> None:
    grunnlag = Datogrunnlag(egne=[date(2027, 1, 14)])
    tett = ["Det er mindre enn fire uker mellom dette og møtet torsdag 14. januar."]
    assert [varsler(dag, grunnlag) for dag in (DAG, date(2027, 2, 11))] == [tett, []]
    assert varsler(DAG, Datogrunnlag(), ogsa=[DAG, date(2027, 1, 14)]) == tett
    assert hindringer(DAG, grunnlag) == 0


FANA = AnnetMote(DAG, "Fana", ("Mari Medlem", "Nora Nabo"), ("Dora Drift",), arrangor=7, arrangorsted=8)


def test_de_som_skal_to_steder_telles_eller_nevnes() -> None:
    assert varsler(DAG, Datogrunnlag(andre=[FANA])) == [
        "2 av medlemmene skal også på møte i Fana denne dagen.",
        "1 fra driftsgruppen skal også på møte i Fana denne dagen.",
    ]
    assert varsler(DAG, Datogrunnlag(andre=[FANA], med_navn=True)) == [
        "Skal også på møte i Fana denne dagen: Mari Medlem, Nora Nabo, Dora Drift."
    ]
    assert varsler(date(2027, 2, 11), Datogrunnlag(andre=[FANA])) == []


def test_arrangoren_og_stedet_kan_ikke_holde_to_moter() -> None:
    alene = Datogrunnlag(andre=[AnnetMote(DAG, "Fana", arrangor=7, arrangorsted=8)])
    person = ["Arrangøren er arrangør i Fana samme dag."]
    sted = ["Arrangørens arbeidssted har møtet i Fana samme dag."]
    assert varsler(DAG, alene, arrangor=7, arrangorsted=8) == person
    assert varsler(DAG, alene, arrangor=9, arrangorsted=8) == sted
    assert (varsler(DAG, alene, arrangor=9), hindringer(DAG, alene)) == ([], 0)


def grunnlag(gruppe: Gruppe, *, med_navn: bool = True) -> Plangrunnlag:
    return plangrunnlag(gruppe, FRA, TIL, med_navn=med_navn, naa=NAA)


def test_felles_folk_finnes_pa_tvers_av_medlemmer_og_driftsgruppe(verden: Verden) -> None:
    nabomote = lag_mote(verden.nabogruppe, DAG, arrangor=verden.nabo)
    lag_medlem(verden.gruppe, verden.nabo)
    drift, sluttet = lag_person("Dora Drift"), lag_person("Siv Sluttet")
    for gruppe in (verden.gruppe, verden.nabogruppe):
        Driftsrepresentant.objects.create(gruppe=gruppe, person=drift, fra=MEDLEM_FRA)
        lag_medlem(gruppe, sluttet, til=date(2027, 2, 9))
    Driftsrepresentant.objects.create(gruppe=verden.nabogruppe, person=verden.medlem, fra=MEDLEM_FRA)

    assert grunnlag(verden.gruppe).dager.andre == [
        AnnetMote(DAG, "Øygarden", ("Nora Nabo",), ("Dora Drift", "Mari Medlem"), verden.nabo.pk, None)
    ]
    avlys(nabomote, av=verden.koordinator, naa=NAA)
    assert grunnlag(verden.gruppe).dager.andre == []


def test_et_annet_nettverks_moter_nevnes_ikke(verden: Verden) -> None:
    lag_mote(verden.fremmed_gruppe, DAG)
    lag_medlem(verden.fremmed_gruppe, verden.medlem)
    assert grunnlag(verden.gruppe).dager.andre == []


def test_skoleferiene_er_fylkets_og_nettverkets_egne(verden: Verden) -> None:
    egen = lag_skoleferie(verden.nettverk)
    lag_skoleferie(verden.nettverk, fylke="rogaland")
    lag_skoleferie(verden.annet_nettverk)
    lag_skoleferie(verden.nettverk, date(2026, 12, 21), date(2026, 12, 31))
    jul = lag_skoleferie(verden.nettverk, date(2026, 12, 21), date(2027, 1, 3))
    assert grunnlag(verden.gruppe).dager.ferier == []
    verden.gruppe.fylke = "vestland"
    assert grunnlag(verden.gruppe).dager.ferier == [jul, egen]


def antall_sporringer(gruppe: Gruppe) -> int:
    with CaptureQueriesContext(connection) as sporringer:
        grunnlag(gruppe)
    return len(sporringer)


def test_sporringene_er_like_mange_for_3_og_30_grupper(db: None) -> None:
    nettverk = lag_nettverk()
    lag_koordinator(nettverk)
    gruppe = lag_gruppe(nettverk)
    medlem, drift = lag_medlem(gruppe, arbeidssted=lag_arbeidssted(nettverk)), lag_person("Dora Drift")

    def lag_andre(antall: int) -> None:
        for nr in range(antall):
            annen = lag_gruppe(nettverk)
            lag_medlem(annen, medlem)
            Driftsrepresentant.objects.create(gruppe=annen, person=drift, fra=MEDLEM_FRA)
            lag_mote(annen, date(2027, 3, 1 + nr), arrangor=medlem, program=False)

    Driftsrepresentant.objects.create(gruppe=gruppe, person=drift, fra=MEDLEM_FRA)
    lag_andre(2)
    for_ = antall_sporringer(gruppe)
    lag_andre(27)
    assert (antall_sporringer(gruppe), len(grunnlag(gruppe).dager.andre)) == (for_, 29)
