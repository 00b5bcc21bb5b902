"""Who gives which sign of life: the clock by asking, the worker by doing, the mail server by answering."""

from __future__ import annotations

import logging
from datetime import datetime

import pytest
from django.core.management import call_command

from nettverk import tasks, vekking
from nettverk.models import Livstegn
from tests.factories import NAA
from tests.nettverk.vaktverktoy import bare_lesing

# The clock closes its connection, which a test's own transaction would not survive.
utenfor_transaksjon = pytest.mark.django_db(transaction=True)


def tegn() -> dict[str, datetime]:
    return dict(Livstegn.objects.values_list("navn", "sist"))


@pytest.mark.django_db
def test_worker_shows_itself_in_the_task_it_was_asked_to_do(naa: datetime) -> None:
    tasks.livstegn()
    assert tegn() == {"arbeider": naa}


@pytest.mark.django_db
def test_going_through_the_deadlines_leaves_a_sign(naa: datetime) -> None:
    tasks.fei_frister()
    assert tegn() == {"paminnelser": naa}


@utenfor_transaksjon
def test_clock_shows_itself_when_it_has_asked_and_asks_when_it_starts(naa: datetime) -> None:
    """By the broker there is: putting on the queue is what counts."""
    vekking.publiser("lever_epost")
    assert tegn() == {}
    tasks.klokken_starter()
    assert tegn() == {"klokke": naa}


@utenfor_transaksjon
def test_clock_goes_on_when_the_database_cannot_be_written_to(
    naa: datetime, caplog: pytest.LogCaptureFixture
) -> None:
    with bare_lesing(), caplog.at_level(logging.WARNING):
        tasks.klokken_gar()
    assert tegn() == {}
    assert [post.message for post in caplog.records] == ["The clock could not write its sign of life"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("argumenter", "ventet"),
    [({}, {"klokke", "arbeider", "paminnelser"}), ({"naa": "2027-01-04T08:00"}, set())],
)
def test_run_by_hand_is_clock_and_worker_unless_it_is_for_another_time(
    naa: datetime, argumenter: dict[str, str], ventet: set[str]
) -> None:
    call_command("send_varsler", **argumenter)
    assert tegn() == dict.fromkeys(ventet, NAA)
