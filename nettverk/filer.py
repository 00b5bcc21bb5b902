"""Uploaded files: what is let in, and how one is handed over.

The type is found in the bytes, not in the name; both must be among those let in and agree. What is inside
an office file is looked at too (`filstruktur`); nothing is unpacked, and nothing is run.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import puremagic
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nettverk.filnavn import rent_navn, skjuler_noe
from nettverk.filstruktur import Farlig, er_slik
from nettverk.models import Fil
from nettverk.opplasting import STORST

MAKS_MB = STORST // 1024**2
HODE = 64 * 1024
TYPER = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".doc": "application/msword",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
}
DOKUMENTER = (".pdf", ".docx", ".odt", ".doc")


@dataclass(frozen=True)
class Opplasting:
    """An upload that has been looked at, and the type it has."""

    fil: UploadedFile[bytes]
    mime: str


class Filfelt(forms.FileField):
    """A file of one of the types let in, at most 10 MB; cleans to an `Opplasting`."""

    default_error_messages = {"required": gettext_lazy("Velg en fil.")}

    def __init__(self, *, endelser: tuple[str, ...] = tuple(TYPER), **felt: Any) -> None:
        self.endelser = endelser
        felt.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(endelser)}))
        super().__init__(**felt)

    def clean(self, data: object, initial: object = None) -> Opplasting | None:
        """Refuse what is too big, of another type than those let in, or not what its name says."""
        fil = super().clean(data, initial)
        return godkjent(fil, self.endelser) if fil else None


def godkjent(fil: UploadedFile[bytes], endelser: tuple[str, ...] = tuple(TYPER)) -> Opplasting:
    """Return the upload with its type. Raises ValidationError that says what is wrong and what would do."""
    if not fil.size:
        raise ValidationError(_("Filen er tom."))
    if fil.size > STORST:
        raise ValidationError(_("Filen er større enn %(mb)d MB.") % {"mb": MAKS_MB})
    navn = rent_navn(fil.name or "")
    endelse = PurePath(navn).suffix.lower()
    if endelse not in endelser or skjuler_noe(navn):
        typer = ", ".join(en.removeprefix(".").upper() for en in endelser)
        raise ValidationError(
            _("Filer av denne typen kan ikke lastes opp. Bruk %(typer)s.") % {"typer": typer}
        )
    try:
        slik = _er_det_den_sier(fil, endelse) and er_slik(fil, endelse)
    except Farlig:
        raise ValidationError(
            _("Filen inneholder makroer, eller blir for stor når den åpnes. Lagre den på nytt uten.")
        ) from None
    finally:
        fil.seek(0)
    if not slik:
        raise ValidationError(
            _("Innholdet i filen er ikke det navnet sier. Lagre den på nytt, og prøv igjen.")
        )
    return Opplasting(fil, TYPER[endelse])


def _er_det_den_sier(fil: UploadedFile[bytes], endelse: str) -> bool:
    fil.seek(0)
    try:
        funnet = puremagic.magic_string(fil.read(HODE), filename=f"fil{endelse}")
    except (puremagic.PureError, ValueError):
        return False
    return any(treff.mime_type == TYPER[endelse] or treff.extension == endelse for treff in funnet)


def filsvar(fil: Fil) -> FileResponse:
    """Hand the file over as an attachment, which no browser shows as a page of the portal's."""
    svar = FileResponse(fil.innhold.open("rb"), as_attachment=True, filename=fil.navn, content_type=fil.mime)
    svar["X-Content-Type-Options"] = "nosniff"
    svar["Cache-Control"] = "private, no-store"
    return svar
