"""Memberships: no two of one person in one group on the same day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from nettverk.models import Medlemskap, Person
from tests.factories import lag_gruppe, lag_gruppeansvarlig, lag_medlemskap, lag_person
from tests.tilgang.adresser import tom_tabell
from tests.verden import Verden

Klient = Callable[[Person | None], Client]
OVERLAPP = "Personen er allerede medlem av gruppen i denne perioden."
FRA, TIL = date(2025, 3, 1), date(2026, 12, 10)
DAG = timedelta(days=1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fra", "til", "feil"),
    [
        (TIL, None, [OVERLAPP]),
        (TIL + DAG, None, []),
        (FRA - 2 * DAG, FRA, [OVERLAPP]),
        (FRA - 2 * DAG, FRA - DAG, []),
        (FRA + DAG, TIL - DAG, [OVERLAPP]),
        (FRA - DAG, TIL + DAG, [OVERLAPP]),
    ],
)
def test_medlemskap_refuses_a_day_that_another_has(fra: date, til: date | None, feil: list[str]) -> None:
    gammelt = lag_medlemskap(lag_gruppe(), fra=FRA, til=TIL)
    nytt = Medlemskap(gruppe=gammelt.gruppe, person=gammelt.person, fra=fra, til=til)
    assert _feil(nytt) == ({"fra": feil} if feil else {})


@pytest.mark.django_db
def test_medlemskap_allows_itself_another_person_and_another_group() -> None:
    gammelt = lag_medlemskap(lag_gruppe())
    kollega = Medlemskap(gruppe=gammelt.gruppe, person=lag_person("Liv Li"), fra=FRA)
    annen_gruppe = Medlemskap(gruppe=lag_gruppe(), person=gammelt.person, fra=FRA)
    assert [_feil(ett) for ett in (gammelt, kollega, annen_gruppe)] == [{}, {}, {}]


@pytest.mark.django_db
def test_medlemskap_without_a_first_day_asks_for_it_only() -> None:
    gammelt = lag_medlemskap(lag_gruppe(), fra=FRA, til=TIL)
    uten = Medlemskap(gruppe=gammelt.gruppe, person=gammelt.person)
    assert _feil(uten) == {"fra": ["Feltet kan ikke være tomt."]}


def _feil(medlemskap: Medlemskap) -> dict[str, list[str]]:
    try:
        medlemskap.full_clean()
    except ValidationError as feil:
        return feil.message_dict
    return {}


def _rader(*rader: tuple[Person, str, str]) -> dict[str, str]:
    """What a browser sends for new rows in the table of members."""
    felt = tom_tabell() | tom_tabell("driftsrepresentanter")
    felt |= {"medlemskap-TOTAL_FORMS": str(len(rader))}
    for nr, (person, fra, til) in enumerate(rader):
        navn = f"medlemskap-{nr}"
        felt |= {
            f"{navn}-person": str(person.pk),
            f"{navn}-rolle": "medlem",
            f"{navn}-fra": fra,
            f"{navn}-til": til,
        }
    return felt


def _legg_til(verden: Verden, client_for: Klient, *rader: tuple[Person, str, str]) -> list[list[str]]:
    """Post new members below their group, and return what stands beside the first day of each row."""
    svar = client_for(verden.koordinator).post(
        reverse("admin:nettverk_gruppe_change", args=(verden.gruppe.pk,)),
        {"nettverk": verden.nettverk.pk, "navn": verden.gruppe.navn} | _rader(*rader),
    )
    if svar.status_code == 302:
        return [[] for _rad in rader]
    [tabell, _drift] = svar.context["inline_admin_formsets"]
    return [skjema.errors.get("fra", []) for skjema in tabell.formset.extra_forms]


def test_medlemstabell_says_beside_the_row_that_she_is_there_already(
    verden: Verden, client_for: Klient
) -> None:
    rad = (verden.medlem, "2026-01-01", "2026-02-01")
    assert _legg_til(verden, client_for, rad) == [[OVERLAPP]]


def test_medlemstabell_compares_rows_added_together(verden: Verden, client_for: Klient) -> None:
    nabo, fremmed = verden.nabo, lag_medlemskap(verden.nabogruppe, "Siri Sund").person
    rader = ((nabo, "2026-01-01", ""), (fremmed, "2026-01-01", ""), (nabo, "2026-06-01", "2026-07-01"))
    assert _legg_til(verden, client_for, *rader) == [[], [], [OVERLAPP]]
    assert verden.gruppe.medlemskap.filter(person=nabo).count() == 0


def test_medlemstabell_takes_two_periods_one_after_the_other(verden: Verden, client_for: Klient) -> None:
    rader = ((verden.nabo, "2026-01-01", "2026-05-31"), (verden.nabo, "2026-06-01", ""))
    assert _legg_til(verden, client_for, *rader) == [[], []]
    assert verden.gruppe.medlemskap.filter(person=verden.nabo).count() == 2


def test_medlemskap_register_says_it_beside_the_first_day(verden: Verden, client_for: Klient) -> None:
    svar = client_for(verden.koordinator).post(
        reverse("admin:nettverk_medlemskap_add"),
        {
            "gruppe": verden.gruppe.pk,
            "person": verden.medlem.pk,
            "rolle": "nestleder",
            "fra": "2026-01-01",
            "til": "2026-02-01",
        },
    )
    assert svar.context["adminform"].form.errors == {"fra": [OVERLAPP]}


@pytest.mark.django_db
def test_medlemskap_nekter_to_gruppeansvarlige_samtidig_og_navngir_den_ene() -> None:
    gruppe = lag_gruppe()
    lag_gruppeansvarlig(gruppe, "Lise Leder", til=date(2026, 11, 30))
    ny = lag_person("Nina Ny")
    rolle = Medlemskap.Rolle.GRUPPEANSVARLIG
    with pytest.raises(ValidationError) as feil:
        Medlemskap(gruppe=gruppe, person=ny, rolle=rolle, fra=date(2026, 11, 30)).full_clean()
    assert feil.value.message_dict == {
        "rolle": ["Gruppen har allerede en gruppeansvarlig i denne perioden: Lise Leder."]
    }
    Medlemskap(gruppe=gruppe, person=ny, rolle=rolle, fra=date(2026, 12, 1)).full_clean()
