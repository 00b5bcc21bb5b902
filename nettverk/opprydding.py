"""What is to be tidied up as time passes: the apps above declare it, the sweep and cron do it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

logger = logging.getLogger(__name__)
# Takes the moment (aware UTC), and may be called twice, late, or by two at once.
Oppgave = Callable[[datetime], object]
_oppgaver: list[Oppgave] = []


def registrer(oppgave: Oppgave) -> None:
    """Declare something to be done every minute or so, from an AppConfig.ready."""
    _oppgaver.append(oppgave)


def rydd(naa: datetime) -> None:
    """Do all of it. Trouble with one never holds up the others; the next sweep tries again."""
    for oppgave in _oppgaver:
        try:
            oppgave(naa)
        except Exception:
            logger.exception("%s failed; the next sweep tries again", getattr(oppgave, "__name__", oppgave))
