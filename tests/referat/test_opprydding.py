"""What is deleted of minutes, and when (X12)."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from moter.models.gjest import SLETTES_ETTER
from moter.opprydding import slett_gjester
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.dokumenter.visning import kropp
from nettverk.models import Dokument
from referat import bevis, levering, retting
from referat.models import Gjesteoppmote, Kommentar, Referat
from referat.opprydding import KOMMENTARER_SLETTES_ETTER, slett_gjestene, slett_kommentarer
from referat.skriving import hent_eller_start
from tests.factories import lag_innkalling_sendt, lag_referat
from tests.moter.oppmotehjelp import gjest
from tests.nettverk.test_dokument_sveip import Rask
from tests.referat.test_bevis import ETTER
from tests.verden import Verden

SEKUND = timedelta(seconds=1)


@pytest.fixture
def sendt(verden: Verden) -> Referat:
    """Minutes that are sent, with a guest who registered and one who came unannounced."""
    lag_innkalling_sendt(verden.mote)
    gjest(verden.mote)
    referat = lag_referat(verden.mote, naa=ETTER)
    Gjesteoppmote.objects.create(referat=referat, navn="Ute Uanmeldt", arbeidssted="Ulset")
    referat = levering.lever(referat, av=verden.gruppeansvarlig, godkjent=True, naa=ETTER)
    lag_ventende(ETTER, Rask())
    return referat


def rundt(grense: datetime, verb: Callable[[datetime], int]) -> list[int]:
    """How many went at the limit, and a second after it, and then again."""
    return [verb(naa) for naa in (grense, grense + SEKUND, grense + SEKUND)]


def test_gjester_i_referatet_slettes_etter_seks_maneder_ogsa_de_uanmeldte(sendt: Referat) -> None:
    assert rundt(sendt.mote.slutt + SLETTES_ETTER, slett_gjestene) == [0, 2, 0]
    assert not Gjesteoppmote.objects.exists()


def test_navnet_gar_og_dokumentet_star(sendt: Referat) -> None:
    dokument = sendt.dokumenter.earliest("pk")
    assert (dokument.pdf_status, "Ute Uanmeldt" in kropp(dokument)) == ("klar", True)
    naa = sendt.mote.slutt + SLETTES_ETTER + SEKUND
    # In the order of the sweep: the guests' own rows go first.
    slett_gjester(naa)
    slett_gjestene(naa)

    for ett in sendt.dokumenter.all():
        html = kropp(ett)
        assert ("Uanmeldt" in html, "Gro Gjest" in html, "Gjester i del 2 (2)" in html) == (
            False, False, True,
        )  # fmt: skip
        assert "Navn på gjester slettes seks måneder etter møtet." in html
        assert "Gro Gjest" not in str(ett.innhold)
        assert (ett.pdf, ett.pdf_status, ett.opprettet) == (None, "venter", ETTER)
    assert "Mari Medlem" in kropp(sendt.dokumenter.earliest("pk"))


def test_gjestenes_bevis_slettes_og_medlemmenes_star(sendt: Referat) -> None:
    mote = sendt.mote
    alle = bevis.deltatte(mote)
    bevis.lag_bevis(mote, alle, malform="nb", naa=ETTER)
    for en in alle:
        bevis.lag_bevis(mote, [en], malform="nb", naa=ETTER)
    slett_gjestene(mote.slutt + SLETTES_ETTER + SEKUND)
    igjen = Dokument.objects.filter(slag="deltakerbevis")
    assert {en["navn"] for ett in igjen for en in ett.innhold["deltakere"]} == {
        en.navn for en in alle if en.person
    }


def test_en_retting_som_avbrytes_bringer_ikke_navnene_tilbake(sendt: Referat, verden: Verden) -> None:
    retting.apne(sendt, hva="Feil sted", av=verden.gruppeansvarlig, naa=ETTER)
    naa = sendt.mote.slutt + SLETTES_ETTER + SEKUND
    slett_gjester(naa)
    slett_gjestene(naa)
    sendt.refresh_from_db()
    assert not retting.er_endret(sendt, sendt.rettinger.get())
    retting.avbryt(sendt, av=verden.gruppeansvarlig, naa=naa)
    assert not Gjesteoppmote.objects.exists()


def test_kommentarer_slettes_seks_maneder_etter_at_referatet_er_sendt(sendt: Referat, verden: Verden) -> None:
    def kommenter(referat: Referat) -> None:
        Kommentar.objects.create(referat=referat, tekst="Mangler noe", av=verden.medlem, skrevet=ETTER)

    kommenter(sendt)
    utkast = hent_eller_start(verden.nabomote, naa=ETTER)
    kommenter(utkast)
    assert rundt(ETTER + KOMMENTARER_SLETTES_ETTER, slett_kommentarer) == [0, 1, 0]
    assert [k.referat for k in Kommentar.objects.all()] == [utkast]
