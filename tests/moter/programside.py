"""What the tests of the programme's page share: opening it, filling it in, and reading what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from moter.models import Mote
from nettverk.models import Person

Klient = Callable[[Person | None], Client]
IDAG = date(2026, 11, 23)


def url(mote: Mote, navn: str = "program", *args: int) -> str:
    return reverse(navn, args=(mote.pk, *args))


def felter(skjema: Any) -> dict[str, str]:
    """What a browser sends of a form that nobody has touched."""
    alle = {felt.html_name: felt.value() for felt in skjema}
    return {navn: "on" if v is True else str(v or "") for navn, v in alle.items() if v is not False}


def apne(klient: Client, mote: Mote, sporring: str = "") -> dict[str, str]:
    return felter(klient.get(url(mote) + sporring).context["skjema"])


def pk(mote: Mote, tittel: str) -> int:
    return mote.programposter.get(tittel=tittel).pk


def programmet(mote: Mote) -> list[tuple[str, int, str]]:
    return [(f"{p.start:%H.%M}", p.varighet, p.tittel) for p in mote.programposter.all()]


VELKOMMEN, SIST = ("09.00", 30, "Velkommen"), ("10.00", 90, "Siden sist")
LUNSJ, MUNNSTELL = ("12.00", 45, "Lunsj"), ("13.00", 90, "Munnstell i livets siste fase")
