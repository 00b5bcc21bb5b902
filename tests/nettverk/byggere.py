"""Small objects for the tests of deadlines and outbox, and a kind of deadline to throw away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from itertools import count
from typing import Any
from unittest import mock

from nettverk.frister.regler import ALLTID, Fristslag, Mottaker, Vindu, _slag, registrer
from nettverk.klokke import OSLO
from nettverk.models import Epost, Frist, Gruppe, Nettverk, Person
from nettverk.utboks.ko import ny_epost

_nr = count(1)


def lokal(tekst: str) -> datetime:
    """«2026-11-19T08:00» in Norway, as UTC."""
    return datetime.fromisoformat(tekst).replace(tzinfo=OSLO).astimezone(UTC)


def nytt_nettverk(**felt: Any) -> Nettverk:
    nr = next(_nr)
    standard = {
        "navn": f"Nettverk {nr}",
        "slug": f"nettverk-{nr}",
        "kortnavn": "KLB",
        "sekretariat": "Kompetansesenteret",
        "epost": f"klb{nr}@sekretariat.example",
    }
    return Nettverk.objects.create(**{**standard, **felt})


def ny_person(fornavn: str = "Åse", etternavn: str = "Bø", **felt: Any) -> Person:
    epost = felt.pop("epost", f"person{next(_nr)}@helse.example")
    return Person.objects.create(fornavn=fornavn, etternavn=etternavn, epost=epost, **felt)


def ny_gruppe(nettverk: Nettverk | None = None, navn: str = "Åsane") -> Gruppe:
    return Gruppe.objects.create(nettverk=nettverk or nytt_nettverk(), navn=navn)


def mottaker(person: Person) -> Mottaker:
    return Mottaker(person.adresse, person.navn, person)


def i_ko(naa: datetime, *, nokkel: str = "", nettverk: Nettverk | None = None, **felt: Any) -> Epost:
    """A composed mail in the queue."""
    standard: dict[str, Any] = {
        "til": "mottaker@helse.example",
        "til_navn": "Kåre Løkås",
        "slag": "prove",
        "emne": "Møte i Åsane",
        "tekst": "Hei på deg\n",
        "html": "<p>Hei på deg</p>",
    }
    epost = ny_epost(
        nokkel=nokkel or f"prove:{next(_nr)}", nettverk=nettverk, naa=naa, **{**standard, **felt}
    )
    assert epost is not None
    return epost


@dataclass
class Provehandler:
    """Answers the engine from what a test has put in it."""

    folk: dict[str, list[Mottaker]] = field(default_factory=dict)
    apning: Vindu = ALLTID
    ber_om: str = "Send innkalling"

    def tittel(self, frist: Frist) -> str:
        return f"{self.ber_om}: {frist.gjelder}"

    def url(self, frist: Frist) -> str:
        return f"/prove/{frist.object_id}/"

    def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
        return self.folk.get(rolle, [])

    def vindu(self, frist: Frist, rolle: str) -> Vindu:
        return self.apning


class LenkendeHandler(Provehandler):
    """Also gives a personal link."""

    def personlig_url(self, frist: Frist, mottaker: Mottaker, naa: datetime) -> str:
        return f"https://portal.example/svar/hemmelig-{mottaker.navn[:3]}/"


@contextmanager
def fristslag(
    handler: Provehandler,
    kode: str = "prove",
    ansvarlig: str = "arrangor",
    paminn: tuple[int, ...] = (-14, -7, -2),
    eskaler: Mapping[str, tuple[int, ...]] | None = None,
) -> Iterator[Fristslag]:
    """A kind of deadline that exists for the length of a test, in place of one of the portal's own."""
    slag = Fristslag(kode, ansvarlig, handler, paminn, eskaler or {})
    with mock.patch.dict(_slag):
        registrer(slag)
        yield slag
