"""The workplace takes over, with a contact (L6): by the verb, by the mails, and on the page."""

from __future__ import annotations

from datetime import date, time
from urllib.parse import urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from moter.arrangor import neste_tur, trekk
from moter.dokumenter import frosset_innkalling
from moter.endring import avlys, flytt
from moter.innkallinger import lever as lever_innkalling
from moter.models import Arrangorskifte, Mote
from moter.models.synlighet import OPPDRAG_VARER
from moter.overtakelse import Kontakt, overta
from nettverk.frister.motor import kjor
from nettverk.models import Dokument, Epost, Lenke, Person
from nettverk.utboks.levering import lever
from tests.conftest import Klient
from tests.factories import FEMTEN, NAA, lag_koordinator, lag_medlem, lag_mote, lag_person, lokal
from tests.verden import Verden

DAG = date(2027, 2, 4)
KONTAKT = Kontakt("Tora", "Tveit", "Tora.Tveit@ulset.example", "+47 900 00 000")


@pytest.fixture
def mote(verden: Verden) -> Mote:
    """Mari's meeting, of Ulset, with no mail in the outbox."""
    mote = lag_mote(verden.gruppe, DAG, arrangor=verden.medlem)
    Epost.objects.all().delete()
    return mote


@pytest.fixture
def kontakt(mote: Mote, verden: Verden) -> Person:
    """Ulset has taken over for Mari, who did it herself."""
    return overta(mote, KONTAKT, av=verden.medlem, naa=NAA)


def na(mote: Mote) -> Mote:
    return Mote.objects.get(pk=mote.pk)


def brev() -> list[tuple[str, Person | None]]:
    return [(epost.slag, epost.person) for epost in Epost.objects.order_by("pk")]


def lenken(slag: str = "vert") -> str:
    [adresse] = Epost.objects.filter(slag=slag).latest("pk").hemmeligheter.values()
    return str(urlsplit(adresse).path)


def test_kontakten_er_arrangor_og_turen_er_medlemmets(verden: Verden, mote: Mote, kontakt: Person) -> None:
    etter = na(mote)
    assert (etter.arrangor, str(etter.arrangorsted), etter.overtatt_for) == (
        kontakt, "Ulset sykehjem", verden.medlem,
    )  # fmt: skip
    assert (kontakt.navn, kontakt.epost, kontakt.telefon) == (
        "Tora Tveit", "tora.tveit@ulset.example", "+47 900 00 000",
    )  # fmt: skip
    assert not kontakt.medlemskap.exists()
    assert [(s.person, s.slag, s.av) for s in Arrangorskifte.objects.all()] == [
        (verden.medlem, "overtatt", verden.medlem), (kontakt, "ble", verden.medlem),
    ]  # fmt: skip
    siden = {tur.medlemskap.person: tur.siden for tur in neste_tur(verden.gruppe, NAA).turer}
    assert siden[verden.medlem] == DAG


def test_kontakten_far_oppgaver_datoer_lenke_og_kalender_og_gruppeansvarlig_far_vite_det(
    verden: Verden, mote: Mote, kontakt: Person
) -> None:
    assert brev() == [("vert", kontakt), ("arrangor_ny", verden.gruppeansvarlig)]
    til_kontakten, til_lederen = Epost.objects.order_by("pk")
    assert "Send innkallingen til KLB: torsdag 21. januar 2027" in til_kontakten.tekst
    assert "Arbeidsstedet har tatt over møtet for Mari Medlem." in til_kontakten.tekst
    assert [v.navn for v in til_kontakten.vedlegg.all()] == ["nettverksmote.ics"]
    sted = "Tora Tveit for Ulset sykehjem, som tok over for Mari Medlem"
    assert f"- Torsdag 4. februar 2027: {sted}" in til_lederen.tekst
    lenke = Lenke.objects.get(formal="vert")
    assert (lenke.person, lenke.gjelder, lenke.utloper) == (kontakt, mote, mote.slutt + OPPDRAG_VARER)


def test_gjort_av_koordinator_far_medlemmet_vite_det(verden: Verden, mote: Mote) -> None:
    kontakt = overta(mote, KONTAKT, av=verden.koordinator, naa=NAA)
    assert brev() == [
        ("vert", kontakt), ("arrangor_overtatt", verden.medlem), ("arrangor_ny", verden.gruppeansvarlig),
    ]  # fmt: skip
    assert "turen regnes som din" in Epost.objects.get(slag="arrangor_overtatt").tekst


def test_innkallingen_har_kontakten_og_arbeidsstedet(verden: Verden, mote: Mote, kontakt: Person) -> None:
    innkalling = lever_innkalling(mote, av=kontakt, naa=NAA)
    arrangor = frosset_innkalling(innkalling, Dokument.Malgruppe.APEN).innhold["arrangor"]
    assert (arrangor["navn"], arrangor["epost"], arrangor["arbeidssted"]) == (
        "Tora Tveit", "tora.tveit@ulset.example", "Ulset sykehjem",
    )  # fmt: skip


