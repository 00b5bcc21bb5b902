"""A moment given to a command: `--naa 2026-11-23T10:00`, on the clock in Norway."""

from datetime import UTC, datetime

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from nettverk.klokke import OSLO


def les_moment(tekst: str) -> datetime:
    """Return the moment as aware UTC; without an offset it is local time. Raises CommandError."""
    try:
        moment = datetime.fromisoformat(tekst)
    except ValueError as feil:
        raise CommandError(_("--naa må være dato og klokkeslett, for eksempel 2026-11-23T10:00.")) from feil
    return (moment if moment.tzinfo else moment.replace(tzinfo=OSLO)).astimezone(UTC)
