"""Who is to get the places (D5): a rule about numbers and types, which knows no database.

«After the deadline the portal proposes the first four by time; if a type that applied is missing, it
suggests replacing the latest institution of a type that has two or more with the earliest of the missing
type, and explains it. An institution counts for each type it offers, and gives way only if each of its
types is still there without it.»
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

TYPER = ("dogn", "dag", "poliklinisk")  # in the order in which missing ones are seen to


@dataclass(frozen=True)
class Kandidat:
    """One applicant: its number in the queue, unique, and the types of service it offers (at least one)."""

    nummer: int
    typer: frozenset[str]


@dataclass(frozen=True)
class Bytte:
    """One swap: `ut` gives way to `inn`, so that `type` is there."""

    ut: Kandidat
    inn: Kandidat
    type: str


@dataclass(frozen=True)
class Forslag:
    """The proposal: who gets a place and who waits, each in the queue's order, and the swaps made.

    `mangler` are types that applied and are not among `valgt`, since nobody could give way for them.
    """

    valgt: tuple[Kandidat, ...]
    venter: tuple[Kandidat, ...]
    bytter: tuple[Bytte, ...]
    mangler: tuple[str, ...]


def foresla(kandidater: Iterable[Kandidat], plasser: int) -> Forslag:
    """Propose who gets the `plasser` places: the first by number, balanced by type.

    Missing types are seen to one after the other, in the order of `TYPER`, each with the swaps before it
    made: whoever was swapped in for one type is alone with it, and does not give way for the next.
    """
    rekke = sorted(kandidater, key=lambda en: en.nummer)
    valgt, bytter = rekke[:plasser], []
    for type_ in TYPER:
        bytte = _bytte_for(type_, valgt, rekke)
        if bytte is not None:
            valgt = [en for en in valgt if en != bytte.ut] + [bytte.inn]
            bytter.append(bytte)
    har_plass = {en.nummer for en in valgt}
    sokt, dekket = _alle_typer(rekke), _alle_typer(valgt)
    return Forslag(
        valgt=tuple(en for en in rekke if en.nummer in har_plass),
        venter=tuple(en for en in rekke if en.nummer not in har_plass),
        bytter=tuple(bytter),
        mangler=tuple(type_ for type_ in TYPER if type_ in sokt - dekket),
    )


def _bytte_for(type_: str, valgt: Sequence[Kandidat], rekke: Sequence[Kandidat]) -> Bytte | None:
    """Return the swap that brings in a missing type; None where it is there, or nothing can be done.

    Somebody of the type who is not chosen is the earliest of it: were one chosen, it would not be missing.
    """
    if type_ in _alle_typer(valgt):
        return None
    inn = next((en for en in rekke if type_ in en.typer), None)
    ut = next((en for en in sorted(valgt, key=lambda en: -en.nummer) if _kan_vike(en, valgt)), None)
    return Bytte(ut, inn, type_) if inn is not None and ut is not None else None


def _kan_vike(en: Kandidat, valgt: Sequence[Kandidat]) -> bool:
    """Whether each of its types is there without it; then each of them has two or more."""
    return en.typer <= _alle_typer(annen for annen in valgt if annen != en)


def _alle_typer(kandidater: Iterable[Kandidat]) -> frozenset[str]:
    return frozenset[str]().union(*(en.typer for en in kandidater))
