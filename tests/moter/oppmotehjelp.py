"""A meeting of today, with all kinds of people expected at it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.text import slugify

from moter.models import Gjest, Innsjekk, Mote
from nettverk.models import Driftsrepresentant, Gruppe, Person
from tests.factories import MEDLEM_FRA, NAA, lag_person


def gjest(mote: Mote, navn: str = "Gro Gjest", **felt: Any) -> Gjest:
    """A guest who is registered and let in."""
    standard = {
        "status": Gjest.Status.PAMELDT, "navn": navn, "epost": f"{slugify(navn)}@gjest.example",
        "yrke": "fysioterapeut", "arbeidssted": "Ågotnes legesenter", "opprettet": NAA,
    }  # fmt: skip
    return Gjest.objects.create(mote=mote, **standard | felt)


def drift(gruppe: Gruppe, navn: str = "Dag Drift") -> Person:
    """A representative of the operating group."""
    person = lag_person(navn)
    Driftsrepresentant.objects.create(gruppe=gruppe, person=person, fra=MEDLEM_FRA)
    return person


def inne(mote: Mote) -> set[str]:
    """The names of those who have checked in."""
    return {str(en) for en in Innsjekk.objects.filter(mote=mote)}


def i_gang(mote: Mote) -> datetime:
    """A moment in the middle of it."""
    return mote.start + timedelta(hours=1)
