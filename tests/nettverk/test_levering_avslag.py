"""What is tried again, and what is not: over hours of sweeps, against a real mail server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from pytest_django import Settings

from bench.posttjener import BRUDD, GODTATT, HENG, Posttjener, Svar, posttjener
from nettverk.models import Epost
from nettverk.utboks.levering import Levering, lever
from tests.nettverk.byggere import i_ko, lokal

NAA = lokal("2026-11-03T08:00")
FULL = Svar("rcpt", "452 4.2.2 Postkassen er full")
UKJENT = Svar("rcpt", "550 5.1.1 Ukjent mottaker")
STENGER = Svar("data", "421 4.3.2 Tjeneren stenger")


@pytest.fixture
def tjener(settings: Settings) -> Iterator[Posttjener]:
    with posttjener() as tjener:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", tjener.port
        yield tjener


def de_forste(antall: int, svar: Svar, til: str = "a@x.example") -> dict[tuple[str, int], Svar]:
    """The server's answer to the first `antall` attempts at an address."""
    return {(til, nummer): svar for nummer in range(1, antall + 1)}


def oppfor(tjener: Posttjener, svar: dict[tuple[str, int], Svar]) -> None:
    tjener.atferd = lambda til, nummer: svar.get((til, nummer))


def fei(timer: int, fra: datetime = NAA) -> None:
    """A sweep each minute for so many hours."""
    for minutt in range(timer * 60):
        lever(fra + timedelta(minutes=minutt))


def svarene(tjener: Posttjener, til: str = "a@x.example") -> list[str]:
    return [forsok.svar for forsok in tjener.forsok if forsok.til == til]


def hodene(tjener: Posttjener) -> set[tuple[str, str]]:
    return {(forsok.message_id, forsok.dato) for forsok in tjener.forsok if forsok.message_id}


@pytest.mark.django_db
def test_lever_unknown_recipient_is_tried_once_however_many_sweeps(tjener: Posttjener) -> None:
    oppfor(tjener, de_forste(99, UKJENT))
    i_ko(NAA, til="a@x.example")
    fei(timer=6)
    assert svarene(tjener) == [UKJENT.ord]
    assert list(Epost.objects.values_list("status", "forsok", "feil")) == [("feilet", 1, UKJENT.ord)]


@pytest.mark.django_db
def test_lever_full_mailbox_is_tried_when_the_row_says_and_not_before(tjener: Posttjener) -> None:
    oppfor(tjener, de_forste(3, FULL))
    epost = i_ko(NAA, til="a@x.example")
    moment, ventet = NAA, []
    for _forsok in range(3):
        lever(moment)
        epost.refresh_from_db()
        assert epost.neste_forsok is not None
        ventet.append((epost.neste_forsok - moment) / timedelta(minutes=1))
        assert lever(epost.neste_forsok - timedelta(seconds=1)).antall == 0
        moment = epost.neste_forsok
    assert lever(moment).sendt == 1
    assert svarene(tjener) == [FULL.ord] * 3 + [GODTATT]
    # One, two and four minutes, give or take a quarter.
    assert [
        0.75 <= minutter / lengde <= 1.25 for minutter, lengde in zip(ventet, (1, 2, 4), strict=True)
    ] == [True] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("svar", [BRUDD, STENGER], ids=["brudd", "421"])
def test_lever_trouble_after_the_whole_mail_gives_a_second_with_the_same_headers(
    tjener: Posttjener, svar: Svar
) -> None:
    """The server may have kept the first one, and then whoever reads them both sees that they are one."""
    oppfor(tjener, de_forste(1, svar))
    i_ko(NAA, til="a@x.example")
    fei(timer=1)
    assert svarene(tjener) == [svar.ord, GODTATT]
    epost = Epost.objects.get()
    assert (epost.status, epost.forsok, epost.feil) == ("sendt", 2, "")
    assert {hode[0] for hode in hodene(tjener)} == {epost.message_id}
    assert len(hodene(tjener)) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("svar", [BRUDD, STENGER, FULL, UKJENT], ids=["brudd", "421", "452", "550"])
def test_lever_trouble_with_one_mail_sends_the_next_in_the_same_round(tjener: Posttjener, svar: Svar) -> None:
    oppfor(tjener, de_forste(1, svar))
    i_ko(NAA, til="a@x.example")
    i_ko(NAA, til="b@x.example")
    assert lever(NAA).sendt == 1
    assert svarene(tjener, "b@x.example") == [GODTATT]


@pytest.mark.django_db
def test_lever_a_server_that_hangs_on_everything_ends_the_round(
    tjener: Posttjener, settings: Settings
) -> None:
    """Three time-outs in a row are the server's trouble; the worker has other things to do meanwhile."""
    settings.EMAIL_TIMEOUT = 0.3
    tjener.atferd = lambda til, nummer: HENG
    for nummer in range(6):
        i_ko(NAA, til=f"{nummer}@x.example")
    assert lever(NAA) == Levering(utsatt=3)
    assert sorted(Epost.objects.values_list("forsok", flat=True)) == [0, 0, 0, 1, 1, 1]


@pytest.mark.django_db
def test_lever_two_hanging_mails_do_not_stop_the_third(tjener: Posttjener, settings: Settings) -> None:
    settings.EMAIL_TIMEOUT = 0.3
    oppfor(tjener, {("0@x.example", 1): HENG, ("1@x.example", 1): HENG})
    for nummer in range(3):
        i_ko(NAA, til=f"{nummer}@x.example")
    runde = lever(NAA)
    assert (runde.sendt, runde.utsatt) == (1, 2)
