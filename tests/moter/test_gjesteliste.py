"""Inviting guests: each once, not too many, managers with what they need to know (L13, L19)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from moter.gjesteliste import INVITASJONER_PER_DOGN, inviter, inviter_ledere, ledere, send_pa_nytt
from moter.models import Gjest
from nettverk.models import Epost
from tests.factories import NAA, lag_gjest, lag_medlem, lag_person
from tests.verden import Verden

ETTER_FRISTEN = datetime(2026, 12, 4, 8, 0, tzinfo=UTC)


def invitert(verden: Verden, naa: datetime) -> Gjest:
    (gjest,) = inviter(verden.mote, ["gro@helse.example"], hilsen="", av=verden.arrangor, naa=naa).nye
    return gjest


def test_invitasjonen_gar_en_gang_til_hver(verden: Verden) -> None:
    lag_gjest(verden.mote, "fra.for@helse.example")
    adresser = ["Ny@helse.example", "ny@HELSE.example", "fra.for@helse.example"]
    svaret = inviter(verden.mote, adresser, hilsen="Hei", av=verden.arrangor, naa=NAA)
    assert ([str(g) for g in svaret.nye], svaret.fra_for) == (["ny@helse.example"], ["fra.for@helse.example"])
    assert [e.til for e in Epost.objects.filter(slag="gjesteinvitasjon")] == ["ny@helse.example"]


def test_invitasjoner_har_en_grense_per_dogn(verden: Verden) -> None:
    adresser = [f"gjest{nr}@helse.example" for nr in range(INVITASJONER_PER_DOGN)]
    inviter(verden.mote, adresser, hilsen="", av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError):
        inviter(verden.mote, ["en.til@helse.example"], hilsen="", av=verden.arrangor, naa=NAA)
    with pytest.raises(ValidationError):
        send_pa_nytt(Gjest.objects.all()[0], naa=NAA)
    dagen_etter = NAA + timedelta(days=1)
    invitert(verden, naa=dagen_etter)
    assert Gjest.objects.count() == INVITASJONER_PER_DOGN + 1


def test_hilsenen_star_som_ren_tekst_og_ikke_i_emnet(verden: Verden) -> None:
    hilsen = "Hei!\nBcc: alle@helse.example\n\n<b>Velkommen</b>"
    inviter(verden.mote, ["ny@helse.example"], hilsen=hilsen, av=verden.arrangor, naa=NAA)
    epost = Epost.objects.get()
    assert "Bcc" not in epost.emne
    assert ("&lt;b&gt;Velkommen" in epost.html, "<b>Velkommen" in epost.html) == (True, False)
    emne = "Invitasjon, svar innen torsdag 3. desember: faglig påfyll i Åsane, torsdag 10. desember"
    assert epost.emne == emne


def test_invitasjon_etter_fristen_nevner_ingen_frist(verden: Verden) -> None:
    invitert(verden, naa=ETTER_FRISTEN)
    epost = Epost.objects.get()
    assert epost.emne == "Invitasjon: faglig påfyll i Åsane, torsdag 10. desember"
    assert "3. desember" not in epost.tekst


def test_ledere_far_en_invitasjon_hver_og_kan_si_at_de_ikke_er_leder(verden: Verden) -> None:
    lag_medlem(verden.gruppe, "Uten Leder")
    assert [(leder.person, leder.ansatte) for leder in ledere(verden.mote)] == [
        (verden.naermeste_leder, ["Arne Arrangør", "Mari Medlem"])
    ]
    inviter_ledere(verden.mote, hilsen="", av=verden.arrangor, naa=NAA)
    gjest, epost = Gjest.objects.get(), Epost.objects.get()
    assert (gjest.navn, gjest.person) == ("Nils Nærmesteleder", verden.naermeste_leder)
    assert "nærmeste leder for Arne Arrangør, Mari Medlem" in epost.tekst
    assert "subject=Jeg%20er%20ikke%20leder%20for%20Arne" in epost.avmelding
    assert inviter_ledere(verden.mote, hilsen="", av=verden.arrangor, naa=NAA) == []


def test_to_ledere_med_samme_postkasse_far_en_invitasjon_med_navnet_i_emnet(verden: Verden) -> None:
    for navn in ("Anna Leder", "Bo Leder"):
        leder = lag_person(navn, epost=None, delt_epost="avdeling@helse.example")
        lag_medlem(verden.gruppe, f"Ansatt hos {navn}", naermeste_leder=leder)
    inviter_ledere(verden.mote, hilsen="", av=verden.arrangor, naa=NAA)
    til_avdelingen = Epost.objects.get(til="avdeling@helse.example")
    assert til_avdelingen.emne.endswith("(til Anna Leder)")


def test_en_leder_som_selv_er_medlem_inviteres_ikke_som_gjest(verden: Verden) -> None:
    lag_medlem(verden.gruppe, verden.naermeste_leder)
    assert ledere(verden.mote) == []
