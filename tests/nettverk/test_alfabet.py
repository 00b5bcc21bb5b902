"""Norwegian alphabetical order, from the database and in Python alike."""

from __future__ import annotations

import pytest

from nettverk.alfabet import alfabetisk, norsk_nokkel
from nettverk.models import Person
from tests.factories import lag_gruppe, lag_medlem, lag_nettverk, lag_person

I_ORDEN = [
    "Andersen", "Bø", "dahl", "Édouard", "Eide", "Vandvik", "Vang", "Zakariassen", "Ærlig", "Øvrebø", "Ås",
    "Aasen", "Åtland",
]  # fmt: skip


def test_navn_sorteres_etter_det_norske_alfabetet() -> None:
    stokket = sorted(I_ORDEN, key=lambda navn: navn[::-1])
    assert sorted(stokket, key=alfabetisk) == I_ORDEN


@pytest.mark.django_db
def test_databasen_sorterer_personer_likt() -> None:
    for navn in reversed(I_ORDEN):
        lag_person(f"Kari {navn}")
    for navn in ("Åse Ås", "Øyvind Ås", "Aage Ås"):
        lag_person(navn)
    personer = [person.navn for person in Person.objects.all()]
    as_ = personer.index("Kari Ås")
    assert personer[as_ : as_ + 4] == ["Kari Ås", "Øyvind Ås", "Aage Ås", "Åse Ås"]
    assert [navn.removeprefix("Kari ") for navn in personer if navn.startswith("Kari ")] == I_ORDEN
    assert [person.navn for person in Person.objects.reverse()] == personer[::-1]


@pytest.mark.django_db
def test_medlemmer_og_grupper_folger_samme_rekkefolge() -> None:
    nettverk = lag_nettverk()
    gruppe, _oygarden, _arna = (lag_gruppe(nettverk, navn) for navn in ("Åsane", "Øygarden", "Arna"))
    for navn in ("Kari Aas", "Per Ærlig", "Ola Øye"):
        lag_medlem(gruppe, navn)
    assert [str(en) for en in nettverk.grupper.all()] == ["Arna", "Øygarden", "Åsane"]
    assert [ett.person.etternavn for ett in gruppe.medlemskap.all()] == ["Ærlig", "Øye", "Aas"]


def test_ingenting_forblir_ingenting() -> None:
    assert (norsk_nokkel(None), norsk_nokkel("")) == (None, "")
