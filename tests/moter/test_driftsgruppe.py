"""«Representanter fra driftsgruppen skal delta på nettverksmøtene» (L8)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from moter.deltakere import uten_driftsgruppe
from moter.models import Pamelding
from moter.pameldingsliste import pameldingsliste
from moter.roller import mottakere, uten_svar
from nettverk.frister.motor import kjor
from nettverk.models import Dokument, Epost, Frist, Gruppe, Person
from referat.levering import send_kopier
from tests.conftest import Klient
from tests.factories import (
    NAA,
    lag_driftsrepresentant,
    lag_innkalling_levert,
    lag_innkalling_sendt,
    lag_medlem,
    lag_referat_levert,
    lag_svar,
    lag_svarlenke,
)
from tests.verden import Verden

ETTER = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)


@pytest.fixture
def drift(verden: Verden) -> Person:
    return lag_driftsrepresentant(verden.gruppe)


@pytest.fixture
def bare_del2(verden: Verden) -> None:
    verden.gruppe.drift_i_del1 = False
    verden.gruppe.save()
    verden.mote.gruppe.refresh_from_db()


def innkallingen(verden: Verden, drift: Person) -> tuple[Epost, str]:
    lag_innkalling_sendt(verden.mote)
    brev = Epost.objects.get(slag="innkalling", person=drift)
    dokument = brev.vedlegg.get(dokument__isnull=False).dokument
    assert dokument is not None
    return brev, dokument.malgruppe


def test_representanten_far_gruppens_innkalling_med_lenke(verden: Verden, drift: Person) -> None:
    brev, malgruppe = innkallingen(verden, drift)
    assert malgruppe == Dokument.Malgruppe.GRUPPE
    assert "representant for driftsgruppen" in brev.tekst
    assert "nærmeste leder" not in brev.tekst


def test_klb_ser_representanten_blant_mottakerne_for_og_etter(
    verden: Verden, drift: Person, client_for: Klient
) -> None:
    innkalling, klient = lag_innkalling_levert(verden.mote), client_for(verden.koordinator)
    mottakere = klient.get(reverse("innkalling", args=(verden.mote.pk,))).context["mottakere"]
    medlemmer = [m.person for m in verden.mote.medlemmer()]
    assert [m.person for m in mottakere] == [*medlemmer, drift]
    send = reverse("innkalling_send", args=(verden.mote.pk,))
    svar = klient.post(send, {"versjon": innkalling.versjon}, follow=True)
    ventet = f"Innkallingen er sendt til {len(medlemmer) + 1} mottakere."
    assert [str(m) for m in svar.context["messages"]] == [ventet]


@pytest.mark.usefixtures("bare_del2")
def test_uten_del_1_er_det_den_apne_innkallingen(verden: Verden, drift: Person) -> None:
    assert innkallingen(verden, drift)[1] == Dokument.Malgruppe.APEN


def test_en_delt_postkasse_far_den_apne_innkallingen(verden: Verden, drift: Person) -> None:
    drift.epost, drift.delt_epost = None, "drift@helse.example"
    drift.save()
    brev, malgruppe = innkallingen(verden, drift)
    assert (malgruppe, brev.emne.endswith("(til Drude Drift)")) == (Dokument.Malgruppe.APEN, True)


def test_fravaret_fortelles_gruppeansvarlig_og_koordinator(verden: Verden, drift: Person) -> None:
    lag_svar(verden.mote, drift, del1=False, del2=False)
    assert set(Epost.objects.filter(slag="fravar").values_list("til", flat=True)) == {
        verden.gruppeansvarlig.epost, verden.nettverk.epost,
    }  # fmt: skip


def test_svarsiden_navngir_dem_og_spor_ikke_om_leder(
    verden: Verden, drift: Person, client_for: Klient
) -> None:
    sti = reverse("svar", args=(lag_svarlenke(verden.mote, drift)[1],))
    klient = client_for(None)
    for_svar = klient.get(sti).content.decode()
    etter = klient.post(sti, {"svar": "nei"}, follow=True).content.decode()

    assert ("Lise Leder" in for_svar, "KLB" in for_svar) == (True, True)
    assert "Fraværet er meldt" in etter
    assert ("Si fra til nærmeste leder" in for_svar + etter, "Stemmer arbeidssted" in etter) == (False, False)


@pytest.mark.usefixtures("bare_del2")
def test_uten_del_1_svarer_man_bare_for_del_2(verden: Verden, drift: Person, client_for: Klient) -> None:
    sti = reverse("svar", args=(lag_svarlenke(verden.mote, drift)[1],))
    klient = client_for(None)
    skjema = klient.get(sti).content.decode()
    etter = klient.post(sti, {"svar": "ja", "deler": ["1", "2"]}, follow=True).content.decode()

    assert ('name="deler"' in skjema, "Du blir med på del 2." in etter) == (False, True)
    assert Pamelding.objects.get().deler == (False, True)
    assert not Epost.objects.filter(slag="fravar").exists()


@pytest.mark.usefixtures("bare_del2")
def test_uten_del_1_er_det_a_komme_likevel_ikke_fravar(verden: Verden, drift: Person) -> None:
    lag_svar(verden.mote, drift, del1=False, del2=False)
    Epost.objects.all().delete()
    lag_svar(verden.mote, drift, naa=NAA + timedelta(hours=1))
    assert {mail.emne for mail in Epost.objects.all()} == {"Til orientering: Drude Drift kommer likevel"}


def test_den_som_ogsa_er_medlem_regnes_en_gang_som_medlem(verden: Verden) -> None:
    lag_driftsrepresentant(verden.gruppe, verden.medlem)
    lag_svar(verden.mote, verden.medlem, del1=False, del2=False)
    assert pameldingsliste(verden.mote).medlemmer == 3
    assert verden.naermeste_leder.epost in Epost.objects.values_list("til", flat=True)


def test_representanten_teller_med_og_purres(verden: Verden, drift: Person) -> None:
    lag_innkalling_sendt(verden.mote)
    for medlemskap in verden.mote.medlemmer():
        lag_svar(verden.mote, medlemskap.person)
    frist = Frist.objects.om(verden.mote).get(slag="pamelding")
    assert (frist.gjort, [m.person for m in uten_svar(verden.mote)]) == (None, [drift])
    assert [m.person for m in mottakere(verden.mote, "medlem", date(2026, 12, 1))] == [drift]

    kjor(datetime(2026, 12, 2, 9, 0, tzinfo=UTC))
    assert Epost.objects.filter(slag="varsel", person=drift).count() == 1
    lag_svar(verden.mote, drift, mat="Vegetar")
    liste = pameldingsliste(verden.mote)
    frist.refresh_from_db()
    assert (frist.gjort, liste.i_del1, liste.i_del2, liste.matbehov) == (NAA, 4, 4, ["Vegetar"])


def test_deltakerlisten_merker_representanten(verden: Verden, drift: Person, client_for: Klient) -> None:
    side = client_for(verden.gruppeansvarlig).get(reverse("deltakere", args=(verden.mote.pk,)))
    assert "<small>Driftsgruppen</small>" in side.content.decode()


def test_gruppeansvarlig_svarer_for_representanten(verden: Verden, drift: Person, client_for: Klient) -> None:
    url = reverse("mote_svar_for", args=(verden.mote.pk, drift.pk))
    client_for(verden.gruppeansvarlig).post(url, {"svar": "nei"})
    assert {(mail.slag, mail.til) for mail in Epost.objects.all()} == {
        ("fravar", verden.nettverk.epost), ("svart_for", drift.epost),
    }  # fmt: skip


@pytest.mark.parametrize("felt", [{"fra": date(2027, 1, 1)}, {"til": date(2026, 12, 9)}])
def test_bare_den_som_representerer_pa_motedagen_regnes(verden: Verden, felt: Any) -> None:
    lag_driftsrepresentant(verden.gruppe, **felt)
    uten = set(uten_driftsgruppe(verden.nettverk, NAA))
    assert (pameldingsliste(verden.mote).medlemmer, uten) == (3, {verden.gruppe, verden.nabogruppe})


def test_et_mote_uten_representant_er_en_advarsel(verden: Verden, client_for: Klient) -> None:
    advarsel = "Minst én representant for driftsgruppen skal delta på møtet."

    def ser() -> list[bool]:
        url = verden.mote.get_absolute_url()
        hvem = (verden.gruppeansvarlig, verden.arrangor, verden.koordinator, verden.medlem)
        return [advarsel in client_for(person).get(url).content.decode() for person in hvem]

    def pa_oversikten() -> bool:
        side = client_for(verden.koordinator).get(reverse("oversikt")).content.decode()
        linje = side.partition("Ingen fra driftsgruppen på neste møte:")[2].partition("</li>")[0]
        return "Åsane" in linje

    assert (ser(), pa_oversikten()) == ([True, True, True, False], True)
    lag_driftsrepresentant(verden.gruppe)
    assert (ser(), pa_oversikten()) == ([False] * 4, False)


def test_representanten_far_referatet(verden: Verden, drift: Person) -> None:
    lag_innkalling_sendt(verden.mote)
    for deltaker in (*[m.person for m in verden.mote.medlemmer()], drift):
        lag_svar(verden.mote, deltaker)
    referat = lag_referat_levert(verden.mote, naa=ETTER)
    send_kopier(referat, av=verden.koordinator, naa=ETTER)
    brev = Epost.objects.get(slag="referat", person=drift)
    assert [v.dokument.malgruppe for v in brev.vedlegg.all() if v.dokument] == [Dokument.Malgruppe.APEN]


def test_min_side_viser_motet_og_ber_om_svar(verden: Verden, drift: Person, client_for: Klient) -> None:
    lag_innkalling_sendt(verden.mote)
    side = client_for(drift).get(reverse("min_side")).context["side"]
    assert [ett.url for ett in side.gjoremal] == [reverse("mote_svar", args=(verden.mote.pk,))]
    assert [mote for mote, _svar in side.kommende] == [verden.mote, verden.vertsmote]


def test_gruppen_velger_om_driftsgruppen_er_med_pa_del_1(
    verden: Verden, drift: Person, client_for: Klient
) -> None:
    klient, url = client_for(verden.gruppeansvarlig), reverse("gruppe_drift", args=(verden.gruppe.pk,))
    for valg, ventet in (("nei", False), ("tull", False), ("ja", True)):
        klient.post(url, {"del1": valg})
        assert Gruppe.objects.get(pk=verden.gruppe.pk).drift_i_del1 is ventet
    side = klient.get(reverse("gruppe", args=(verden.gruppe.pk,))).content.decode()
    assert ("Drude Drift" in side, "La driftsgruppen være med bare på del 2" in side) == (True, True)


def test_bare_gruppens_leder_far_valget(verden: Verden, client_for: Klient) -> None:
    vara = lag_medlem(verden.gruppe, "Vidar Vara", rolle="nestleder")
    url = reverse("gruppe", args=(verden.gruppe.pk,))
    ser = [
        "La driftsgruppen være med" in client_for(person).get(url).content.decode()
        for person in (verden.gruppeansvarlig, vara, verden.medlem, verden.koordinator)
    ]
    assert ser == [True, True, False, False]
