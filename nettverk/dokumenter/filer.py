"""Documents as files: what they are called, and how a browser gets one."""

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _

from nettverk.models.dokument import Dokument

TIL_ASCII = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "đ": "d", "ŋ": "n", "ł": "l", "ŧ": "t"})


def filnavn(*deler: str) -> str:
    """Return «innkalling-asane-2026-11-24.pdf» of its parts, in ASCII for every mail program."""
    return slugify("-".join(deler).lower().translate(TIL_ASCII))[:140].strip("-") + ".pdf"


def pdf_svar(dokument: Dokument) -> HttpResponse:
    """Return the PDF for the browser to show. Raises Http404 while there is none."""
    if dokument.pdf is None:
        raise Http404(_("Dokumentet finnes ikke som PDF."))
    return HttpResponse(
        bytes(dokument.pdf),
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(False, dokument.filnavn)},
    )
