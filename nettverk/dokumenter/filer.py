"""Documents as files: what they are called, and how a browser gets one."""

from unicodedata import normalize

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from nettverk.models.dokument import Dokument

_SMA = {"å": "a", "ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ł": "l", "ŧ": "t"}
TIL_ASCII = str.maketrans(_SMA | {stor.upper(): liten.capitalize() for stor, liten in _SMA.items()})


def filnavn(*deler: str) -> str:
    """Return «innkalling-asane-2026-11-24.pdf» of its parts, in ASCII for every mail program."""
    return slugify("-".join(deler).lower().translate(TIL_ASCII))[:140].strip("-") + ".pdf"


def ascii_navn(navn: str) -> str:
    """A file's name in ASCII, otherwise as it was: «Møte på Ås.pdf» becomes «Mote pa As.pdf»."""
    return normalize("NFKD", navn.translate(TIL_ASCII)).encode("ascii", "ignore").decode()


def pdf_svar(dokument: Dokument) -> HttpResponse:
    """Return the PDF for the browser to show. Raises Http404 while there is none."""
    if dokument.pdf is None:
        raise Http404(_("Dokumentet finnes ikke som PDF."))
    return HttpResponse(
        bytes(dokument.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(False, dokument.filnavn)},
    )
