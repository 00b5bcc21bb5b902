"""Planned, published and copied; the source's dates (D1, D2)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dybdemoter.models import Serie
from dybdemoter.serier import kopier, mangler, publiser, sesongens_ar, sett_moter
from dybdemoter.tekster import FELT
from nettverk.innsyn import Innsyn
from nettverk.klokke import OSLO
from tests.dybdemoter.fabrikk import (
    DAGER,
    FRIST,
    lag_fordelt,
    lag_radgiver,
    lag_serie,
    lag_utkast,
)
from tests.factories import NAA, lag_koordinator, lag_nettverk, lokal

pytestmark = pytest.mark.django_db


def tid(dag: date, kl: int = 9, minutter: int = 150) -> tuple[datetime, datetime]:
    start = lokal(dag, time(kl))
    return start, start + timedelta(minutes=minutter)


def test_en_ny_rekke_har_kildens_tall() -> None:
    ny = Serie()

    assert (ny.antall_moter, ny.maks_minutter, ny.plasser) == (6, 150, 4)


def test_publiser_apner_rekken_og_setter_svarfristen() -> None:
    serie = publiser(lag_utkast(), naa=NAA)

    assert (serie.status, serie.apnet, serie.tar_imot(NAA)) == ("apen", NAA, True)
    assert [(f.slag, f.forfall) for f in serie.frister.all()] == [("svar", date(2026, 12, 18))]
    with pytest.raises(ValidationError):
        publiser(serie, naa=NAA)


def test_mangler_sier_alt_som_er_galt_ved_feltet_sitt() -> None:
    serie = lag_utkast(pamelding_frist=date(2027, 1, 12), sesong="vår", antall_moter=7)
    serie.radgivere.clear()
    moter = list(serie.moter.order_by("nummer"))
    moter[1].slutt += timedelta(minutes=1)
    moter[3].start, moter[3].slutt = tid(DAGER[1])
    for mote in moter:
        mote.save()

    assert set(mangler(serie, NAA)) == {"moter", "mote-2", "mote-4", "sesong", "radgivere", "pamelding_frist"}


@pytest.mark.parametrize(
    ("felt", "verdi", "feltet"),
    [
        ("antall_moter", 5, "moter"),
        ("maks_minutter", 149, "mote-1"),
        ("sesong", "2026", "mote-1"),
        ("pamelding_frist", None, "pamelding_frist"),
        ("pamelding_frist", date(2026, 11, 22), "pamelding_frist"),
        ("pamelding_frist", DAGER[0], "pamelding_frist"),
    ],
)
def test_publiser_avviser_det_som_ikke_gar_opp(felt: str, verdi: Any, feltet: str) -> None:
    serie = lag_utkast(**{felt: verdi})

    with pytest.raises(ValidationError) as feil:
        publiser(serie, naa=NAA)

    assert next(iter(feil.value.message_dict)) == feltet
    assert Serie.objects.get().status == "utkast"


def test_et_mote_som_er_passert_stopper_publiseringen() -> None:
    serie = lag_utkast()

    assert set(mangler(serie, lokal(DAGER[0]))) == {"mote-1", "pamelding_frist"}


@pytest.mark.parametrize(("sesong", "ar"), [("2027", {2027}), ("2026/2027", {2026, 2027})])
def test_sesongens_ar(sesong: str, ar: set[int]) -> None:
    assert sesongens_ar(sesong) == ar


@pytest.mark.parametrize("sesong", ["", "27", "2026/2028", "2027/2026", "vår 2027"])
def test_sesongen_er_ett_eller_to_ar_etter_hverandre(sesong: str) -> None:
    with pytest.raises(ValueError, match=sesong or "^$"):
        sesongens_ar(sesong)


def test_sett_moter_gir_utkastet_datoene_en_for_en() -> None:
    serie = lag_utkast()
    ider = list(serie.moter.order_by("nummer").values_list("pk", flat=True))
    sett_moter(serie, [tid(dag, 10) for dag in DAGER[:4]], ["https://teams.example/ny"])
    moter = list(serie.moter.order_by("nummer"))

    assert [mote.pk for mote in moter] == ider[:4]
    assert [mote.lokal_start.hour for mote in moter] == [10] * 4
    assert [mote.teams_lenke[-4:] for mote in moter] == ["e/ny", "te/2", "te/3", "te/4"]


def test_sett_moter_etter_publisering_eller_baklengs_avvises() -> None:
    with pytest.raises(ValidationError):
        sett_moter(lag_serie(), [])
    with pytest.raises(ValidationError) as feil:
        sett_moter(lag_utkast(), [tid(DAGER[0]), tid(DAGER[1], minutter=0)])

    assert list(feil.value.message_dict) == ["mote-2"]


def test_kopier_lager_neste_sesong_som_utkast() -> None:
    serie = lag_fordelt(lag_serie(formal="Vårt eget formål"))
    ny = kopier(serie, "2028")

    assert (ny.status, ny.plasser, ny.formal, ny.neste_nummer) == ("utkast", 4, "Vårt eget formål", 1)
    assert [mote.dag for mote in ny.moter.all()] == [dag + timedelta(weeks=52) for dag in DAGER]
    assert {mote.lokal_start.time() for mote in ny.moter.all()} == {time(9)}
    assert {mote.teams_lenke for mote in ny.moter.all()} == {""}
    assert ny.forste_mote is not None and ny.pamelding_frist is not None
    assert ny.forste_mote.dag - ny.pamelding_frist == DAGER[0] - FRIST
    assert list(ny.radgivere.all()) == list(serie.radgivere.all())
    assert not ny.soknader.exists()


@pytest.mark.parametrize("sesong", ["2027", "neste"])
def test_kopier_til_en_sesong_som_er_tatt_eller_ikke_finnes_avvises(sesong: str) -> None:
    serie = lag_serie()

    with pytest.raises(ValidationError):
        kopier(serie, sesong)

    assert Serie.objects.count() == 1


def test_tekstene_er_kildens_til_noen_har_skrevet_sine_egne() -> None:
    serie = lag_utkast(plasser=3, maks_minutter=120, ingress="Velkommen.")

    assert set(serie.tekster) == set(FELT)
    assert serie.tekster["ingress"] == "Velkommen."
    assert "inntil to andre institusjoner" in serie.tekster["om_plassene"]
    assert serie.tekster["gjennomforing"].endswith("maksimalt 2 timer.")


def test_utkast_ser_bare_de_som_styrer_dem() -> None:
    serie = lag_utkast()
    apen = lag_serie(serie.nettverk, region="nord")
    egen, fremmed = lag_radgiver(serie.nettverk), lag_radgiver(lag_nettverk())
    koordinator = lag_koordinator(serie.nettverk)
    dag = date(2026, 11, 23)
    personer = {"egen": egen, "koordinator": koordinator, "fremmed": fremmed, "ingen": None}
    sett = {
        navn: set(Serie.objects.synlig_for(Innsyn(dag=dag, person=person)))
        for navn, person in personer.items()
    }

    assert sett == {
        "egen": {serie, apen},
        "koordinator": {serie, apen},
        "fremmed": {apen},
        "ingen": {apen},
    }


# «Under ser du hvilke datoer som gjelder for din region.» Region → weekday, hour, dates of January to June.
KILDEN = {
    "vest": (1, 9, (12, 9, 9, 13, 11, 8)),
    "sor_ost": (3, 9, (14, 11, 11, 15, 6, 10)),
    "nord": (2, 10, (20, 17, 17, 21, 19, 16)),
    "midt": (3, 9, (21, 18, 18, 22, 20, 17)),
}


@pytest.mark.parametrize("region", KILDEN)
def test_kildens_datoer_gar_opp(region: str) -> None:
    ukedag, kl, dagene = KILDEN[region]
    dager = [date(2021, maned, dag) for maned, dag in enumerate(dagene, 1)]
    naa = datetime(2020, 11, 20, 9, tzinfo=OSLO)
    serie = lag_serie(
        region=region, sesong="2021", dager=dager, kl=time(kl), pamelding_frist=date(2020, 12, 16), naa=naa
    )
    moter = list(serie.moter.all())

    assert {mote.dag.weekday() for mote in moter} == {ukedag}
    assert {(mote.lokal_start.hour, mote.minutter) for mote in moter} == {(kl, 150)}
    assert {mote.start.astimezone(UTC).hour for mote in moter} == {kl - 1, kl - 2}  # winter and summer time
    assert serie.frister.get(slag="svar").forfall == date(2020, 12, 18)
