"""Certificates of participation (X14)."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from moter.oppmote import sjekk_inn
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.dokumenter.visning import kropp
from nettverk.models import Dokument
from referat import bevis, levering, retting
from referat.models import Gjesteoppmote, Oppmote, Referat
from referat.skriving import hent_eller_start
from tests.conftest import Klient
from tests.factories import lag_innkalling_sendt, lag_medlem, lag_referat, lag_svar
from tests.moter.oppmotehjelp import drift, gjest, i_gang
from tests.nettverk.test_dokument_sveip import Rask
from tests.verden import Verden

ETTER = datetime(2026, 12, 11, 9, 0, tzinfo=UTC)
VERDI = Oppmote.Verdi


@pytest.fixture
def holdt(verden: Verden) -> Verden:
    """All were there all day but the lead, who was absent; with a guest and one of the operating group."""
    lag_innkalling_sendt(verden.mote)
    for person in (drift(verden.gruppe), gjest(verden.mote), gjest(verden.mote, "Ikke Kommet")):
        if str(person) != "Ikke Kommet":
            nokkel = f"{'g' if str(person) == 'Gro Gjest' else 'p'}{person.pk}"
            sjekk_inn(verden.mote, nokkel, av=verden.arrangor, naa=i_gang(verden.mote))
    return verden


def lever(verden: Verden, **verdier: tuple[str, str]) -> Referat:
    """Send the minutes with this attendance, by role; all others were there."""
    referat = lag_referat(verden.mote, naa=ETTER)
    referat.gjester.filter(navn="Ikke Kommet").update(deltok=False)
    for rolle, (del1, del2) in verdier.items():
        referat.oppmote.filter(person=getattr(verden, rolle)).update(del1=del1, del2=del2)
    return levering.lever(referat, av=verden.gruppeansvarlig, godkjent=True, naa=ETTER)


def test_bevis_til_dem_som_deltok_og_for_de_delene(holdt: Verden) -> None:
    lever(
        holdt,
        gruppeansvarlig=(VERDI.FRAVAR, VERDI.FRAVAR),
        medlem=(VERDI.DELTOK, VERDI.BORTE),
    )
    innhold = bevis.bevisinnhold(holdt.mote, bevis.deltatte(holdt.mote))
    assert [(p["navn"], p["del1"], p["del2"]) for p in innhold["deltakere"]] == [
        ("Arne Arrangør", 120, 90),
        ("Dag Drift", 120, 90),
        ("Mari Medlem", 120, None),
        ("Gro Gjest", None, 90),
    ]
    assert innhold["temaer"] == ["Munnstell i livets siste fase"]
    assert "Siden sist" not in str(innhold)


def test_ingen_bevis_for_referatet_er_sendt(holdt: Verden) -> None:
    lag_referat(holdt.mote, naa=ETTER)
    assert bevis.deltatte(holdt.mote) == []


def test_driftsgruppen_far_bevis_for_det_referatet_sier(holdt: Verden) -> None:
    referat = lever(holdt)
    referat.oppmote.driftsgruppen().update(del1=VERDI.FRAVAR, del2=VERDI.DELTOK)

    (en,) = (en for en in bevis.deltatte(holdt.mote) if en.navn == "Dag Drift")
    assert (en.del1, en.del2) == (False, True)


def test_en_uanmeldt_gjest_i_referatet_far_bevis_for_del_2(holdt: Verden) -> None:
    referat = lever(holdt)
    Gjesteoppmote.objects.create(referat=referat, navn="Ute Uanmeldt", arbeidssted="Ulset")

    (en,) = (en for en in bevis.deltatte(holdt.mote) if en.navn == "Ute Uanmeldt")
    assert (en.del1, en.del2, en.arbeidssted) == (False, True, "Ulset")


def test_bevisene_star_mens_referatet_rettes(holdt: Verden) -> None:
    for_ = lever(holdt), bevis.deltatte(holdt.mote)
    retting.apne(for_[0], hva="Feil navn", av=holdt.gruppeansvarlig, naa=ETTER)

    assert bevis.deltatte(holdt.mote) == for_[1]


def test_beviset_fryses_og_navnet_er_et_bilde(holdt: Verden) -> None:
    lever(holdt)

    def lag() -> Dokument:
        eget = bevis.for_person(holdt.mote, holdt.medlem)
        assert eget is not None
        return bevis.lag_bevis(holdt.mote, [eget], malform="nb", naa=ETTER)

    forste = lag()
    assert lag() == forste
    holdt.medlem.etternavn = "Nyttnavn"
    holdt.medlem.save()
    andre = lag()
    assert (forste.versjon, andre.versjon) == (1, 2)
    navn = [dok.innhold["deltakere"][0]["navn"] for dok in (forste, andre)]
    assert navn == ["Mari Medlem", "Mari Nyttnavn"]
    assert forste.innhold["deltakere"][0]["person"] == holdt.medlem.pk
    assert "mari" not in forste.filnavn


def test_bevisene_endrer_ikke_referatets_dokument(holdt: Verden) -> None:
    referat = lever(holdt)
    bevis.lag_bevis(holdt.mote, bevis.deltatte(holdt.mote), malform="nb", naa=ETTER)
    dokument = levering.dokument(referat, "nb", naa=ETTER)
    assert dokument is not None
    assert dokument.slag == "referat"


def test_beviset_sier_navn_sted_dato_og_timer(holdt: Verden) -> None:
    lever(holdt)
    eget = bevis.for_person(holdt.mote, holdt.medlem)
    assert eget is not None
    html = kropp(bevis.lag_bevis(holdt.mote, [eget], malform="nb", naa=ETTER))
    for ord_ in (
        "Mari Medlem", "Nettverk i lindring", "Nettverksmøte i gruppe Åsane", "Torsdag 10. desember 2026",
        "Ågotnes helsesenter", "2 timer", "1 time og 30 minutter", "3 timer og 30 minutter",
        "11. desember 2026", "Lise Leder",
    ):  # fmt: skip
        assert ord_ in html


@pytest.fixture
def etter(holdt: Verden) -> Iterator[Verden]:
    with time_machine.travel(ETTER, tick=False):
        yield holdt


def sti(verden: Verden, navn: str) -> str:
    return reverse(navn, args=(verden.mote.pk,))


def test_medlemmet_laster_ned_sitt_eget(etter: Verden, client: Client) -> None:
    lever(etter)
    client.force_login(etter.medlem)
    html = client.get(sti(etter, "bevis")).content.decode()
    assert "Mari Medlem" in html
    assert "Arne Arrangør" not in html
    assert client.get(sti(etter, "bevis_pdf"))["Location"] == sti(etter, "bevis")
    client.post(sti(etter, "bevis"))
    lag_ventende(ETTER, Rask())
    assert "Åpne PDF" in client.get(sti(etter, "bevis")).content.decode()
    assert client.get(sti(etter, "bevis_pdf")).content == b"%PDF"


@pytest.mark.parametrize("hvem", ["gruppeansvarlig", "arrangor", "koordinator"])
def test_de_som_forvalter_far_alle_som_ett(etter: Verden, client: Client, hvem: str) -> None:
    lever(etter)
    client.force_login(getattr(etter, hvem))
    html = client.get(sti(etter, "bevis_alle")).content.decode()
    assert html.count('<article class="dok-bevis">') == 5
    client.post(sti(etter, "bevis_alle"))
    assert len(Dokument.objects.get(slag="deltakerbevis").innhold["deltakere"]) == 5


def test_sider_uten_bevis_sier_hvorfor(etter: Verden, client: Client) -> None:
    client.force_login(etter.gruppeansvarlig)
    assert "når referatet er sendt" in client.get(sti(etter, "bevis")).content.decode()
    lever(etter, gruppeansvarlig=(VERDI.FRAVAR, VERDI.FRAVAR))
    assert "Du står ikke som deltaker" in client.get(sti(etter, "bevis")).content.decode()
    assert client.get(sti(etter, "bevis_pdf")).status_code == 404
    client.post(sti(etter, "bevis"))
    assert not Dokument.objects.filter(slag="deltakerbevis").exists()


def test_min_side_viser_bevis_for_dem_som_deltok(etter: Verden, client_for: Klient) -> None:
    lever(etter, gruppeansvarlig=(VERDI.FRAVAR, VERDI.FRAVAR))
    sider = {
        hvem: client_for(getattr(etter, hvem)).get(reverse("min_side")).content.decode()
        for hvem in ("medlem", "gruppeansvarlig")
    }
    assert {hvem: sti(etter, "bevis") in side for hvem, side in sider.items()} == {
        "medlem": True, "gruppeansvarlig": False,
    }  # fmt: skip


def test_siden_koster_det_samme_for_mange(etter: Verden, client_for: Klient) -> None:
    referat, nr = lever(etter), count()
    klient = client_for(etter.arrangor)

    def sporringer() -> int:
        with CaptureQueriesContext(connection) as fanget:
            assert klient.get(sti(etter, "bevis_alle")).status_code == 200
        return len(fanget)

    sporringer()
    forst = sporringer()
    for _gang in range(57):
        person = lag_medlem(etter.gruppe, f"Person Nummer{next(nr)}")
        Oppmote.objects.create(referat=referat, person=person, del1=VERDI.DELTOK, del2=VERDI.DELTOK)
    assert sporringer() == forst


def test_referatet_begynner_med_dem_som_registrerte_seg(holdt: Verden) -> None:
    """Who came without having answered, or after all, was there; an answer says for which parts."""
    nye = {navn: lag_medlem(holdt.gruppe, navn) for navn in ("Bare Del1", "Likevel Kommet", "Aldri Sett")}
    lag_svar(holdt.mote, nye["Bare Del1"], del2=False)
    lag_svar(holdt.mote, nye["Likevel Kommet"], del1=False, del2=False)
    for person in (holdt.medlem, nye["Bare Del1"], nye["Likevel Kommet"]):
        sjekk_inn(holdt.mote, f"p{person.pk}", av=None, naa=i_gang(holdt.mote))
    referat = hent_eller_start(holdt.mote, naa=ETTER)
    assert {rad.person.navn: (rad.del1, rad.del2) for rad in referat.oppmote.all()} == {
        "Mari Medlem": ("deltok", "deltok"),
        "Bare Del1": ("deltok", "fravar"),
        "Likevel Kommet": ("deltok", "deltok"),
        "Aldri Sett": ("", ""),
        "Arne Arrangør": ("", ""),
        "Lise Leder": ("", ""),
        "Dag Drift": ("deltok", "deltok"),
    }
