"""Series and applications for the tests, made by the app's own verbs. Every argument has a default."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from icalendar import Calendar

from dybdemoter.models import Region, Serie, Seriemote, Soknad
from dybdemoter.pamelding import Skjema, meld_pa
from dybdemoter.plasser import bestem, forslag, gi_svar
from nettverk.models import Epost, Nettverk, Nettverksrolle, Person
from tests.factories import NAA, lag_nettverk, lag_person, lokal

FRIST = date(2026, 12, 16)
SVARES = datetime(2026, 12, 17, 9, 0, tzinfo=UTC)  # the day after the deadline, 10:00 in Norway
DAGER = (
    date(2027, 1, 12),
    date(2027, 2, 9),
    date(2027, 3, 9),
    date(2027, 4, 13),
    date(2027, 5, 11),
    date(2027, 6, 8),
)
_nr = count(1)


def lag_radgiver(nettverk: Nettverk, navn: str = "Ragna Rådgiver") -> Person:
    """An adviser of the network."""
    person = lag_person(navn)
    rolle = Nettverksrolle.Rolle.RADGIVER
    Nettverksrolle.objects.create(person=person, nettverk=nettverk, rolle=rolle)
    return person


def lag_utkast(
    nettverk: Nettverk | None = None, dager: Sequence[date] = DAGER, *, kl: time = time(9), **felt: Any
) -> Serie:
    """A series that is not published, with its meetings of two and a half hours and two advisers."""
    eier = nettverk or lag_nettverk("Nettverk for arbeidsrettet rehabilitering", kortnavn="RKR")
    standard = {
        "region": Region.VEST,
        "sesong": "2027",
        "pamelding_frist": FRIST,
        "antall_moter": len(dager),
    }
    serie = Serie.objects.create(nettverk=eier, **standard | felt)
    serie.radgivere.set([lag_radgiver(eier), lag_radgiver(eier, "Jørgen Åsheim")])
    for nummer, dag in enumerate(dager, 1):
        Seriemote.objects.create(
            serie=serie,
            nummer=nummer,
            start=lokal(dag, kl),
            slutt=lokal(dag, kl) + timedelta(minutes=150),
            teams_lenke=f"https://teams.example/mote/{nummer}",
        )
    return serie


def lag_serie(nettverk: Nettverk | None = None, *, naa: datetime = NAA, **felt: Any) -> Serie:
    """A series open for registration."""
    from dybdemoter.serier import publiser

    return publiser(lag_utkast(nettverk, **felt), naa=naa)


def skjema(institusjon: str = "", typer: str = "dogn", **felt: Any) -> Skjema:
    """What an institution fills in; «dogn dag» for two types."""
    nr = next(_nr)
    standard: dict[str, Any] = {
        "institusjon": institusjon or f"Løvstakken rehabilitering {nr}",
        "typer": frozenset(typer.split()),
        "navn": "Kirsti Kontakt",
        "epost": f"kontakt{nr}@inst.example",
        "arbeid_hovedmal": True,
        "bindende": True,
    }
    return Skjema(**standard | felt)


def lag_soknad(serie: Serie, typer: str = "dogn", *, naa: datetime = NAA, **felt: Any) -> Soknad:
    """An institution that has registered."""
    return meld_pa(serie, skjema(typer=typer, **felt), naa=naa).soknad


def radgiver(serie: Serie) -> Person:
    """One of the advisers."""
    person = serie.radgivere.order_by("pk").first()
    assert person is not None
    return person


def lag_fordelt(serie: Serie | None = None, antall: int = 5, *, naa: datetime = SVARES) -> Serie:
    """A series where everybody has been answered as the rule proposes."""
    serie = serie or lag_serie()
    for _soknad in range(antall):
        lag_soknad(serie)
    valgt = [en.nummer for en in forslag(serie).valgt]
    bestem(serie, valgt, av=radgiver(serie), naa=naa)
    gi_svar(serie, av=radgiver(serie), naa=naa)
    serie.refresh_from_db()
    return serie


def med_tilstand(serie: Serie) -> dict[int, str]:
    """The state of each number in the queue."""
    return dict(serie.soknader.order_by("nummer").values_list("nummer", "tilstand"))


def kalenderne(epost: Epost) -> list[Calendar]:
    """The calendar files of a mail, in order."""
    return [Calendar.from_ical(bytes(fil.innhold or b"")) for fil in epost.vedlegg.order_by("pk")]


def eposter(slag: str) -> list[Epost]:
    """The mails of a kind, in the order they were queued."""
    return list(Epost.objects.filter(slag=slag).order_by("pk"))
