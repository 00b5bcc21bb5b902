"""What each kind of mail is called where a coordinator chooses among them. The apps declare their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

INNLOGGINGSKODE = "innloggingskode"

_ord: dict[str, StrOrPromise] = {}


def registrer_slag(ord_: Mapping[str, StrOrPromise]) -> None:
    """Declare kinds (`Epost.slag`) with their words, from an AppConfig.ready."""
    _ord.update(ord_)


def slag_i_ord(slag: str) -> str:
    """The kind in words; the code itself where nobody has declared it."""
    return str(_ord.get(slag, slag))


def alle_slag() -> list[tuple[str, str]]:
    """Every declared kind with its words, in the order of the words."""
    return sorted(((slag, str(ord_)) for slag, ord_ in _ord.items()), key=lambda par: par[1])
