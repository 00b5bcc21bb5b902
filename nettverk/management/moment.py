"""A moment or a day given to a command: `--naa 2026-11-23T10:00`, on the clock in Norway."""

from datetime import UTC, date, datetime

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


def les_dag(tekst: str, valg: str) -> date:
    """Return the date given as `valg` («--fra»). Raises CommandError, also for a year nobody means."""
    try:
        dag = date.fromisoformat(tekst)
    except ValueError as feil:
        raise CommandError(_("%(valg)s må være en dato, for eksempel 2026-11-23.") % {"valg": valg}) from feil
    if not 2000 <= dag.year < 2200:
        raise CommandError(_("%(valg)s må være et år fra 2000 til 2199.") % {"valg": valg})
    return dag
