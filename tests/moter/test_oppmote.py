"""Who is expected and who is there: the verbs, and the organiser's page."""

from datetime import timedelta
from itertools import count
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter import oppmote
from moter.endring import avlys
from moter.models import Gjest, Innsjekk, Mote
from tests.conftest import Klient
from tests.factories import NAA, lag_innkalling_sendt, lag_medlem, lag_svar
from tests.moter.oppmotehjelp import drift, gjest, i_gang, inne
from tests.verden import Verden


@pytest.fixture
def sendt(verden: Verden) -> Verden:
    """The member comes to part 1, the lead is absent, the organiser has not answered."""
    lag_innkalling_sendt(verden.mote)
    lag_svar(verden.mote, verden.medlem, del2=False)
    lag_svar(verden.mote, verden.gruppeansvarlig, del1=False, del2=False)
    drift(verden.gruppe)
    gjest(verden.mote)
    return verden


def nokkel(person: Any) -> str:
    return f"g{person.pk}" if isinstance(person, Gjest) else f"p{person.pk}"


def test_ventede_er_medlemmer_driftsgruppe_og_gjester(sendt: Verden) -> None:
    gjest(sendt.mote, "Vera Venter", status=Gjest.Status.VENTER)
    assert [(en.slag, en.navn, en.deler, en.kommer, en.uten_svar) for en in oppmote.ventede(sendt.mote)] == [
        ("medlem", "Arne Arrangør", (None, None), False, True),
        ("medlem", "Lise Leder", (False, False), False, False),
        ("medlem", "Mari Medlem", (True, False), True, False),
        ("drift", "Dag Drift", (None, None), False, True),
        ("gjest", "Gro Gjest", (False, True), True, False),
    ]


def test_medlem_som_ogsa_er_i_driftsgruppen_ventes_en_gang(sendt: Verden) -> None:
    sendt.gruppe.driftsrepresentanter.create(person=sendt.medlem, fra=sendt.mote.dag)
    navn = [en.navn for en in oppmote.ventede(sendt.mote)]
    assert navn.count("Mari Medlem") == 1


def test_driftsgruppen_uten_del_1(sendt: Verden) -> None:
    sendt.mote.gruppe.drift_i_del1 = False
    (en,) = (en for en in oppmote.ventede(sendt.mote) if en.slag == "drift")
    assert en.deler == (False, None)


@pytest.mark.parametrize(
    ("etter_start", "selv", "arrangor"),
    [
        (timedelta(hours=-1, seconds=-1), False, False),
        (timedelta(hours=-1), True, True),
        (timedelta(), True, True),
        (timedelta(hours=6, seconds=-1), True, True),
        (timedelta(hours=6), False, True),
    ],
)
def test_apent_fra_en_time_for_til_slutten(
    sendt: Verden, etter_start: timedelta, selv: bool, arrangor: bool
) -> None:
    mote, naa = sendt.mote, sendt.mote.start + etter_start
    assert (oppmote.er_apen(mote, naa), oppmote.kan_krysses(mote, naa)) == (selv, arrangor)
    for av, lov in ((None, selv), (sendt.arrangor, arrangor)):
        if lov:
            oppmote.sjekk_inn(mote, nokkel(sendt.medlem), av=av, naa=naa)
        else:
            with pytest.raises(ValidationError, match="ikke åpent nå"):
                oppmote.sjekk_inn(mote, nokkel(sendt.medlem), av=av, naa=naa)
    assert inne(mote) == ({"Mari Medlem"} if arrangor else set())


def test_avlyst_mote_tar_ikke_imot(sendt: Verden) -> None:
    avlys(sendt.mote, av=sendt.arrangor, naa=NAA)
    with pytest.raises(ValidationError, match="ikke åpent nå"):
        oppmote.sjekk_inn(sendt.mote, nokkel(sendt.medlem), av=sendt.arrangor, naa=i_gang(sendt.mote))


def test_to_ganger_er_en_gang_og_beholder_tiden(sendt: Verden) -> None:
    naa = i_gang(sendt.mote)
    forste, ny = oppmote.sjekk_inn(sendt.mote, nokkel(sendt.medlem), av=None, naa=naa)
    andre, igjen = oppmote.sjekk_inn(
        sendt.mote, nokkel(sendt.medlem), av=None, naa=naa + timedelta(minutes=1)
    )
    assert (ny, igjen, forste, andre.tid) == (True, False, andre, naa)


