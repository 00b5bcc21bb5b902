"""The deadline engine: when who is told, once each, in one mail (requirements F1 to F4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from nettverk.frister.motor import kjor
from nettverk.frister.regler import ALDRI, Mottaker, Vindu
from nettverk.models import Epost, Frist, Gruppe, Varsel
from nettverk.models.organisasjon import NettverkQuerySet
from nettverk.utboks.levering import lever
from tests.nettverk.byggere import (
    Provehandler,
    fristslag,
    lokal,
    mottaker,
    ny_gruppe,
    ny_person,
    nytt_nettverk,
)

FORFALL = date(2026, 11, 10)  # a Tuesday


def _sendt() -> list[tuple[str, str]]:
    """Receiver and subject of every mail that was sent, in order."""
    return list(Epost.objects.filter(status="sendt").order_by("pk").values_list("til", "emne"))


def test_kjor_tells_each_step_to_its_role_on_its_day(handler: Provehandler, gruppe: Gruppe) -> None:
    arrangor, leder = ny_person("Åse", "Bø"), ny_person("Geir", "Dal")
    handler.folk = {
        "arrangor": [mottaker(arrangor)],
        "gruppeansvarlig": [mottaker(leder)],
        "koordinator": [Mottaker(gruppe.nettverk.epost, "KLB")],
    }
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    for dag in range(60):
        kjor(lokal("2026-10-01T08:00") + timedelta(days=dag))
    fortalt = Varsel.objects.order_by("opprettet").values_list("trinn", "rolle", "mottaker")
    assert list(fortalt) == [
        (-14, "arrangor", arrangor.epost),
        (-7, "arrangor", arrangor.epost),
        (-2, "arrangor", arrangor.epost),
        (0, "gruppeansvarlig", leder.epost),
        (1, "koordinator", gruppe.nettverk.epost),
    ]


def test_kjor_twice_at_once_sends_nothing_twice(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    naa = lokal("2026-11-03T08:00")
    assert [kjor(naa).epost, kjor(naa).epost, kjor(naa + timedelta(seconds=60)).epost] == [1, 0, 0]


def test_kjor_after_a_stop_tells_only_the_latest_missed(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-11-09T03:00"))
    assert list(Varsel.objects.values_list("trinn", flat=True)) == [-2]


def test_kjor_before_eight_tells_nothing(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    assert kjor(lokal("2026-10-27T07:59")).frister == 0
    assert kjor(lokal("2026-10-27T08:00")).varsler == 1


def test_kjor_born_late_tells_who_must_act_at_once(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk = {
        "arrangor": [mottaker(ny_person())],
        "gruppeansvarlig": [mottaker(ny_person())],
    }
    naa = lokal("2026-11-07T14:00")  # a Saturday, three days before it is due
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=naa)
    kjor(naa + timedelta(seconds=60))
    assert list(Varsel.objects.values_list("trinn", "rolle")) == [(-2, "arrangor")]


def test_kjor_moved_and_moved_back_repeats_nothing(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-11-03T08:00"))
    Frist.objects.sett(gruppe, "prove", date(2026, 12, 15), naa=lokal("2026-11-03T10:00"))
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-11-03T11:00"))
    assert kjor(lokal("2026-11-03T12:00")).epost == 0
    assert kjor(lokal("2026-11-06T08:00")).epost == 1


def test_kjor_a_step_before_the_window_waits_for_its_first_working_morning(
    handler: Provehandler, gruppe: Gruppe
) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    handler.apning = Vindu(fra=lokal("2026-10-30T09:00"))  # a Friday, after the morning's run
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    assert (frist.neste_varsel, kjor(lokal("2026-10-31T08:00")).varsler) == (lokal("2026-11-02T08:00"), 0)
    kjor(lokal("2026-11-02T08:00"))
    assert list(Varsel.objects.values_list("trinn", flat=True)) == [-14]


def test_kjor_a_window_that_has_closed_drops_its_steps_and_one_that_opens_gives_the_latest(
    handler: Provehandler, gruppe: Gruppe
) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    handler.apning = ALDRI
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    assert (frist.neste_varsel, kjor(lokal("2026-11-03T08:00")).frister) == (None, 0)
    handler.apning = Vindu(fra=lokal("2026-11-04T12:00"), til=lokal("2026-11-10T08:00"))
    frist.planlegg(naa=lokal("2026-11-04T12:00"))
    for dag in range(5, 12):
        kjor(lokal(f"2026-11-{dag:02}T08:00"))
    # −14 and −7 wait for Thursday and become one; −2 is Sunday and goes on Friday.
    assert list(Varsel.objects.values_list("trinn", "opprettet")) == [
        (-7, lokal("2026-11-05T08:00")),
        (-2, lokal("2026-11-06T08:00")),
    ]


def test_kjor_two_roles_in_one_matter_are_one_line_of_who_must_act(
    handler: Provehandler, gruppe: Gruppe
) -> None:
    person = ny_person()
    handler.folk = {"arrangor": [mottaker(person)], "gruppeansvarlig": [mottaker(person)]}
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-11-10T09:00"))
    assert kjor(lokal("2026-11-10T09:01")).varsler == 1
    assert Varsel.objects.get().rolle == "arrangor"


def test_kjor_one_mail_per_person_over_all_kinds_and_groups(handler: Provehandler, gruppe: Gruppe) -> None:
    person = ny_person("Åse", "Bø")
    handler.folk = {"arrangor": [mottaker(person)]}
    annen = ny_gruppe(gruppe.nettverk, "Askøy")
    referat = Provehandler({"referent": [mottaker(person)]}, ber_om="Send referat")
    naa = lokal("2026-11-06T08:00")
    with fristslag(referat, "referat", "referent", (-4, 0)):
        Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
        Frist.objects.sett(annen, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
        Frist.objects.sett(annen, "referat", date(2026, 11, 9), naa=lokal("2026-11-01T12:00"))
        kjoring = kjor(naa)
        lever(naa)
    assert (kjoring.frister, kjoring.varsler, kjoring.epost) == (3, 3, 1)
    assert _sendt() == [(person.epost, "3 ting å gjøre, første innen 9. november")]


def test_kjor_networks_write_apart(handler: Provehandler, gruppe: Gruppe) -> None:
    person = ny_person()
    handler.folk = {"arrangor": [mottaker(person)]}
    for en in (gruppe, ny_gruppe(nytt_nettverk())):
        Frist.objects.sett(en, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-11-03T08:00"))
    assert Epost.objects.filter(til=person.epost).values("nettverk").distinct().count() == 2


def test_kjor_deleted_matter_lapses(handler: Provehandler, gruppe: Gruppe) -> None:
    annen = ny_gruppe(gruppe.nettverk, "Askøy")
    frist = Frist.objects.sett(annen, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    annen.delete()
    kjor(lokal("2026-11-03T08:00"))
    frist.refresh_from_db()
    assert frist.bortfalt == lokal("2026-11-03T08:00")


def test_kjor_lock_lets_others_write_mail_of_the_network(
    handler: Provehandler, gruppe: Gruppe, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On PostgreSQL a full lock waits for every insert that points to the network, and they for it."""
    laaser: list[dict[str, object]] = []
    select_for_update = NettverkQuerySet.select_for_update

    def merk(alle: NettverkQuerySet, **hvordan: Any) -> Any:
        laaser.append(hvordan)
        return select_for_update(alle, **hvordan)

    monkeypatch.setattr(NettverkQuerySet, "select_for_update", merk)
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    kjor(lokal("2026-11-03T08:00"))
    assert laaser == [{"no_key": True}]


def test_kjor_with_nothing_due_is_one_query_however_many_sleep(
    handler: Provehandler, gruppe: Gruppe, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for nr in range(30):
        en = ny_gruppe(gruppe.nettverk, f"Gruppe {nr}")
        Frist.objects.sett(en, "prove", date(2027, 6, 1), naa=lokal("2026-09-01T12:00"))
    with django_assert_num_queries(1):
        kjor(lokal("2026-11-03T08:00"))
