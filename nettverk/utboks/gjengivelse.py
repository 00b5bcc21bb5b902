"""From template to subject, text and HTML in the receiver's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from nettverk.models.organisasjon import Nettverk
from nettverk.posthode import en_linje

Emne = str | Callable[[], str]


@dataclass(frozen=True)
class Innhold:
    """What a mail says."""

    emne: str
    tekst: str
    html: str


def gjengi(
    mal: str,
    kontekst: Mapping[str, object],
    *,
    emne: Emne,
    nettverk: Nettverk | None,
    til_navn: str,
    malform: str,
) -> Innhold:
    """Render `mal`.txt and `mal`.html with `malform` («nb» or «nn») as the active language.

    `emne` may be a function, which is then called in that language. The templates also get
    `nettverk`, `til_navn`, `emne`, `malform` and `portal_url`; the base shows `svar_til` if given.
    """
    with translation.override(malform):
        linje = en_linje(emne() if callable(emne) else str(emne))
        alt = {
            "nettverk": nettverk,
            "til_navn": til_navn,
            "emne": linje,
            "malform": malform,
            "portal_url": settings.PORTAL_URL,
            **kontekst,
        }
        tekst = render_to_string(f"{mal}.txt", alt).strip() + "\n"
        return Innhold(linje, tekst, render_to_string(f"{mal}.html", alt))
