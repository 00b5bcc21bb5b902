"""Places: decided, answered, withdrawn, offered (D5 to D8, D11)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from dybdemoter import plasser
from dybdemoter.models import Fordeling, Serie, Soknad
from dybdemoter.plasser import TilbudUtlopt, avvis, bestem, gi_svar, svar_pa_tilbud, tilby_neste, trekk
from dybdemoter.tilstander import OVERGANGER, Tilstand, UlovligSteg, ta_steg
from nettverk.models import Epost
from tests.dybdemoter.fabrikk import (
    SVARES,
    eposter,
    kalenderne,
    lag_fordelt,
    lag_serie,
    lag_soknad,
    med_tilstand,
    radgiver,
)
from tests.factories import NAA, lokal

pytestmark = pytest.mark.django_db


def nr(serie: Serie, nummer: int) -> Soknad:
    return Soknad.objects.get(serie=serie, nummer=nummer)


def test_bestem_etter_forslaget_trenger_ingen_grunn() -> None:
    serie = lag_serie()
    for typer in ("dogn", "dogn", "dogn", "dogn", "dag"):
        lag_soknad(serie, typer)
    fordeling = bestem(serie, [1, 2, 3, 5], av=radgiver(serie), naa=SVARES)

    assert fordeling.er_endret is False
    assert fordeling.forslag == {
        "valgt": [1, 2, 3, 5],
        "venter": [4],
        "bytter": [{"ut": 4, "inn": 5, "type": "dag"}],
    }


def test_bestem_noe_annet_krever_en_grunn_som_blir_staende() -> None:
    serie = lag_serie()
    for _soknad in range(5):
        lag_soknad(serie)

    with pytest.raises(ValidationError) as feil:
        bestem(serie, [1, 2, 3, 5], av=radgiver(serie), naa=SVARES)
    bestem(serie, [1, 2, 3, 5], grunn="Nr. 4 ba om å vente", av=radgiver(serie), naa=SVARES)

    assert list(feil.value.message_dict) == ["grunn"]
    assert [(f.er_endret, f.grunn) for f in Fordeling.objects.all()] == [(True, "Nr. 4 ba om å vente")]


@pytest.mark.parametrize("valgt", [[], [1, 2, 3, 4, 5], [1, 9]])
def test_bestem_for_mange_eller_noen_som_ikke_er_med_avvises(valgt: list[int]) -> None:
    serie = lag_serie()
    for _soknad in range(5):
        lag_soknad(serie)

    with pytest.raises(ValidationError) as feil:
        bestem(serie, valgt, grunn="x", av=radgiver(serie), naa=SVARES)

    assert list(feil.value.message_dict) == ["valgt"]


def test_bestem_for_fristen_avvises() -> None:
    serie = lag_serie()
    lag_soknad(serie)
    lag_soknad(serie)

    with pytest.raises(ValidationError):
        bestem(serie, [1, 2], av=radgiver(serie), naa=SVARES - timedelta(days=1))


def test_faerre_enn_to_ma_noen_ville_kjore() -> None:
    serie = lag_serie()
    lag_soknad(serie)

    with pytest.raises(ValidationError):
        bestem(serie, [1], av=radgiver(serie), naa=SVARES)

    assert bestem(serie, [1], med_fa=True, av=radgiver(serie), naa=SVARES).valgt == [1]


def test_en_rekke_med_en_plass_er_ikke_for_fa_med_en() -> None:
    serie = lag_serie(plasser=1)
    lag_soknad(serie)

    assert bestem(serie, [1], av=radgiver(serie), naa=SVARES).valgt == [1]


def test_gi_svar_svarer_alle_pa_en_gang() -> None:
    serie = lag_fordelt(antall=6)

    assert med_tilstand(serie) == {**dict.fromkeys((1, 2, 3, 4), "plass"), 5: "venter", 6: "venter"}
    assert (serie.status, serie.svar_sendt) == ("fordelt", SVARES)
    assert set(serie.soknader.values_list("svart", flat=True)) == {SVARES}
    assert [len(eposter(slag)) for slag in ("dybde_plass", "dybde_venteliste")] == [4, 2]
    assert ["er nr. 1 på ventelisten" in e.tekst for e in eposter("dybde_venteliste")] == [True, False]
    assert serie.frister.get(slag="svar").gjort == SVARES


def test_gi_svar_to_ganger_svarer_ingen_en_gang_til() -> None:
    serie = lag_fordelt()
    antall = Epost.objects.count()

    with pytest.raises(ValidationError):
        gi_svar(serie, av=radgiver(serie), naa=SVARES)

    assert Epost.objects.count() == antall


def test_gi_svar_nar_en_av_de_valgte_har_trukket_seg_ma_bestemmes_pa_nytt() -> None:
    serie = lag_serie()
    for _soknad in range(5):
        lag_soknad(serie)
    bestem(serie, [1, 2, 3, 4], av=radgiver(serie), naa=SVARES)
    trekk(nr(serie, 2), av=None, naa=SVARES)

    with pytest.raises(ValidationError):
        gi_svar(serie, av=radgiver(serie), naa=SVARES)
    assert set(med_tilstand(serie).values()) == {"mottatt", "trukket"}

    bestem(serie, [1, 3, 4, 5], av=radgiver(serie), naa=SVARES)
    gi_svar(serie, av=radgiver(serie), naa=SVARES)
    assert med_tilstand(serie)[5] == "plass"


def test_gi_svar_uten_at_noen_har_bestemt_avvises() -> None:
    serie = lag_serie()

    with pytest.raises(ValidationError):
        gi_svar(serie, av=radgiver(serie), naa=SVARES)


def test_de_med_plass_far_alle_motene_med_teams_lenken_og_ingen_andre_ser_den() -> None:
    serie = lag_fordelt()
    plass = eposter("dybde_plass")[0]
    filer = kalenderne(plass)
    steder = [fil.walk("VEVENT")[0]["LOCATION"] for fil in filer]
    mottakere = {e.til for e in Epost.objects.all() if "teams.example" in e.tekst + e.html}

    assert steder == [f"https://teams.example/mote/{nummer}" for nummer in range(1, 7)]
    assert [str(fil["METHOD"]) for fil in filer] == ["PUBLISH"] * 6
    med_plass = {k.epost for s in serie.soknader.med_plass() for k in s.kontakter.all()}
    assert mottakere == med_plass | {r.epost for r in serie.radgivere.all()}


def test_avvis_sier_hvorfor_med_en_gang() -> None:
    serie = lag_serie()
    avvis(lag_soknad(serie), grunn="Arbeid er ikke hovedmålet.", av=radgiver(serie), naa=NAA)

    assert med_tilstand(serie) == {1: "avvist"}
    assert "Arbeid er ikke hovedmålet." in eposter("dybde_nei")[0].tekst


def test_trekk_for_fordelingen_er_fritt() -> None:
    serie = lag_serie()
    trekk(lag_soknad(serie), av=None, naa=NAA)

    assert med_tilstand(serie) == {1: "trukket"}
    assert (len(eposter("dybde_trukket")), eposter("dybde_til_radgiver")) == (1, [])


def test_trekk_etter_fordelingen_krever_grunn_og_spor_radgiverne() -> None:
    serie = lag_fordelt()
    soknad = nr(serie, 2)

    with pytest.raises(ValidationError) as feil:
        trekk(soknad, av=soknad.kontakter.get(), naa=SVARES)
    trekk(soknad, grunn="Omorganisering", av=soknad.kontakter.get(), naa=SVARES)
    filer = kalenderne(eposter("dybde_trukket")[0])
    sporsmal = [e for e in eposter("dybde_til_radgiver") if e.emne.startswith("En plass er ledig")]

    assert list(feil.value.message_dict) == ["grunn"]
    assert soknad.steg.latest("pk").grunn == "Omorganisering"
    assert [str(fil["METHOD"]) for fil in filer] == ["CANCEL"] * 6
    assert [e.person in set(serie.radgivere.all()) for e in sporsmal] == [True, True]
    assert "Omorganisering" in sporsmal[0].tekst


def test_tilby_neste_gar_til_den_forste_i_koen_med_fem_virkedager() -> None:
    serie = lag_fordelt(antall=6)
    trekk(nr(serie, 1), grunn="x", av=None, naa=SVARES)
    tilbudt = tilby_neste(serie, av=radgiver(serie), naa=SVARES)

    assert tilbudt.nummer == 5
    # Thursday 17 December: Friday, Monday to Thursday (Christmas Eve is a working day).
    assert tilbudt.tilbud_til == date(2026, 12, 24)
    assert eposter("dybde_tilbud")[0].emne.startswith("Ledig plass, svar innen torsdag 24. desember")


def test_tilbudet_varer_hoyst_til_det_forste_motet() -> None:
    serie = lag_fordelt()
    trekk(nr(serie, 1), grunn="x", av=None, naa=SVARES)
    tilbudt = tilby_neste(serie, av=radgiver(serie), naa=lokal(date(2027, 1, 11)))
    forste = serie.moter.order_by("start")[0]

    assert tilbudt.tilbud_til == date(2027, 1, 12)
    assert [
        tilbudt.tilbudet_er_ute(forste.start - timedelta(seconds=1)),
        tilbudt.tilbudet_er_ute(forste.start),
    ] == [
        False,
        True,
    ]


def test_tilby_neste_uten_ledig_plass_eller_venteliste_avvises() -> None:
    full, tom = lag_fordelt(antall=5), lag_fordelt(antall=2)

    for serie in (full, tom):
        with pytest.raises(ValidationError):
            tilby_neste(serie, av=radgiver(serie), naa=SVARES)


def test_tilby_neste_etter_det_forste_motet_avvises() -> None:
    serie = lag_fordelt()
    trekk(nr(serie, 1), grunn="x", av=None, naa=SVARES)

    with pytest.raises(ValidationError):
        tilby_neste(serie, av=radgiver(serie), naa=serie.moter.order_by("start")[0].start)


def test_ja_til_tilbudet_gir_plass_og_kalender() -> None:
    serie = lag_fordelt()
    trekk(nr(serie, 1), grunn="x", av=None, naa=SVARES)
    soknad = tilby_neste(serie, av=radgiver(serie), naa=SVARES)
    svar_pa_tilbud(soknad, ja=True, av=soknad.kontakter.get(), naa=SVARES)

    assert med_tilstand(serie) == {1: "trukket", **dict.fromkeys((2, 3, 4, 5), "plass")}
    assert eposter("dybde_plass")[-1].vedlegg.count() == 6


def test_nei_til_tilbudet_er_endelig_og_den_neste_kan_sporres() -> None:
    serie = lag_fordelt(antall=6)
    trekk(nr(serie, 1), grunn="x", av=None, naa=SVARES)
    soknad = tilby_neste(serie, av=radgiver(serie), naa=SVARES)
    svar_pa_tilbud(soknad, ja=False, av=soknad.kontakter.get(), naa=SVARES)

    with pytest.raises(ValidationError):
        svar_pa_tilbud(soknad, ja=True, av=soknad.kontakter.get(), naa=SVARES)
    assert tilby_neste(serie, av=radgiver(serie), naa=SVARES).nummer == 6


def test_et_tilbud_som_er_utlopt_kan_ikke_tas() -> None:
    serie = lag_fordelt(antall=6)
    trekk(nr(serie, 1), grunn="x", av=None, naa=SVARES)
    soknad = tilby_neste(serie, av=radgiver(serie), naa=SVARES)
    assert soknad.tilbud_til is not None
    siste = lokal(soknad.tilbud_til) + timedelta(hours=14)  # 23:00
    for_sent = siste + timedelta(hours=1)

    with pytest.raises(TilbudUtlopt):
        svar_pa_tilbud(soknad, ja=True, av=soknad.kontakter.get(), naa=for_sent)
    assert [plasser.la_tilbud_lope_ut(moment) for moment in (siste, for_sent, for_sent)] == [0, 1, 0]
    with pytest.raises(TilbudUtlopt):
        svar_pa_tilbud(soknad, ja=True, av=soknad.kontakter.get(), naa=for_sent)

    assert med_tilstand(serie)[5] == "utlopt"
    assert len(eposter("dybde_tilbud_ute")) == 1


@pytest.mark.parametrize("fra", Tilstand.values)
def test_ta_steg_godtar_bare_det_maskinen_har(fra: str) -> None:
    serie = lag_serie()
    gikk = set()
    for til in Tilstand.values:
        soknad = lag_soknad(serie)
        soknad.tilstand = fra
        try:
            ta_steg(soknad, til, naa=NAA)
        except UlovligSteg:
            continue
        gikk.add(til)
        steg = soknad.steg.latest("pk")
        assert (steg.fra, steg.til) == (fra, til)

    assert gikk == OVERGANGER[fra]


def test_det_som_er_over_blir_ikke_levende_igjen() -> None:
    over = set(Tilstand.values) - set(Soknad.LEVENDE)

    assert {tilstand for tilstand, videre in OVERGANGER.items() if not videre} == over
