"""Calendar files (X6). Knows no meeting: it is given what the entry says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache

from icalendar import Calendar, Event, Timezone, vCalAddress, vDuration, vText

from nettverk.klokke import OSLO


@dataclass(frozen=True)
class Kalenderpost:
    """One calendar entry. `start` and `slutt` are UTC moments; `sekvens` grows with changes."""

    uid: str
    sekvens: int
    start: datetime
    slutt: datetime
    tittel: str
    sted: str
    beskrivelse: str
    url: str
    avsender: str
    avsender_navn: str
    avlyst: bool = False
    hele_dagen: bool = False  # the local date of `start`, and takes up no time


@lru_cache(maxsize=32)
def kalenderfil(post: Kalenderpost, *, naa: datetime) -> bytes:
    """Return the entry as an iCalendar file with VTIMEZONE, METHOD PUBLISH or CANCEL.

    A whole group gets the same file at the same moment, so the last ones are kept.
    """
    kalender = _tom("CANCEL" if post.avlyst else "PUBLISH")
    kalender.add_component(_hendelse(post, naa))
    return bytes(kalender.to_ical())


def abonnement(poster: Iterable[Kalenderpost], *, navn: str, hent_igjen: timedelta, naa: datetime) -> bytes:
    """Return a calendar to subscribe to, of all the entries; one that is cancelled says so itself.

    `hent_igjen` is how long a calendar program may wait before it asks again: once as RFC 7986 has it,
    once as Outlook does.
    """
    kalender = _tom("PUBLISH")
    kalender.add("name", navn)
    kalender.add("x-wr-calname", navn)
    kalender.add("refresh-interval", hent_igjen, parameters={"VALUE": "DURATION"})
    kalender.add("x-published-ttl", vDuration(hent_igjen))
    for post in poster:
        kalender.add_component(_hendelse(post, naa))
    return bytes(kalender.to_ical())


def _tom(metode: str) -> Calendar:
    kalender = Calendar()
    kalender.add("prodid", "-//Nettverksportalen//NO")
    kalender.add("version", "2.0")
    kalender.add("method", metode)
    kalender.add_component(_tidssone())
    return kalender


def _hendelse(post: Kalenderpost, naa: datetime) -> Event:
    hendelse = Event()
    hendelse.add("uid", post.uid)
    hendelse.add("sequence", post.sekvens)
    hendelse.add("dtstamp", naa)
    if post.hele_dagen:
        hendelse.add("dtstart", post.start.astimezone(OSLO).date())
        hendelse.add("transp", "TRANSPARENT")
    else:
        hendelse.add("dtstart", post.start.astimezone(OSLO))
        hendelse.add("dtend", post.slutt.astimezone(OSLO))
    hendelse.add("summary", post.tittel)
    hendelse.add("location", post.sted)
    hendelse.add("description", post.beskrivelse)
    if post.url:
        hendelse.add("url", post.url)
    hendelse.add("status", "CANCELLED" if post.avlyst else "CONFIRMED")
    arrangor = vCalAddress(f"MAILTO:{post.avsender}")
    arrangor.params["CN"] = vText(post.avsender_navn)
    hendelse["organizer"] = arrangor
    return hendelse


@cache
def _tidssone() -> Timezone:
    """Norway's VTIMEZONE: to work it out takes longer than all the rest of the file."""
    return Timezone.from_tzid(OSLO.key)
