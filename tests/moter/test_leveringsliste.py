"""The innkalling's page after sending: how it went with each mail (X10)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.models import Mote
from moter.svar import sist_varslet
from moter.varselplan import fortalt
from nettverk.frister.motor import kjor
from nettverk.models import Epost, Person
from nettverk.utboks.levering import lever
from nettverk.utboks.pa_nytt import send_pa_nytt
from tests.conftest import Klient
from tests.factories import NAA, lag_innkalling_levert, lag_innkalling_sendt, lag_medlem, lag_person, lag_svar
from tests.verden import Verden


def _side(klient: Client, mote: Mote) -> str:
    return klient.get(reverse("innkalling", args=(mote.pk,))).content.decode()


@pytest.fixture
def sendt(verden: Verden) -> Verden:
    """Out to three members; the server refused one, and one member has no address."""
    lag_medlem(verden.gruppe, lag_person("Uten Adresse", epost=None))
    lag_innkalling_sendt(verden.mote)
    lever(NAA)
    Epost.objects.filter(slag="innkalling").update(status="sendt", sendt_naa=NAA)
    Epost.objects.filter(slag="innkalling", person=verden.medlem).update(
        status="feilet", feil="550 User unknown"
    )
    return verden


def _mail_til(person: Person) -> Epost:
    return Epost.objects.siste_utgave().get(slag="innkalling", person=person)


def test_koordinatoren_ser_hvordan_det_gikk_med_hver(sendt: Verden, client_for: Klient) -> None:
    side = _side(client_for(sendt.koordinator), sendt.mote)
    epost = _mail_til(sendt.medlem)
    assert "Til gruppen: 2 av 3 tatt imot av e-posttjeneren, 1 ikke levert, 1 kan ikke nås" in side
    assert "E-posttjeneren svarte: «550 User unknown»" in side
    assert side.count(f"/admin/nettverk/epost/{epost.pk}/change/") == 1
    assert "Rett opp og send på nytt til Mari Medlem" in side
    assert "<span>Uten Adresse</span><small>Kan ikke nås: ingen e-postadresse." in side


def test_arrangoren_ser_hvem_som_ikke_har_fatt_den_men_ikke_adressene(
    sendt: Verden, client_for: Klient
) -> None:
    side = _side(client_for(sendt.arrangor), sendt.mote)
    assert "<span>Mari Medlem</span><small>Ikke levert</small>" in side
    assert ("550" in side, "/admin/" in side, sendt.medlem.adresse in side) == (False, False, False)


def test_medlemmet_ser_ingen_liste(sendt: Verden, client_for: Klient) -> None:
    side = _side(client_for(sendt.medlem), sendt.mote)
    assert ("Til gruppen:" in side, "e-posttjeneren" in side) == (False, False)


def test_for_gruppen_har_fatt_den_star_det_om_den_kom_til_klb(verden: Verden, client_for: Klient) -> None:
    lag_innkalling_levert(verden.mote)
    sider = [_side(client_for(hvem), verden.mote) for hvem in (verden.koordinator, verden.arrangor)]
    assert [("Til KLB: i kø" in side, "Til gruppen:" in side) for side in sider] == [(True, False)] * 2


def test_siden_spor_ikke_mer_for_flere_mottakere(sendt: Verden, client_for: Klient) -> None:
    klient = client_for(sendt.koordinator)

    def antall() -> int:
        with CaptureQueriesContext(connection) as sporringer:
            _side(klient, sendt.mote)
        return len(sporringer)

    _side(klient, sendt.mote)
    for_ = antall()
    epost = _mail_til(sendt.arrangor)
    for nr in range(22):
        epost.pk, epost.nokkel, epost.til_navn = None, f"flere:{nr}", f"Medlem {nr}"
        epost.save()
    side = _side(klient, sendt.mote)
    assert ("24 av 25 tatt imot av e-posttjeneren, 1 ikke levert" in side, antall()) == (True, for_)


def test_den_som_er_sendt_pa_nytt_star_en_gang(sendt: Verden, client_for: Klient) -> None:
    ny = send_pa_nytt(_mail_til(sendt.medlem), naa=NAA)
    side = _side(client_for(sendt.koordinator), sendt.mote)
    assert "2 av 3 tatt imot av e-posttjeneren, 1 i kø, 1 kan ikke nås" in side
    assert side.count(f"/admin/nettverk/epost/{ny.pk}/change/") == 1


# --- What came back is not delivered ---------------------------------------------------------


def test_fravaret_er_ikke_fortalt_den_e_posten_kom_i_retur_fra(sendt: Verden) -> None:
    pamelding = lag_svar(sendt.mote, sendt.medlem, del1=False, del2=False)
    lever(NAA)
    til_leder, til_gruppeansvarlig = (
        Epost.objects.get(slag="fravar", person=hvem)
        for hvem in (sendt.naermeste_leder, sendt.gruppeansvarlig)
    )
    alle = {sendt.naermeste_leder, sendt.gruppeansvarlig, sendt.arrangor}
    assert {epost.person for epost in sist_varslet(pamelding)} == alle
    til_leder.merk_retur()
    Epost.objects.filter(pk=til_gruppeansvarlig.pk).update(status="feilet")
    assert {epost.person for epost in sist_varslet(pamelding)} == {sendt.arrangor}


def test_fravaret_er_fortalt_nar_det_er_sendt_pa_nytt(sendt: Verden) -> None:
    pamelding = lag_svar(sendt.mote, sendt.medlem, del1=False, del2=False)
    Epost.objects.filter(slag="fravar").update(status="retur")
    assert sist_varslet(pamelding) == []
    ny = send_pa_nytt(Epost.objects.get(slag="fravar", person=sendt.naermeste_leder), naa=NAA)
    assert sist_varslet(pamelding) == [ny]


def test_paminnelsen_som_kom_i_retur_er_ikke_levert(sendt: Verden, client_for: Klient) -> None:
    naa = sendt.mote.start.replace(month=11, day=27, hour=7, minute=0)
    kjor(naa)
    lever(naa)
    for epost in Epost.objects.filter(slag="varsel"):
        epost.merk_retur()
    assert {rad.merknad for rad in fortalt(sendt.mote)} == {"kom i retur"}
    side = client_for(sendt.medlem).get(reverse("mote_varsler", args=(sendt.mote.pk,))).content.decode()
    assert ", kom i retur</small>" in side


def test_listene_ved_fristen_sendes_pa_nytt_ogsa_nar_alle_har_svart(verden: Verden) -> None:
    """Nothing is open any more; what is sent anew is the lists, with the food needs that were wiped."""
    lag_innkalling_sendt(verden.mote)
    for medlemskap in verden.mote.medlemmer():
        lag_svar(verden.mote, medlemskap.person, mat="Uten nøtter")
    etter_fristen = verden.mote.start.replace(day=4, hour=7, minute=0)
    kjor(etter_fristen)
    lever(etter_fristen)
    gammel = Epost.objects.get(slag="varsel", person=verden.arrangor)
    Epost.objects.filter(pk=gammel.pk).update(
        status="feilet", hemmeligheter=dict.fromkeys(gammel.hemmeligheter)
    )

    ny = send_pa_nytt(gammel, naa=etter_fristen)
    lever(etter_fristen)
    ny.refresh_from_db()
    assert (ny.status, ny.emne) == ("sendt", gammel.emne)
    assert sorted(ny.hemmeligheter.values()) == sorted(gammel.hemmeligheter.values()) != []
