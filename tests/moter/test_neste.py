"""The one line that says what to do next, and by when: for the organiser, the member and KLB."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from moter.endring import avlys, noter_programkontakt
from moter.innkallinger import returner, send_ut
from moter.models import Avkryssing, Gjest, Mote
from moter.neste import Neste
from moter.sjekkliste import kryss_av
from nettverk.models import Person
from tests.factories import NAA, lag_innkalling_levert, lag_mote, lag_svar
from tests.verden import Verden

Klient = Callable[[Person | None], Client]


def linje(klient: Client, mote: Mote) -> tuple[str, str] | None:
    """What stands there, and the words of the deadline."""
    funnet: Neste | None = klient.get(mote.get_absolute_url()).context["neste"]
    return (funnet.hva, funnet.tilstand.ord if funnet.tilstand else "") if funnet else None


def snakket(mote: Mote, av: Person) -> None:
    noter_programkontakt(mote, dag=date(2026, 10, 1), av=av, naa=NAA)


def test_arrangorens_vei_fra_samtale_til_klart(verden: Verden, client_for: Klient) -> None:
    mote = lag_mote(verden.gruppe, date(2026, 12, 18), arrangor=verden.arrangor, program=False, sted="")
    klient = client_for(verden.arrangor)
    assert linje(klient, mote) == ("Snakk med Lise Leder om programmet", "36 dager over")
    snakket(mote, verden.arrangor)
    assert linje(klient, mote) == ("Skriv programmet", "Innen 4.\N{NO-BREAK SPACE}des.")
    klient.post(f"/moter/{mote.pk}/program/forslag/")
    assert linje(klient, mote) == ("Gjør innkallingen klar", "Innen 4.\N{NO-BREAK SPACE}des.")
    Mote.objects.filter(pk=mote.pk).update(sted="Ågotnes", referent=verden.medlem)
    mote.refresh_from_db()
    assert linje(klient, mote) == ("Send innkallingen til KLB", "Innen 4.\N{NO-BREAK SPACE}des.")
    innkalling = lag_innkalling_levert(mote)
    assert linje(klient, mote) == ("KLB ser over innkallingen", "Hos KLB")
    assert linje(client_for(verden.koordinator), mote) == (
        "Se over innkallingen, og send den til gruppen", "Onsdag",
    )  # fmt: skip
    send_ut(innkalling, av=verden.koordinator, naa=NAA)
    assert linje(klient, mote) == ("Svar på innkallingen", "Innen 11.\N{NO-BREAK SPACE}des.")
    lag_svar(mote, verden.arrangor)
    assert linje(klient, mote) == ("3 punkter igjen på sjekklisten", "Innen 18.\N{NO-BREAK SPACE}des.")
    Gjest.objects.create(mote=mote, status="pameldt", epost="kollega@helse.example", opprettet=NAA)
    kryss_av(mote, Avkryssing.Punkt.LOKALE, av=verden.arrangor, naa=NAA)
    assert linje(klient, mote) == ("1 punkt igjen på sjekklisten", "Innen 18.\N{NO-BREAK SPACE}des.")
    kryss_av(mote, Avkryssing.Punkt.LUNSJ, av=verden.arrangor, naa=NAA)
    assert linje(klient, mote) == ("Alt er klart til møtet", "Klart")


def test_de_to_som_skal_snakke_sammen_ser_hverandre(verden: Verden, client_for: Klient) -> None:
    assert linje(client_for(verden.arrangor), verden.mote) == (
        "Snakk med Lise Leder om programmet", "44 dager over",
    )  # fmt: skip
    leder = linje(client_for(verden.gruppeansvarlig), verden.mote)
    assert leder == ("Snakk med Arne Arrangør om programmet", "44 dager over")
    egen = lag_mote(verden.gruppe, date(2026, 12, 20), arrangor=verden.gruppeansvarlig)
    alene = linje(client_for(verden.gruppeansvarlig), egen)
    assert alene is not None
    assert alene[0] == "Bli enige om programmet"


def test_en_returnert_innkalling_skal_rettes(verden: Verden, client_for: Klient) -> None:
    innkalling = lag_innkalling_levert(verden.mote)
    returner(innkalling, av=verden.koordinator, kommentar="Rett", naa=NAA)
    funnet = linje(client_for(verden.arrangor), verden.mote)
    assert funnet is not None
    assert funnet[0] == "Rett innkallingen, og send den på nytt"


@pytest.mark.parametrize(
    ("kommer", "ventet"), [(True, ("Du er påmeldt", "Svart")), (False, ("Du har meldt fravær", "Svart"))]
)
def test_medlemmet_ser_det_som_angar_henne(
    verden: Verden, client_for: Klient, kommer: bool, ventet: tuple[str, str]
) -> None:
    klient, mote = client_for(verden.medlem), verden.mote
    assert linje(klient, mote) == ("Hold av dagen. Innkallingen kommer senest mandag 30. november.", "")
    send_ut(lag_innkalling_levert(mote), av=verden.koordinator, naa=NAA)
    assert linje(klient, mote) == ("Svar på innkallingen", "Innen 3.\N{NO-BREAK SPACE}des.")
    lag_svar(mote, verden.medlem, del1=kommer, del2=kommer)
    assert linje(klient, mote) == ventet


def test_etter_motet_er_det_referatet(verden: Verden, client_for: Klient) -> None:
    with time_machine.travel(verden.mote.slutt + timedelta(hours=1), tick=False):
        funnet = linje(client_for(verden.gruppeansvarlig), verden.mote)
        assert funnet is not None
        assert funnet[0] == "Skriv referatet"
        assert linje(client_for(verden.medlem), verden.mote) is None


def test_et_avlyst_mote_har_ingenting_neste(verden: Verden, client_for: Klient) -> None:
    avlys(verden.mote, av=verden.arrangor, naa=NAA)
    assert linje(client_for(verden.arrangor), verden.mote) is None


def test_koordinatoren_har_ingenting_for_innkallingen_er_levert(verden: Verden, client_for: Klient) -> None:
    assert linje(client_for(verden.koordinator), verden.mote) is None


def test_motets_side_sporr_like_mange_ganger_for_mange_punkter(verden: Verden, client_for: Klient) -> None:
    klient = client_for(verden.arrangor)
    lag_mote(verden.gruppe, date(2026, 12, 28), program=False)
    antall = []
    for nye in (0, 21):
        for nr in range(nye):
            verden.mote.programposter.create(motedel="2", start=f"14:{30 + nr}", varighet=5, tittel=f"{nr}")
        klient.get(verden.mote.get_absolute_url())
        with CaptureQueriesContext(connection) as fanget:
            klient.get(verden.mote.get_absolute_url())
        antall.append(len(fanget))
    assert antall[0] == antall[1]
