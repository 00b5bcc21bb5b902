"""Swapping turns (L5): by the verbs, and by the mails."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from moter.arrangor import bekreft, neste_tur, trekk
from moter.bytte import muligheter, spor, svar, trekk_tilbake
from moter.endring import avlys, flytt
from moter.models import Arrangorbytte, Arrangorskifte, Mote
from nettverk.models import Epost, Person
from tests.factories import (
    FEMTEN,
    NAA,
    lag_arbeidssted,
    lag_medlem,
    lag_mote,
    lag_person,
    lokal,
)
from tests.verden import Verden

DAG = date(2027, 2, 4)
EN_DAG = timedelta(days=1)


@pytest.fixture
def bodil(verden: Verden) -> Person:
    return lag_medlem(verden.gruppe, "Bodil Berg", arbeidssted=lag_arbeidssted(verden.nettverk, "Solbo"))


@pytest.fixture
def hennes(verden: Verden, bodil: Person) -> Mote:
    """Bodil's meeting; `verden.mote` is Arne's."""
    return lag_mote(verden.gruppe, DAG, arrangor=bodil)


@pytest.fixture
def bytte(verden: Verden, hennes: Mote, bodil: Person) -> Arrangorbytte:
    """Arne has asked Bodil to swap."""
    return spor(verden.mote, bodil, hennes, av=verden.arrangor, naa=NAA)


@pytest.fixture
def overta(verden: Verden) -> Arrangorbytte:
    """Arne has asked Mari, who organises nothing, to take over."""
    return spor(verden.mote, verden.medlem, None, av=verden.arrangor, naa=NAA)


def arrangor(mote: Mote) -> Person | None:
    return Mote.objects.get(pk=mote.pk).arrangor


def brev() -> list[tuple[str, Person | None]]:
    return [(epost.slag, epost.person) for epost in Epost.objects.order_by("pk")]


def test_de_andre_arrangorene_kan_sporres_og_de_som_ikke_har_noe_mote(
    verden: Verden, hennes: Mote, bodil: Person
) -> None:
    lag_medlem(verden.gruppe, "Pia Permisjon", permisjon_fra=date(2026, 12, 1))
    lag_medlem(verden.gruppe, lag_person("Ulla Uten", epost=None))
    funnet = [(en.person, en.mote) for en in muligheter(verden.mote, NAA)]
    # Vera, who organises `vertsmote` for nobody, is no member.
    assert funnet == [(bodil, hennes), (verden.gruppeansvarlig, None), (verden.medlem, None)]


def test_sporsmalet_sier_hva_det_blir_og_endrer_ingenting(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person
) -> None:
    assert brev() == [("bytte_sporsmal", bodil)]
    epost = Epost.objects.get()
    assert (epost.emne, epost.svar_til) == ("Arne Arrangør spør: kan dere bytte møte?", verden.arrangor.epost)
    assert "- Du er arrangør 10. desember 2026." in epost.tekst.replace("torsdag ", "")
    assert "- Arne Arrangør er arrangør 4. februar 2027." in epost.tekst.replace("torsdag ", "")
    assert (arrangor(verden.mote), arrangor(hennes)) == (verden.arrangor, bodil)


def test_ja_bytter_motene_og_alle_tre_far_vite_det(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person
) -> None:
    Epost.objects.all().delete()
    svar(bytte, ja=True, av=bodil, naa=NAA)

    mitt = Mote.objects.get(pk=verden.mote.pk)
    assert (mitt.arrangor, str(mitt.arrangorsted), arrangor(hennes)) == (bodil, "Solbo", verden.arrangor)
    assert Mote.objects.get(pk=hennes.pk).arrangorsted is None  # Arne's workplace is not known
    assert brev() == [
        ("arrangor", bodil), ("arrangor", verden.arrangor), ("arrangor_ny", verden.gruppeansvarlig),
    ]  # fmt: skip
    hos_bodil, hos_arne, hos_lise = Epost.objects.order_by("pk")
    assert "Du har byttet med Arne Arrangør, som nå er arrangør torsdag 4. februar 2027." in hos_bodil.tekst
    assert "Bodil Berg sa ja til å bytte, og er nå arrangør torsdag 10. desember 2026." in hos_arne.tekst
    assert (
        "- Torsdag 10. desember 2026: Bodil Berg\n- Torsdag 4. februar 2027: Arne Arrangør\n"
        in hos_lise.tekst
    )
    assert [v.navn for v in hos_bodil.vedlegg.all()] == ["nettverksmote.ics"]
    assert set(Arrangorskifte.objects.values_list("mote", "person", "slag", "av")) == {
        (mitt.pk, verden.arrangor.pk, "ga_videre", verden.arrangor.pk), (mitt.pk, bodil.pk, "ble", bodil.pk),
        (hennes.pk, bodil.pk, "ga_videre", bodil.pk),
        (hennes.pk, verden.arrangor.pk, "ble", verden.arrangor.pk),
    }  # fmt: skip


def test_ja_til_a_overta_gir_den_som_spurte_turen_tilbake(verden: Verden, overta: Arrangorbytte) -> None:
    Epost.objects.all().delete()
    svar(overta, ja=True, av=verden.medlem, naa=NAA)

    assert arrangor(verden.mote) == verden.medlem
    assert brev() == [
        ("arrangor", verden.medlem), ("bytte_svar", verden.arrangor),
        ("arrangor_ny", verden.gruppeansvarlig),
    ]  # fmt: skip
    tekster = [epost.tekst for epost in Epost.objects.order_by("pk")]
    assert "Du har sagt ja til å ta over møtet for Arne Arrangør." in tekster[0]
    assert "beholder turen din" in tekster[1]
    koen = [tur.medlemskap.person for tur in neste_tur(verden.gruppe, NAA).turer]
    assert koen[-1] == verden.medlem  # it counts as hers
    assert koen.index(verden.arrangor) < koen.index(verden.medlem)


def test_turen_folger_den_som_faktisk_var_arrangor(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person
) -> None:
    """Arne's new meeting is the later one, so he now comes last."""
    svar(bytte, ja=True, av=bodil, naa=NAA)
    siden = {tur.medlemskap.person: tur.siden for tur in neste_tur(verden.gruppe, NAA).turer}
    assert (siden[bodil], siden[verden.arrangor]) == (verden.mote.dag, DAG)


