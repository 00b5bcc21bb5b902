"""A small network where everything that can be unusual about roles and deadlines is so, once."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from moter.endring import avlys, planlegg
from moter.innkallinger import returner
from moter.models import Mote
from nettverk.models import Gruppe, Nettverk, Person
from tests.factories import (
    lag_gruppe,
    lag_gruppeansvarlig,
    lag_innkalling_levert,
    lag_innkalling_sendt,
    lag_koordinator,
    lag_medlem,
    lag_mote,
    lag_nettverk,
    lag_referat_levert,
    lag_svar,
    lokal,
)

NAA = datetime(2026, 11, 18, 14, 0, tzinfo=UTC)  # a Wednesday, 15:00 in Norway
I_FJOR = datetime(2025, 12, 1, 9, 0, tzinfo=UTC)
UTEN_ADRESSE = {"epost": None}
DELT = {"epost": None, "delt_epost": "post@avdeling.example"}


def lag_krokveier() -> Nettverk:
    """Make it as of `NAA`, when the clock is to stand still, and return the network."""
    nettverk = lag_nettverk("Nettverk i lindring")
    lag_koordinator(nettverk)
    _uten_noen_a_sporre(nettverk)
    _borte(nettverk)
    _delte_postkasser(nettverk)
    _underveis(nettverk)
    _rundt_hoytidene(nettverk)
    _i_to_nettverk(nettverk)
    return nettverk


def endre(person: Person, **felt: object) -> Person:
    for navn, verdi in felt.items():
        setattr(person, navn, verdi)
    person.save()
    return person


def _mote(gruppe: Gruppe, maned: int, dag: int, ar: int = 2027, **felt: object) -> Mote:
    felt.setdefault("naa", I_FJOR)
    return lag_mote(gruppe, date(ar, maned, dag), **felt)  # type: ignore[arg-type]


def _uten_noen_a_sporre(nettverk: Nettverk) -> None:
    """No organiser; no lead but a deputy; nobody at all; nobody who can be reached."""
    med_vara = lag_gruppe(nettverk)
    lag_medlem(med_vara, "Vara Viken", rolle="nestleder")
    _mote(med_vara, 1, 14)
    ingen = lag_gruppe(nettverk)
    lag_medlem(ingen, "Bare Medlem")
    _mote(ingen, 1, 14, program=False)
    unaelige = lag_gruppe(nettverk)
    endre(lag_gruppeansvarlig(unaelige, "Ulla Utenadresse"), **UTEN_ADRESSE)
    arrangor = endre(lag_medlem(unaelige, "Arild Utenadresse"), **UTEN_ADRESSE)
    _mote(unaelige, 1, 19, arrangor=arrangor, referent=arrangor)


def _borte(nettverk: Nettverk) -> None:
    """Organiser and referent who quit, who are on leave for a while, and a contact who was never a member.

    Lead and organiser come and go on days when they would be told of something.
    """
    gruppe = lag_gruppe(nettverk)
    lag_gruppeansvarlig(gruppe, permisjon_fra=date(2027, 1, 20), permisjon_til=date(2027, 2, 5))
    lag_medlem(gruppe, "Nina Nestleder", rolle="nestleder")
    slutter = lag_medlem(gruppe, "Sture Slutter", til=date(2026, 12, 11))
    permittert = lag_medlem(gruppe, "Pia Permisjon", permisjon_fra=date(2026, 12, 15))
    tilbake = lag_medlem(
        gruppe, "Tor Tilbake", permisjon_fra=date(2026, 12, 1), permisjon_til=date(2027, 1, 20)
    )
    _mote(gruppe, 2, 11, arrangor=slutter, referent=tilbake)
    _mote(gruppe, 1, 20, arrangor=permittert, referent=slutter)
    _mote(gruppe, 3, 4, arrangor=tilbake, referent=permittert)
    _mote(gruppe, 2, 3, arrangor=lag_koordinator(nettverk, "Vera Vertskap"))


def _delte_postkasser(nettverk: Nettverk) -> None:
    """Two who share a mailbox, one who is lead, organiser and referent, two who quit about the meeting."""
    gruppe = lag_gruppe(nettverk)
    alt = lag_gruppeansvarlig(gruppe, "Alma Altmulig")
    to = [endre(lag_medlem(gruppe, navn), **DELT) for navn in ("Eva Enmed", "Liv Likeså")]
    lag_medlem(gruppe, "Siste Dag", til=date(2026, 12, 15))
    lag_medlem(gruppe, "Dagen Før", til=date(2026, 12, 14))
    mote = _mote(gruppe, 12, 15, 2026, arrangor=alt, referent=alt)
    lag_innkalling_sendt(mote, naa=lokal(date(2026, 11, 12)))
    _mote(gruppe, 2, 18, arrangor=to[0], referent=to[1])


def _underveis(nettverk: Nettverk) -> None:
    """One meeting in each state: held, delivered, returned, sent too late, answered, planned late, off."""
    gruppe = lag_gruppe(nettverk)
    leder, medlem = lag_gruppeansvarlig(gruppe), lag_medlem(gruppe)
    felles = {"arrangor": medlem, "referent": medlem}
    _mote(gruppe, 10, 29, 2026, **felles)
    lag_referat_levert(_mote(gruppe, 11, 5, 2026, **felles), naa=lokal(date(2026, 11, 17)))
    lag_innkalling_levert(_mote(gruppe, 12, 9, 2026, **felles), naa=lokal(date(2026, 11, 18)))
    retur = lag_innkalling_levert(_mote(gruppe, 12, 2, 2026, **felles), naa=lokal(date(2026, 11, 17)))
    returner(retur, av=leder, kommentar="Rett tiden.", naa=lokal(date(2026, 11, 18)))
    sen = _mote(gruppe, 12, 4, 2026, **felles)
    lag_innkalling_sendt(sen, naa=lokal(date(2026, 11, 18), time(12)))  # the morning two days after is off
    besvart = _mote(gruppe, 12, 3, 2026, **felles)
    lag_innkalling_sendt(besvart, naa=lokal(date(2026, 11, 10)))
    for person in (leder, medlem):
        lag_svar(besvart, person, naa=NAA - timedelta(days=2))
    _mote(gruppe, 12, 1, 2026, naa=NAA, **felles)
    avlys(_mote(gruppe, 12, 16, 2026, **felles), av=leder, naa=NAA)


def _rundt_hoytidene(nettverk: Nettverk) -> None:
    """Meetings whose reminders fall on days off, one of them on the first of them; months of every length."""
    gruppe = lag_gruppe(nettverk)
    medlem = lag_medlem(gruppe, "Hilde Helg")
    lag_gruppeansvarlig(gruppe)
    for maned, dag in ((1, 5), (1, 6), (4, 1), (4, 29), (4, 30), (5, 5), (5, 19), (7, 30), (8, 31)):
        _mote(gruppe, maned, dag, arrangor=medlem, referent=medlem)
    _mote(gruppe, 12, 22, 2026, arrangor=medlem)


def _i_to_nettverk(nettverk: Nettverk) -> None:
    """The same lead in another network: a mail from each, also on the same day."""
    annet = lag_gruppe(lag_nettverk("Rehabilitering"))
    leder = lag_gruppeansvarlig(annet)
    her = lag_gruppe(nettverk)
    lag_medlem(her, leder, rolle="gruppeansvarlig")
    for gruppe in (her, annet):
        tidlig = datetime.combine(date(2027, 3, 10), time(7, 30), tzinfo=UTC)
        planlegg(Mote(gruppe=gruppe, start=tidlig, slutt=tidlig + timedelta(hours=5)), naa=I_FJOR)
