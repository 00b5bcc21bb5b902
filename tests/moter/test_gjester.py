"""Guests at part 2: registered, let in, withdrawn, and who is told (L13, L4)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from moter.beskjeder import beskjeder
from moter.endring import avlys, flytt
from moter.gjesteliste import (
    inviter,
    inviter_ledere,
    send_pa_nytt,
    sett_maks,
    si_nei,
    slipp_inn,
)
from moter.gjester import Gjestesvar, angre, meld_av, meld_pa, meld_pa_kollega, svar
from moter.models import Gjest
from moter.models.gjest import SLETTES_ETTER
from moter.opprydding import slett_gjester, slett_matbehov
from nettverk.models import Epost, Lenke
from tests.factories import NAA, lag_gjest
from tests.verden import Verden

ETTER_FRISTEN = datetime(2026, 12, 4, 8, 0, tzinfo=UTC)
SVAR = Gjestesvar("Gro Gjest", "lege", "Ulset sykehjem", True, "vegetar")


def post() -> list[tuple[str, str]]:
    """The mails queued so far, in order: kind and address. They are then forgotten."""
    rader = list(Epost.objects.order_by("pk").values_list("slag", "til"))
    Epost.objects.all().delete()
    return rader


def invitert(verden: Verden, epost: str = "gro@helse.example", naa: datetime = NAA) -> Gjest:
    (gjest,) = inviter(verden.mote, [epost], hilsen="", av=verden.arrangor, naa=naa).nye
    return gjest


def test_gjest_melder_seg_pa_og_far_kvittering(verden: Verden) -> None:
    meld_pa(verden.mote, "Gro@Helse.example", SVAR, malform="nn", naa=NAA)
    gjest = Gjest.objects.get()
    assert (gjest.status, gjest.epost, gjest.mat, gjest.malform) == (
        "pameldt",
        "gro@helse.example",
        "vegetar",
        "nn",
    )
    assert post() == [("gjest_pameldt", "gro@helse.example")]


def test_uten_lunsj_trenger_kjokkenet_ikke_vite_noe(verden: Verden) -> None:
    assert lag_gjest(verden.mote, lunsj=False, mat="vegetar").mat == ""


def test_samme_adresse_en_gang_til_endrer_ingenting_men_far_lenken_sin(verden: Verden) -> None:
    gjest = lag_gjest(verden.mote)
    post()
    andre = Gjestesvar("Noen Annen", "", "Et annet sted", False)
    vent = [meld_pa(verden.mote, "GJEST@helse.example", andre, malform="", naa=NAA) for _gang in range(3)]
    gjest.refresh_from_db()
    assert (vent, gjest.navn, gjest.lunsj) == ([False] * 3, "Gro Gjest", True)
    assert post() == [("gjest_lenke", "gjest@helse.example")]


def test_den_som_er_invitert_kan_bruke_den_apne_lenken(verden: Verden) -> None:
    invitert(verden)
    meld_pa(verden.mote, "gro@helse.example", SVAR, malform="", naa=NAA)
    assert Gjest.objects.get().status == "pameldt"


def test_etter_fristen_ma_arrangoren_si_ja(verden: Verden) -> None:
    assert meld_pa(verden.mote, "gro@helse.example", SVAR, malform="", naa=ETTER_FRISTEN)
    gjest = Gjest.objects.get()
    assert gjest.status == "venter"
    assert post() == [
        ("gjest_venter", "gro@helse.example"),
        ("gjest_til_arrangor", verden.arrangor.adresse),
    ]
    for _gang in range(2):
        slipp_inn(gjest, av=verden.arrangor, naa=ETTER_FRISTEN)
    gjest.refresh_from_db()
    assert (gjest.status, gjest.avgjort_av) == ("pameldt", verden.arrangor)
    assert post() == [("gjest_pameldt", "gro@helse.example")]


def test_flere_enn_det_er_plass_til_ma_vente(verden: Verden) -> None:
    sett_maks(verden.mote, 1, naa=NAA)
    forste, andre = lag_gjest(verden.mote, "a@helse.example"), lag_gjest(verden.mote, "b@helse.example")
    assert (forste.status, andre.status) == ("pameldt", "venter")
    si_nei(andre, av=verden.arrangor, naa=NAA)
    assert post()[-1] == ("gjest_nei", "b@helse.example")


def test_den_som_inviteres_etter_fristen_har_arrangorens_ja(verden: Verden) -> None:
    gjest = invitert(verden, naa=ETTER_FRISTEN)
    assert svar(gjest, SVAR, naa=ETTER_FRISTEN).status == "pameldt"
    sett_maks(verden.mote, 1, naa=ETTER_FRISTEN)
    full = invitert(verden, "full@helse.example", naa=ETTER_FRISTEN)
    assert svar(full, SVAR, naa=ETTER_FRISTEN).status == "venter"


def test_invitert_som_er_tatt_bort_far_ingen_beskjed_og_kan_ikke_svare(verden: Verden) -> None:
    gjest = invitert(verden)
    post()
    gjest = si_nei(gjest, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError):
        svar(gjest, SVAR, naa=NAA)
    with pytest.raises(ValidationError):
        meld_av(gjest, naa=NAA)
    assert (slipp_inn(gjest, av=verden.arrangor, naa=NAA).status, post()) == ("invitert", [])


def test_mat_kan_endres_til_fristen_resten_til_motet_er_over(verden: Verden) -> None:
    gjest = lag_gjest(verden.mote, mat="vegetar")
    nytt = Gjestesvar("Gro Gjestesen", "lege", "Nytt sted", False)
    gjest = svar(gjest, nytt, naa=ETTER_FRISTEN)
    assert (gjest.navn, gjest.lunsj, gjest.mat, gjest.status) == ("Gro Gjestesen", True, "vegetar", "pameldt")
    gjest = svar(gjest, nytt, naa=NAA)
    assert (gjest.lunsj, gjest.mat) == (False, "")


def test_avmelding_etter_fristen_fortelles_arrangoren(verden: Verden) -> None:
    tidlig, sen = lag_gjest(verden.mote, "a@helse.example"), lag_gjest(verden.mote, "b@helse.example")
    post()
    meld_av(tidlig, naa=NAA)
    assert post() == []
    for _gang in range(2):
        meld_av(sen, naa=ETTER_FRISTEN)
    assert post() == [("gjest_til_arrangor", verden.arrangor.adresse)]


def test_avmelding_kan_angres_med_svarene_fra_for(verden: Verden) -> None:
    gjest = lag_gjest(verden.mote, mat="vegetar")
    gjest = angre(meld_av(gjest, naa=NAA), naa=NAA)
    assert (gjest.status, gjest.mat) == ("pameldt", "vegetar")
    assert angre(meld_av(gjest, naa=NAA), naa=ETTER_FRISTEN).status == "venter"


def test_den_som_sa_nei_for_hun_svarte_er_invitert_igjen_nar_hun_angrer(verden: Verden) -> None:
    assert angre(meld_av(invitert(verden), naa=NAA), naa=NAA).status == "invitert"


@pytest.mark.parametrize("hva", ["avlyst", "over"])
def test_avlyst_eller_over_tar_ikke_imot_noe(verden: Verden, hva: str) -> None:
    mote, naa = verden.mote, verden.mote.slutt
    gjest = lag_gjest(mote)
    if hva == "avlyst":
        avlys(mote, av=verden.arrangor, naa=NAA)
        naa = NAA
    for forsok in (
        lambda: meld_pa(mote, "ny@helse.example", SVAR, malform="", naa=naa),
        lambda: svar(gjest, SVAR, naa=naa),
        lambda: meld_av(gjest, naa=naa),
        lambda: angre(gjest, naa=naa),
        lambda: meld_pa_kollega(gjest, "ny@helse.example", SVAR, naa=naa),
        lambda: inviter(mote, ["ny@helse.example"], hilsen="", av=verden.arrangor, naa=naa),
        lambda: inviter_ledere(mote, hilsen="", av=verden.arrangor, naa=naa),
        lambda: slipp_inn(gjest, av=verden.arrangor, naa=naa),
        lambda: si_nei(gjest, av=verden.arrangor, naa=naa),
        lambda: send_pa_nytt(gjest, naa=naa),
        lambda: sett_maks(mote, 3, naa=naa),
    ):
        with pytest.raises(ValidationError):
            forsok()
    assert [(g.epost, g.status) for g in Gjest.objects.all()] == [("gjest@helse.example", "pameldt")]


def test_en_leder_melder_pa_kolleger_som_far_sin_egen_lenke(verden: Verden) -> None:
    inviter_ledere(verden.mote, hilsen="", av=verden.arrangor, naa=NAA)
    leder = Gjest.objects.get()
    post()
    meld_pa_kollega(leder, "kollega@helse.example", Gjestesvar("Kai Kollega", "", "Ulset", True), naa=NAA)
    kollega, epost = Gjest.objects.get(navn="Kai Kollega"), Epost.objects.get()
    assert (kollega.meldt_pa_av, kollega.status, epost.til) == (leder, "pameldt", "kollega@helse.example")
    assert epost.emne.startswith("Nils Nærmesteleder har meldt deg på: faglig påfyll")
    assert Lenke.objects.filter(object_id=kollega.pk, formal="gjest", person=None).count() == 1


def test_en_kollega_som_har_svart_far_bare_lenken_sin(verden: Verden) -> None:
    gjest, leder = lag_gjest(verden.mote), lag_gjest(verden.mote, "leder@helse.example", navn="Nils")
    post()
    meld_pa_kollega(leder, gjest.epost, Gjestesvar("Feil Navn", "", "Sted", False), naa=NAA)
    gjest.refresh_from_db()
    assert (gjest.navn, gjest.meldt_pa_av, post()) == ("Gro Gjest", None, [("gjest_lenke", gjest.epost)])


def test_den_som_selv_venter_kan_ikke_melde_pa_andre(verden: Verden) -> None:
    gjest = lag_gjest(verden.mote, naa=ETTER_FRISTEN)
    with pytest.raises(ValidationError):
        meld_pa_kollega(gjest, "kollega@helse.example", SVAR, naa=ETTER_FRISTEN)


def test_gjester_som_ikke_har_meldt_seg_av_far_vite_om_endringer(verden: Verden) -> None:
    sett_maks(verden.mote, 1, naa=NAA)
    kommer = lag_gjest(verden.mote, "kommer@helse.example", navn="Anna")
    lag_gjest(verden.mote, "venter@helse.example", navn="Bo")
    invitert(verden)

    def far_vite() -> list[str]:
        return [en.mottaker.navn for en in beskjeder(verden.mote, NAA.date()) if en.gjest]

    assert far_vite() == ["gro@helse.example", "Anna", "Bo"]
    meld_av(kommer, naa=NAA)
    assert far_vite() == ["gro@helse.example", "Bo"]


def test_lenkene_folger_et_mote_som_flyttes(verden: Verden) -> None:
    mote = verden.mote
    lag_gjest(mote)
    uke = timedelta(days=7)
    flytt(
        mote, start=mote.start + uke, slutt=mote.slutt + uke, sted="", adresse="", av=verden.arrangor, naa=NAA
    )
    # The one she had, and the one in the notice.
    utloper = Lenke.objects.filter(formal="gjest").values_list("utloper", flat=True)
    assert list(utloper) == [mote.slutt + uke + SLETTES_ETTER] * 2


def test_matbehov_slettes_etter_30_dager_ogsa_for_gjester(verden: Verden) -> None:
    lag_gjest(verden.mote, mat="vegetar")
    slutt = verden.mote.slutt
    antall = [slett_matbehov(slutt + timedelta(days=dager, seconds=1)) for dager in (29, 30, 31)]
    assert (antall, Gjest.objects.get().mat) == ([0, 1, 0], "")


def test_gjester_slettes_etter_seks_maneder_med_lenker_historikk_og_e_post(verden: Verden) -> None:
    lag_gjest(verden.mote)
    lag_gjest(verden.nabomote, "nabo@helse.example")
    verden.nabomote.slutt += timedelta(days=60)
    verden.nabomote.save()
    slutt = verden.mote.slutt
    antall = [slett_gjester(slutt + timedelta(days=dager, seconds=1)) for dager in (181, 182, 183)]
    assert antall == [0, 1, 0]
    assert [g.epost for g in Gjest.objects.all()] == ["nabo@helse.example"]
    assert {h.epost for h in Gjest.history.all()} == {"nabo@helse.example"}
    assert Lenke.objects.filter(formal="gjest").count() == 1
    assert set(Epost.objects.values_list("til", flat=True)) == {"nabo@helse.example"}
