"""My page: what others have asked of one, what one is to follow up, and the way to the calendar."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.bytte import spor, trekk_tilbake
from moter.endring import avlys
from moter.models import Gjest, Motedel
from nettverk.models import Person
from referat import levering
from referat.models import Oppfolging, Referat
from tests.conftest import Klient
from tests.factories import NAA, lag_gjest, lag_medlem, lag_mote, lag_referat
from tests.oversikt.test_minside import siden
from tests.verden import Verden


def spurt_om(person: Person, naa: object = NAA) -> list[tuple[str, str]]:
    """The questions that wait for her; deadlines are tested beside."""
    return [(ett.hva, ett.url) for ett in siden(person, naa).gjoremal if ett.tilstand.merke == "du"]


def lat_vente(verden: Verden, antall: int) -> None:
    for nr in range(antall):
        gjest = lag_gjest(verden.mote, f"gjest{nr}@helse.example")
        gjest.status = Gjest.Status.VENTER
        gjest.save()


def test_den_som_er_spurt_om_a_bytte_ser_det_og_den_som_spor_gjor_det_ikke(verden: Verden) -> None:
    bodil = lag_medlem(verden.gruppe, "Bodil Bytte")
    hennes = lag_mote(verden.gruppe, date(2027, 2, 4), arrangor=bodil)
    bytte = spor(verden.mote, bodil, hennes, av=verden.arrangor, naa=NAA)

    hva = f"{verden.arrangor.navn} spør om dere kan bytte møte: Åsane, torsdag 10. desember"
    assert (spurt_om(bodil), spurt_om(verden.arrangor)) == ([(hva, bytte.get_absolute_url())], [])


def test_den_som_er_spurt_om_a_overta_ser_det_til_det_ikke_er_noe_a_svare_pa(verden: Verden) -> None:
    bytte = spor(verden.mote, verden.medlem, None, av=verden.arrangor, naa=NAA)

    hva = f"{verden.arrangor.navn} spør om du kan være arrangør: Åsane, torsdag 10. desember"
    assert spurt_om(verden.medlem) == [(hva, bytte.get_absolute_url())]
    assert spurt_om(verden.medlem, verden.mote.start) == []
    trekk_tilbake(bytte, av=verden.arrangor, naa=NAA)
    assert spurt_om(verden.medlem) == []


@pytest.mark.parametrize(
    ("antall", "hva"), [(1, "1 gjest venter på svar fra deg"), (3, "3 gjester venter på svar fra deg")]
)
def test_arrangoren_ser_gjestene_som_venter_pa_ja(verden: Verden, antall: int, hva: str) -> None:
    lag_gjest(verden.mote, "inne@helse.example")
    lat_vente(verden, antall)

    url = reverse("gjester", args=(verden.mote.pk,))
    assert spurt_om(verden.arrangor) == [(f"{hva}: Åsane, torsdag 10. desember", url)]
    assert spurt_om(verden.gruppeansvarlig) == []


def test_gjester_til_et_avlyst_eller_holdt_mote_venter_ikke(verden: Verden) -> None:
    lat_vente(verden, 1)
    holdt = spurt_om(verden.arrangor, verden.mote.slutt + timedelta(hours=1))
    avlys(verden.mote, av=verden.arrangor, naa=NAA)

    assert (holdt, spurt_om(verden.arrangor)) == ([], [])


@pytest.fixture
def avtalt(verden: Verden) -> Referat:
    """Minutes not yet sent, where the member has one thing of each part to do, and another has one."""
    referat = lag_referat(verden.mote, naa=verden.mote.slutt + timedelta(hours=1))
    rader = [
        (Motedel.DEL1, "Snakke sammen", verden.medlem, None),
        (Motedel.DEL2, "Sende malen", verden.medlem, date(2027, 1, 15)),
        (Motedel.DEL2, "Ringe", verden.arrangor, None),
    ]
    for motedel, hva, hvem, frist in rader:
        Oppfolging.objects.create(
            referat=referat, motedel=motedel, hva=hva, hvem=hvem, hvem_navn=hvem.navn, frist=frist
        )
    return referat


def hennes(person: Person) -> list[str]:
    return [en.hva for en in siden(person).oppfolginger]


def test_det_hun_skal_folge_opp_star_nar_referatet_er_sendt(verden: Verden, avtalt: Referat) -> None:
    for_ = hennes(verden.medlem)
    levering.lever(avtalt, av=verden.gruppeansvarlig, godkjent=True, naa=avtalt.mote.slutt)

    assert (for_, hennes(verden.medlem)) == ([], ["Sende malen", "Snakke sammen"])


def test_den_som_har_sluttet_leser_ikke_del_1_pa_siden_sin(verden: Verden, avtalt: Referat) -> None:
    levering.lever(avtalt, av=verden.gruppeansvarlig, godkjent=True, naa=avtalt.mote.slutt)
    verden.gruppe.medlemskap.filter(person=verden.medlem).update(til=date(2026, 1, 1))

    assert "Snakke sammen" not in hennes(verden.medlem)


def test_siden_viser_oppfolgingen_med_lenke_til_referatet(
    verden: Verden, avtalt: Referat, client_for: Klient
) -> None:
    levering.lever(avtalt, av=verden.gruppeansvarlig, godkjent=True, naa=avtalt.mote.slutt)
    side = client_for(verden.medlem).get(reverse("min_side")).content.decode()

    assert "Du skal følge opp" in side
    referatet = reverse("referat", args=(verden.mote.pk,))
    assert f'<a href="{referatet}">Åsane, møtet 10. desember 2026</a>' in side


def test_siden_viser_veien_til_egen_kalender(verden: Verden, client_for: Klient) -> None:
    side = client_for(verden.medlem).get(reverse("min_side")).content.decode()

    assert f'<a href="{reverse("kalender_abonnement")}">' in side


def test_siden_spor_like_mye_for_flere_gjester_og_oppfolginger(
    verden: Verden, avtalt: Referat, client_for: Klient
) -> None:
    levering.lever(avtalt, av=verden.gruppeansvarlig, godkjent=True, naa=avtalt.mote.slutt)
    lat_vente(verden, 1)
    klient = client_for(verden.arrangor)
    klient.get(reverse("min_side"))
    with CaptureQueriesContext(connection) as for_:
        klient.get(reverse("min_side"))
    for nr in range(3):
        Oppfolging.objects.create(referat=avtalt, motedel=Motedel.DEL2, hva=f"Sak {nr}", hvem=verden.arrangor)
        lag_gjest(verden.mote, f"flere{nr}@helse.example")
    Gjest.objects.update(status=Gjest.Status.VENTER)
    with CaptureQueriesContext(connection) as etter:
        klient.get(reverse("min_side"))

    assert len(etter) == len(for_)
