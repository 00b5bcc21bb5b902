"""The series of the demo data: 2021 as the source has it, and a season one can register for."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from dybdemoter.models import Deltaker, Kontakt, Oppmote, Serie, Seriemote, Valg
from dybdemoter.serier import mangler
from nettverk.models import Epost, Frist
from tests.oversikt.conftest import DEMO_NAA

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demodata")]


def test_demo_har_kildens_24_datoer() -> None:
    """«Tirsdager kl. 09.00 – 11.30», and so on, for each region."""
    moter = Seriemote.objects.filter(serie__sesong="2021").select_related("serie")
    tider = Counter(
        (mote.serie.region, mote.dag.weekday(), f"{mote.lokal_start:%H.%M}–{mote.lokal_slutt:%H.%M}")
        for mote in moter
    )

    assert tider == {
        ("vest", 1, "09.00–11.30"): 6,
        ("sor_ost", 3, "09.00–11.30"): 6,
        ("nord", 2, "10.00–12.30"): 6,
        ("midt", 3, "09.00–11.30"): 6,
    }
    assert {m.dag.year for m in moter} == {2021}


def test_demo_har_en_rekke_som_tar_imot() -> None:
    serie = Serie.objects.exclude(sesong="2021").get()

    assert serie.tar_imot(DEMO_NAA)
    assert mangler(serie, DEMO_NAA) == {}
    assert list(serie.soknader.values_list("nummer", flat=True)) == [1, 2, 3, 4, 5]
    assert Epost.objects.filter(slag="dybde_kvittering").count() == 5
    assert Frist.objects.om(serie).get(slag="svar").apen


def test_demo_har_fire_med_plass_og_resten_pa_venteliste_i_2021() -> None:
    serier = Serie.objects.filter(sesong="2021", svar_sendt__date=date(2020, 12, 18))
    plass = {serie.region: serie.soknader.med_plass().count() for serie in serier}

    assert plass == {"vest": 4, "sor_ost": 4, "nord": 3, "midt": 4}
    assert Valg.objects.count() == 24
    assert Oppmote.objects.filter(mott=False).count() == 4


def test_demo_bruker_bare_adresser_som_ikke_nar_noen_i_dybdemotene() -> None:
    adresser = [*Kontakt.objects.values_list("epost", flat=True)]
    adresser += Deltaker.objects.exclude(epost="").values_list("epost", flat=True)

    assert {adresse.partition("@")[2] for adresse in adresser} == {"example.org"}
    assert {mote.teams_lenke.split("/")[2] for mote in Seriemote.objects.all()} == {"teams.example"}
