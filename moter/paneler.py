"""Panels that apps above this one add to pages of meetings; each registers its own."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, ParamSpec

from moter.models import Gjest
from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe

P = ParamSpec("P")


class Panel(NamedTuple):
    """A template, and what it shows of what the page is about."""

    mal: str
    innhold: Any


class Panelplass(Generic[P]):
    """A place on a page. What each panel is told of the page is the place's parameters."""

    def __init__(self) -> None:
        self._lagere: dict[str, Callable[P, Any]] = {}

    def registrer(self, mal: str, lag: Callable[P, Any]) -> None:
        """Declare a template, from an AppConfig.ready; what `lag` returns is `innhold` in it."""
        self._lagere[mal] = lag

    def paneler(self, *args: P.args, **kwargs: P.kwargs) -> list[Panel]:
        """Return the panels of the place, each with its content."""
        return [Panel(mal, lag(*args, **kwargs)) for mal, lag in self._lagere.items()]


GRUPPEN: Panelplass[[Gruppe, Innsyn]] = Panelplass()
# After the meeting, on the guest's own page, whose template has `nokkel`: the key of her link.
GJESTEN: Panelplass[[Gjest]] = Panelplass()
