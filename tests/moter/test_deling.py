"""Splitting a group, and ending one: who goes, what stays, and what is taken back (L18)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from moter.arrangor import neste_tur
from moter.models import Gruppefil, Mote
from moter.omlegging import FLYTT, angre, avslutt, del_gruppen, slaa_sammen
from moter.turordning import Tur, turordning, ventetid
from nettverk.innsyn import Innsyn
from nettverk.models import Epost, Frist, Gruppe, Medlemskap, Omlegging
from tests.factories import NAA, lag_medlem, lag_mote, lokal
from tests.filer import lag_fil
from tests.verden import Verden

FRA = date(2027, 1, 1)
SENERE = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def del_(verden: Verden, *, moter: tuple[int, ...] = ()) -> Omlegging:
    """Mari leaves Åsane for a group of her own."""
    return del_gruppen(
        verden.gruppe,
        "Åsane nord",
        valgte=[verden.medlem.pk],
        leder=verden.medlem.pk,
        fra=FRA,
        moter=moter,
        av=verden.koordinator,
        naa=NAA,
    )


def hvem(gruppe: Gruppe, dag: date) -> set[str]:
    return {m.person.navn for m in gruppe.medlemskap.gjeldende(dag)}


def test_de_som_gar_over_far_egen_gruppe_og_de_andre_blir(verden: Verden) -> None:
    ny = del_(verden).til
    assert ny is not None
    assert (hvem(ny, FRA), ny.gruppeansvarlig(FRA)) == ({"Mari Medlem"}, verden.medlem)
    assert hvem(verden.gruppe, FRA) == {"Lise Leder", "Arne Arrangør"}
    assert hvem(verden.gruppe, NAA.date()) == {"Lise Leder", "Arne Arrangør", "Mari Medlem"}
    assert Gruppe.objects.get(pk=verden.gruppe.pk).slutt is None


def test_motene_blir_om_ikke_annet_er_valgt_og_arrangoren_ma_vaere_med(verden: Verden) -> None:
    blir = lag_mote(verden.gruppe, date(2027, 2, 4), arrangor=verden.medlem)
    med = lag_mote(verden.gruppe, date(2027, 3, 4), arrangor=verden.arrangor)
    ny = del_(verden, moter=(med.pk,)).til
    moter = Mote.objects.filter(pk__in=(blir.pk, med.pk))
    assert {(m.gruppe, m.arrangor) for m in moter} == {(verden.gruppe, None), (ny, None)}
    fikk = Epost.objects.filter(slag="arrangor_opphevet").values_list("person", flat=True)
    assert set(fikk) == {verden.medlem.pk, verden.arrangor.pk}


def test_hver_far_ett_brev_om_det_som_er_hennes(verden: Verden) -> None:
    lag_mote(verden.gruppe, date(2027, 2, 4))
    del_(verden)
    brev = {e.til_navn: e.tekst for e in Epost.objects.filter(slag="gruppeendring")}
    assert set(brev) == {"Lise Leder", "Arne Arrangør", "Mari Medlem"}
    assert "Du er fortsatt i Åsane. Disse går over: Mari Medlem." in brev["Lise Leder"].replace("\n", " ")
    assert "Disse møtene holdes av Åsane. Ta dem ut av kalenderen din:" in brev["Mari Medlem"]


def test_hun_har_ventetiden_med_seg_ogsa_fram_og_tilbake(verden: Verden) -> None:
    for_ = NAA - timedelta(days=400)
    lag_mote(verden.gruppe, date(2025, 11, 20), arrangor=verden.medlem, naa=for_)
    ny = del_(verden).til
    assert ny is not None
    (tur,) = neste_tur(ny, SENERE).turer
    assert (tur.siden, tur.begrunnelse(SENERE.date())) == (
        date(2025, 11, 20),
        "Har ikke vært arrangør siden november 2025",
    )
    slaa_sammen(ny, verden.gruppe, fra=date(2027, 6, 1), valg={}, av=verden.koordinator, naa=SENERE)
    tilbake = neste_tur(Gruppe.objects.get(pk=verden.gruppe.pk), datetime(2027, 6, 2, 9, 0, tzinfo=UTC))
    assert {t.medlemskap.person: t.siden for t in tilbake.turer}[verden.medlem] == date(2025, 11, 20)


def test_det_som_la_pa_hyllen_i_hennes_tid(verden: Verden) -> None:
    gammel = lag_fil(verden.gruppe, av=verden.medlem)
    del_(verden)
    innsyn = Innsyn(dag=SENERE.date(), person=verden.medlem)
    assert list(Gruppefil.objects.synlig_for(innsyn).hylle()) == [gammel]
    gammel.fil.lastet_opp = SENERE
    gammel.fil.save()
    assert list(Gruppefil.objects.synlig_for(innsyn).hylle()) == []


def test_angret_deling_er_som_for_og_gruppen_er_borte(verden: Verden) -> None:
    med = lag_mote(verden.gruppe, date(2027, 3, 4))
    omlegging = del_(verden, moter=(med.pk,))
    angre(omlegging, av=verden.koordinator, naa=NAA)
    assert hvem(verden.gruppe, FRA) == {"Lise Leder", "Arne Arrangør", "Mari Medlem"}
    assert Mote.objects.get(pk=med.pk).gruppe == verden.gruppe
    assert not Gruppe.objects.filter(navn="Åsane nord").exists()


def test_gruppen_slutter_og_motene_avlyses(verden: Verden) -> None:
    neste = lag_mote(verden.nabogruppe, date(2027, 2, 4))
    avslutt(verden.nabogruppe, fra=FRA, av=verden.koordinator, naa=NAA)
    gruppe = Gruppe.objects.get(pk=verden.nabogruppe.pk)
    assert (gruppe.slutt, hvem(gruppe, FRA)) == (date(2026, 12, 31), set())
    assert Mote.objects.get(pk=neste.pk).er_avlyst
    assert not Mote.objects.get(pk=verden.nabomote.pk).er_avlyst
    assert not Frist.objects.apne().filter(mote__gruppe=gruppe, slag="neste_aar").exists()
    for dag, ser in ((NAA.date(), True), (FRA, False)):
        innsyn = Innsyn(dag=dag, person=verden.nabo)
        assert (verden.nabomote in Mote.objects.med_apen_del1(innsyn)) is ser
    fikk = Epost.objects.filter(slag="gruppeendring").values_list("til_navn", flat=True)
    assert sorted(fikk) == ["Berit Bøe", "Nora Nabo"]


def test_slutten_angres_til_dagen_er_over(verden: Verden) -> None:
    omlegging = avslutt(verden.nabogruppe, fra=FRA, av=verden.koordinator, naa=NAA)
    with pytest.raises(ValidationError, match="har skjedd"):
        angre(omlegging, av=verden.koordinator, naa=SENERE)
    angre(omlegging, av=verden.koordinator, naa=datetime(2026, 12, 31, 20, 0, tzinfo=UTC))
    assert hvem(verden.nabogruppe, FRA) == {"Berit Bøe", "Nora Nabo"}
    assert Gruppe.objects.get(pk=verden.nabogruppe.pk).slutt is None


def test_den_som_ikke_har_begynt_begynner_der(verden: Verden) -> None:
    lag_medlem(verden.gruppe, "Siri Senere", fra=date(2027, 5, 1))
    moter = {mote.pk: FLYTT for mote in verden.gruppe.moter.all()}
    slaa_sammen(verden.gruppe, verden.nabogruppe, fra=FRA, valg=moter, av=verden.koordinator, naa=NAA)
    rad = Medlemskap.objects.get(person__etternavn="Senere")
    assert (rad.gruppe, rad.fra) == (verden.nabogruppe, date(2027, 5, 1))


DAGER = st.dates(date(2020, 1, 1), date(2026, 6, 1))


@settings(max_examples=60, deadline=None)
@given(her=st.lists(DAGER, max_size=5), der=st.lists(DAGER, max_size=5))
def test_koen_etter_en_sammenslaing_er_de_to_koene_flettet(her: list[date], der: list[date]) -> None:
    """Everybody keeps her day: nobody who waited behind another in her own group comes before her."""
    sist_i_her = dict(enumerate(her, 1))
    sist_i_der = dict(enumerate(der, 101))
    gamle = [
        Medlemskap(pk=nr, person_id=nr, fra=date(2019, 1, 1), til=date(2026, 12, 31)) for nr in sist_i_her
    ]
    med_seg: dict[int, Tur] = {m.pk + 1000: ventetid(m, gamle, sist_i_her[m.person_id], {}) for m in gamle}
    nye = [Medlemskap(pk=nr + 1000, person_id=nr, fra=FRA) for nr in sist_i_her]
    deres = [Medlemskap(pk=nr, person_id=nr, fra=date(2019, 1, 1)) for nr in sist_i_der]
    moter = [Mote(start=lokal(dag), arrangor_id=nr) for nr, dag in sist_i_der.items()]
    turer = turordning([*nye, *deres], moter, FRA, med_seg=med_seg)
    alle = sist_i_her | sist_i_der
    assert [t.medlemskap.person_id for t in turer] == sorted(alle, key=lambda nr: (alle[nr], nr))
