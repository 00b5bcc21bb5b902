"""Log lines without personal links: whoever reads a log must not be able to answer for others."""

import logging
import re
from typing import Any

# A personal link is /svar/<key>/ and the like, one's own calendar /kalender/<key>/, a guest's own place
# /gjest/min/<key>/, an institution's application /dybdemoter/min/<key>/; the key gives access and is masked.
# By its length a key is told from what comes after /moter/1/referat/. A test holds this against all
# addresses.
PERSONLIG_LENKE = re.compile(
    r"(/(?:svar|referat|kalender|bytte|vert|gjest|gjest/min|dybdemoter/min)/)[A-Za-z0-9_\-.~%:=]{20,}"
)


def maskert(tekst: str) -> str:
    """`tekst` with the key of every personal link replaced by three dots."""
    return PERSONLIG_LENKE.sub(r"\1...", tekst)


class MaskerendeFormatter(logging.Formatter):
    """A formatter whose whole output, tracebacks included, is masked."""

    def format(self, record: logging.LogRecord) -> str:
        """One log record as text without keys."""
        return maskert(super().format(record))


def loggoppsett(niva: str, *, stille: bool) -> dict[str, Any]:
    """Django's LOGGING: all lines masked, to the console, from `niva` up.

    With `stille` pages that are not found, or not allowed, are not mentioned.
    """
    linje = {
        "()": "nettverk.logg.MaskerendeFormatter",
        "format": "{asctime} {levelname} {name}: {message}",
        "style": "{",
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"linje": linje},
        "handlers": {"konsoll": {"class": "logging.StreamHandler", "formatter": "linje"}},
        "root": {"handlers": ["konsoll"], "level": niva},
        "loggers": {
            "django": {"handlers": [], "propagate": True},
            "django.request": {"level": "ERROR" if stille else niva},
            "django.server": {"handlers": ["konsoll"], "propagate": False},
        },
    }