def test_nei_endrer_ingenting_og_den_som_spurte_far_vite_det(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person
) -> None:
    Epost.objects.all().delete()
    svar(bytte, ja=False, av=bodil, naa=NAA)
    assert (arrangor(verden.mote), arrangor(hennes)) == (verden.arrangor, bodil)
    assert (brev(), Arrangorskifte.objects.count()) == ([("bytte_svar", verden.arrangor)], 0)
    spor(verden.mote, verden.medlem, None, av=verden.arrangor, naa=NAA)  # another may be asked now


def test_spurt_svart_og_trukket_to_ganger_sies_i_klartekst(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person
) -> None:
    with pytest.raises(ValidationError, match="Du har allerede spurt Bodil Berg"):
        spor(verden.mote, verden.medlem, None, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="Arne Arrangør har allerede spurt deg"):
        spor(hennes, verden.arrangor, verden.mote, av=bodil, naa=NAA)
    svar(bytte, ja=True, av=bodil, naa=NAA)
    for ja in (True, False):
        with pytest.raises(ValidationError, match="Bodil Berg svarte ja"):
            svar(bytte, ja=ja, av=bodil, naa=NAA)
    with pytest.raises(ValidationError, match="svarte ja"):
        trekk_tilbake(bytte, av=verden.arrangor, naa=NAA)


