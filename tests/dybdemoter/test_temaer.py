"""Topics, votes and choices (D10), and attendance (D9)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from dybdemoter.deltakere import Deltakerdata, sett_faste
from dybdemoter.models import Oppmote, Problemstilling, Seriemote, Soknad, Stemme, Valg
from dybdemoter.oppmote import Fram, folg_opp, ma_folges_opp, registrer
from dybdemoter.problemstillinger import foresla, legg_inn_avtalt, sla_sammen, stem, stilling, velg
from nettverk.models import Frist
from tests.dybdemoter.fabrikk import SVARES, eposter, lag_fordelt, lag_serie, radgiver
from tests.factories import lokal

pytestmark = pytest.mark.django_db


@pytest.fixture
def rekke() -> tuple[Seriemote, list[Soknad]]:
    """The first meeting of a series with two institutions, and a third on the waiting list."""
    serie = lag_fordelt(lag_serie(plasser=2), antall=3)
    return serie.moter.get(nummer=1), list(serie.soknader.order_by("nummer"))


Rekke = tuple[Seriemote, list[Soknad]]


def test_foresla_og_stem_til_og_med_tiende_dag_for(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    tema = foresla(en, " Hva er godt nok? ", egen_praksis=True, naa=SVARES)
    siste = lokal(date(2027, 1, 2)) + timedelta(hours=14)  # 23:00

    assert stem(to, tema, mote, naa=siste).problemstilling.tekst == "Hva er godt nok?"
    with pytest.raises(ValidationError):
        stem(to, tema, mote, naa=siste + timedelta(hours=1))


def test_en_institusjon_har_en_stemme_som_kan_endres(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    forste, andre = (foresla(en, tekst, naa=SVARES) for tekst in ("Først", "Så"))
    stem(to, forste, mote, naa=SVARES)
    stem(to, andre, mote, naa=SVARES)

    assert [(tema.tekst, tema.antall) for tema in stilling(mote)] == [("Så", 1), ("Først", 0)]  # type: ignore[attr-defined]
    assert Frist.objects.om(mote).get(slag="stemme").apen


def test_nar_alle_har_stemt_er_fristen_gjort(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    tema = foresla(en, "Tema", naa=SVARES)
    for soknad in (en, to):
        stem(soknad, tema, mote, naa=SVARES)

    assert Frist.objects.om(mote).get(slag="stemme").gjort == SVARES


def test_den_som_ikke_har_plass_foreslar_og_stemmer_ikke(rekke: Rekke) -> None:
    mote, (en, _to, venter) = rekke
    tema = foresla(en, "Tema", naa=SVARES)

    with pytest.raises(ValidationError):
        foresla(venter, "Noe annet", naa=SVARES)
    with pytest.raises(ValidationError):
        stem(venter, tema, mote, naa=SVARES)


def test_en_stemme_til_et_mote_som_har_fatt_problemstilling_avvises(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    tema, annet = foresla(en, "Tema", naa=SVARES), foresla(en, "Annet", naa=SVARES)
    velg(mote, tema, av=radgiver(mote.serie), naa=SVARES)

    with pytest.raises(ValidationError, match="allerede valgt"):
        stem(to, annet, mote, naa=SVARES)
    assert not Stemme.objects.exists()


def test_en_stemme_til_et_mote_i_en_annen_rekke_avvises(rekke: Rekke) -> None:
    _mote, (en, _to, _venter) = rekke
    tema = foresla(en, "Tema", naa=SVARES)
    annet = lag_serie(region="nord").moter.get(nummer=1)

    with pytest.raises(ValidationError, match="annen møterekke"):
        stem(en, tema, annet, naa=SVARES)


def test_det_som_er_valgt_til_et_mote_kan_ikke_velges_til_et_annet(rekke: Rekke) -> None:
    mote, (en, _to, _venter) = rekke
    neste = mote.serie.moter.get(nummer=2)
    tema = foresla(en, "Tema", naa=SVARES)
    velg(mote, tema, av=radgiver(mote.serie), naa=SVARES)

    with pytest.raises(ValidationError):
        stem(en, tema, neste, naa=SVARES)
    assert stilling(neste) == []


def test_sla_sammen_tar_stemmene_med(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    forste, andre, tredje = (foresla(en, tekst, naa=SVARES) for tekst in ("A", "B", "C"))
    stem(en, andre, mote, naa=SVARES)
    stem(to, tredje, mote, naa=SVARES)
    sla_sammen([tredje], andre)
    sla_sammen([andre], forste)

    assert [(tema.tekst, tema.antall) for tema in stilling(mote)] == [("A", 2)]  # type: ignore[attr-defined]
    assert {tema.slatt_sammen_i for tema in Problemstilling.objects.exclude(pk=forste.pk)} == {forste}
    with pytest.raises(ValidationError):
        sla_sammen([forste], andre)


def test_velg_noe_annet_enn_flertallet_krever_grunn(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    tema, annet = foresla(en, "Tema", naa=SVARES), foresla(en, "Annet", naa=SVARES)
    stem(to, annet, mote, naa=SVARES)

    with pytest.raises(ValidationError) as feil:
        velg(mote, tema, av=radgiver(mote.serie), naa=SVARES)
    velg(mote, tema, grunn="Passer med besøket", av=radgiver(mote.serie), naa=SVARES)

    assert list(feil.value.message_dict) == ["grunn"]
    valg = Valg.objects.get()
    assert (valg.problemstilling, valg.grunn) == (tema, "Passer med besøket")


def test_valget_kunngjores_for_dem_med_plass_og_avslutter_fristene(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    sett_faste(to, [Deltakerdata("Per", epost="per@inst.example")], naa=SVARES)
    velg(mote, foresla(en, "Hva er godt nok?", naa=SVARES), av=radgiver(mote.serie), naa=SVARES)
    kontakter = {kontakt.epost for soknad in (en, to) for kontakt in soknad.kontakter.all()}

    assert {epost.til for epost in eposter("dybde_tema")} == kontakter | {"per@inst.example"}
    assert {"Hva er godt nok?" in epost.tekst for epost in eposter("dybde_tema")} == {True}
    assert [frist.slag for frist in Frist.objects.om(mote).apne()] == ["deltakere"]


def test_en_problemstilling_avtalt_i_et_mote_legges_inn(rekke: Rekke) -> None:
    mote, _soknader = rekke
    valg = legg_inn_avtalt(mote, "Det vi ble enige om", av=radgiver(mote.serie), naa=SVARES)

    assert (valg.avtalt_i_mote, valg.problemstilling.fra) == (True, None)
    with pytest.raises(ValidationError):
        legg_inn_avtalt(mote, "  ", av=radgiver(mote.serie), naa=SVARES)


def test_oppmote_folger_opp_den_ingen_kom_fra_en_gang(rekke: Rekke) -> None:
    mote, (en, to, _venter) = rekke
    sett_faste(en, [Deltakerdata("Per"), Deltakerdata("Pål")], naa=SVARES)
    per = en.deltakere.get(navn="Per")
    fram = {en.pk: Fram(mott=False, deltakere=[per.pk]), to.pk: Fram(mott=False)}
    for _gang in range(2):
        registrer(mote, fram, av=radgiver(mote.serie), naa=mote.slutt)
    savnet = eposter("dybde_savnet")

    assert [(rad.mott, [d.navn for d in rad.deltakere.all()]) for rad in Oppmote.objects.all()] == [
        (True, ["Per"]),
        (False, []),
    ]
    assert [epost.til for epost in savnet] == [kontakt.epost for kontakt in to.kontakter.all()]
    assert "Dere har fortsatt plass." in savnet[0].tekst
    assert ma_folges_opp(mote.serie) == [Oppmote.objects.get(soknad=to)]
    folg_opp(Oppmote.objects.get(soknad=to), "Ringt", av=radgiver(mote.serie), naa=mote.slutt)
    assert ma_folges_opp(mote.serie) == []


def test_oppmote_for_motet_eller_for_en_uten_plass_avvises(rekke: Rekke) -> None:
    mote, (en, _to, venter) = rekke
    for soknad, naa in ((en, mote.start - timedelta(minutes=1)), (venter, mote.slutt)):
        with pytest.raises(ValidationError):
            registrer(mote, {soknad.pk: Fram(mott=True)}, av=radgiver(mote.serie), naa=naa)


def test_den_som_slutter_som_deltaker_star_der_hun_var(rekke: Rekke) -> None:
    mote, (en, _to, _venter) = rekke
    sett_faste(en, [Deltakerdata("Per")], naa=SVARES)
    per = en.deltakere.get()
    registrer(mote, {en.pk: Fram(mott=True, deltakere=[per.pk])}, av=radgiver(mote.serie), naa=mote.slutt)
    sett_faste(en, [Deltakerdata("Pål")], naa=mote.slutt)
    per.refresh_from_db()

    assert (per.mote, [d.navn for d in en.deltakere.filter(mote=None)]) == (mote, ["Pål"])
