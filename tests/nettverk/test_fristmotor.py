"""The deadline engine: when who is told, once each, in one mail (requirements F1 to F4)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from nettverk.frister.motor import kjor
from nettverk.frister.regler import Mottaker
from nettverk.models import Epost, Frist, Gruppe, Person, Varsel
from nettverk.models.organisasjon import NettverkQuerySet
from nettverk.utboks.levering import lever
from tests.nettverk.byggere import (
    LenkendeHandler,
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


# --- The sweep -------------------------------------------------------------------------------


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


def test_kjor_held_back_is_asked_again_next_morning(handler: Provehandler, gruppe: Gruppe) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    handler.aapen = False
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    assert kjor(lokal("2026-11-03T08:00")).varsler == 0
    frist.refresh_from_db()
    assert frist.neste_varsel == lokal("2026-11-04T08:00")
    handler.aapen = True
    assert kjor(lokal("2026-11-04T08:00")).varsler == 1


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


# --- The mail --------------------------------------------------------------------------------


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
