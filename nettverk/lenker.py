"""Personal links as addresses: the one place that knows which page opens which purpose (X1).

An app declares its purposes, and asks for links; a mail that is sent again gets its links made anew
from their rows, without asking the app.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse

from nettverk.models.lenke import Lenke
from nettverk.models.person import Person

_sider: dict[str, str] = {}


@dataclass(frozen=True)
class Personlenke:
    """A link with its whole address, which is a secret: it goes into one mail only."""

    lenke: Lenke
    adresse: str = field(repr=False)


def registrer_lenkeside(formal: str, side: str) -> None:
    """Declare that links with this purpose open the page with this URL name, which takes the key."""
    _sider[formal] = side


def lag_lenke(
    *, person: Person | None, formal: str, gjelder: models.Model, utloper: datetime, til: str = ""
) -> Personlenke:
    """Make a link for a person to one thing, until the UTC moment `utloper`.

    A guest is None, and `til` the address her link goes to. Raises KeyError for a purpose that no app
    has declared.
    """
    side = _sider[formal]
    lenke, nokkel = Lenke.objects.lag(person=person, formal=formal, gjelder=gjelder, utloper=utloper, til=til)
    return Personlenke(lenke, absolutt(reverse(side, args=(nokkel,))))


def forny(lenke: Lenke) -> Personlenke:
    """Make a new link that is as this one: same person, purpose, thing and end. This one goes on working."""
    assert lenke.gjelder is not None
    return lag_lenke(
        person=lenke.person,
        formal=lenke.formal,
        gjelder=lenke.gjelder,
        utloper=lenke.utloper,
        til="" if lenke.person else lenke.sendt_til,
    )


def absolutt(sti: str) -> str:
    """Return the whole address of a path in the portal."""
    return f"{settings.PORTAL_URL}{sti}"
