"""Secrets in mails: the body holds a placeholder, the secret lies beside it until the mail is sent (X10)."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from html import escape

from django.utils.translation import gettext as _

Hemmeligheter = Mapping[str, str | None]  # placeholder -> secret, None once wiped


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


def _masker_i_html(html: str, merke: str) -> str:
    return html.replace(f'href="{merke}"', 'href="#"').replace(merke, escape(_maske(merke)))


def _maske(merke: str) -> str:
    navn = merke.split(".")[1]
    if navn.startswith("kode"):
        return _("[engangskode]")
    return _("[slettet da den ble sendt]") if navn == "liste" else _("[personlig lenke]")