def test_en_kjent_person_pekes_pa_og_endres_ikke(verden: Verden, mote: Mote) -> None:
    leder = verden.naermeste_leder
    valgt = Kontakt("nils", "nærmesteleder", (leder.epost or "").upper(), "12345678")
    assert overta(mote, valgt, av=verden.medlem, naa=NAA) == leder
    etter = Person.objects.get(pk=leder.pk)
    assert (etter.navn, etter.epost, etter.telefon) == ("Nils Nærmesteleder", leder.epost, "")


def test_adressen_til_en_annen_enn_den_som_er_nevnt_blir_avvist(verden: Verden, mote: Mote) -> None:
    """A slip of the keyboard must not give the link to somebody else."""
    with pytest.raises(ValidationError, match="Adressen tilhører Nils Nærmesteleder"):
        overta(mote, Kontakt("Tora", "Tveit", str(verden.naermeste_leder.epost)), av=verden.medlem, naa=NAA)
    with pytest.raises(ValidationError, match="Arne Arrangør er medlem av gruppen"):
        overta(mote, Kontakt("Arne", "Arrangør", str(verden.arrangor.epost)), av=verden.medlem, naa=NAA)
    assert (na(mote).arrangor, brev()) == (verden.medlem, [])


@pytest.mark.parametrize("hvem", ["annen_koordinator", "driftsansvarlig", "fremmed"])
def test_adressen_til_en_fra_et_annet_nettverk_tas_ikke_over(verden: Verden, mote: Mote, hvem: str) -> None:
    """The mail goes there; the account, its name, and that it exists, stay where they are."""
    fremmed: Person = getattr(verden, hvem)
    kontakt = overta(mote, Kontakt("Tora", "Tveit", str(fremmed.epost)), av=verden.medlem, naa=NAA)

    assert kontakt != fremmed
    assert (kontakt.navn, kontakt.epost, kontakt.delt_epost) == ("Tora Tveit", None, fremmed.epost)
    assert Person.objects.get(pk=fremmed.pk).navn == fremmed.navn
    assert Epost.objects.get(slag="vert").til == fremmed.epost


def test_en_postkasse_flere_leser_gir_ingen_innlogging(verden: Verden, mote: Mote) -> None:
    lag_person("Dina Delt", epost=None, delt_epost="Post@ulset.example")
    for adresse in ("post@ulset.example", verden.nettverk.epost):
        kontakt = overta(mote, Kontakt("Tora", "Tveit", adresse), av=verden.koordinator, naa=NAA)
        assert (kontakt.epost, kontakt.delt_epost) == (None, adresse)
    assert Epost.objects.filter(slag="vert", emne__endswith="(til Tora Tveit)").count() == 2


def test_arbeidsstedet_kan_bytte_kontakt_og_den_gamle_lenken_slutter(
    verden: Verden, mote: Mote, kontakt: Person, client_for: Klient
) -> None:
    gammel = lenken()
    Epost.objects.all().delete()
    ny = overta(mote, Kontakt("Nora", "Ny", "nora@ulset.example"), av=verden.gruppeansvarlig, naa=NAA)
    etter = na(mote)
    assert (etter.arrangor, etter.overtatt_for, str(etter.arrangorsted)) == (
        ny, verden.medlem, "Ulset sykehjem",
    )  # fmt: skip
    assert brev() == [("vert", ny), ("arrangor_opphevet", kontakt)]
    assert client_for(None).get(gammel).status_code == 404
    assert client_for(None).get(lenken()).status_code == 200
    with pytest.raises(ValidationError, match="er allerede arrangør"):
        overta(mote, Kontakt("Nora", "Ny", "nora@ulset.example"), av=verden.koordinator, naa=NAA)


def test_tas_motet_tilbake_er_turen_som_for(verden: Verden, mote: Mote) -> None:
    for_ = [tur.medlemskap.person for tur in neste_tur(verden.gruppe, NAA).turer]
    kontakt = overta(mote, KONTAKT, av=verden.medlem, naa=NAA)
    trekk(mote, av=verden.gruppeansvarlig, naa=NAA)

    etter = na(mote)
    assert (etter.arrangor, etter.arrangorsted, etter.overtatt_for) == (None, None, None)
    tur = neste_tur(verden.gruppe, NAA)
    assert (tur.mote, tur.sagt_nei, {t.medlemskap.person for t in tur.turer}) == (mote, [], set(for_))
    assert Lenke.objects.get(formal="vert").trukket == NAA
    assert Epost.objects.filter(slag="arrangor_opphevet", person=kontakt).exists()


def test_kontakten_som_ikke_kan_har_ingen_tur_a_beholde(verden: Verden, mote: Mote, kontakt: Person) -> None:
    trekk(mote, av=kontakt, naa=NAA)
    tur = neste_tur(verden.gruppe, NAA)
    assert (tur.mote, tur.sagt_nei) == (mote, [])
    assert Epost.objects.filter(slag="arrangor_kan_ikke", person=verden.gruppeansvarlig).exists()


