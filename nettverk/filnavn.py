"""The name an uploaded file is shown and handed over under. Where it lies has nothing of it."""

from __future__ import annotations

import re
import unicodedata

LENGST, LENGSTE_ENDELSE = 150, 10
# What a system would run, or a browser show as a page, if the last ending were taken for decoration.
KJORBARE = {
    "app", "bat", "cmd", "com", "exe", "hta", "htm", "html", "jar", "js", "jse", "lnk", "msi", "pif",
    "ps1", "reg", "scr", "sh", "svg", "vbe", "vbs", "wsf", "xhtml",
}  # fmt: skip


def rent_navn(navn: str) -> str:
    """Return the name without path, control and direction marks and other invisibles, at most 150 long.

    The ending stays, also of a name that is too long; one that is nothing else becomes «fil».
    """
    siste = re.split(r"[\\/]", unicodedata.normalize("NFC", navn))[-1]
    synlig = "".join(tegn for tegn in siste if not unicodedata.category(tegn).startswith("C"))
    stamme, prikk, endelse = " ".join(synlig.split()).rstrip(". ").rpartition(".")
    if not prikk or len(endelse) > LENGSTE_ENDELSE:
        stamme, prikk, endelse = f"{stamme}{prikk}{endelse}", "", ""
    plass = LENGST - len(prikk) - len(endelse)
    return f"{(stamme.strip('. ') or 'fil')[:plass]}{prikk}{endelse}"


def skjuler_noe(navn: str) -> bool:
    """Whether the name has an ending of something that runs before its last: «faktura.exe.pdf»."""
    mellom = [ledd.strip().lower() for ledd in rent_navn(navn).split(".")[1:-1]]
    return any(ledd in KJORBARE for ledd in mellom)
