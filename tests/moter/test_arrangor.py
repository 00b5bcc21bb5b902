"""Confirming the organiser, and saying no (L5): by the verbs, by the mails, and on the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from moter.arrangor import bekreft, neste_tur, trekk
from moter.endring import avlys
from moter.models import Arrangorskifte, Mote
from nettverk.models import Epost, Person
from tests.conftest import Klient
from tests.factories import NAA, lag_arbeidssted, lag_gruppe, lag_gruppeansvarlig, lag_medlem, lag_mote
from tests.verden import Verden

DAG = date(2027, 2, 4)


@pytest.fixture
def ledig(verden: Verden) -> Mote:
    """A meeting of Åsane ahead that nobody organises, with no mail in the outbox."""
    mote = lag_mote(verden.gruppe, DAG)
    Epost.objects.all().delete()
    return mote


@pytest.fixture
def sist_i_koen(verden: Verden) -> Person:
    return lag_medlem(verden.gruppe, "Nina Ny", fra=date(2027, 1, 1))


def arrangor(mote: Mote) -> Person | None:
    return Mote.objects.get(pk=mote.pk).arrangor


def brev() -> list[tuple[str, Person | None, str]]:
    return [(epost.slag, epost.person, epost.emne) for epost in Epost.objects.order_by("pk")]


def test_bekreftet_arrangor_far_oppgaver_og_datoer(verden: Verden, ledig: Mote) -> None:
    sted = verden.gruppe.medlemskap.get(person=verden.medlem).arbeidssted
    skifte = bekreft(ledig, verden.medlem, av=verden.gruppeansvarlig, naa=NAA)

    mote = Mote.objects.get(pk=ledig.pk)
    assert (mote.arrangor, mote.arrangorsted) == (verden.medlem, sted)
    assert (skifte.slag, skifte.av, skifte.grunn) == ("ble", verden.gruppeansvarlig, "")
    assert brev() == [("arrangor", verden.medlem, "Du er arrangør: Åsane, torsdag 4. februar")]
    tekst = Epost.objects.get().tekst
    assert "Avtal programmet med gruppeansvarlig: fredag 4. desember 2026" in tekst
    assert "Send innkallingen til KLB: torsdag 21. januar 2027" in tekst
    assert "Lise Leder har bekreftet at det er din tur." in tekst
    assert reverse("arrangor_trekk", args=(ledig.pk,)) in tekst


def test_brevet_er_pa_mottakerens_malform_og_sier_hva_som_alt_er_sent(verden: Verden) -> None:
    snart = lag_mote(verden.gruppe, date(2026, 12, 28))
    bekreft(snart, verden.medlem, av=verden.koordinator, naa=NAA)
    tekst = Epost.objects.get(slag="arrangor").tekst
    assert "onsdag 28. oktober 2026. Fristen er passert, så gjør det nå." in tekst
    assert "mandag 14. desember 2026\n" in tekst


@pytest.mark.parametrize(("grunn", "gar"), [("", False), ("Hun har lokale", True)])
def test_en_utenfor_forslaget_krever_begrunnelse(
    verden: Verden, ledig: Mote, sist_i_koen: Person, grunn: str, gar: bool
) -> None:
    if gar:
        assert bekreft(ledig, sist_i_koen, grunn=grunn, av=verden.koordinator, naa=NAA).grunn == grunn
    else:
        with pytest.raises(ValidationError, match="Skriv hvorfor"):
            bekreft(ledig, sist_i_koen, grunn=grunn, av=verden.koordinator, naa=NAA)
    assert arrangor(ledig) == (sist_i_koen if gar else None)


def test_den_som_ikke_er_aktivt_medlem_pa_motedagen_kan_ikke_vaere_arrangor(
    verden: Verden, ledig: Mote
) -> None:
    borte = lag_medlem(verden.gruppe, "Pia Permisjon", permisjon_fra=DAG)
    for person in (borte, verden.nabo, verden.kontakt):
        with pytest.raises(ValidationError, match="aktivt medlem"):
            bekreft(ledig, person, grunn="Vil gjerne", av=verden.gruppeansvarlig, naa=NAA)
    assert (arrangor(ledig), brev()) == (None, [])


def test_den_som_kommer_sist_far_vite_at_noen_var_for(verden: Verden, ledig: Mote) -> None:
    bekreft(ledig, verden.medlem, av=verden.gruppeansvarlig, naa=NAA)
    with pytest.raises(ValidationError, match="allerede en arrangør: Mari Medlem"):
        bekreft(ledig, verden.arrangor, grunn="Hun vil", av=verden.koordinator, naa=NAA)
    assert arrangor(ledig) == verden.medlem


def test_avlyst_og_begynt_mote_far_ingen_arrangor(verden: Verden, ledig: Mote) -> None:
    with pytest.raises(ValidationError, match="i gang"):
        bekreft(ledig, verden.medlem, av=verden.gruppeansvarlig, naa=ledig.start)
    avlys(ledig, av=verden.koordinator, naa=NAA)
    with pytest.raises(ValidationError, match="avlyst"):
        bekreft(ledig, verden.medlem, av=verden.gruppeansvarlig, naa=NAA)


def test_den_som_ikke_kan_beholder_turen_og_gruppeansvarlig_far_vite_det(verden: Verden, ledig: Mote) -> None:
    bekreft(ledig, verden.medlem, av=verden.gruppeansvarlig, naa=NAA)
    Epost.objects.all().delete()
    trekk(ledig, av=verden.medlem, naa=NAA)

    mote = Mote.objects.get(pk=ledig.pk)
    assert (mote.arrangor, mote.arrangorsted) == (None, None)
    emne = "Møtet mangler arrangør: Åsane, torsdag 4. februar"
    assert brev() == [("arrangor_kan_ikke", verden.gruppeansvarlig, emne)]
    tur = neste_tur(verden.gruppe, NAA)
    assert (tur.mote, tur.sagt_nei) == (ledig, [verden.medlem])
    assert [t.medlemskap.person for t in tur.turer] == [verden.gruppeansvarlig, verden.arrangor]

    bekreft(ledig, verden.gruppeansvarlig, av=verden.gruppeansvarlig, naa=NAA)
    neste = neste_tur(verden.gruppe, NAA)
    assert neste.turer[0].medlemskap.person == verden.medlem


def test_gruppeansvarlig_som_ikke_kan_sender_det_videre(verden: Verden) -> None:
    gruppe = lag_gruppe(verden.nettverk, "Voss")
    leder = lag_gruppeansvarlig(gruppe, "Leni Leder")
    mote = lag_mote(gruppe, DAG, arrangor=leder)
    trekk(mote, av=leder, naa=NAA)
    assert Epost.objects.get(slag="arrangor_kan_ikke").til == verden.nettverk.epost


def test_opphevet_av_en_annen_er_ikke_et_nei_og_fortelles_den_det_gjelder(
    verden: Verden, ledig: Mote
) -> None:
    bekreft(ledig, verden.medlem, av=verden.gruppeansvarlig, naa=NAA)
    Epost.objects.all().delete()
    trekk(ledig, av=verden.gruppeansvarlig, naa=NAA)

    assert brev() == [
        ("arrangor_opphevet", verden.medlem, "Du er ikke lenger arrangør: Åsane, torsdag 4. februar")
    ]
    tur = neste_tur(verden.gruppe, NAA)
    assert (tur.sagt_nei, verden.medlem in [t.medlemskap.person for t in tur.forslag]) == ([], True)


def test_det_er_ingen_arrangor_a_trekke_to_ganger(verden: Verden, ledig: Mote) -> None:
    with pytest.raises(ValidationError, match="ingen arrangør"):
        trekk(ledig, av=verden.gruppeansvarlig, naa=NAA)
    assert not Arrangorskifte.objects.exists()


def bekreft_pa_siden(klient: Klient, hvem: Person, mote: Mote, **felt: object) -> tuple[int, str]:
    svar = klient(hvem).post(reverse("arrangor", args=(mote.pk,)), felt, follow=True)
    return svar.status_code, svar.content.decode()


def test_gruppeansvarlig_bekrefter_det_forste_forslaget_med_ett_trykk(
    verden: Verden, ledig: Mote, client_for: Klient
) -> None:
    klient = client_for(verden.gruppeansvarlig)
    skjema = klient.get(reverse("gruppe", args=(verden.gruppe.pk,))).context["skjema"]
    forst = skjema.fields["valg"].initial
    assert forst == str(neste_tur(verden.gruppe, NAA).turer[0].medlemskap.person_id)
    klient.post(reverse("arrangor", args=(ledig.pk,)), {"valg": forst})
    assert arrangor(ledig) == Person.objects.get(pk=forst)


@pytest.mark.parametrize("hvem", ["medlem", "arrangor", "kontakt", "nabo", "annen_koordinator"])
def test_bare_gruppeansvarlig_nestleder_og_koordinator_bekrefter(
    verden: Verden, ledig: Mote, client_for: Klient, hvem: str
) -> None:
    person = getattr(verden, hvem)
    status, _side = bekreft_pa_siden(client_for, person, ledig, valg=verden.medlem.pk)
    assert (status, arrangor(ledig)) == (404, None)


@pytest.mark.parametrize(
    ("felt", "feil"),
    [
        ({}, "Velg hvem som blir arrangør."),
        ({"valg": "999999"}, "Forslaget er endret siden du åpnet siden."),
        ({"valg": "annen"}, "Velg hvem det blir."),
        ({"valg": "annen", "annen": "ny"}, "Skriv hvorfor det blir en annen"),
    ],
)
def test_gal_utfylling_sies_ved_feltet_og_endrer_ingenting(
    verden: Verden, ledig: Mote, sist_i_koen: Person, client_for: Klient, felt: dict[str, str], feil: str
) -> None:
    data = {navn: str(sist_i_koen.pk) if verdi == "ny" else verdi for navn, verdi in felt.items()}
    status, side = bekreft_pa_siden(client_for, verden.gruppeansvarlig, ledig, **data)
    assert (status, feil in side, arrangor(ledig)) == (422, True, None)


def test_en_annen_med_begrunnelse_som_bare_lederne_ser(
    verden: Verden, ledig: Mote, sist_i_koen: Person, client_for: Klient
) -> None:
    felt = {"valg": "annen", "annen": str(sist_i_koen.pk), "grunn": "Hun <b>har</b> lokale"}
    status, side = bekreft_pa_siden(client_for, verden.koordinator, ledig, **felt)
    assert (status, arrangor(ledig)) == (200, sist_i_koen)
    assert "Valgt utenom turen: Hun &lt;b&gt;har&lt;/b&gt; lokale" in side
    medlemmets = client_for(verden.medlem).get(reverse("gruppe", args=(verden.gruppe.pk,)))
    assert "lokale" not in medlemmets.content.decode()


def test_arrangoren_sier_fra_pa_siden_og_kontakten_sendes_til_sin_egen(
    verden: Verden, client_for: Klient
) -> None:
    for person, mote, til in (
        (verden.arrangor, verden.mote, reverse("gruppe", args=(verden.gruppe.pk,))),
        (verden.kontakt, verden.vertsmote, reverse("min_side")),
    ):
        klient, sti = client_for(person), reverse("arrangor_trekk", args=(mote.pk,))
        assert "Kan du ikke være arrangør?" in klient.get(sti).content.decode()
        assert arrangor(mote) == person
        assert klient.post(sti).headers["Location"] == til
        assert arrangor(mote) is None


def test_det_som_mangler_leder_dit_arrangoren_velges(verden: Verden, ledig: Mote, client_for: Klient) -> None:
    side = client_for(verden.gruppeansvarlig).get(ledig.get_absolute_url()).content.decode()
    lenke = reverse("gruppe", args=(verden.gruppe.pk,)) + "#tur"
    assert f'<a href="{lenke}">Velg hvem som er arrangør</a>' in side


def test_moter_far_arrangor_ett_om_gangen(verden: Verden, ledig: Mote, client_for: Klient) -> None:
    senere = lag_mote(verden.gruppe, DAG + timedelta(days=90))
    status, side = bekreft_pa_siden(client_for, verden.gruppeansvarlig, senere, valg=verden.medlem.pk)
    assert (status, arrangor(senere)) == (200, None)
    assert "Det er ikke dette møtet som står for tur." in side


def test_tre_moter_pa_rad_gar_pa_omgang_mellom_stedene(verden: Verden) -> None:
    gruppe = lag_gruppe(verden.nettverk, "Voss")
    ulven, solbo = lag_arbeidssted(verden.nettverk), lag_arbeidssted(verden.nettverk)
    leder = lag_gruppeansvarlig(gruppe, fra=date(2020, 1, 1), arbeidssted=ulven)
    anna = lag_medlem(gruppe, "Anna Ask", fra=date(2021, 1, 1), arbeidssted=ulven)
    bodil = lag_medlem(gruppe, "Bodil Berg", fra=date(2022, 1, 1), arbeidssted=solbo)
    for nr in range(3):
        lag_mote(gruppe, date(2027, 2 + 4 * nr, 4))
    for _nr in range(3):
        tur = neste_tur(gruppe, NAA)
        assert tur.mote is not None
        bekreft(tur.mote, tur.turer[0].medlemskap.person, av=leder, naa=NAA)
    assert [mote.arrangor for mote in gruppe.moter.order_by("start")] == [leder, bodil, anna]