@pytest.mark.parametrize("hvem", ["nabo", "kontakt"])
def test_den_som_ikke_ventes_kan_ikke_registreres(sendt: Verden, hvem: str) -> None:
    with pytest.raises(ValidationError, match="står ikke på listen"):
        person = getattr(sendt, hvem)
        oppmote.sjekk_inn(sendt.mote, nokkel(person), av=sendt.arrangor, naa=i_gang(sendt.mote))


def test_angre_virker_i_ti_minutter(sendt: Verden) -> None:
    naa = i_gang(sendt.mote)
    innsjekk, _ny = oppmote.sjekk_inn(sendt.mote, nokkel(sendt.medlem), av=None, naa=naa)
    with pytest.raises(ValidationError, match="kan ikke angres"):
        oppmote.angre(innsjekk, naa=naa + timedelta(minutes=10))
    oppmote.angre(innsjekk, naa=naa + timedelta(minutes=9, seconds=59))
    assert not Innsjekk.objects.exists()


@pytest.fixture
def apen(sendt: Verden) -> Any:
    with time_machine.travel(i_gang(sendt.mote), tick=False):
        yield sendt


def side(verden: Verden) -> str:
    return reverse("oppmote", args=(verden.mote.pk,))


def test_arrangoren_krysser_inn_og_ut_med_ett_trykk(apen: Verden, client: Client) -> None:
    client.force_login(apen.arrangor)
    gjesten = apen.mote.gjester.get()
    for hvem in (apen.medlem, gjesten):
        svar = client.post(side(apen), {"inn": nokkel(hvem)})
        assert svar["Location"] == f"{side(apen)}#{nokkel(hvem)}"
    assert inne(apen.mote) == {"Mari Medlem", "Gro Gjest"}
    client.post(side(apen), {"ut": nokkel(apen.medlem)})
    client.post(side(apen), {"ut": nokkel(apen.medlem)})
    assert inne(apen.mote) == {"Gro Gjest"}


def test_siden_teller_og_sier_hvem_som_ikke_var_ventet(apen: Verden, client: Client) -> None:
    client.force_login(apen.koordinator)
    oppmote.sjekk_inn(apen.mote, nokkel(apen.medlem), av=None, naa=i_gang(apen.mote))
    svar = client.get(side(apen))
    assert (svar.context["til_stede"], svar.context["ventet"]) == (1, 2)
    html = svar.content.decode()
    assert (html.count('name="inn"'), html.count('name="ut"')) == (4, 1)
    assert html.count("Meldt fravær") == 1


@pytest.mark.parametrize("felt", [{}, {"inn": "p0"}, {"inn": "tull/../"}, {"ut": "g999"}])
def test_gal_inndata_endrer_ingenting(apen: Verden, client: Client, felt: dict[str, str]) -> None:
    client.force_login(apen.arrangor)
    assert client.post(side(apen), felt).status_code == 302
    assert not Innsjekk.objects.exists()


def test_for_apningen_er_det_ingen_knapper(sendt: Verden, client: Client) -> None:
    client.force_login(sendt.arrangor)
    html = client.get(side(sendt)).content.decode()
    assert "Du kan krysse av fra torsdag 10. desember kl. 08.00." in html
    assert 'name="inn"' not in html


def test_ny_kode_stenger_den_gamle(apen: Verden, client: Client) -> None:
    gammel = reverse("her", args=(apen.mote.innsjekkode,))
    client.force_login(apen.arrangor)
    sti = reverse("ny_innsjekkode", args=(apen.mote.pk,))
    assert "Lag ny kode?" in client.get(sti).content.decode()
    assert client.get(gammel).status_code == 200
    client.post(sti)
    ny = reverse("her", args=(Mote.objects.get(pk=apen.mote.pk).innsjekkode,))
    assert [client.get(url).status_code for url in (gammel, ny)] == [404, 200]


def test_siden_koster_det_samme_for_mange(apen: Verden, client_for: Klient) -> None:
    klient, nr = client_for(apen.arrangor), count()

    def sporringer() -> int:
        with CaptureQueriesContext(connection) as fanget:
            assert klient.get(side(apen)).status_code == 200
        return len(fanget)

    sporringer()
    forst = sporringer()
    for _gang in range(57):
        person = lag_medlem(apen.gruppe, f"Person Nummer{next(nr)}")
        Innsjekk.objects.create(mote=apen.mote, person=person, tid=NAA)
    assert sporringer() == forst
