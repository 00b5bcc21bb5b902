"""What the meeting's page says of its state, and offers no longer when the meeting is over or off."""

from datetime import time, timedelta

import pytest
import time_machine
from django.urls import reverse

from moter.endring import avlys
from moter.models import Gjest, Mote, Motedel, Programpost
from moter.steg import moteveien
from nettverk.models import Person
from tests.conftest import Klient
from tests.factories import NAA, lag_gjest, lag_innkalling_sendt, lag_svar
from tests.verden import Verden

INVITER = "Inviter kolleger og ledere til del 2"
LAPPER = "Navnelapper"


def overlinje(client_for: Klient, person: Person, mote: Mote) -> str:
    innhold = client_for(person).get(mote.get_absolute_url()).content.decode()
    return str(innhold.split('<p class="overlinje">')[1].split("</p>")[0])


def test_linjen_over_navnet_sier_hvordan_det_star_til(verden: Verden, client_for: Klient) -> None:
    def sett(person: Person) -> str:
        return overlinje(client_for, person, verden.mote)

    assert (sett(verden.arrangor), sett(verden.gruppeansvarlig), sett(verden.medlem)) == (
        "Du er arrangør", "Du leder gruppen", "Kommende møte",
    )  # fmt: skip
    with time_machine.travel(verden.mote.slutt + timedelta(hours=1), tick=False):
        assert (sett(verden.arrangor), sett(verden.medlem)) == ("Du var arrangør", "Møtet er holdt")
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    assert (sett(verden.arrangor), sett(verden.medlem)) == ("Avlyst møte", "Avlyst møte")


def test_holdt_mote_ber_ingen_invitere_og_har_ingen_navnelapper(verden: Verden, client_for: Klient) -> None:
    def star(ord_: str) -> bool:
        side = client_for(verden.arrangor).get(verden.mote.get_absolute_url())
        return ord_ in side.content.decode()

    assert (star(INVITER), star(LAPPER)) == (True, True)
    with time_machine.travel(verden.mote.slutt + timedelta(hours=1), tick=False):
        assert (star(INVITER), star(LAPPER)) == (False, False)


def test_avlyst_mote_ber_ingen_invitere_og_apner_ingen_pamelding(verden: Verden, client_for: Klient) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    side = client_for(verden.koordinator).get(verden.mote.get_absolute_url()).content.decode()

    assert (INVITER in side, "Påmeldingen åpner" in side) == (False, False)
    assert "Ingen svarte på innkallingen." in side


def test_antallet_teller_alle_som_skal_svare_og_star_nar_det_kan_svares(
    verden: Verden, client_for: Klient
) -> None:
    def star() -> bool:
        side = client_for(verden.arrangor).get(verden.mote.get_absolute_url())
        return "har svart" in side.content.decode()

    for_ = star()
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem)

    assert (for_, star()) == (False, True)


@pytest.mark.parametrize(("hvem", "av"), [("arrangor", "deg"), ("koordinator", "arrangøren")])
def test_gjesten_venter_pa_arrangoren(verden: Verden, client_for: Klient, hvem: str, av: str) -> None:
    gjest = lag_gjest(verden.mote)
    gjest.status = Gjest.Status.VENTER
    gjest.save()
    side = client_for(getattr(verden, hvem)).get(verden.mote.get_absolute_url()).content.decode()

    assert f"1 gjest venter på svar fra {av}" in side


def test_den_som_sendte_innkallingen_star_der_ogsa_nar_arrangoren_er_en_annen(verden: Verden) -> None:
    mote = verden.mote
    assert "Arne Arrangør, senest" in moteveien(mote, NAA)[1].nar
    lag_innkalling_sendt(mote)
    mote.arrangor = verden.medlem
    mote.save()
    assert moteveien(mote, NAA)[1].nar == "Arne Arrangør"


def test_deltakerlisten_sier_hvor_mange_som_spiser_ogsa_uten_gjester(
    verden: Verden, client_for: Klient
) -> None:
    lag_svar(verden.mote, verden.medlem, del2=False)

    def side() -> str:
        adresse = reverse("deltakere", args=(verden.mote.pk,))
        return client_for(verden.arrangor).get(adresse).content.decode()

    assert "1 kommer til del 1 og 0 til del 2. 1 spiser lunsj." in side()
    verden.mote.form = Mote.Form.DIGITAL
    verden.mote.save()
    assert ("1 kommer til del 1" in side(), "spiser lunsj" in side()) == (True, False)


def test_avlyst_mote_er_ikke_gjort_i_veien_selv_nar_dagen_er_over(verden: Verden) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    verden.mote.refresh_from_db()
    motet = moteveien(verden.mote, verden.mote.slutt + timedelta(hours=1))[4]

    assert (motet.gjort, motet.tilstand and motet.tilstand.ord) == (False, "Avlyst")


def test_ingenting_kreves_mer_av_et_avlyst_mote_og_det_som_er_gjort_star(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    verden.mote.refresh_from_db()
    veien = moteveien(verden.mote, verden.mote.slutt + timedelta(hours=1))

    assert [(steg.nar, steg.gjort) for steg in veien if steg.lukket] == [("Trengs ikke lenger", False)] * 3
    gjort = [steg.hva for steg in veien if steg.gjort]
    assert gjort == ["Send innkalling til KLB", "KLB sender den til gruppen"]
    assert not any(steg.pagar for steg in veien)


def test_koordinatoren_sendes_til_registeret_for_a_legge_inn_driftsgruppen(
    verden: Verden, client_for: Klient
) -> None:
    verden.gruppe.driftsrepresentanter.all().delete()
    registeret = reverse("admin:nettverk_gruppe_change", args=(verden.gruppe.pk,))

    def star(person: Person) -> bool:
        return registeret in client_for(person).get(f"/grupper/{verden.gruppe.pk}/").content.decode()

    assert (star(verden.koordinator), star(verden.medlem)) == (True, False)


@pytest.mark.parametrize(("nye", "star", "resten"), [(5, 5, False), (7, 5, True)])
def test_mange_endringer_star_med_de_forste_og_hvor_mange_til(
    verden: Verden, client_for: Klient, nye: int, star: int, resten: bool
) -> None:
    lag_innkalling_sendt(verden.mote)
    for nr in range(nye):
        Programpost.objects.create(
            mote=verden.mote, motedel=Motedel.DEL2, start=time(14, nr), varighet=1, tittel=f"Ekstra {nr}"
        )
    side = client_for(verden.arrangor).get(verden.mote.get_absolute_url()).content.decode()
    panel = side.split('id="endret-siden"')[1].split("</section>")[0]

    assert (panel.count("<li>"), "Og 2 til." in panel) == (star, resten)
