"""How much one address gets in an hour: the rest waits, nobody else does, and nothing is lost (X10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nettverk.models import Epost
from nettverk.utboks.grense import GRENSE, apner_igjen
from nettverk.utboks.levering import lever
from tests.nettverk.byggere import i_ko, lokal

NAA = lokal("2026-11-03T08:00")
TIME = timedelta(hours=1)
pytestmark = pytest.mark.django_db


def _mange(antall: int, til: str = "avdeling@helse.example", **felt: Any) -> None:
    for nr in range(antall):
        i_ko(NAA, til=til, emne=f"Brev {nr}", **felt)


def _sendt_for(antall: int, siden: timedelta, **felt: Any) -> None:
    """Mails that the server took some time ago."""
    _mange(antall, **felt)
    moment = NAA - siden
    Epost.objects.filter(status="ko").update(status="sendt", tatt_naa=moment, sendt_naa=moment, forsok=1)


def _tatt() -> Epost:
    epost = Epost.objects.ta_neste(NAA)
    assert epost is not None
    return epost


def test_grense_the_sixty_first_waits_until_the_window_opens() -> None:
    _mange(GRENSE + 5)
    runde = lever(NAA)
    assert (GRENSE, runde.sendt, runde.holdt, runde.antall) == (60, 60, 5, 60)
    venter = Epost.objects.filter(status="ko")
    assert (
        list(venter.values_list("neste_forsok", "forsok", "dato", "feil")) == [(NAA + TIME, 0, None, "")] * 5
    )

    assert lever(NAA + TIME - timedelta(seconds=1)).antall == 0
    assert lever(NAA + TIME).sendt == 5
    assert [m.subject for m in mail.outbox] == [f"Brev {nr}" for nr in range(GRENSE + 5)]
    assert set(Epost.objects.filter(emne="Brev 64").values_list("dato", "forsok")) == {(NAA + TIME, 1)}


def test_grense_is_for_the_address_whatever_its_case() -> None:
    _mange(30, "Avdeling@Helse.example")
    _mange(30, "avdeling@helse.example")
    _mange(2, "AVDELING@HELSE.EXAMPLE")
    assert (lever(NAA).sendt, Epost.objects.get(emne="Brev 1", status="ko").til) == (
        60,
        "AVDELING@HELSE.EXAMPLE",
    )


def test_grense_others_are_not_delayed_and_take_the_rounds_turn() -> None:
    _mange(GRENSE + 40)
    _mange(3, "ase@helse.example")
    runde = lever(NAA, maks=GRENSE + 3)
    assert (runde.sendt, runde.holdt) == (GRENSE + 3, 40)
    assert Epost.objects.filter(til="ase@helse.example", status="sendt").count() == 3


def test_grense_urgent_mail_neither_waits_nor_counts() -> None:
    _sendt_for(10, timedelta(minutes=5), hast=True)
    _sendt_for(GRENSE - 1, timedelta(minutes=5))
    _mange(2)
    i_ko(NAA, til="avdeling@helse.example", emne="AVLYST", hast=True)
    runde = lever(NAA)
    assert (runde.sendt, runde.holdt) == (2, 1)
    assert [m.subject for m in mail.outbox] == ["AVLYST", "Brev 0"]


def test_grense_the_window_slides() -> None:
    """Thirty went 50 minutes ago, thirty just now: thirty more may go in ten minutes, not before."""
    _sendt_for(30, timedelta(minutes=50))
    _sendt_for(30, timedelta(minutes=1))
    _mange(31)
    assert lever(NAA).holdt == 31
    om_ti = NAA + timedelta(minutes=10)
    assert set(Epost.objects.filter(status="ko").values_list("neste_forsok", flat=True)) == {om_ti}
    runde = lever(om_ti)
    assert (runde.sendt, runde.holdt) == (30, 1)
    assert Epost.objects.get(status="ko").neste_forsok == NAA + timedelta(minutes=59)


@pytest.mark.parametrize(
    ("status", "holdes"), [("sendt", True), ("retur", True), ("tatt", True), ("feilet", False), ("ko", False)]
)
def test_grense_counts_what_the_server_took_and_what_is_on_its_way(status: str, holdes: bool) -> None:
    """A mail another worker is about to deliver counts: two at work do not pass the limit together."""
    _sendt_for(GRENSE - 1, timedelta(minutes=5))
    _mange(1)
    sendt = NAA if status in {"sendt", "retur"} else None
    Epost.objects.filter(status="ko").update(
        status=status, tatt_naa=NAA, sendt_naa=sendt, neste_forsok=NAA + TIME
    )
    _mange(1)
    assert (apner_igjen(_tatt(), NAA) is not None) is holdes


def test_grense_two_workers_at_the_last_place_never_both_pass() -> None:
    _sendt_for(GRENSE - 1, timedelta(minutes=5))
    _mange(2)
    en, to = _tatt(), _tatt()
    assert [apner_igjen(epost, NAA) for epost in (en, to)] == [NAA + timedelta(minutes=55)] * 2


def test_grense_a_mail_taken_up_again_keeps_its_date() -> None:
    """It may have gone already: held back, it still goes with the same headers."""
    _mange(1)
    _tatt()
    senere = NAA + timedelta(minutes=11)
    Epost.objects.update(til="avdeling@helse.example")
    _mange(GRENSE)
    Epost.objects.filter(status="ko").update(status="sendt", tatt_naa=senere, sendt_naa=senere)
    assert lever(senere).holdt == 1
    holdt = Epost.objects.get(status="ko")
    assert (holdt.dato, holdt.forsok, holdt.neste_forsok) == (NAA, 1, senere + TIME)


def test_grense_asks_the_database_once() -> None:
    _mange(1)
    epost = _tatt()
    with CaptureQueriesContext(connection) as sporringer:
        assert apner_igjen(epost, NAA) is None
    assert len(sporringer) == 1


def test_grense_asks_by_the_index() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # with an empty table it would read that
            cursor.execute("SET LOCAL enable_seqscan = off")
    spurt = Epost.objects.til_adresse("a@helse.example").filter(
        status__in=("tatt", "sendt", "retur"),
        hast=False,
        tatt_naa__gt=datetime(2026, 1, 1, tzinfo=NAA.tzinfo),
    )
    assert "epost_mottaker" in spurt.order_by().explain()
