"""Template filters for dates, times and plain text from users."""

import re
from collections.abc import Callable
from datetime import datetime
from itertools import groupby

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from nettverk import sprak
from nettverk.klokke import dag

register = template.Library()

PUNKT = re.compile(r"^\s*[-•*]\s+")


def _tom_uten_verdi(ord_: Callable[[sprak.Dag], str]) -> Callable[[sprak.Dag | None], str]:
    """Make a filter of a function in `sprak`: nothing in, nothing out."""

    def filter_(verdi: sprak.Dag | None) -> str:
        return ord_(verdi) if verdi else ""

    return filter_


register.filter("dato_lang", _tom_uten_verdi(sprak.dato_lang))
register.filter("dato_dag", _tom_uten_verdi(sprak.dato_dag))
register.filter("dato", _tom_uten_verdi(sprak.dato))
register.filter("dato_kort", _tom_uten_verdi(sprak.dato_kort))
register.filter("tidsrom", sprak.tidsrom)
register.filter("varighet", sprak.varighet)


@register.filter
def nar(moment: datetime | None, naa: datetime) -> str:
    """«i dag kl. 09.00», seen from the moment `naa`."""
    return sprak.nar(moment, dag(naa)) if moment else ""


@register.filter
def klokke(verdi: sprak.Tid | None) -> str:
    """«09.00». Midnight is a time, though Python once held it to be false."""
    return "" if verdi in (None, "") else sprak.klokke(verdi)


@register.filter(is_safe=False)
def avsnitt(tekst: str | None) -> SafeString:
    """Plain text as HTML: blank lines part paragraphs, lines with «- » are a list.

    Everything is escaped; the only tags that come out are p, br, ul and li.
    """
    blokker = re.split(r"\n\s*\n", (tekst or "").replace("\r\n", "\n").strip())
    return format_html_join("\n", "{}", ((_blokk(b.split("\n")),) for b in blokker if b.strip()))


def _blokk(linjer: list[str]) -> SafeString:
    """One block of lines without a blank one: runs of list lines and runs of text lines."""
    deler = []
    for er_liste, gruppe in groupby(linjer, key=lambda linje: bool(PUNKT.match(linje))):
        if er_liste:
            punkter = ((PUNKT.sub("", linje).strip(),) for linje in gruppe)
            deler.append(format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", punkter)))
        else:
            # The separator is a constant; each line of the user's is escaped by format_html_join.
            brutt = format_html_join(mark_safe("<br>"), "{}", ((x.strip(),) for x in gruppe))
            deler.append(format_html("<p>{}</p>", brutt))
    return format_html_join("", "{}", ((d,) for d in deler))