def test_et_trukket_sporsmal_kan_ikke_besvares(verden: Verden, bytte: Arrangorbytte, bodil: Person) -> None:
    trekk_tilbake(bytte, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="Arne Arrangør har trukket spørsmålet"):
        svar(bytte, ja=True, av=bodil, naa=NAA)
    assert arrangor(verden.mote) == verden.arrangor


def _flytt(mote: Mote, verden: Verden) -> None:
    dag = mote.dag + EN_DAG
    flytt(mote, start=lokal(dag), slutt=lokal(dag, FEMTEN), sted=mote.sted, adresse=mote.adresse,
          av=verden.koordinator, naa=NAA)  # fmt: skip


@pytest.mark.parametrize("hvilket", ["mitt", "hennes"])
@pytest.mark.parametrize("hva", ["flyttet", "avlyst", "en annen arrangør", "i gang"])
def test_sporsmalet_faller_bort_nar_et_av_motene_er_et_annet(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person, hvilket: str, hva: str
) -> None:
    mote, naa = (verden.mote if hvilket == "mitt" else hennes), NAA
    if hva == "flyttet":
        _flytt(mote, verden)
    elif hva == "avlyst":
        avlys(mote, av=verden.koordinator, naa=NAA)
    elif hva == "en annen arrangør":
        trekk(mote, av=verden.koordinator, naa=NAA)
        bekreft(mote, verden.medlem, grunn="Vil", av=verden.koordinator, naa=NAA)
    else:
        naa = mote.start
    for_ = arrangor(verden.mote), arrangor(hennes)

    with pytest.raises(ValidationError, match=hva):
        svar(bytte, ja=True, av=bodil, naa=naa)
    assert (arrangor(verden.mote), arrangor(hennes)) == for_


def test_et_bortfalt_sporsmal_star_ikke_i_veien_for_et_nytt(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person
) -> None:
    _flytt(hennes, verden)
    nytt = spor(verden.mote, bodil, Mote.objects.get(pk=hennes.pk), av=verden.arrangor, naa=NAA)
    bytte.refresh_from_db()
    assert (bytte.utfall, nytt.utfall) == ("bortfalt", "venter")
    svar(nytt, ja=True, av=bodil, naa=NAA)
    assert arrangor(hennes) == verden.arrangor


def test_den_som_ikke_er_medlem_den_dagen_bytter_ikke(
    verden: Verden, bytte: Arrangorbytte, hennes: Mote, bodil: Person
) -> None:
    verden.gruppe.medlemskap.filter(person=verden.arrangor).update(permisjon_fra=DAG)
    with pytest.raises(ValidationError, match="Arne Arrangør er ikke aktivt medlem på møtedagen"):
        svar(bytte, ja=True, av=bodil, naa=NAA)
    assert (arrangor(verden.mote), arrangor(hennes)) == (verden.arrangor, bodil)


@pytest.mark.parametrize("hvem", ["medlem", "gruppeansvarlig", "kontakt"])
def test_bare_arrangoren_selv_spor_og_bare_om_egne_moter(
    verden: Verden, hennes: Mote, bodil: Person, hvem: str
) -> None:
    with pytest.raises(ValidationError, match="Bare medlemmet som er arrangør"):
        spor(verden.mote, bodil, hennes, av=getattr(verden, hvem), naa=NAA)
    with pytest.raises(ValidationError, match="kan ikke spørres"):
        spor(verden.mote, verden.nabo, verden.nabomote, av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="Bare medlemmet"):  # a contact has no turn to swap
        spor(verden.vertsmote, bodil, hennes, av=verden.kontakt, naa=NAA)


def test_gruppeansvarlig_som_selv_bytter_far_ikke_to_brev(verden: Verden, overta: Arrangorbytte) -> None:
    trekk_tilbake(overta, av=verden.arrangor, naa=NAA)
    nytt = spor(verden.mote, verden.gruppeansvarlig, None, av=verden.arrangor, naa=NAA)
    svar(nytt, ja=True, av=verden.gruppeansvarlig, naa=NAA)
    assert not Epost.objects.filter(slag="arrangor_ny").exists()
