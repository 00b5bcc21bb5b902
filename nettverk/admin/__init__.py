"""The ground floor's registers."""

from nettverk.admin import (
    dokumenter,
    drift,
    fristoppsett,
    grupper,
    logg,
    opplysninger,
    personer,
    skoleferier,
    utboks,
)

__all__ = [
    "dokumenter",
    "drift",
    "fristoppsett",
    "grupper",
    "logg",
    "opplysninger",
    "personer",
    "skoleferier",
    "utboks",
]
