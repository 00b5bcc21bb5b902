"""What stands after the question mark in the overview's address breaks nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from nettverk.models import Person
from tests.verden import Verden

Klient = Callable[[Person | None], Client]


@pytest.mark.parametrize("usynlig", ["\0", "\n", ""])
def test_oversikt_finds_the_network_whatever_unseen_marks_surround_it(
    verden: Verden, client_for: Klient, usynlig: str
) -> None:
    svar = client_for(verden.koordinator).get(
        reverse("oversikt"), {"nettverk": f"{usynlig}{verden.nettverk.slug}{usynlig}"}
    )
    assert (svar.status_code, svar.context["nettverk"]) == (200, verden.nettverk)


@pytest.mark.parametrize("ar", ["9" * 5000, "2\0", "-1", "²⁰²⁶"])
def test_oversikt_shows_this_year_for_a_year_that_is_none(
    verden: Verden, client_for: Klient, ar: str
) -> None:
    svar = client_for(verden.koordinator).get(reverse("oversikt"), {"ar": ar})
    assert (svar.status_code, svar.context["ar"]) == (200, 2026)
