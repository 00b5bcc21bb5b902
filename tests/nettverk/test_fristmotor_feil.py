"""The sweep when something is wrong: one deadline, one receiver, one network never stops the others."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from nettverk.frister import motor
from nettverk.frister.motor import Kjoring, kjor
from nettverk.frister.regler import Mottaker
from nettverk.models import Epost, Frist, Gruppe, Nettverk
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


def test_kjor_trouble_with_one_does_not_stop_the_others(handler: Provehandler, gruppe: Gruppe) -> None:
    class Knekt(Provehandler):
        def mottakere(self, frist: Frist, rolle: str, dag: date) -> list[Mottaker]:
            raise RuntimeError("broken")

    handler.folk["arrangor"] = [mottaker(ny_person())]
    with fristslag(Knekt(), "knekt", "arrangor", (-14, -7)):
        knekt = Frist.objects.sett(gruppe, "knekt", FORFALL, naa=lokal("2026-09-01T12:00"))
        Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
        kjoring = kjor(lokal("2026-11-03T08:00"))
    knekt.refresh_from_db()
    assert (kjoring.epost, knekt.neste_varsel) == (1, lokal("2026-11-04T08:00"))


def test_kjor_a_network_that_cannot_be_told_does_not_stop_the_others(
    handler: Provehandler, gruppe: Gruppe, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    annet = ny_gruppe(nytt_nettverk())
    for en in (gruppe, annet):
        Frist.objects.sett(en, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))

    def knekk(nettverk: Nettverk, *andre: object) -> Epost:
        if nettverk == gruppe.nettverk:
            raise RuntimeError("broken")
        return hel(nettverk, *andre)  # type: ignore[arg-type]

    hel = motor._epost
    with monkeypatch.context() as m:
        m.setattr(motor, "_epost", knekk)
        assert kjor(lokal("2026-11-03T08:00")) == Kjoring(frister=1, varsler=1, epost=1)
    assert list(Epost.objects.values_list("nettverk", flat=True)) == [annet.nettverk.pk]
    assert [rad.levelname for rad in caplog.records] == ["ERROR"]
    assert kjor(lokal("2026-11-03T08:01")) == Kjoring(frister=1, varsler=1, epost=1)


@pytest.mark.parametrize("verb", ["fullfor", "flytt", "bortfall"])
def test_kjor_leaves_alone_what_a_verb_changes_between_reading_and_writing(
    handler: Provehandler, gruppe: Gruppe, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    handler.folk["arrangor"] = [mottaker(ny_person())]
    frist = Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    naa = lokal("2026-11-03T08:00")

    def imellom(*andre: Any) -> Kjoring:
        ny = Frist.objects.get(pk=frist.pk)
        # The new date has a step of its own at this very moment: −14 for 17 November.
        getattr(ny, verb)(*([date(2026, 11, 17)] if verb == "flytt" else []), naa=naa)
        return skriv(*andre)

    skriv = motor._skriv
    with monkeypatch.context() as m:
        m.setattr(motor, "_skriv", imellom)
        assert kjor(naa) == Kjoring()
    neste = kjor(naa + timedelta(minutes=1))
    assert neste == (Kjoring(1, 1, 1) if verb == "flytt" else Kjoring())
    assert [v.forfall for v in frist.varsler.all()] == ([date(2026, 11, 17)] if verb == "flytt" else [])


def test_kjor_a_receivers_bad_address_stops_nobody_and_stands_in_the_outbox(
    handler: Provehandler, gruppe: Gruppe, caplog: pytest.LogCaptureFixture
) -> None:
    gal = ny_person("Gal", "Adresse", epost="gal@helse.example\nBcc: alle@helse.example")
    rett = ny_person("Rett", "Adresse")
    handler.folk["arrangor"] = [mottaker(gal), mottaker(rett)]
    Frist.objects.sett(gruppe, "prove", FORFALL, naa=lokal("2026-09-01T12:00"))
    naa = lokal("2026-11-03T08:00")
    assert (kjor(naa).epost, kjor(naa + timedelta(minutes=1)).epost, lever(naa).sendt) == (1, 0, 1)
    assert [(e.person, e.status) for e in Epost.objects.order_by("pk")] == [(gal, "feilet"), (rett, "sendt")]
    assert Epost.objects.get(person=gal).feil.startswith("BadHeaderError: ")
    assert [rad.levelname for rad in caplog.records] == ["ERROR"]
