"""The only place that asks the clock. Everything else is given `naa` (a moment) or `dag` (a date).

In the embedded mode the environment variable NAA sets the clock: `NAA=2026-11-05T08:00` (local time,
or with an offset of its own) is the moment the portal was started, and time runs on from there.
"""

import time
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings

OSLO = ZoneInfo("Europe/Oslo")


@cache
def _skyv() -> timedelta:
    """How far the portal's clock is ahead of the real one; zero unless NAA is set."""
    if not settings.NAA:
        return timedelta()
    start = datetime.fromisoformat(settings.NAA)
    if start.tzinfo is None:
        start = start.replace(tzinfo=OSLO)
    # All processes of one start share NAA_FRA, so that web server and worker agree on the time.
    virkelig = datetime.fromtimestamp(settings.NAA_FRA or time.time(), UTC)
    return start - virkelig


def naa() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + _skyv()


def dag(naa: datetime) -> date:
    """The calendar day in Norway at the moment `naa`."""
    return naa.astimezone(OSLO).date()
