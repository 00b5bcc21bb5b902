"""Waking the worker after a commit: best effort, since the sweeps find every row anyway (idea 1)."""

from __future__ import annotations

import logging
from functools import cache, partial

from celery import current_app
from django.db import transaction

logger = logging.getLogger(__name__)
UTLOPER = 50  # seconds; the next sweep is nearer than a message older than this


def vekk(oppgave: str) -> None:
    """Run the task `nettverk.tasks.<oppgave>` soon after this commit, once per commit."""
    kall = _kall(oppgave)
    planlagt = transaction.get_connection().run_on_commit
    if not any(funksjon is kall for _, funksjon, *_ in planlagt):
        transaction.on_commit(kall)


@cache
def _kall(oppgave: str) -> partial[None]:
    """One callable per task, so that a second wish in the same transaction is seen to be the same."""
    return partial(publiser, oppgave)


def publiser(oppgave: str) -> None:
    """Put the task `nettverk.tasks.<oppgave>` on the queue at once; trouble with the broker is logged."""
    try:
        current_app.send_task(f"nettverk.tasks.{oppgave}", expires=UTLOPER, retry=False)
    except Exception:
        # Whatever the broker's trouble is, the row is committed and the next sweep finds it.
        logger.warning("Could not wake %s; the next sweep does the work", oppgave, exc_info=True)
