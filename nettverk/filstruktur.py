"""What is inside the files of an office package: looked at by name, never unpacked.

A .docx and an .odt are both zip files, and so is anything else that calls itself one: the names inside
tell them apart, and whether there is code that would run when somebody opens it.
"""

from __future__ import annotations

from typing import IO
from zipfile import BadZipFile, LargeZipFile, ZipFile

# The folder that only this kind has, beside `[Content_Types].xml`.
OOXML = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
ODF = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odp": "application/vnd.oasis.opendocument.presentation",
}
MAKRO = ("vbaproject.bin", "vbadata.xml")
MAKROMAPPER = ("basic/", "scripts/")
FLEST, STORST = 5_000, 500 * 1024 * 1024  # names in the file, and bytes when somebody unpacks it
# Names of streams in the older format (OLE), written as UTF-16.
ORD97, VBA97 = "WordDocument".encode("utf-16-le"), "_VBA_PROJECT".encode("utf-16-le")


class Farlig(Exception):
    """The file holds macros, or becomes so large when it is opened that it must be meant to."""


def er_slik(fil: IO[bytes], endelse: str) -> bool:
    """Whether the file is built as its ending says; True for endings whose inside is not known here.

    Raises Farlig for what is well built, and still not to be let in.
    """
    fil.seek(0)
    if endelse == ".doc":
        return _er_ord97(fil.read())
    if endelse not in OOXML and endelse not in ODF:
        return True
    try:
        with ZipFile(fil) as pakke:
            return _er_pakken(pakke, endelse)
    except (BadZipFile, LargeZipFile, KeyError, NotImplementedError, RuntimeError, ValueError, OSError):
        return False


def _er_pakken(pakke: ZipFile, endelse: str) -> bool:
    oppforinger = pakke.infolist()
    if len(oppforinger) > FLEST or sum(en.file_size for en in oppforinger) > STORST:
        raise Farlig
    navn = [en.filename for en in oppforinger]
    sma = [ett.lower() for ett in navn]
    if any(ett.endswith(MAKRO) for ett in sma):
        raise Farlig
    if mappe := OOXML.get(endelse):
        return "[Content_Types].xml" in navn and any(ett.startswith(mappe) for ett in navn)
    if any(ett.startswith(MAKROMAPPER) and not ett.endswith("/") for ett in sma):
        raise Farlig
    with pakke.open("mimetype") as mime:
        return mime.read(100).decode("ascii", "replace") == ODF[endelse]


def _er_ord97(innhold: bytes) -> bool:
    if VBA97 in innhold:
        raise Farlig
    return ORD97 in innhold
