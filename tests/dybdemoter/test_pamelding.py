"""Registration: one number each, nobody merged without being asked (D3, D4)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from dybdemoter.deltakere import Deltakerdata, hint, sett_faste, sett_for_mote, ventet
from dybdemoter.models import Institusjon, Kontakt, Serie, Soknad
from dybdemoter.navnenokkel import navnenokkel, rent_orgnr
from dybdemoter.pamelding import Likt, Stengt, meld_pa
from dybdemoter.plasser import trekk
from nettverk.models import Epost, Lenke
from tests.dybdemoter.fabrikk import eposter, lag_serie, lag_soknad, lag_utkast, skjema
from tests.factories import NAA

pytestmark = pytest.mark.django_db
ORGNR, ANNET_ORGNR = "974760673", "995568217"


def test_meld_pa_gir_nummer_steg_og_kvittering() -> None:
    serie = lag_serie()
    forste = meld_pa(serie, skjema("Løvstakken", "dogn dag"), naa=NAA)
    andre = meld_pa(serie, skjema("Fana klinikk"), naa=NAA)

    assert [(k.soknad.nummer, k.ny) for k in (forste, andre)] == [(1, True), (2, True)]
    assert forste.soknad.typer == {"dogn", "dag"}
    assert forste.soknad.bindende_godtatt == NAA
    assert [(s.fra, s.til, s.av_navn) for s in forste.soknad.steg.all()] == [
        ("", "mottatt", "Kirsti Kontakt")
    ]
    assert [epost.til for epost in eposter("dybde_kvittering")] == [forste.kontakt.epost, andre.kontakt.epost]


def test_kvitteringen_sier_nummer_og_at_den_ikke_er_en_plass() -> None:
    serie = lag_serie()
    lag_soknad(serie)
    meld_pa(serie, skjema("Løvstakken"), naa=NAA)
    kvittering = eposter("dybde_kvittering")[1]

    assert kvittering.emne == "Nr. 2 i køen: dybdemøter i Region Vest, 2027"
    assert "En kvittering er ikke en plass." in kvittering.tekst
    assert "senest fredag 18. desember 2026" in kvittering.tekst
    assert "kl. 09.00.00" in kvittering.tekst
    assert "teams.example" not in kvittering.tekst + kvittering.html
    assert list(kvittering.vedlegg.all()) == []
    assert Lenke.objects.filter(pk__in=kvittering.lenker.values()).get().gjelder == Kontakt.objects.last()


def test_kvitteringen_er_pa_malformen_skjemaet_var_pa() -> None:
    kvittering = meld_pa(lag_serie(), skjema(malform="nn"), naa=NAA)

    assert [epost.malform for epost in eposter("dybde_kvittering")] == ["nn"]
    assert kvittering.kontakt.malform == "nn"


def test_samme_skjema_to_ganger_er_en_pamelding_og_en_kvittering() -> None:
    serie, data = lag_serie(), skjema("Løvstakken", deltakere=[Deltakerdata("Per"), Deltakerdata("Pål")])
    kvitteringer = [meld_pa(serie, data, naa=NAA) for _gang in range(3)]

    assert [k.ny for k in kvitteringer] == [True, False, False]
    assert {k.soknad for k in kvitteringer} == {Soknad.objects.get()}
    assert Soknad.objects.get().deltakere.count() == 2
    assert len(eposter("dybde_kvittering")) == Epost.objects.count() == 1


def test_samme_navn_skrevet_pa_en_annen_mate_sporres_det_om() -> None:
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Løvstakken Rehabilitering AS")

    with pytest.raises(Likt) as feil:
        meld_pa(serie, skjema("løvstakken  rehabilitering"), naa=NAA)

    assert feil.value.soknader == [forste]
    assert (Soknad.objects.count(), serie.soknader.count()) == (1, 1)


def test_svaret_ja_gir_en_kontaktperson_til_i_den_forste() -> None:
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Løvstakken", deltakere=[Deltakerdata("Per")])
    data = skjema("LØVSTAKKEN", samme_som=forste.pk, deltakere=[Deltakerdata("per"), Deltakerdata("Pål")])
    kvittering = meld_pa(serie, data, naa=NAA)

    assert (kvittering.soknad, kvittering.ny) == (forste, False)
    assert [k.epost for k in forste.kontakter.all()][1] == data.epost
    assert [d.navn for d in forste.deltakere.all()] == ["Per", "Pål"]
    assert {epost.til for epost in eposter("dybde_ny_kontakt")} == {k.epost for k in forste.kontakter.all()}


def test_svaret_nei_gir_en_pamelding_for_seg() -> None:
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Løvstakken")
    ny = meld_pa(serie, skjema("Løvstakken", andre_enn=frozenset({forste.pk})), naa=NAA).soknad

    assert ny.nummer == 2
    assert ny.institusjon != forste.institusjon


def test_samme_kontakt_for_to_klinikker_sporres_det_om() -> None:
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Sykehuset, klinikk A", epost="felles@inst.example")
    data = skjema("Sykehuset, klinikk B", epost="Felles@inst.example")

    with pytest.raises(Likt):
        meld_pa(serie, data, naa=NAA)
    ny = meld_pa(serie, skjema(data.institusjon, epost=data.epost, andre_enn=frozenset({forste.pk})), naa=NAA)

    assert ny.soknad.nummer == 2


def test_samme_organisasjonsnummer_og_navn_er_samme_institusjon() -> None:
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Løvstakken", orgnr=ORGNR)
    kvittering = meld_pa(serie, skjema("Løvstakken AS", orgnr="974 760 673"), naa=NAA)

    assert (kvittering.soknad, kvittering.ny) == (forste, False)


def test_samme_organisasjonsnummer_og_annet_navn_sporres_det_om() -> None:
    """Clinics of one hospital apply separately, and may give the hospital's number."""
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Sykehuset, klinikk A", orgnr=ORGNR)
    data = {"orgnr": ORGNR}

    with pytest.raises(Likt):
        meld_pa(serie, skjema("Sykehuset, klinikk B", **data), naa=NAA)
    ny = meld_pa(serie, skjema("Sykehuset, klinikk B", andre_enn=frozenset({forste.pk}), **data), naa=NAA)

    assert [i.orgnr for i in Institusjon.objects.order_by("pk")] == [ORGNR, ORGNR]
    assert ny.soknad.nummer == 2


