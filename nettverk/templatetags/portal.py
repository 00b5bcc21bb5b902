"""Template tags of the look: icons, state marks, and who a part of a meeting is open to."""

from typing import Any, Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nettverk.ikoner import IKONER, MERKER
from nettverk.utboks.status import MERKER as MERKER_FOR_EPOST

register = template.Library()


class Tilstandsvisning(Protocol):
    """What `{% tilstand %}` shows: nettverk.tilstand.Tilstand fits it."""

    farge: str
    merke: str
    ord: str
    fylt: bool


def _svg(klasse: str, tegning: str, attributter: dict[str, Any]) -> SafeString:
    """One drawing as decoration, or as an image when `tittel` names it for those who cannot see it."""
    tittel = attributter.pop("tittel", "")
    navn = {"role": "img", "aria-label": tittel} if tittel else {"aria-hidden": "true"}
    flere = {"data-color" if n == "farge" else n: v for n, v in attributter.items() if v not in ("", None)}
    skrevet = format_html_join("", ' {}="{}"', {**navn, **flere}.items())
    # The drawings are constants of ours (nettverk/ikoner.py): nothing typed by a user is in them.
    inni = mark_safe(tegning)
    return format_html('<svg class="{}" viewBox="0 0 24 24"{}>{}</svg>', klasse, skrevet, inni)


@register.simple_tag
def ikon(navn: str, **attributter: Any) -> SafeString:
    """`{% ikon "kalender" %}`: a line drawing in the text's colour. KeyError for an unknown name."""
    klasse = f"ikon ikon--{navn}" if navn == "hake" else "ikon"
    return _svg(klasse, IKONER[navn], attributter)


@register.simple_tag
def merke(navn: str, **attributter: Any) -> SafeString:
    """`{% merke "gjort" farge="success" %}`: a state's shape; x, y, width, height place it in a drawing."""
    return _svg("merke", MERKER[navn], attributter)


@register.simple_tag
def epostmerke(status: str) -> SafeString:
    """`{% epostmerke epost.status %}`: the shape and colour of a mail's status."""
    navn, farge = MERKER_FOR_EPOST[status]
    return merke(navn, farge=farge)


@register.simple_tag
def tilstand(t: Tilstandsvisning, tillegg: str = "") -> SafeString:
    """`{% tilstand t %}`: colour + shape + words; `tillegg` is a quieter second line."""
    return format_html(
        '<span class="tilstand{}" data-color="{}">{}<span>{}{}</span></span>',
        " tilstand--fylt" if t.fylt else "",
        t.farge,
        merke(t.merke),
        t.ord,
        format_html(" <small>{}</small>", tillegg) if tillegg else "",
    )


@register.simple_tag
def adgang(del_nr: str) -> SafeString:
    """`{% adgang "1" %}`: who may attend that part, with its symbol (L9); never the colour alone."""
    if str(del_nr) == "1":
        return format_html('<span class="del__adgang">{}{}</span>', ikon("laas"), _("Bare for medlemmer"))
    return format_html('<span class="del__adgang">{}{}</span>', ikon("dor"), _("Åpen for kolleger og ledere"))
