"""Moved, cancelled, extended (D11, D12)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from dybdemoter import endring
from dybdemoter.models import Seriemote, Valg
from dybdemoter.problemstillinger import foresla, velg
from nettverk.models import Epost, Frist, Lenke
from tests.dybdemoter.fabrikk import (
    DAGER,
    FRIST,
    SVARES,
    eposter,
    kalenderne,
    lag_fordelt,
    lag_serie,
    lag_soknad,
    radgiver,
)
from tests.factories import NAA, lokal

pytestmark = pytest.mark.django_db


def tid(dag: date, kl: int = 9, minutter: int = 150) -> tuple[datetime, datetime]:
    start = lokal(dag, time(kl))
    return start, start + timedelta(minutes=minutter)


def test_flytt_gir_en_samlet_beskjed_og_ny_kalender() -> None:
    serie = lag_fordelt()
    forste, andre = serie.moter.order_by("nummer")[:2]
    Epost.objects.all().delete()
    nye = {forste.pk: tid(date(2027, 1, 13)), andre.pk: tid(date(2027, 2, 10))}
    endring.flytt(serie, nye, melding="Snøstorm", naa=SVARES)
    beskjeder = eposter("dybde_flyttet")
    filer = kalenderne(beskjeder[0])

    assert len(beskjeder) == len({epost.til for epost in beskjeder}) == 5 + 2
    assert {epost.emne for epost in beskjeder} == {"FLYTTET: dybdemøter i Region Vest, 2027"}
    assert "tirsdag 12. januar 2027 er flyttet til onsdag 13. januar 2027" in beskjeder[0].tekst
    assert "Snøstorm" in beskjeder[0].tekst
    assert [(str(f["METHOD"]), f.walk("VEVENT")[0]["SEQUENCE"]) for f in filer] == [("PUBLISH", 1)] * 2
    assert [bool(epost.vedlegg.count()) for epost in beskjeder] == [True] * 4 + [False] + [True] * 2
    assert Frist.objects.om(forste).get(slag="stemme").forfall == date(2027, 1, 3)


def test_flytt_av_det_siste_motet_lar_lenkene_leve_like_lenge() -> None:
    serie = lag_fordelt()
    siste = serie.moter.order_by("start").last()
    assert siste is not None
    endring.flytt(serie, {siste.pk: tid(date(2027, 6, 22))}, naa=SVARES)

    assert {lenke.utloper.date() for lenke in Lenke.objects.all()} == {date(2027, 7, 22)}


@pytest.mark.parametrize(
    ("dag", "minutter"),
    [
        (date(2026, 12, 1), 150),
        (date(2026, 12, 16), 150),
        (DAGER[1], 150),
        (date(2028, 1, 12), 150),
        (date(2027, 1, 13), 151),
        (date(2027, 1, 13), 0),
    ],
)
def test_flytt_til_en_umulig_tid_avvises_ved_motet(dag: date, minutter: int) -> None:
    serie = lag_serie()
    lag_soknad(serie)
    mote = serie.moter.get(nummer=1)

    with pytest.raises(ValidationError) as feil:
        endring.flytt(serie, {mote.pk: tid(dag, minutter=minutter)}, naa=lokal(date(2026, 12, 10)))

    assert list(feil.value.message_dict) == ["mote-1"]
    assert (serie.moter.get(nummer=1).dag, eposter("dybde_flyttet")) == (DAGER[0], [])


def test_avlys_tar_motet_ut_av_kalenderen_og_frigjor_problemstillingen() -> None:
    serie = lag_fordelt()
    mote = serie.moter.get(nummer=1)
    tema = foresla(serie.soknader.med_plass()[0], "Hva er godt nok?", naa=SVARES)
    velg(mote, tema, av=radgiver(serie), naa=SVARES)
    endring.avlys(mote, naa=SVARES)
    beskjed = eposter("dybde_avlyst")[0]
    fil = kalenderne(beskjed)[0]

    assert beskjed.emne == "AVLYST: dybdemøte i Region Vest, tirsdag 12. januar"
    assert (str(fil["METHOD"]), fil.walk("VEVENT")[0]["SEQUENCE"]) == ("CANCEL", 1)
    assert "teams.example" not in fil.to_ical().decode()
    assert list(Frist.objects.om(mote).apne()) == []
    assert not Valg.objects.exists()
    with pytest.raises(ValidationError):
        endring.avlys(mote, naa=SVARES)


def test_avlys_serie_sier_fra_til_alle_og_stopper_fristene() -> None:
    serie = lag_serie()
    lag_soknad(serie)
    endring.avlys_serie(serie, melding="For få påmeldte", naa=SVARES)
    serie.refresh_from_db()

    assert (serie.status, serie.avlyst, serie.tar_imot(NAA)) == ("avlyst", SVARES, False)
    assert {epost.emne for epost in eposter("dybde_avlyst")} == {"AVLYST: dybdemøter i Region Vest, 2027"}
    assert len(eposter("dybde_avlyst")) == 3
    assert list(serie.frister.apne()) == []
    assert serie.gjeldende_moter() == []


def test_avlys_serie_krever_en_grunn() -> None:
    with pytest.raises(ValidationError) as feil:
        endring.avlys_serie(lag_serie(), melding=" ", naa=SVARES)

    assert list(feil.value.message_dict) == ["melding"]


def test_utvid_frist_flytter_svarfristen_og_sier_fra() -> None:
    serie = lag_serie()
    lag_soknad(serie)
    endring.utvid_frist(serie, date(2027, 1, 5), naa=SVARES)
    serie.refresh_from_db()

    assert serie.tar_imot(SVARES)
    assert serie.frister.get(slag="svar").forfall == date(2027, 1, 7)
    assert "torsdag 7. januar 2027" in eposter("dybde_utsatt")[0].tekst


@pytest.mark.parametrize("dag", [FRIST, date(2026, 12, 1), DAGER[0]])
def test_utvid_frist_til_en_dag_som_ikke_gar_avvises(dag: date) -> None:
    serie = lag_serie()

    with pytest.raises(ValidationError) as feil:
        endring.utvid_frist(serie, dag, naa=SVARES)

    assert list(feil.value.message_dict) == ["pamelding_frist"]


def test_en_ny_teams_lenke_gar_bare_til_dem_med_plass_og_radgiverne() -> None:
    serie = lag_fordelt()
    mote = serie.moter.get(nummer=1)
    endring.sett_lenke(mote, "https://teams.example/ny", naa=SVARES)
    fikk = {epost.til for epost in eposter("dybde_flyttet")}
    venter = {k.epost for k in serie.soknader.get(nummer=5).kontakter.all()}

    assert len(fikk) == 4 + 2
    assert not fikk & venter
    assert Seriemote.objects.get(pk=mote.pk).sekvens == 1


def test_en_teams_lenke_for_fordelingen_sendes_ingen() -> None:
    serie = lag_serie()
    lag_soknad(serie)
    endring.sett_lenke(serie.moter.get(nummer=1), "https://teams.example/ny", naa=NAA)

    assert eposter("dybde_flyttet") == []
