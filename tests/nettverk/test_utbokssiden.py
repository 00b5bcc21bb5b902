"""The outbox's page: every mail that is or will be something, and a search that nothing breaks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from nettverk.models import Epost, Nettverksrolle
from tests.nettverk.byggere import i_ko, lokal, ny_person, nytt_nettverk

NAA = lokal("2026-11-03T08:00")
UKOMPONERT: dict[str, Any] = {"slag": "varsel", "emne": "", "tekst": "", "html": ""}
PLASSHOLDER = "Påminnelse (skrives når den sendes)"
pytestmark = pytest.mark.django_db


def _vist(client: Client, **sok: str) -> list[str]:
    """The subjects in the list, as they are shown."""
    svar = client.get(reverse("utboks"), sok)
    assert svar.status_code == 200
    return [epost.vist_emne for epost in svar.context["side"]]


@pytest.mark.parametrize(
    ("status", "ventet"), [("ko", [PLASSHOLDER]), ("feilet", [PLASSHOLDER]), ("bortfalt", [])]
)
def test_utboks_shows_reminders_before_they_are_composed(
    client: Client, status: str, ventet: list[str]
) -> None:
    i_ko(NAA, status=status, **UKOMPONERT)
    assert _vist(client) == ventet
    assert client.get(reverse("utboks")).content.decode().count(f">{PLASSHOLDER}</a>") == len(ventet)


def test_utboks_shows_what_fell_away_after_it_was_composed(client: Client) -> None:
    i_ko(NAA, status="bortfalt", emne="Innen 10. november: svar")
    assert _vist(client) == ["Innen 10. november: svar"]


def test_epost_not_yet_composed_has_a_heading_and_the_fault(client: Client) -> None:
    epost = i_ko(NAA, status="feilet", feil="550 no such user", **UKOMPONERT)
    side = client.get(reverse("epost", args=(epost.pk,))).content.decode()
    antall = [side.count(ord_) for ord_ in (f"{PLASSHOLDER}</h1>", "550 no such user", "brevtekst")]
    assert antall == [1, 1, 0]


def test_epost_leads_the_coordinator_to_where_it_is_sent_again(client: Client) -> None:
    nettverk = nytt_nettverk()
    sti = reverse("epost", args=(i_ko(NAA, nettverk=nettverk).pk,))
    lenke = reverse("admin:nettverk_epost_change", args=(Epost.objects.get().pk,))
    koordinator = ny_person()
    Nettverksrolle.objects.create(person=koordinator, nettverk=nettverk)
    vist = []
    for person in (None, ny_person(), koordinator):
        if person:
            client.force_login(person)
        vist.append(lenke in client.get(sti).content.decode())
    assert vist == [False, False, True]


@pytest.mark.parametrize("sok", ["Ås\0ane", " Åsane\r\n"])
def test_utboks_search_passes_over_marks_that_cannot_be_seen(client: Client, sok: str) -> None:
    i_ko(NAA, emne="Møte i Åsane")
    i_ko(NAA + timedelta(minutes=1), emne="Møte i Fana")
    assert _vist(client, q=sok) == ["Møte i Åsane"]


@pytest.mark.parametrize("sok", ["a" * 60_000, "\0", "%" * 60_000])
def test_utboks_search_for_anything_is_answered(client: Client, sok: str) -> None:
    i_ko(NAA)
    assert client.get(reverse("utboks"), {"q": sok, "side": sok}).status_code == 200
