"""Files to upload, made here: real enough for whoever looks inside."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

from moter.filer import legg_ved
from moter.models import Gruppefil, Mote
from nettverk.filer import godkjent
from nettverk.models import Gruppe, Person
from tests.factories import NAA

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def pakket(innhold: dict[str, str | bytes]) -> bytes:
    """A zip file with these files in it."""
    ut = BytesIO()
    with ZipFile(ut, "w", ZIP_DEFLATED) as fil:
        for navn, verdi in innhold.items():
            # The type of an ODF file stands uncompressed, so that whoever has only the bytes can read it.
            fil.writestr(navn, verdi, ZIP_STORED if navn == "mimetype" else ZIP_DEFLATED)
    return ut.getvalue()


def ooxml(mappe: str, **mer: str | bytes) -> bytes:
    """A .docx (word), .xlsx (xl) or .pptx (ppt)."""
    return pakket({"[Content_Types].xml": "<Types/>", f"{mappe}/innhold.xml": "<x/>", **mer})


def odf(slag: str, **mer: str | bytes) -> bytes:
    """A .odt (text), .ods (spreadsheet) or .odp (presentation)."""
    return pakket({"mimetype": f"application/vnd.oasis.opendocument.{slag}", "content.xml": "<x/>", **mer})


def doc(mer: bytes = b"") -> bytes:
    """A Word document of the older format."""
    return OLE + "WordDocument".encode("utf-16-le") + mer


def opplastet(innhold: bytes = PDF, navn: str = "sjekkliste.pdf") -> SimpleUploadedFile:
    """What a browser sends along."""
    return SimpleUploadedFile(navn, innhold, content_type="application/octet-stream")


def lag_fil(
    gruppe: Gruppe,
    av: Person,
    *,
    mote: Mote | None = None,
    motedel: str = "",
    tittel: str = "Sjekkliste",
    **felt: Any,
) -> Gruppefil:
    """A file on a part of a meeting, or on the group's shelf."""
    fil = godkjent(opplastet(**felt))
    return legg_ved(gruppe, fil, mote=mote, motedel=motedel, tittel=tittel, av=av, naa=NAA)
