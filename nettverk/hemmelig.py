"""Secrets in mails: the body holds a placeholder, the secret lies beside it until the mail is sent (X10)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, TypeAlias

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from nettverk.lenker import Personlenke

Hemmelighet: TypeAlias = "str | Personlenke"
Hemmeligheter = Mapping[str, str | None]  # placeholder -> secret, None once wiped


@dataclass
class Gjemme:
    """What a mail being written keeps beside its text: the secrets, and the links some of them are."""

    hemmeligheter: dict[str, str | None] = field(default_factory=dict)
    lenker: dict[str, int] = field(default_factory=dict)

    def gjem(self, navn: str, hemmelighet: Hemmelighet) -> str:
        """Hide a secret, and return the placeholder to write in its place.

        Of a personal link, the row behind it is remembered: a new mail gets a new link made of it.
        """
        merke = plassholder(navn)
        if isinstance(hemmelighet, str):
            self.hemmeligheter[merke] = hemmelighet
        else:
            self.hemmeligheter[merke] = hemmelighet.adresse
            self.lenker[merke] = hemmelighet.lenke.pk
        return merke


def plassholder(navn: str) -> str:
    """A new placeholder for the secret called `navn`; random, so that no text can imitate it."""
    return f"hemmelig.{navn}.{secrets.token_hex(8)}"


def utfylt_tekst(tekst: str, hemmeligheter: Hemmeligheter) -> str:
    """`tekst` with the secrets in place; those already wiped are masked."""
    for merke, verdi in hemmeligheter.items():
        tekst = tekst.replace(merke, _maske(merke) if verdi is None else verdi)
    return tekst


def utfylt_html(html: str, hemmeligheter: Hemmeligheter) -> str:
    """`html` with the secrets in place, escaped; those already wiped are masked."""
    for merke, verdi in hemmeligheter.items():
        html = _masker_i_html(html, merke) if verdi is None else html.replace(merke, escape(verdi))
    return html


def maskert_tekst(tekst: str, hemmeligheter: Hemmeligheter) -> str:
    """`tekst` with a word in brackets for each secret."""
    return utfylt_tekst(tekst, dict.fromkeys(hemmeligheter))


def maskert_html(html: str, hemmeligheter: Hemmeligheter) -> str:
    """`html` with a word in brackets for each secret, and links that lead nowhere."""
    return utfylt_html(html, dict.fromkeys(hemmeligheter))


def er_kode(merke: str) -> bool:
    """Whether a placeholder stands for a login code."""
    return _navn(merke).startswith("kode")


def _navn(merke: str) -> str:
    return merke.split(".")[1]


def _masker_i_html(html: str, merke: str) -> str:
    return html.replace(f'href="{merke}"', 'href="#"').replace(merke, escape(_maske(merke)))


def _maske(merke: str) -> str:
    if er_kode(merke):
        return _("[engangskode]")
    return _("[slettet da den ble sendt]") if _navn(merke) == "liste" else _("[personlig lenke]")
