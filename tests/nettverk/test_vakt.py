"""What the watch thinks of the signs of life, of mails that wait, and of deadlines nobody was told of."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nettverk import vakt
from nettverk.models import Dokument, Epost, Frist, Gruppe, Livstegn
from nettverk.utboks import Vedleggsdata
from nettverk.vakt import Funn
from tests.nettverk.byggere import Provehandler, i_ko, lokal, nytt_nettverk
from tests.nettverk.vaktverktoy import LENGE, bare_lesing, i_gang

NAA = lokal("2026-11-03T08:00")
pytestmark = pytest.mark.django_db


def siden(minutter: float) -> Any:
    return NAA - timedelta(minutes=minutter)


def dommer() -> dict[str, str]:
    return {navn: str(funn.dom) for navn, funn in vakt.alt(NAA).items() if not funn.ok}


def posten() -> Funn:
    return vakt.alt(NAA)["epost"]


# --- Signs of life ---------------------------------------------------------------------------


def test_nothing_has_ever_shown_itself() -> None:
    assert dommer() == {"klokke": "aldri", "arbeider": "aldri"}


@pytest.mark.parametrize(
    ("klokke", "arbeider", "ventet"),
    [
        (0, 0, {}),
        (5, 5, {}),
        (0, 5.1, {"arbeider": "taus"}),
        (4, 9, {"arbeider": "taus"}),
        (5.1, 5.1, {"klokke": "taus", "arbeider": "ukjent"}),
        (7, 9, {"klokke": "taus", "arbeider": "ukjent"}),
        (6, 12, {"klokke": "taus", "arbeider": "taus"}),
        (6, 1, {"klokke": "taus"}),
        (-600, -600, {}),
    ],
)
def test_the_one_that_is_silent_is_named(klokke: float, arbeider: float, ventet: dict[str, str]) -> None:
    """Of a worker that nobody asks nothing is known; a clock that was set back silences nobody."""
    i_gang(NAA, klokke=klokke, arbeider=arbeider)
    assert dommer() == ventet


def test_a_clock_without_a_worker_and_a_worker_without_a_clock() -> None:
    Livstegn.objects.noter("klokke", NAA)
    assert dommer() == {"arbeider": "aldri"}
    Livstegn.objects.all().delete()
    Livstegn.objects.noter("arbeider", siden(6))
    assert dommer() == {"klokke": "aldri", "arbeider": "ukjent"}


@pytest.mark.parametrize(("minutter", "sekunder"), [(0, 0), (1.5, 90), (-3, 0)])
def test_age_is_in_whole_seconds_and_never_negative(minutter: float, sekunder: int) -> None:
    assert Funn(vakt.Dom.OK, siden(minutter)).alder(NAA) == sekunder
    assert Funn(vakt.Dom.ALDRI).alder(NAA) is None


# --- Mails -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutter", "dom"), [(0, "ok"), (30, "ok"), (30.1, "venter")])
def test_mail_that_nobody_takes_up_stands_still_after_half_an_hour(minutter: float, dom: str) -> None:
    i_gang(NAA)
    i_ko(siden(minutter))
    i_ko(siden(minutter / 2))
    assert posten() == Funn(vakt.Dom(dom), siden(minutter))


def test_mail_in_the_hands_of_a_worker_that_died_stands_still_from_when_it_could_be_taken_up_again() -> None:
    i_gang(NAA)
    assert i_ko(siden(45)).ta(siden(41))
    assert posten() == Funn(vakt.Dom.VENTER, siden(31))


def test_mail_that_waits_for_its_pdf_counts_from_when_it_was_queued() -> None:
    i_gang(NAA)
    nettverk = nytt_nettverk()
    felter: dict[str, Any] = {
        "slag": "referat",
        "malgruppe": "gruppe",
        "malform": "nb",
        "versjon": 1,
        "innhold": {},
    }
    dokument = Dokument.objects.frys(
        gjelder=nettverk, nettverk=nettverk, filnavn="referat.pdf", naa=siden(40), **felter
    )
    i_ko(siden(40), vedlegg=[Vedleggsdata("referat.pdf", dokument=dokument)])
    assert not Epost.objects.sendbare(NAA).exists()
    assert posten() == Funn(vakt.Dom.VENTER, siden(40))


@pytest.mark.parametrize("status", ["sendt", "feilet", "bortfalt"])
def test_mail_that_is_done_with_does_not_wait(status: str) -> None:
    i_gang(NAA)
    i_ko(siden(99), status=status)
    assert posten() == Funn(vakt.Dom.OK)


@pytest.mark.parametrize(
    ("svarte", "funn"),
    [
        (0, Funn(vakt.Dom.OK)),
        (50, Funn(vakt.Dom.OK)),
        (51, Funn(vakt.Dom.VENTER, siden(51))),
        (600, Funn(vakt.Dom.VENTER, siden(90))),
        (None, Funn(vakt.Dom.VENTER, siden(90))),
    ],
    ids=["svarte nettopp", "svarte på forsøket", "svarte før", "svarte før brevet", "svarte aldri"],
)
def test_mail_waiting_for_a_new_attempt_counts_when_the_server_has_not_answered(
    svarte: float | None, funn: Funn
) -> None:
    """It was queued 90 minutes ago and tried 50 minutes ago; the next attempt is in an hour."""
    i_gang(NAA, **({} if svarte is None else {"eposttjener": svarte}))
    i_ko(siden(90))
    Epost.objects.update(tatt_naa=siden(50), neste_forsok=siden(-60), forsok=3, feil="452 mailbox full")
    assert posten() == funn


def test_mail_held_back_by_the_portal_itself_is_not_the_servers_fault() -> None:
    """Neither tried nor due: there are no words of an attempt on it."""
    i_gang(NAA)
    i_ko(siden(90))
    Epost.objects.update(tatt_naa=siden(50), neste_forsok=siden(-10))
    assert posten() == Funn(vakt.Dom.OK)


def test_worker_that_has_been_away_is_given_time_for_what_came_meanwhile() -> None:
    i_gang(NAA)
    i_ko(siden(600))
    Livstegn.objects.filter(navn="arbeider").update(siden=siden(30))
    assert posten() == Funn(vakt.Dom.OK, siden(30))
    Livstegn.objects.filter(navn="arbeider").update(siden=siden(31))
    assert posten() == Funn(vakt.Dom.VENTER, siden(31))


def test_post_counts_what_waits_and_what_was_not_delivered_lately() -> None:
    """Whatever has been sent, it is one query."""
    i_gang(NAA)
    for minutter in (3, 2, 1):
        i_ko(siden(minutter))
    i_ko(siden(60), status="sendt")
    i_ko(NAA - vakt.IKKE_LEVERT_I, status="feilet")
    i_ko(NAA - vakt.IKKE_LEVERT_I - timedelta(seconds=1), status="feilet")
    pulsen = vakt.puls(NAA)
    with CaptureQueriesContext(connection) as sporringer:
        post = vakt.post(Epost.objects.all(), pulsen)
    assert (post.venter, post.eldste, post.ikke_levert, len(sporringer)) == (3, siden(3), 1, 1)


# --- Deadlines -------------------------------------------------------------------------------


@pytest.mark.parametrize(("minutter", "dom"), [(-5, "ok"), (30, "ok"), (31, "venter")])
def test_deadline_nobody_was_told_of_stands_still(
    handler: Provehandler, gruppe: Gruppe, minutter: float, dom: str
) -> None:
    i_gang(NAA)
    frist = Frist.objects.sett(gruppe, "prove", NAA.date() + timedelta(days=14), naa=NAA)
    Frist.objects.filter(pk=frist.pk).update(neste_varsel=siden(minutter))
    assert vakt.alt(NAA)["varsling"].dom == dom
    frist.fullfor(naa=NAA)
    assert vakt.alt(NAA)["varsling"] == Funn(vakt.Dom.OK)


# --- The database ----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_database_that_is_only_for_reading_is_found_out_and_the_rest_still_looked_at() -> None:
    i_gang(NAA, arbeider=6)
    with bare_lesing():
        assert dommer() == {"database": "feil", "arbeider": "taus"}
    assert dommer() == {"arbeider": "taus"}


# --- The rows --------------------------------------------------------------------------------


def tegn() -> tuple[Any, Any]:
    return Livstegn.objects.values_list("siden", "sist").get(navn="klokke")


def test_sign_keeps_since_when_there_has_been_life() -> None:
    for minutter in (10, 6, 1):
        Livstegn.objects.noter("klokke", siden(minutter))
    assert tegn() == (siden(10), siden(1))


def test_sign_after_a_silence_begins_anew() -> None:
    Livstegn.objects.noter("klokke", siden(10))
    Livstegn.objects.noter("klokke", siden(4))
    assert tegn() == (siden(4), siden(4))


def test_sign_that_comes_late_does_not_undo_a_newer_one() -> None:
    for minutter in (3, 1, 2):
        Livstegn.objects.noter("klokke", siden(minutter))
    assert tegn() == (siden(3), siden(1))


def test_sign_after_the_clock_was_set_back_is_believed() -> None:
    Livstegn.objects.noter("klokke", NAA + LENGE)
    Livstegn.objects.noter("klokke", NAA)
    assert tegn() == (NAA, NAA)
