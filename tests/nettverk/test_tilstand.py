"""The vocabulary of deadline states (skisser/README: «Deadline states have one vocabulary»)."""

from datetime import date

import pytest
from django.utils import translation

from nettverk.models import Frist
from nettverk.tilstand import Tilstand, avlyst, din_tur, hos_klb, mangler, tilstand
from tests.nettverk.byggere import lokal

NAA = lokal("2026-11-23T12:00")  # a Monday


@pytest.mark.parametrize(
    ("forfall", "ventet"),
    [
        (date(2026, 11, 17), Tilstand("danger", "over", "6 dager over", True)),
        (date(2026, 11, 22), Tilstand("danger", "over", "1 dag over", True)),
        (date(2026, 11, 23), Tilstand("warning", "snart", "I dag", True)),
        (date(2026, 11, 24), Tilstand("warning", "snart", "I morgen", True)),
        (date(2026, 11, 25), Tilstand("warning", "snart", "Onsdag", True)),
        (date(2026, 11, 29), Tilstand("warning", "snart", "Søndag", True)),
        (date(2026, 11, 30), Tilstand("accent", "kommer", "Innen 30.\N{NO-BREAK SPACE}nov.", False)),
    ],
)
def test_tilstand_open_says_how_near_it_is(forfall: date, ventet: Tilstand) -> None:
    assert tilstand(Frist(forfall=forfall), NAA) == ventet


def test_tilstand_done_says_when_and_whether_late() -> None:
    gjort = Frist(forfall=date(2026, 10, 17), gjort=lokal("2026-10-17T23:59"))
    sent = Frist(forfall=date(2026, 10, 17), gjort=lokal("2026-10-18T00:01"))
    assert tilstand(gjort, NAA) == Tilstand("success", "gjort", "Gjort 17.\N{NO-BREAK SPACE}okt.")
    assert tilstand(sent, NAA) == Tilstand("success", "sent", "Gjort sent 18.\N{NO-BREAK SPACE}okt.")


def test_tilstand_cancelled_is_quiet_even_when_due() -> None:
    bortfalt = Frist(forfall=date(2026, 10, 17), bortfalt=NAA)
    assert tilstand(bortfalt, NAA) == avlyst() == Tilstand("neutral", "avlyst", "Avlyst")


def test_tilstand_late_takes_better_words() -> None:
    frist = Frist(forfall=date(2026, 11, 20))
    assert tilstand(frist, NAA, "2 mangler svar") == Tilstand("danger", "over", "2 mangler svar", True)


def test_tilstand_late_only_after_midnight_in_norway() -> None:
    frist = Frist(forfall=date(2026, 11, 22))
    assert tilstand(frist, lokal("2026-11-22T23:59")).ord == "I dag"
    assert tilstand(frist, lokal("2026-11-23T00:00")).ord == "1 dag over"


def test_tilstand_weekday_follows_the_language() -> None:
    with translation.override("nn"):
        assert tilstand(Frist(forfall=date(2026, 11, 28)), NAA).ord == "Laurdag"


def test_tilstand_other_states_have_their_shape() -> None:
    assert hos_klb("KLB") == Tilstand("info", "klb", "Hos KLB", True)
    assert din_tur() == Tilstand("accent", "du", "Din tur", True)
    assert mangler() == Tilstand("warning", "snart", "Mangler", True)