def test_lenken_folger_et_mote_som_flyttes(verden: Verden, mote: Mote, kontakt: Person) -> None:
    dag = date(2027, 3, 4)
    flytt(mote, start=lokal(dag), slutt=lokal(dag, FEMTEN), sted=mote.sted, adresse=mote.adresse,
          av=verden.koordinator, naa=NAA)  # fmt: skip
    assert Lenke.objects.get(formal="vert").utloper == na(mote).slutt + OPPDRAG_VARER


def test_uten_arrangor_eller_med_et_mote_som_er_i_gang_er_det_ingenting_a_ta_over(
    verden: Verden, mote: Mote
) -> None:
    with pytest.raises(ValidationError, match="i gang"):
        overta(mote, KONTAKT, av=verden.medlem, naa=mote.start)
    with pytest.raises(ValidationError, match="Arrangøren er ikke medlem"):
        overta(verden.vertsmote, KONTAKT, av=verden.koordinator, naa=NAA)
    trekk(mote, av=verden.medlem, naa=NAA)
    with pytest.raises(ValidationError, match="ingen arrangør"):
        overta(mote, KONTAKT, av=verden.koordinator, naa=NAA)
    avlys(mote, av=verden.koordinator, naa=NAA)
    with pytest.raises(ValidationError, match="avlyst"):
        overta(mote, KONTAKT, av=verden.koordinator, naa=NAA)


def test_en_kontakt_som_har_forlatt_gruppen_er_fortsatt_kontakt(verden: Verden, mote: Mote) -> None:
    """She left the group, but works where she worked."""
    sluttet = lag_medlem(verden.gruppe, "Sara Sluttet", til=NAA.date())
    kontakt = overta(mote, Kontakt("Sara", "Sluttet", str(sluttet.epost)), av=verden.medlem, naa=NAA)
    dagen_etter = date(2026, 11, 25)
    assert (kontakt, na(mote).mangler_arrangor(dagen_etter)) == (sluttet, False)


def test_paminnelsen_har_en_lenke_for_den_som_ikke_logger_inn(
    verden: Verden, mote: Mote, kontakt: Person
) -> None:
    mote.lenker.all().delete()
    kjor(lokal(date(2027, 1, 7), time(8)))  # two weeks before the innkalling is due
    lever(lokal(date(2027, 1, 7), time(8)))
    paminnelse = Epost.objects.get(slag="varsel", person=kontakt)
    assert paminnelse.emne.startswith("2 ting å gjøre")
    lenker = mote.lenker.filter(formal="vert")
    assert {(lenke.person, lenke.utloper) for lenke in lenker} == {(kontakt, mote.slutt + OPPDRAG_VARER)}


@pytest.mark.parametrize(
    ("hvem", "status"),
    [("medlem", 200), ("gruppeansvarlig", 200), ("koordinator", 200), ("arrangor", 404), ("nabo", 404)],
)
def test_siden_er_for_arrangoren_gruppeansvarlig_og_koordinator(
    verden: Verden, mote: Mote, client_for: Klient, hvem: str, status: int
) -> None:
    klient, sti = client_for(getattr(verden, hvem)), reverse("arrangor_overta", args=(mote.pk,))
    assert klient.get(sti).status_code == status
    felt = {"fornavn": "Tora", "etternavn": "Tveit", "epost": "tora@ulset.example", "telefon": ""}
    klient.post(sti, felt)
    assert (na(mote).overtatt_for == verden.medlem) == (status == 200)


def test_gal_utfylling_sies_ved_feltet_og_det_skrevne_star(
    verden: Verden, mote: Mote, client_for: Klient
) -> None:
    klient, sti = client_for(verden.medlem), reverse("arrangor_overta", args=(mote.pk,))
    tomt = klient.post(sti, {"fornavn": "Tora", "epost": "ikke en adresse"})
    assert (tomt.status_code, set(tomt.context["skjema"].errors)) == (422, {"etternavn", "epost"})
    assert 'value="Tora"' in tomt.content.decode()
    opptatt = {"fornavn": "Tora", "etternavn": "Tveit", "epost": str(verden.naermeste_leder.epost)}
    svar = klient.post(sti, opptatt)
    assert (svar.status_code, set(svar.context["skjema"].errors)) == (422, {"epost"})


def test_telefonen_til_kontakten_ser_gruppeansvarlig_og_ikke_medlemmene(
    verden: Verden, mote: Mote, kontakt: Person, client_for: Klient
) -> None:
    sider = {
        hvem: client_for(getattr(verden, hvem)).get(mote.get_absolute_url()).content.decode()
        for hvem in ("gruppeansvarlig", "koordinator", "medlem", "arrangor")
    }
    assert {hvem: "tel:+4790000000" in side for hvem, side in sider.items()} == {
        "gruppeansvarlig": True, "koordinator": True, "medlem": False, "arrangor": False,
    }  # fmt: skip


def test_en_koordinator_av_nettverket_kan_vaere_kontakt_og_forblir_det_hun_er(
    verden: Verden, mote: Mote, client_for: Klient
) -> None:
    ny = lag_koordinator(verden.nettverk, "Kine Koordinator")
    overta(mote, Kontakt("Kine", "Koordinator", str(ny.epost)), av=verden.medlem, naa=NAA)
    assert client_for(ny).get(reverse("oversikt")).status_code == 200