def test_ulike_organisasjonsnumre_er_ulike_institusjoner() -> None:
    serie = lag_serie()
    lag_soknad(serie, institusjon="Løvstakken", orgnr=ORGNR)

    assert lag_soknad(serie, institusjon="Løvstakken", orgnr=ANNET_ORGNR).nummer == 2


def test_en_tredje_kontakt_far_vite_at_det_er_to() -> None:
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Løvstakken")
    meld_pa(serie, skjema("Løvstakken", samme_som=forste.pk), naa=NAA)

    with pytest.raises(ValidationError) as feil:
        meld_pa(serie, skjema("Løvstakken", samme_som=forste.pk), naa=NAA)

    assert list(feil.value.message_dict) == ["epost"]
    assert forste.kontakter.count() == 2


def test_institusjonen_kjennes_igjen_neste_sesong() -> None:
    i_ar = lag_soknad(lag_serie(), institusjon="Løvstakken AS")
    neste = lag_serie(i_ar.nettverk, region="nord")

    assert lag_soknad(neste, institusjon="Løvstakken", orgnr=ORGNR).institusjon == i_ar.institusjon
    assert Institusjon.objects.get().orgnr == ORGNR


def test_fristen_gjelder_til_siste_sekund_av_dagen() -> None:
    serie = lag_serie()
    siste = datetime(2026, 12, 16, 22, 59, 59, tzinfo=UTC)
    lag_soknad(serie, naa=siste)

    with pytest.raises(Stengt) as feil:
        lag_soknad(serie, naa=siste + timedelta(seconds=1))

    assert (feil.value.hvorfor, serie.soknader.count()) == ("frist", 1)


def test_et_utkast_tar_ikke_imot() -> None:
    with pytest.raises(Stengt, match="utkast"):
        lag_soknad(lag_utkast())


