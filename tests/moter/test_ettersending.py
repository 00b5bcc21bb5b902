"""Who joins late gets the innkalling at once, and once (L18)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.endring import avlys, flytt
from moter.ettersending import send_til_nye
from nettverk.models import Dokument, Epost, Medlemskap, Person
from nettverk.opprydding import rydd
from tests.conftest import Klient
from tests.factories import (
    NAA,
    lag_driftsrepresentant,
    lag_innkalling_sendt,
    lag_medlem,
    lag_medlemskap,
    lag_mote,
    lag_person,
)
from tests.verden import Verden

I_MORGEN = NAA + timedelta(days=1)


@pytest.fixture
def sendt(verden: Verden) -> Verden:
    lag_innkalling_sendt(verden.mote)
    Epost.objects.filter(slag="innkalling").update(status=Epost.Status.SENDT)
    return verden


def til(person: Person) -> list[Epost]:
    return list(Epost.objects.filter(slag="innkalling", person=person))


def test_nytt_medlem_far_innkallingen_en_gang(sendt: Verden) -> None:
    ny = lag_medlem(sendt.gruppe, "Nina Ny", fra=date(2026, 11, 23))
    for _gang in range(2):
        rydd(I_MORGEN)

    (brev,) = til(ny)
    assert [v.mime for v in brev.vedlegg.all()] == ["text/calendar", "application/pdf"]
    assert send_til_nye(I_MORGEN) == 0


def test_lagt_inn_i_registeret_gir_innkallingen_ved_neste_runde(sendt: Verden, client_for: Klient) -> None:
    ny = lag_person("Nina Ny")
    lag_medlemskap(sendt.nabogruppe, ny, til=date(2026, 11, 1))  # so that the coordinator knows her
    felt = {"gruppe": sendt.gruppe.pk, "person": ny.pk, "rolle": "medlem", "fra": "2026-11-23"}
    client_for(sendt.koordinator).post(reverse("admin:nettverk_medlemskap_add"), felt)

    rydd(NAA)
    assert len(til(ny)) == 1


def test_den_som_begynner_senere_far_den_apne_utgaven(sendt: Verden) -> None:
    """Not a member yet, she is asked to the meeting; part 1's titles wait until she is (L10)."""
    ny = lag_medlem(sendt.gruppe, "Nina Ny", fra=date(2026, 12, 1))
    send_til_nye(I_MORGEN)

    (brev,) = til(ny)
    assert brev.vedlegg.get(dokument__isnull=False).dokument.malgruppe == Dokument.Malgruppe.APEN  # type: ignore[union-attr]


def test_den_som_er_tilbake_fra_permisjon_og_en_ny_representant_far_den(verden: Verden) -> None:
    borte = lag_medlemskap(verden.gruppe, "Pia Permisjon", permisjon_fra=date(2026, 1, 1))
    lag_innkalling_sendt(verden.mote)
    assert til(borte.person) == []
    borte.permisjon_til = date(2026, 12, 1)
    borte.save()
    drift = lag_driftsrepresentant(verden.gruppe)

    assert (send_til_nye(I_MORGEN), len(til(borte.person)), len(til(drift))) == (2, 1, 1)


@pytest.mark.parametrize(
    "felt",
    [
        {"fra": date(2027, 1, 1)},
        {"fra": date(2026, 1, 1), "til": date(2026, 12, 1)},
        {"fra": date(2026, 1, 1), "permisjon_fra": date(2026, 11, 1)},
    ],
)
def test_den_som_ikke_skal_mote_far_ingen(sendt: Verden, felt: dict[str, date]) -> None:
    ny = lag_medlem(sendt.gruppe, "Nina Ny", **felt)
    assert (send_til_nye(I_MORGEN), til(ny)) == (0, [])


def test_uten_adresse_gar_ingen_og_den_gar_nar_adressen_kommer(sendt: Verden) -> None:
    ny = lag_medlem(sendt.gruppe, "Nina Ny")
    ny.epost = None
    ny.save()
    assert send_til_nye(I_MORGEN) == 0
    ny.delt_epost = "avdeling@helse.example"
    ny.save()
    assert (send_til_nye(I_MORGEN), til(ny)[0].til) == (1, "avdeling@helse.example")


def test_avlyst_begynt_og_ikke_innkalt_gir_ingen(sendt: Verden) -> None:
    lag_mote(sendt.gruppe, date(2027, 2, 4), arrangor=sendt.arrangor)
    ny = lag_medlem(sendt.gruppe, "Nina Ny")

    assert send_til_nye(sendt.mote.start) == 0
    avlys(sendt.mote, av=sendt.arrangor, naa=NAA)
    assert (send_til_nye(I_MORGEN), til(ny)) == (0, [])


def test_er_motet_flyttet_gar_den_uten_det_gamle_dokumentet(sendt: Verden) -> None:
    mote = sendt.mote
    uke = timedelta(days=7)
    flytt(
        mote, start=mote.start + uke, slutt=mote.slutt + uke, sted=mote.sted, adresse=mote.adresse,
        av=sendt.arrangor, naa=NAA,
    )  # fmt: skip
    ny = lag_medlem(sendt.gruppe, "Nina Ny")
    send_til_nye(I_MORGEN)

    (brev,) = til(ny)
    assert [v.mime for v in brev.vedlegg.all()] == ["text/calendar"]
    assert "17. desember" in brev.tekst


def test_innkallinger_som_ikke_gikk_som_epost_herfra_ettersendes_ikke(sendt: Verden) -> None:
    """Rows from before the portal: nobody had a mail, and nobody is to have one now."""
    Epost.objects.all().delete()
    assert send_til_nye(I_MORGEN) == 0


def test_nytt_medlem_kan_svare_med_lenken(sendt: Verden, client: Client) -> None:
    ny = lag_medlem(sendt.gruppe, "Nina Ny")
    rydd(NAA)
    assert til(ny)[0].vist_tekst.count("/svar/") == 1


def test_runden_spor_like_mye_hvor_mange_medlemmer_det_enn_er(sendt: Verden) -> None:
    def sporringer() -> int:
        with CaptureQueriesContext(connection) as fanget:
            assert send_til_nye(I_MORGEN) == 0
        return len(fanget)

    send_til_nye(I_MORGEN)
    en = sporringer()
    for nummer in range(3):
        lag_medlem(sendt.gruppe, f"Ny {nummer}")
    send_til_nye(I_MORGEN)
    assert (sporringer(), Medlemskap.objects.filter(gruppe=sendt.gruppe).count()) == (en, 6)
