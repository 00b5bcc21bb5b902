"""Panels that apps above this one add to the group's page; each registers its own."""

from collections.abc import Callable
from typing import Any, NamedTuple

from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe


class Panel(NamedTuple):
    """A template, and what it shows as this viewer may see it."""

    mal: str
    innhold: Any


Lager = Callable[[Gruppe, Innsyn], Any]
_lagere: dict[str, Lager] = {}


def registrer_panel(mal: str, lag: Lager) -> None:
    """Declare a template, from an AppConfig.ready; what `lag` returns is `innhold` in it."""
    _lagere[mal] = lag


def paneler(gruppe: Gruppe, innsyn: Innsyn) -> list[Panel]:
    """Return the panels for this viewer."""
    return [Panel(mal, lag(gruppe, innsyn)) for mal, lag in _lagere.items()]
