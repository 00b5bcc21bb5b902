"""Merging two groups: history stays true, what is ahead goes along, and nobody is told twice (L18)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from moter.arrangor import neste_tur
from moter.models import Gruppefil, Mote, Programpost
from moter.omlegging import AVLYS, FLYTT, angre, slaa_sammen
from nettverk.innsyn import Innsyn
from nettverk.models import Epost, Frist, Gruppe, Medlemskap, Omlegging, Person
from tests.factories import (
    NAA,
    lag_driftsrepresentant,
    lag_gruppe,
    lag_gruppeansvarlig,
    lag_koordinator,
    lag_medlem,
    lag_medlemskap,
    lag_mote,
    lag_nettverk,
    lag_svar,
)
from tests.filer import lag_fil
from tests.verden import Verden

FRA = date(2027, 1, 1)
DAGEN_FOR = date(2026, 12, 31)
SENERE = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)
I_DAG = date(2026, 11, 23)


@dataclass(frozen=True)
class To:
    """Askøy goes up in Bergen; `begge` is a member of both. Both have met, and have meetings ahead."""

    askoy: Gruppe
    bergen: Gruppe
    koordinator: Person
    leder: Person
    anna: Person
    begge: Person
    bodil: Person
    bergens_leder: Person
    gammelt: Mote
    bergens_gamle: Mote
    neste: Mote
    bergens_neste: Mote


@pytest.fixture
def to(db: None) -> To:
    nettverk = lag_nettverk()
    askoy, bergen = lag_gruppe(nettverk, "Askøy"), lag_gruppe(nettverk, "Bergen")
    leder = lag_gruppeansvarlig(askoy, "Alma Askøy")
    anna, begge = lag_medlem(askoy, "Anna Dal"), lag_medlem(askoy, "Brit Begge")
    bergens_leder = lag_gruppeansvarlig(bergen, "Berit Bergen")
    bodil = lag_medlem(bergen, "Bodil Vik")
    lag_medlem(bergen, begge)
    for_lenge_siden = NAA - timedelta(days=300)
    return To(
        askoy, bergen, lag_koordinator(nettverk), leder, anna, begge, bodil, bergens_leder,
        gammelt=lag_mote(askoy, date(2026, 3, 5), arrangor=anna, naa=for_lenge_siden),
        bergens_gamle=lag_mote(bergen, date(2026, 4, 9), arrangor=bodil, naa=for_lenge_siden),
        neste=lag_mote(askoy, date(2027, 3, 11), arrangor=anna),
        bergens_neste=lag_mote(bergen, date(2027, 3, 18), arrangor=bodil),
    )  # fmt: skip


def slaa(to: To, *, fra: date = FRA, valg: str = FLYTT, naa: datetime = NAA) -> Omlegging:
    moter = {mote.pk: valg for mote in Mote.objects.filter(gruppe=to.askoy)}
    return slaa_sammen(to.askoy, to.bergen, fra=fra, valg=moter, av=to.koordinator, naa=naa)


def perioder(gruppe: Gruppe) -> set[tuple[str, str, date, date | None]]:
    return {(m.person.fornavn, m.rolle, m.fra, m.til) for m in gruppe.medlemskap.all()}


def apne_frister(mote: Mote) -> set[str]:
    return set(Frist.objects.om(mote).apne().values_list("slag", flat=True))


def apne(person: Person, dag: date) -> set[Mote]:
    return set(Mote.objects.med_apen_del1(Innsyn(dag=dag, person=person)))


def test_medlemskapene_slutter_og_fortsetter_og_i_begge_teller_en_gang(to: To) -> None:
    slaa(to)
    to.askoy.refresh_from_db()
    fra = date(2024, 1, 1)
    assert to.askoy.slutt == DAGEN_FOR
    assert perioder(to.askoy) == {
        ("Alma", "gruppeansvarlig", fra, DAGEN_FOR),
        ("Anna", "medlem", fra, DAGEN_FOR),
        ("Brit", "medlem", fra, DAGEN_FOR),
    }
    assert perioder(to.bergen) == {
        ("Berit", "gruppeansvarlig", fra, None),
        ("Bodil", "medlem", fra, None),
        ("Brit", "medlem", fra, None),
        ("Alma", "medlem", FRA, None),
        ("Anna", "medlem", FRA, None),
    }


def test_rollen_folger_med_der_ingen_har_den(to: To) -> None:
    to.bergen.medlemskap.filter(person=to.bergens_leder).delete()
    slaa(to)
    assert Gruppe.objects.get(pk=to.bergen.pk).gruppeansvarlig(FRA) == to.leder


def test_motet_flyttes_med_svar_frister_program_og_filer(to: To) -> None:
    lag_svar(to.neste, to.anna)
    frister = apne_frister(to.neste) - {"neste_aar"}  # that one rests on Bergen's last in the year
    slaa(to)
    mote = Mote.objects.get(pk=to.neste.pk)
    assert mote.gruppe == to.bergen
    assert mote.arrangor == to.anna
    assert apne_frister(mote) == frister
    assert {p.person for p in mote.pameldinger.all()} == {to.anna}
    assert mote.programposter.count() == 4
    assert {m.person for m in mote.medlemmer()} == {
        to.leder, to.anna, to.begge, to.bergens_leder, to.bodil
    }  # fmt: skip
    assert Mote.objects.get(pk=to.gammelt.pk).gruppe == to.askoy


def test_motet_avlyses_med_vanlig_beskjed(to: To) -> None:
    slaa(to, valg=AVLYS)
    mote = Mote.objects.get(pk=to.neste.pk)
    assert (mote.avlyst, mote.gruppe) == (NAA, to.askoy)
    assert Epost.objects.filter(slag="avlyst", person=to.anna).count() == 1


def test_hver_far_ett_brev_med_leder_og_neste_mote(to: To) -> None:
    lag_driftsrepresentant(to.askoy, "Drude Drift")
    slaa(to)
    brev = Epost.objects.filter(slag="gruppeendring")
    alle = ["Alma Askøy", "Anna Dal", "Berit Bergen", "Bodil Vik", "Brit Begge", "Drude Drift"]
    assert sorted(brev.values_list("til_navn", flat=True)) == alle
    til_anna = brev.get(person=to.anna)
    assert til_anna.emne == "Askøy går opp i Bergen"
    assert "Fra fredag 1. januar 2027 er dere i gruppen Bergen." in til_anna.tekst
    assert "Berit Bergen er gruppeansvarlig i Bergen." in til_anna.tekst
    assert [v.navn for v in til_anna.vedlegg.all()] == [
        "nettverksmote-2027-03-11.ics",
        "nettverksmote-2027-03-18.ics",
    ]
    assert "Disse kommer til: Alma Askøy, Anna Dal" in brev.get(person=to.bodil).tekst
    assert Epost.objects.exclude(slag="gruppeendring").count() == 0


def test_veggen_star_mellom_de_gamle_motene(to: To) -> None:
    """Each reads what she was a member at; who was in both reads both."""
    slaa(to)
    assert apne(to.anna, SENERE.date()) == {to.gammelt, to.neste, to.bergens_neste}
    assert apne(to.bodil, SENERE.date()) == {to.bergens_gamle, to.neste, to.bergens_neste}
    assert apne(to.begge, SENERE.date()) == {to.gammelt, to.bergens_gamle, to.neste, to.bergens_neste}
    post = Programpost.objects.get(mote=to.bergens_gamle, motedel="1")
    assert post not in Programpost.objects.synlig_for(Innsyn(dag=SENERE.date(), person=to.anna))


def test_veggen_star_ogsa_etter_en_ny_rolle_og_til_hun_slutter(to: To) -> None:
    slaa(to)
    ny = to.bergen.medlemskap.get(person=to.anna)
    ny.til = date(2027, 2, 28)
    ny.save()
    lag_medlemskap(to.bergen, to.anna, fra=date(2027, 3, 1), rolle="nestleder")
    assert apne(to.anna, date(2027, 5, 1)) == {to.gammelt, to.neste, to.bergens_neste}
    to.bergen.medlemskap.filter(person=to.anna, til=None).update(til=date(2027, 6, 30))
    assert apne(to.anna, date(2027, 7, 1)) == set()


def test_fram_til_dagen_er_alt_som_for_og_de_som_kommer_ser_motene_de_skal_til(to: To) -> None:
    slaa(to)
    assert apne(to.anna, I_DAG) == {to.gammelt, to.neste, to.bergens_neste}
    assert apne(to.bodil, I_DAG) == {to.bergens_gamle, to.neste, to.bergens_neste}


def test_gammel_leder_gjor_ferdig_det_som_gjenstar(to: To) -> None:
    slaa(to)
    askoy = Gruppe.objects.get(pk=to.askoy.pk)
    assert askoy.gruppeansvarlig(SENERE.date()) == to.leder
    innsyn = Innsyn(dag=SENERE.date(), person=to.leder)
    assert to.gammelt in Mote.objects.referert_av(innsyn)
    assert to.bergens_gamle not in Mote.objects.referert_av(innsyn)
    assert apne(to.leder, SENERE.date()) == {to.gammelt, to.neste, to.bergens_neste}


def test_den_som_kommer_over_har_ventetiden_med_seg(to: To) -> None:
    """Anna organised in March, and has a meeting in March next; Alma joined in 2024 and never has."""
    lag_medlem(to.askoy, "Nina Ny", fra=date(2026, 6, 1))
    slaa(to, valg=AVLYS)
    turer = neste_tur(Gruppe.objects.get(pk=to.bergen.pk), SENERE).turer
    assert [(t.medlemskap.person.fornavn, t.siden) for t in turer] == [
        ("Alma", date(2024, 1, 1)),
        ("Brit", date(2024, 1, 1)),
        ("Berit", date(2024, 1, 1)),
        ("Anna", date(2026, 3, 5)),
        ("Nina", date(2026, 6, 1)),
        ("Bodil", date(2027, 3, 18)),
    ]
    assert turer[3].begrunnelse(SENERE.date()) == "Har ikke vært arrangør siden mars 2026"


def test_arrangor_som_ikke_blir_med_mister_motet(to: To) -> None:
    to.askoy.medlemskap.filter(person=to.anna).update(til=date(2026, 12, 1))
    slaa(to)
    assert Mote.objects.get(pk=to.neste.pk).arrangor is None


def test_angret_er_alt_som_for(to: To) -> None:
    for_ = perioder(to.askoy), perioder(to.bergen)
    omlegging = slaa(to)
    angre(omlegging, av=to.koordinator, naa=NAA + timedelta(days=2))
    assert (perioder(to.askoy), perioder(to.bergen)) == for_
    assert Gruppe.objects.get(pk=to.askoy.pk).slutt is None
    assert Mote.objects.get(pk=to.neste.pk).gruppe == to.askoy
    assert Medlemskap.objects.exclude(fortsetter_i=None).count() == 0
    assert apne(to.anna, I_DAG) == {to.gammelt, to.neste}
    brev = Epost.objects.filter(slag="gruppeendring", emne__startswith="Likevel ikke")
    assert brev.count() == 5
    with pytest.raises(ValidationError, match="alt angret"):
        angre(omlegging, av=to.koordinator, naa=NAA + timedelta(days=2))


def test_etter_dagen_kan_det_ikke_angres(to: To) -> None:
    with pytest.raises(ValidationError, match="har skjedd"):
        angre(slaa(to), av=to.koordinator, naa=SENERE)


def test_hvem_som_gjorde_det_star_i_historikken(to: To) -> None:
    slaa(to)
    assert to.askoy.history.count() == 2
    assert to.askoy.medlemskap.get(person=to.anna).history.count() == 2
    assert Mote.objects.get(pk=to.neste.pk).history.first().gruppe_id == to.bergen.pk


def test_det_som_ikke_gar_nektes_og_ingenting_er_skrevet(to: To, verden: Verden) -> None:
    avsluttet = lag_gruppe(to.askoy.nettverk, "Avsluttet")
    avsluttet.slutt = date(2025, 12, 31)
    avsluttet.save()
    feil = {
        to.askoy: "seg selv",
        verden.gruppe: "hvert sitt nettverk",
        avsluttet: "avsluttet",
    }
    for til, ord_ in feil.items():
        with pytest.raises(ValidationError, match=ord_):
            slaa_sammen(to.askoy, til, fra=FRA, valg={}, av=to.koordinator, naa=NAA)
    with pytest.raises(ValidationError, match="har vært"):
        slaa(to, fra=I_DAG - timedelta(days=1))
    with pytest.raises(ValidationError, match="flyttes eller avlyses"):
        slaa_sammen(to.askoy, to.bergen, fra=FRA, valg={}, av=to.koordinator, naa=NAA)
    with pytest.raises(ValidationError, match="Noe er endret"):
        slaa_sammen(
            to.askoy,
            to.bergen,
            fra=FRA,
            valg={to.neste.pk: FLYTT},
            av=to.koordinator,
            naa=NAA,
            sett="x",
        )
    assert (Omlegging.objects.count(), Epost.objects.count()) == (0, 0)


def test_en_endring_om_gangen(to: To) -> None:
    slaa(to)
    with pytest.raises(ValidationError, match="Angre den først"):
        slaa_sammen(to.bergen, lag_gruppe(to.bergen.nettverk), fra=FRA, valg={}, av=to.koordinator, naa=NAA)


def test_i_avsluttet_gruppe_planlegges_ingenting(to: To) -> None:
    slaa(to)
    with pytest.raises(ValidationError, match="Gruppen er avsluttet"):
        lag_mote(Gruppe.objects.get(pk=to.askoy.pk), date(2027, 5, 6))


def test_filene_pa_motet_folger_med_og_hyllen_blir(to: To) -> None:
    pa_motet = lag_fil(to.askoy, to.anna, mote=to.neste, motedel="1")
    pa_hyllen = lag_fil(to.askoy, to.anna)
    slaa(to)
    assert set(Gruppefil.objects.filter(gruppe=to.bergen)) == {pa_motet}
    assert set(Gruppefil.objects.filter(gruppe=to.askoy)) == {pa_hyllen}