def test_den_som_har_trukket_seg_far_et_nytt_nummer() -> None:
    serie = lag_serie()
    forste = lag_soknad(serie, institusjon="Løvstakken")
    trekk(forste, av=None, naa=NAA)
    ny = lag_soknad(serie, institusjon="Løvstakken")

    assert (ny.nummer, ny.institusjon) == (2, forste.institusjon)
    forste.refresh_from_db()
    assert forste.tilstand == "trukket"


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [
        ("institusjon", " - "),
        ("typer", frozenset()),
        ("typer", frozenset({"natt"})),
        ("arbeid_hovedmal", False),
        ("bindende", False),
        ("region", "nord"),
        ("orgnr", "974760674"),
        ("orgnr", "12345"),
    ],
)
def test_det_som_ma_rettes_star_ved_feltet(felt: str, verdi: object) -> None:
    serie = lag_serie()
    data = skjema()

    with pytest.raises(ValidationError) as feil:
        meld_pa(serie, type(data)(**{**vars(data), felt: verdi}), naa=NAA)

    assert list(feil.value.message_dict) == [felt]
    assert (serie.soknader.count(), Serie.objects.get().neste_nummer) == (0, 1)


def test_en_pamelding_som_gar_galt_bruker_ikke_opp_et_nummer() -> None:
    serie = lag_serie()
    with pytest.raises(RuntimeError), transaction.atomic():
        lag_soknad(serie)
        raise RuntimeError

    assert (lag_soknad(serie).nummer, Epost.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("skrevet", "nokkel"),
    [
        ("Løvstakken Rehabilitering AS", "løvstakkenrehabilitering"),
        ("  løvstakken   rehabilitering, A/S ", "løvstakkenrehabilitering"),
        ("Stiftelsen Løvstakken rehabilitering", "løvstakkenrehabilitering"),
        ("Helse Fonna HF", "helsefonna"),
        ("AS", "as"),
        ("Asker klinikk", "askerklinikk"),
        ("–", ""),
    ],
)
def test_navnenokkel_ser_bort_fra_skrivemate_og_selskapsform(skrevet: str, nokkel: str) -> None:
    assert navnenokkel(skrevet) == nokkel


@pytest.mark.parametrize(("skrevet", "rent"), [("974 760 673", ORGNR), ("974.760.673", ORGNR), ("", "")])
def test_rent_orgnr_godtar_slik_folk_skriver(skrevet: str, rent: str) -> None:
    assert rent_orgnr(skrevet) == rent


def test_fem_deltakere_godtas_med_et_hint() -> None:
    soknad = lag_soknad(lag_serie(), deltakere=[Deltakerdata(f"Deltaker {nr}") for nr in range(5)])

    assert soknad.deltakere.count() == 5
    assert [bool(hint(antall)) for antall in range(6)] == [True, True, False, False, True, True]


def test_deltakere_for_ett_mote_kommer_i_tillegg() -> None:
    soknad = lag_soknad(lag_serie(), deltakere=[Deltakerdata("Per")])
    forste, andre = soknad.serie.moter.all()[:2]
    sett_for_mote(soknad, forste, [Deltakerdata("Pål"), Deltakerdata("PER")], naa=NAA)

    assert [d.navn for d in ventet(soknad, forste)] == ["Per", "Pål"]
    assert [d.navn for d in ventet(soknad, andre)] == ["Per"]


def test_deltakere_til_et_mote_som_har_begynt_avvises() -> None:
    soknad = lag_soknad(lag_serie())
    mote = soknad.serie.moter.first()
    assert mote is not None

    with pytest.raises(ValidationError):
        sett_for_mote(soknad, mote, [Deltakerdata("Pål")], naa=mote.start)


def test_nye_faste_deltakere_erstatter_de_gamle() -> None:
    soknad = lag_soknad(lag_serie(), deltakere=[Deltakerdata("Per"), Deltakerdata("Pål")])
    per = soknad.deltakere.get(navn="Per")
    sett_faste(soknad, [Deltakerdata("Espen"), Deltakerdata("Per", "lege")], naa=NAA)

    assert {(d.pk, d.navn, d.yrke) for d in soknad.deltakere.filter(navn="Per")} == {(per.pk, "Per", "lege")}
    assert {d.navn for d in soknad.deltakere.all()} == {"Per", "Espen"}
