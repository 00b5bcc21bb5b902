"""`manage.py simuler`: what it prints, what it refuses, and that nothing comes of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any
from unittest import mock

import pytest
from django.apps import apps
from django.core import mail, serializers
from django.core.management import CommandError, call_command
from django.db import connections
from pytest import MonkeyPatch

from nettverk import vekking
from oversikt.management.commands.simuler import Avbrutt
from oversikt.simulering import gang
from oversikt.simulering.framdrift import Framdrift
from oversikt.simulering.gang import dagene
from tests.factories import lag_innkalling_sendt
from tests.verden import Verden


def simuler(**valg: Any) -> tuple[str, str]:
    """What came on standard output, and on standard error."""
    ut, feil = StringIO(), StringIO()
    call_command("simuler", stdout=ut, stderr=feil, **valg)
    return ut.getvalue(), feil.getvalue()


def test_json_er_en_linje_per_e_post_og_en_sum(verden: Verden) -> None:
    ut, _feil = simuler(fra="2026-12-01", til="2026-12-03", json=True)
    *mailer, summen = (json.loads(linje) for linje in ut.splitlines())
    assert mailer[-1] == {
        "dato": "2026-12-03",
        "til": verden.gruppeansvarlig.epost,
        "linjer": [
            {
                "slag": "innkalling",
                "trinn": 0,
                "forfall": "2026-12-03",
                "rolle": "gruppeansvarlig",
                "gjelder": f"mote:{verden.vertsmote.pk}",
            }
        ],
    }
    assert [(m["dato"], m["til"]) for m in mailer] == sorted((m["dato"], m["til"]) for m in mailer)
    linjer = sum(len(m["linjer"]) for m in mailer)
    assert summen == {"sum": {"dager": 3, "mailer": len(mailer), "linjer": linjer}}
    assert ut.splitlines()[-1].startswith('{"sum": {"dager": 3, "mailer": ')


def test_to_kjoringer_svarer_det_samme(verden: Verden) -> None:
    valg = {"fra": "2026-11-24", "til": "2026-12-31", "json": True}
    assert simuler(**valg)[0] == simuler(**valg)[0]


@pytest.mark.parametrize("flittig", [False, True])
def test_ingenting_blir_igjen_og_ingen_far_vite_noe(
    verden: Verden, flittig: bool, monkeypatch: MonkeyPatch
) -> None:
    megler = mock.Mock()
    monkeypatch.setattr(vekking, "current_app", megler)
    lag_innkalling_sendt(verden.nabomote)
    for_ = alle_rader()
    forbindelse = connections["default"]
    simuler(fra="2026-11-24", til="2027-01-31", flittig=flittig)
    assert alle_rader() == for_
    assert connections["default"] is forbindelse
    assert (megler.mock_calls, mail.outbox) == ([], [])


def alle_rader() -> str:
    """Everything in the database."""
    rader = (rad for modell in apps.get_models() for rad in modell._base_manager.order_by("pk"))
    return str(serializers.serialize("json", rader))


def test_nar_alle_er_flittige_far_bare_arrangor_og_gruppeansvarlig_listen(verden: Verden) -> None:
    ut, _feil = simuler(fra="2026-11-24", til="2027-02-28", json=True, flittig=True)
    linjer = [linje for rad in ut.splitlines()[:-1] for linje in json.loads(rad)["linjer"]]
    assert {(linje["slag"], linje["trinn"], linje["rolle"]) for linje in linjer} == {
        ("pamelding", 1, "arrangor"),
        ("pamelding", 1, "gruppeansvarlig"),
    }


def test_uten_valg_varer_proven_et_ar_fra_i_dag(verden: Verden) -> None:
    ut, feil = simuler(json=True)
    assert json.loads(ut.splitlines()[-1])["sum"]["dager"] == 365
    maneder = [linje.split("s  ")[1] for linje in feil.splitlines()]
    assert (maneder[0], maneder[-1], len(maneder)) == ("november 2026 ...", "november 2027 ...", 13)


def test_rapporten_sier_hvor_mange_nar_og_om_hva(verden: Verden) -> None:
    ut, feil = simuler(fra="2026-11-26", til="2026-12-01")
    assert ut.splitlines() == [
        "Det portalen kommer til å sende fra 26. november 2026 til 1. desember 2026 hvis ingen gjør noe:",
        "",
        "12 e-poster om frister. Flest på én dag: 7, torsdag 26. november 2026.",
        "",
        "Måned          E-poster  Linjer",
        "November 2026        11      22",
        "Desember 2026         1       1",
        "",
        "Hva                           Til              Når            Linjer",
        "Avtale om programmet          arrangøren       på dagen            4",
        "                              gruppeansvarlig  3 dager etter       4",
        "                              sekretariatet    7 dager etter       4",
        "Innkalling til sekretariatet  arrangøren       7 dager før         1",
        "                              arrangøren       2 dager før         4",
        "                              gruppeansvarlig  på dagen            3",
        "                              sekretariatet    1 dag etter         3",
    ]
    assert feil.splitlines()[0].startswith("Dagene før 26. november 2026 er ikke med.")


def test_rapporten_for_en_stille_dag(verden: Verden) -> None:
    ut, _feil = simuler(fra="2026-11-23", til="2026-11-23", flittig=True)
    assert ut.splitlines() == [
        "Det portalen kommer til å sende fra 23. november 2026 til 23. november 2026 "
        "når alle gjør sitt i tide:",
        "",
        "Ingenting.",
    ]


@pytest.mark.parametrize(
    ("valg", "melding"),
    [
        ({"fra": "i morgen"}, "--fra må være en dato, for eksempel 2026-11-23."),
        ({"fra": "2026-02-30"}, "--fra må være en dato, for eksempel 2026-11-23."),
        ({"til": "24.12.2026"}, "--til må være en dato, for eksempel 2026-11-23."),
        ({"fra": "0226-11-23"}, "--fra må være et år fra 2000 til 2199."),
        ({"til": "9999-12-31"}, "--til må være et år fra 2000 til 2199."),
        (
            {"fra": "2026-12-02", "til": "2026-12-01"},
            "--til (1. desember 2026) kan ikke være før --fra (2. desember 2026).",
        ),
    ],
)
def test_dager_som_ikke_er_noen_gir_en_klar_feil(verden: Verden, valg: dict[str, str], melding: str) -> None:
    with pytest.raises(CommandError) as feil:
        simuler(**valg)
    assert str(feil.value) == melding


@pytest.mark.parametrize("stopp", [KeyboardInterrupt, RuntimeError])
def test_stopper_den_midt_i_er_alt_som_for(
    verden: Verden, monkeypatch: MonkeyPatch, stopp: type[BaseException]
) -> None:
    def stopper(*_: object) -> None:
        raise stopp

    monkeypatch.setattr(gang, "_tom_koen", stopper)
    for_, forbindelse = alle_rader(), connections["default"]
    with pytest.raises(Avbrutt if stopp is KeyboardInterrupt else stopp) as feil:
        simuler(fra="2026-11-24")
    assert connections["default"] is forbindelse
    assert alle_rader() == for_
    if isinstance(feil.value, Avbrutt):
        assert (feil.value.returncode, str(feil.value)) == (
            130,
            "Ingenting er lagret, og ingenting er sendt.",
        )


@pytest.fixture
def sekunder(monkeypatch: MonkeyPatch) -> Iterator[list[float]]:
    """A stopwatch that stands still until it is turned."""
    visning = [0.0]
    monkeypatch.setattr("oversikt.simulering.framdrift.time.monotonic", lambda: visning[0])
    yield visning


def test_stolpen_tegnes_pa_en_linje_og_viskes_ut(sekunder: list[float]) -> None:
    skrevet: list[str] = []
    with Framdrift(skrevet.append, dagene(date(2027, 1, 1), date(2027, 1, 4)), skjerm=True) as framdrift:
        framdrift.pust()
        framdrift.dag_ferdig()
        sekunder[0] = 2.4
        framdrift.pust()
        framdrift.pust()
    assert skrevet == [
        "\r\033[K  [#######.......................]  25%  2. januar 2027, 2 s",
        "\r\033[K",
    ]


def test_i_en_logg_er_det_en_linje_i_maneden(sekunder: list[float]) -> None:
    skrevet: list[str] = []
    with Framdrift(skrevet.append, dagene(date(2027, 1, 30), date(2027, 2, 2)), skjerm=False) as framdrift:
        for sekund in (1, 2, 3, 4):
            sekunder[0] = sekund
            framdrift.pust()
            framdrift.dag_ferdig()
    assert skrevet == ["   0.0 s  januar 2027 ...\n", "   2.0 s  februar 2027 ...\n"]
