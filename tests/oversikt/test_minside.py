"""My page: what waits for one, one's meetings, and one's turn."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.endring import avlys, noter_programkontakt
from nettverk.innsyn import Innsyn
from nettverk.klokke import dag
from nettverk.models import Person
from oversikt.minside import Minside, minside
from tests.conftest import Klient
from tests.factories import (
    NAA,
    lag_innkalling_levert,
    lag_innkalling_sendt,
    lag_medlem,
    lag_mote,
    lag_svar,
    lokal,
)
from tests.verden import Verden

SVAR = "Svar på innkallingen: Åsane, torsdag 10. desember"
PROGRAM = "Avtal programmet med gruppeansvarlig: Åsane, torsdag 10. desember"
INNKALLING = "Send innkalling til KLB: Åsane, torsdag 10. desember"
REFERAT = "Send referat til KLB: Åsane, torsdag 10. desember"


def siden(person: Person, naa: object = NAA) -> Minside:
    return minside(person, Innsyn(dag=dag(naa), person=person), naa)  # type: ignore[arg-type]


def venter(person: Person, naa: object = NAA) -> list[tuple[str, str]]:
    return [(ett.hva, ett.tilstand.ord.replace("\xa0", " ")) for ett in siden(person, naa).gjoremal]


def test_arrangoren_ser_sine_frister_den_forste_overst(verden: Verden) -> None:
    assert venter(verden.arrangor) == [(PROGRAM, "44 dager over"), (INNKALLING, "Torsdag")]


def test_det_som_er_gjort_venter_ikke(verden: Verden) -> None:
    noter_programkontakt(verden.mote, dag=date(2026, 11, 20), av=verden.arrangor, naa=NAA)
    lag_innkalling_levert(verden.mote)

    assert venter(verden.arrangor) == []


def test_medlemmet_bes_svare_nar_innkallingen_er_ute_til_hun_har_svart(verden: Verden) -> None:
    for_ = venter(verden.medlem)
    lag_innkalling_sendt(verden.mote)
    etter = venter(verden.medlem)
    lag_svar(verden.mote, verden.medlem)

    assert (for_, etter, venter(verden.medlem)) == ([], [(SVAR, "Innen 3. des.")], [])


def test_den_som_er_i_permisjon_bes_ikke_svare(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    verden.gruppe.medlemskap.filter(person=verden.medlem).update(permisjon_fra=date(2026, 12, 1))

    assert (venter(verden.medlem), siden(verden.medlem).kommende[0][0]) == ([], verden.mote)


def test_referatet_venter_pa_gruppeansvarlig_nar_motet_har_vaert(verden: Verden) -> None:
    dagen_etter = lokal(date(2026, 12, 11))

    assert REFERAT not in dict(venter(verden.gruppeansvarlig, NAA))
    assert dict(venter(verden.gruppeansvarlig, dagen_etter))[REFERAT] == "Innen 24. des."


def test_et_avlyst_mote_venter_ikke_pa_noen(verden: Verden) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)

    assert venter(verden.arrangor) == []


def test_min_tur_er_plassen_i_koen_med_grunn(verden: Verden) -> None:
    [tur] = siden(verden.medlem).turer

    assert (tur.gruppe, tur.plass, tur.av) == (verden.gruppe, 2, 3)
    assert tur.grunn == "Ble med i januar 2024 og har ikke vært arrangør"


def test_den_som_er_i_permisjon_star_ikke_i_koen(verden: Verden) -> None:
    verden.gruppe.medlemskap.filter(person=verden.medlem).update(permisjon_fra=date(2026, 1, 1))

    assert [tur.plass for tur in siden(verden.medlem).turer] == [None]


@pytest.mark.parametrize("rolle", ["naermeste_leder", "kontakt", "koordinator"])
def test_den_som_ikke_er_medlem_har_ingen_tur(verden: Verden, rolle: str) -> None:
    assert siden(getattr(verden, rolle)).turer == []


def test_tidligere_moter_star_med_det_siste_forst(verden: Verden) -> None:
    gammelt = lag_mote(verden.gruppe, date(2026, 9, 1), arrangor=verden.arrangor)
    naa = verden.mote.slutt + timedelta(hours=1)

    assert siden(verden.medlem, naa).tidligere == [verden.mote, gammelt]


def test_knappen_leder_til_der_det_gjores(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    [svar] = siden(verden.medlem).gjoremal

    assert (svar.knapp, svar.url) == ("Svar nå", reverse("mote_svar", args=(verden.mote.pk,)))


def test_siden_sier_fra_nar_ingenting_venter(verden: Verden, client_for: Klient) -> None:
    assert (
        "Ingenting venter på deg nå." in client_for(verden.medlem).get(reverse("min_side")).content.decode()
    )


def test_siden_spor_like_mye_for_flere_medlemmer(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.medlem)
    klient.get(reverse("min_side"))
    with CaptureQueriesContext(connection) as for_:
        klient.get(reverse("min_side"))
    for nr in range(5):
        lag_medlem(verden.gruppe, f"Ny {nr}")
    with CaptureQueriesContext(connection) as etter:
        klient.get(reverse("min_side"))

    assert len(etter) == len(for_)
