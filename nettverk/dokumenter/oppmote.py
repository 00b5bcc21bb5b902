"""How attendance sheet, name tags and certificates are set."""

from typing import Any

import segno
from django.utils.text import Truncator
from django.utils.translation import gettext as _

TOMME_LINJER = 6
LAPPER_PER_ARK = 10
TOMME_LAPPER = 2  # at least; the last sheet is filled up with them
LENGST_PA_LAPP = 60  # signs of the profession and of the workplace
# A certificate is one page.
TEMAER = 4
LENGST_TEMA = 80


def qr(adresse: str) -> str:
    """Return the address as a QR code: an SVG in a data: address, without the quiet zone.

    Level M: a code that is creased or stained up to 15 % is still read.
    """
    return segno.make_qr(adresse, error="m").svg_data_uri(omitsize=True, border=0)


def listen(innhold: dict[str, Any]) -> dict[str, Any]:
    """Return the rows under their headings, and how many are expected."""
    rader = innhold["rader"]
    titler = {"medlem": _("Medlemmer"), "drift": _("Driftsgruppen"), "gjest": _("Gjester i del 2")}
    grupper = [(titler[slag], [rad for rad in rader if rad["slag"] == slag]) for slag in titler]
    return {
        "grupper": [(tittel, egne) for tittel, egne in grupper if egne],
        "kommer": sum(not rad["uten_svar"] for rad in rader),
        "uten_svar": sum(rad["uten_svar"] for rad in rader),
        "tomme": range(TOMME_LINJER),
        "qr": qr(innhold["innsjekk"]),
        "adresse": innhold["innsjekk"].partition("://")[2].rstrip("/"),
    }


def lappene(innhold: dict[str, Any]) -> dict[str, Any]:
    """Return the tags, each with the size its name needs, and how many empty ones fill the sheet."""
    lapper = [
        lapp
        | {
            "storrelse": navnestorrelse(lapp["navn"]),
            "yrke": Truncator(lapp["yrke"]).chars(LENGST_PA_LAPP),
            "arbeidssted": Truncator(lapp["arbeidssted"]).chars(LENGST_PA_LAPP),
        }
        for lapp in innhold["lapper"]
    ]
    return {"lapper": lapper, "tomme": range(tomme_lapper(len(lapper)))}


def tomme_lapper(antall: int) -> int:
    """Return how many empty tags follow `antall` written ones: the rest of the sheet, and at least two."""
    return TOMME_LAPPER + -(antall + TOMME_LAPPER) % LAPPER_PER_ARK


def navnestorrelse(navn: str) -> str:
    """Return how large a name can be and have room: by its length, and that of its longest word."""
    lengst = max(map(len, navn.split()), default=0)
    if len(navn) <= 24 and lengst <= 14:
        return "stor"
    if len(navn) <= 60 and lengst <= 20:
        return "middels"
    return "liten"


def bevisene(innhold: dict[str, Any]) -> dict[str, Any]:
    """Return the certificates: whose, the minutes of both parts together, and what part 2 was about."""
    return {
        "bevis": [
            deltaker
            | {
                "storrelse": bevisstorrelse(deltaker["navn"]),
                "til_sammen": (deltaker["del1"] or 0) + (deltaker["del2"] or 0)
                if deltaker["del1"] and deltaker["del2"]
                else 0,
            }
            for deltaker in innhold["deltakere"]
        ],
        "temaer": [Truncator(tema).chars(LENGST_TEMA) for tema in innhold["temaer"][:TEMAER]],
        "kompetansepunkt": Truncator(innhold["kompetansepunkt"]).chars(LENGST_TEMA),
    }


def bevisstorrelse(navn: str) -> str:
    """Return how large a name can be across a certificate and stay on two lines."""
    return "stor" if len(navn) <= 36 else "middels" if len(navn) <= 80 else "liten"
