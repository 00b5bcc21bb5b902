"""Deadlines as rows: their steps in time, and the verbs (requirements F1 to F3)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from nettverk.frister.motor import kjor
from nettverk.frister.regler import Fristslag
from nettverk.frister.trinn import Steg, kl_atte, neste_moment, neste_morgen, steg_for, uteglemte
from nettverk.models import Frist, Gruppe, Varsel
from tests.nettverk.byggere import (
    Provehandler,
    lokal,
    mottaker,
    ny_person,
)

FORFALL = date(2026, 11, 10)  # a Tuesday


def _dager(slag: Fristslag, forfall: date, fodt: date) -> list[tuple[date, int, str]]:
    return [(s.nar.date(), s.trinn, s.rolle) for s in steg_for(slag.roller(), forfall, fodt)]


# --- When ------------------------------------------------------------------------------------


def test_steg_for_reminders_move_before_and_escalations_after_days_off() -> None:
    slag = Fristslag("x", "arrangor", Provehandler(), (-7, 0), {"koordinator": (1,)})
    # Due on Friday 1 May, a public holiday.
    assert _dager(slag, date(2026, 5, 1), date(2026, 1, 1)) == [
        (date(2026, 4, 24), -7, "arrangor"),
        (date(2026, 4, 30), 0, "arrangor"),
        (date(2026, 5, 4), 1, "koordinator"),
    ]


def test_steg_for_same_day_and_role_become_one_the_later() -> None:
    slag = Fristslag("x", "arrangor", Provehandler(), (-14, -7, -2))
    # −7 and −2 before 12 July both move to 30 June, since July is quiet; −14 is 28 June, a Sunday.
    assert _dager(slag, date(2026, 7, 12), date(2026, 1, 1)) == [
        (date(2026, 6, 26), -14, "arrangor"),
        (date(2026, 6, 30), -2, "arrangor"),
    ]


def test_steg_for_born_after_due_escalates_from_birth() -> None:
    slag = Fristslag("x", "arrangor", Provehandler(), (0,), {"koordinator": (1,)})
    assert _dager(slag, date(2026, 11, 2), date(2026, 11, 10))[-1] == (date(2026, 11, 11), 1, "koordinator")


def test_kl_atte_is_eight_in_norway_summer_and_winter() -> None:
    assert kl_atte(date(2026, 7, 1)).isoformat() == "2026-07-01T06:00:00+00:00"
    assert kl_atte(date(2026, 12, 1)).isoformat() == "2026-12-01T07:00:00+00:00"


def test_neste_morgen_is_always_ahead() -> None:
    assert neste_morgen(lokal("2026-11-10T07:59")) == lokal("2026-11-10T08:00")
    assert neste_morgen(lokal("2026-11-10T08:00")) == lokal("2026-11-11T08:00")


@given(
    st.lists(st.integers(-30, 10), min_size=1, unique=True),
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.lists(st.integers(0, 60), max_size=8),
)
def test_uteglemte_over_any_runs_tells_each_step_at_most_once_and_ends_with_the_last(
    trinnene: list[int], forfall: date, sprang: list[int]
) -> None:
    slag = Fristslag("x", "arrangor", Provehandler(), tuple(trinnene))
    steg = steg_for(slag.roller(), forfall, forfall - timedelta(days=90))
    fortalt: list[Steg] = []
    naa, siden = kl_atte(forfall - timedelta(days=80)), None
    for dager in [*sprang, 200]:
        naa += timedelta(days=dager)
        na = uteglemte(steg, siden, naa)
        assert len(na) <= 1
        fortalt += na
        siden = naa
    assert len(set(fortalt)) == len(fortalt)
    assert fortalt[-1] == steg[-1]
    assert neste_moment(steg, siden, naa) is None


# --- The row ---------------------------------------------------------------------------------


def test_sett_twice_is_one_row(handler: Provehandler, gruppe: Gruppe) -> None:
    naa = lokal("2026-09-01T12:00")
    en = Frist.objects.sett(gruppe, "prove", FORFALL, naa=naa)
    to = Frist.objects.sett(gruppe, "prove", FORFALL, naa=naa + timedelta(days=30))
    assert (en.pk, to.fodt, to.neste_varsel) == (to.pk, date(2026, 9, 1), lokal("2026-10-27T08:00"))
    assert Frist.objects.count() == 1


def test_sett_moved_is_planned_anew(handler: Provehandler, gruppe: Gruppe) -> None:
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    flyttet = Frist.objects.sett(gruppe, "prove", date(2026, 12, 8), naa=lokal("2026-11-01T12:00"))
    assert (flyttet.fodt, flyttet.neste_varsel) == (date(2026, 11, 1), lokal("2026-11-24T08:00"))


def test_fullfor_stops_and_keeps_the_first_moment(handler: Provehandler, gruppe: Gruppe) -> None:
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    frist.fullfor(naa=lokal("2026-11-11T09:00"))
    frist.fullfor(naa=lokal("2026-11-20T09:00"))
    frist.refresh_from_db()
    assert (frist.gjort, frist.neste_varsel, frist.gjort_sent) == (lokal("2026-11-11T09:00"), None, True)


def test_sett_leaves_done_alone_and_opens_cancelled(handler: Provehandler, gruppe: Gruppe) -> None:
    naa = lokal("2026-09-01T12:00")
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=naa)
    frist.bortfall(naa=naa)
    assert Frist.objects.sett(gruppe, "prove", FORFALL, naa=naa).apen
    frist = Frist.objects.get()
    frist.fullfor(naa=naa)
    flyttet = Frist.objects.sett(gruppe, "prove", date(2026, 12, 1), naa=naa)
    assert (flyttet.gjort, flyttet.forfall, flyttet.neste_varsel) == (naa, FORFALL, None)


@pytest.mark.parametrize(("gjort", "sent"), [("2026-11-10T23:59", False), ("2026-11-11T00:01", True)])
@pytest.mark.parametrize("ny", [date(2026, 10, 1), date(2026, 12, 1)])
def test_flytt_done_is_judged_by_the_date_that_held_then(
    handler: Provehandler, gruppe: Gruppe, gjort: str, sent: bool, ny: date
) -> None:
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    frist.fullfor(naa=lokal(gjort))
    frist.flytt(ny, naa=lokal("2026-11-12T12:00"))
    frist.refresh_from_db()
    assert (frist.forfall, frist.gjort_sent) == (FORFALL, sent)


def test_gjenapne_tells_again_only_what_was_not_told(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-11-03T08:00"))
    frist.refresh_from_db()
    frist.fullfor(naa=lokal("2026-11-04T09:00"))
    frist.gjenapne(naa=lokal("2026-11-05T09:00"))
    assert frist.neste_varsel == lokal("2026-11-06T08:00")  # −2 is Sunday 8 November
    frist.fullfor(naa=lokal("2026-11-05T10:00"))
    frist.gjenapne(naa=lokal("2026-11-09T09:00"), forfall=date(2026, 11, 11))
    assert (frist.forfall, frist.fodt) == (date(2026, 11, 11), date(2026, 11, 9))


def test_forsinket_begins_the_day_after(handler: Provehandler) -> None:
    frist = Frist(forfall=FORFALL)
    assert [frist.forsinket(FORFALL), frist.forsinket(FORFALL + timedelta(days=1))] == [False, True]


def test_varsel_shared_address_is_told_a_step_once(handler: Provehandler, gruppe: Gruppe) -> None:
    naa = lokal("2026-09-01T12:00")
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=naa)
    linje = {"frist": frist, "forfall": FORFALL, "trinn": 1, "rolle": "koordinator", "opprettet": naa}
    Varsel.objects.create(mottaker="klb@sekretariat.example", **linje)
    with pytest.raises(IntegrityError), transaction.atomic():
        Varsel.objects.create(mottaker="klb@sekretariat.example", **linje)
