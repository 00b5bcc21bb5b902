"""The reminder mail: what it says when it is sent (F4, L19)."""

from __future__ import annotations

from datetime import date

import pytest

from nettverk.frister.motor import kjor
from nettverk.frister.regler import Mottaker
from nettverk.models import Epost, Frist, Gruppe, Person
from nettverk.utboks.levering import lever
from tests.nettverk.byggere import (
    LenkendeHandler,
    Provehandler,
    fristslag,
    lokal,
    mottaker,
    ny_gruppe,
    ny_person,
)

FORFALL = date(2026, 11, 10)  # a Tuesday


def _sendt() -> list[tuple[str, str]]:
    """Receiver and subject of every mail that was sent, in order."""
    return list(Epost.objects.filter(status="sendt").order_by("pk").values_list("til", "emne"))


def _ett_varsel(gruppe: Gruppe, nar: str) -> Epost:
    """Tell at `nar` of one deadline set in September, send, and return the one mail."""
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal(nar))
    lever(lokal(nar))
    return Epost.objects.get()


@pytest.mark.parametrize(
    ("nar", "emne"),
    [
        ("2026-11-03T08:00", "Innen 10. november: send innkalling: Åsane"),
        ("2026-11-10T08:00", "I dag: send innkalling: Åsane"),
        ("2026-11-12T08:00", "Fristen var 10. november: send innkalling: Åsane"),
    ],
)
def test_melding_subject_says_what_and_by_when(
    handler: Provehandler, gruppe: Gruppe, nar: str, emne: str
) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    assert _ett_varsel(gruppe, nar).emne == emne


def test_melding_text_reads_as_a_letter(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person("Åse", "Bø & Vik"))]
    epost = _ett_varsel(gruppe, "2026-11-12T08:00")
    assert epost.tekst.splitlines()[:8] == [
        "Hei, Åse Bø & Vik.",
        "",
        "Dette må du gjøre",
        "",
        "* Send innkalling: Åsane",
        "  Fristen var tirsdag 10. november.",
        f"  http://127.0.0.1:8000/prove/{gruppe.pk}/",
        "",
    ]
    assert '<a href="http://127.0.0.1:8000/prove/' in epost.html
    assert "Bø &amp; Vik" in epost.html


def test_melding_to_who_need_not_act_is_for_information(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["koordinator"] = [Mottaker(gruppe.nettverk.epost, "KLB")]
    epost = _ett_varsel(gruppe, "2026-11-11T08:00")
    assert epost.emne == "Til orientering: send innkalling: Åsane"
    assert "Til orientering" in epost.tekst.splitlines()
    assert "Dette må du gjøre" not in epost.tekst


def test_melding_names_the_person_of_a_shared_mailbox(handler: Provehandler, gruppe: Gruppe) -> None:
    folk = [ny_person(navn, "Bø", epost=None, delt_epost="post3@helse.example") for navn in ("Åse", "Liv")]
    handler.folk["arrangor"] = [mottaker(person) for person in folk]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-11-10T08:00"))
    lever(lokal("2026-11-10T08:00"))
    assert _sendt() == [
        ("post3@helse.example", "Til Åse Bø: I dag: send innkalling: Åsane"),
        ("post3@helse.example", "Til Liv Bø: I dag: send innkalling: Åsane"),
    ]


def test_melding_leaves_out_what_is_done_moved_or_no_longer_hers(
    handler: Provehandler, gruppe: Gruppe
) -> None:
    person = ny_person()
    handler.folk["arrangor"] = [mottaker(person)]
    grupper = [gruppe, *(ny_gruppe(gruppe.nettverk, navn) for navn in ("Askøy", "Fana"))]
    frister = [Frist.objects.sett(en, "prove", FORFALL, naa=lokal("2026-09-01T12:00")) for en in grupper]
    naa = lokal("2026-11-03T08:00")
    kjor(naa)
    frister[0].fullfor(naa=naa)
    frister[1].flytt(date(2026, 12, 1), naa=naa)
    lever(naa)
    assert _sendt() == [(person.epost, "Innen 10. november: send innkalling: Fana")]


def test_melding_with_nothing_open_lapses(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-11-03T08:00"))
    handler.folk["arrangor"] = []
    assert lever(lokal("2026-11-03T08:01")).bortfalt == 1
    assert Epost.objects.get().status == "bortfalt"


def test_melding_undelivered_is_replaced_by_the_next(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-10-27T08:00"))
    kjor(lokal("2026-11-03T08:00"))
    lever(lokal("2026-11-03T08:00"))
    assert list(Epost.objects.order_by("pk").values_list("status", flat=True)) == ["bortfalt", "sendt"]
    ny = Epost.objects.get(status="sendt")
    assert (ny.tekst.count("* "), ny.varsler.count()) == (1, 2)


def test_melding_follows_the_receivers_language(handler: Provehandler, gruppe: Gruppe) -> None:
    person: Person = ny_person(malform="nn")
    handler.folk["arrangor"] = [mottaker(person)]
    epost = _ett_varsel(gruppe, "2026-11-03T08:00")
    assert (epost.malform, "tysdag 10. november" in epost.tekst) == ("nn", True)


def test_melding_personal_link_is_a_secret(gruppe: Gruppe) -> None:
    handler = LenkendeHandler({"arrangor": [mottaker(ny_person("Åse", "Bø"))]})
    with fristslag(handler):
        epost = _ett_varsel(gruppe, "2026-11-03T08:00")
    assert "hemmelig-Åse" not in epost.tekst + epost.html
    assert "https://portal.example/svar/hemmelig-Åse/" in epost.vist_tekst
