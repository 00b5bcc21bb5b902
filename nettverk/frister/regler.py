"""The registry of deadline kinds. The apps that own a kind declare it here (requirements, part F)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from django.db import models

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from nettverk.hemmelig import Hemmelighet
    from nettverk.models.frist import Frist
    from nettverk.models.organisasjon import Nettverk
    from nettverk.models.person import Person

Forfall = Callable[[Any], date | None]
Grenser = Mapping[str, int]
# Kind → limits in, (kind, limit, what is wrong) out.
Grensekrav = Callable[[Mapping[str, Grenser]], Iterable[tuple[str, str, str]]]


class UkjentFristslag(LookupError):
    """No app has registered this kind."""


@dataclass(frozen=True)
class Mottaker:
    """Who is to be told, and where. `person` is None for a shared address such as a network's own."""

    adresse: str
    navn: str
    person: Person | None = None
    malform: str = ""


@dataclass(frozen=True)
class Vindu:
    """When a role may be told, from `fra` up to but not including `til` (UTC moments, None for open).

    A step before `fra` waits for the first working morning in the window; one from `til` on is dropped.
    """

    fra: datetime | None = None
    til: datetime | None = None

    def stengt(self, moment: datetime) -> bool:
        """Whether it has closed at this UTC moment."""
        return self.til is not None and moment >= self.til


ALLTID = Vindu()
ALDRI = Vindu(til=datetime.min.replace(tzinfo=UTC))


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

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        """When `rolle` may be told. Whoever changes what it depends on, calls `Frist.planlegg`."""
        ...


@runtime_checkable
class MedPersonligLenke(Protocol):
    """A handler may also give each person a link of her own, which then counts as a secret."""

    def personlig_url(self, frist: Frist, mottaker: Mottaker, naa: datetime) -> Hemmelighet | None:
        """A new personal link, or its whole address; None to use `url`."""
        ...


@dataclass(frozen=True)
class Liste:
    """A list below a line of the mail. A secret one is wiped from the mail once it is sent."""

    overskrift: str
    rader: Sequence[str]
    hemmelig: bool = False


@runtime_checkable
class MedLister(Protocol):
    """A handler whose `uansett` roles are not reminded, but given lists."""

    def listetittel(self, frist: Frist) -> str:
        """What the lists are about: «Påmeldingen er over: Åsane, 24. november»."""
        ...

    def listeurl(self, frist: Frist) -> str:
        """The path of the page where the lists stand."""
        ...

    def personlig_listeurl(self, frist: Frist, person: Person | None) -> Hemmelighet | None:
        """A new personal link for who gets the lists and need not have a login; None to use `listeurl`."""
        ...

    def lister(self, frist: Frist, mottaker: Mottaker, dag: date) -> list[Liste]:
        """The lists this receiver is given on the local day `dag`, for all the roles she has."""
        ...


@dataclass(frozen=True)
class Grense:
    """A number that the due date follows from; a network may set its own between `minst` and `mest`."""

    kode: str
    navn: StrOrPromise
    standard: int
    minst: int = 0
    mest: int = 180


@dataclass(frozen=True)
class Fristslag:
    """A kind of deadline: when it is due, who must act, and on which days whom is told.

    Steps are days before (-) or after (+) the due date; those of `paminn` are for `ansvarlig`, and
    for the roles in `ogsa` who must act together with her. `forfall` gives the due date (local) of an
    object of `modell`, or None for «no such deadline now». Steps of the roles in `uansett` go also
    when the duty is done. `plass` is its place in the routine. `ved_nye_grenser` is called with the
    network and the limits before and after, before the due dates are computed anew.
    """

    kode: str
    ansvarlig: str
    handler: Fristhandler
    paminn: tuple[int, ...] = (0,)
    eskaler: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    navn: StrOrPromise = ""
    ogsa: tuple[str, ...] = ()
    modell: type[models.Model] | None = None
    forfall: Forfall | None = None
    grenser: tuple[Grense, ...] = ()
    uansett: frozenset[str] = frozenset()
    plass: int = 0
    ved_nye_grenser: Callable[[Nettverk, Grenser, Grenser], None] | None = None

    @property
    def ansvarlige(self) -> tuple[str, ...]:
        """Who must act, the one who answers for it first."""
        return (self.ansvarlig, *self.ogsa)

    def roller(self) -> dict[str, tuple[int, ...]]:
        """Role → steps as declared, those who must act first."""
        return {**dict.fromkeys(self.ansvarlige, self.paminn), **self.eskaler}


# What deadlines concern, each kind of object with what its handlers ask for; each app adds its own.
saker: list[models.QuerySet[Any]] = []
_slag: dict[str, Fristslag] = {}
_krav: list[Grensekrav] = []


def registrer(slag: Fristslag) -> None:
    """Declare a kind, from an AppConfig.ready. The last one of a code stands."""
    _slag[slag.kode] = slag


def krev(krav: Grensekrav) -> None:
    """Declare what limits must hold together, beside each one's own least and most."""
    _krav.append(krav)


def brudd_pa_krav(grenser: Mapping[str, Grenser]) -> list[tuple[str, str, str]]:
    """What is wrong with these limits (kind → limits): kind, limit, and why in the active language."""
    return [brudd for krav in _krav for brudd in krav(grenser)]


def fristslag(kode: str) -> Fristslag:
    """The kind with this code. Raises UkjentFristslag."""
    try:
        return _slag[kode]
    except KeyError:
        raise UkjentFristslag(kode) from None


def alle_slag() -> list[Fristslag]:
    """Every kind, in the order of the routine."""
    return sorted(_slag.values(), key=lambda slag: slag.plass)
