"""The registry of deadline kinds. The apps that own a kind declare it here (requirements, part F)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

if TYPE_CHECKING:
    from nettverk.hemmelig import Hemmelighet
    from nettverk.models.frist import Frist
    from nettverk.models.person import Person


class UkjentFristslag(LookupError):
    """No app has registered this kind."""


@dataclass(frozen=True)
class Mottaker:
    """Who is to be told, and where. `person` is None for a shared address such as a network's own."""

    adresse: str
    navn: str
    person: Person | None = None
    malform: str = ""


class Fristhandler(Protocol):
    """What the engine asks of the app that owns a kind. Texts are in the active language."""

    def tittel(self, frist: Frist) -> str:
        """The duty as a sentence, verb first: «Send innkalling til KLB: Åsane, 24. november»."""
        ...

    def url(self, frist: Frist) -> str:
        """The path of the page where the duty is done."""
        ...

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        """Who holds `rolle` in this matter on the local day `dag`; vacancies already passed on (F7)."""
        ...

    def kan_varsles(self, frist: Frist, naa: datetime) -> bool:
        """False holds the reminders back; asked again every morning while a step is waiting."""
        ...


@runtime_checkable
class MedPersonligLenke(Protocol):
    """A handler may also give each person a link of her own, which then counts as a secret."""

    def personlig_url(self, frist: Frist, mottaker: Mottaker, naa: datetime) -> Hemmelighet | None:
        """A new personal link, or its whole address; None to use `url`."""
        ...


@dataclass(frozen=True)
class Fristslag:
    """A kind of deadline: who must act, and on which days before (-) or after (+) whom is told."""

    kode: str
    ansvarlig: str
    handler: Fristhandler
    paminn: tuple[int, ...] = (0,)
    eskaler: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def roller(self) -> dict[str, tuple[int, ...]]:
        """Role → steps, the one who must act first."""
        return {self.ansvarlig: self.paminn, **self.eskaler}


_slag: dict[str, Fristslag] = {}


def registrer(slag: Fristslag) -> None:
    """Declare a kind, from an AppConfig.ready. The last one of a code stands."""
    _slag[slag.kode] = slag


def fristslag(kode: str) -> Fristslag:
    """The kind with this code. Raises UkjentFristslag."""
    try:
        return _slag[kode]
    except KeyError:
        raise UkjentFristslag(kode) from None
