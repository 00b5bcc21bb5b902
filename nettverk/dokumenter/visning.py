"""A document as HTML: the body that page and PDF share, and the bare frame for the PDF.

Everything here takes a `Tegnbar`: a frozen `Dokument`, or an `Utkast` for a preview of what
is not frozen yet. The text is in the document's language, whoever looks at it.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone, translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from nettverk import sprak
from nettverk.dokumenter import oppmote
from nettverk.dokumenter.program import fagdelen, poster_av, under_overskrifter

APEN = "apen"
# XML, which a PDF's own data are, has no way to hold these.
STYRETEGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Tegnbar(Protocol):
    """What can be drawn; see the contract of `innhold` in `nettverk.models.dokument`."""

    slag: str
    malgruppe: str
    malform: str
    innhold: dict[str, Any]
    opprettet: datetime


@dataclass
class Utkast:
    """A document that is not frozen, for a preview. `opprettet` is a UTC moment."""

    slag: str
    malgruppe: str
    malform: str
    innhold: dict[str, Any]
    opprettet: datetime


def tittel(dokument: Tegnbar) -> str:
    """Return the document's title: kind, matter and date."""
    with translation.override(dokument.malform):
        slag, overskrift = _overskrift(dokument)
        return f"{slag}: {overskrift} {sprak.dato(dokument.innhold['start'])}"


def kropp(dokument: Tegnbar) -> SafeString:
    """Return the document's HTML, the same for page and PDF."""
    with translation.override(dokument.malform):
        html = render_to_string(f"dokument/{dokument.slag}.html", _kontekst(dokument))
    # The template has escaped it already; taking control characters out cannot add markup.
    return mark_safe(STYRETEGN.sub("", html))


def for_pdf(dokument: Tegnbar) -> str:
    """Return the whole HTML document that the PDF is made of."""
    kontekst = {
        "kropp": kropp(dokument),
        "malform": dokument.malform,
        "tittel": STYRETEGN.sub("", tittel(dokument)),
        "forfatter": STYRETEGN.sub("", dokument.innhold["nettverk"]["sekretariat"]),
        "opprettet": timezone.localtime(dokument.opprettet).isoformat("T", "seconds"),
    }
    return render_to_string("dokument/pdf.html", kontekst)


def side(
    request: HttpRequest,
    dokument: Tegnbar,
    mal: str = "dokument/side.html",
    **kontekst: Any,
) -> TemplateResponse:
    """Return the document as a page of the portal.

    `mal` may extend dokument/side.html and fill its block `for_dokumentet` with what stands
    above the document; `kontekst` goes to it.
    """
    dok = {"kropp": kropp(dokument), "tittel": tittel(dokument), "malform": dokument.malform}
    return TemplateResponse(request, mal, kontekst | {"dok": dok, "dokument": dokument})


def _overskrift(dokument: Tegnbar) -> tuple[str, str]:
    """Return the kind of document and its matter, in the active language."""
    gruppe = {"gruppe": dokument.innhold["gruppe"]}
    etter_slag = {
        "referat": _("Referat"),
        "oppmoteliste": _("Oppmøteliste"),
        "navnelapper": _("Navnelapper"),
        "deltakerbevis": _("Deltakerbevis"),
    }
    if dokument.slag in etter_slag:
        return etter_slag[dokument.slag], _("Nettverksmøte i gruppe %(gruppe)s") % gruppe
    if dokument.malgruppe == APEN:
        return _("Invitasjon"), _("Faglig påfyll i nettverksgruppe %(gruppe)s") % gruppe
    return _("Møteinnkalling"), _("Nettverksmøte i gruppe %(gruppe)s") % gruppe


def _kontekst(dokument: Tegnbar) -> dict[str, Any]:
    """Return what the templates need, in the active language."""
    innhold = dokument.innhold
    slag, overskrift = _overskrift(dokument)
    felles = {
        "i": innhold,
        "apen": dokument.malgruppe == APEN,
        "slag": slag,
        "overskrift": overskrift,
        "kort": f"{slag} · {sprak.dato(innhold['start'])}",
        "avsender": _avsender(innhold["nettverk"]),
        "opprettet": dokument.opprettet,
    }
    return felles | _eget(dokument)


def _eget(dokument: Tegnbar) -> dict[str, Any]:
    """Return what the template of this kind needs besides."""
    innhold = dokument.innhold
    if dokument.slag == "oppmoteliste":
        return oppmote.listen(innhold)
    if dokument.slag == "navnelapper":
        return oppmote.lappene(innhold)
    if dokument.slag == "deltakerbevis":
        return oppmote.bevisene(innhold)
    nummer = _("Lokal nettverksgruppe %(gruppe)s, møte %(nummer)s av %(antall)s i %(ar)s") % innhold
    eget = _referat(innhold) if dokument.slag == "referat" else _innkalling(dokument)
    return eget | {"gruppe_og_nummer": nummer}


def _avsender(nettverk: dict[str, str]) -> str:
    """Return the secretariat's name and addresses on one line."""
    return " · ".join(nettverk[felt] for felt in ("sekretariat", "postadresse", "epost") if nettverk[felt])


def _innkalling(dokument: Tegnbar) -> dict[str, Any]:
    """Return programme and time; guests are told part 2's hours."""
    innhold = dokument.innhold
    if dokument.malgruppe != APEN:
        poster = poster_av(innhold["bolker"])
        return {"bolker": under_overskrifter(poster), "start": innhold["start"], "slutt": innhold["slutt"]}
    poster = fagdelen(innhold["bolker"])
    dag = innhold["start"].partition("T")[0]
    return {
        "bolker": under_overskrifter(poster),
        "start": f"{dag}T{poster[0]['start']}" if poster else innhold["start"],
        "slutt": f"{dag}T{poster[-1]['slutt']}" if poster else innhold["slutt"],
    }


def _referat(innhold: dict[str, Any]) -> dict[str, Any]:
    """Return the items per part; numbers are per part, so nothing tells what is left out."""
    saker = innhold["saker"]
    return {
        "saker_del2": [sak for sak in saker if sak["del"] == "2"],
        "saker_felles": [sak for sak in saker if sak["del"] == "felles"],
    }
