"""What guests are told before part 2 has its hours: the day, and no more (L13)."""

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from moter.endring import flytt
from moter.gjestekalender import gjestefil
from moter.gjesteliste import inviter
from moter.gjesteprogram import invitasjonstekst
from moter.models import Mote
from nettverk.models import Epost
from tests.conftest import Klient
from tests.factories import FEMTEN, NAA, NI, lag_gjest, lag_mote, lag_program, lokal
from tests.verden import Verden

KOMMER = "Klokkeslettene for den faglige delen kommer med programmet."


@pytest.fixture
def mote(verden: Verden) -> Mote:
    """A meeting whose part 1 is planned, and part 2 is not."""
    mote = lag_mote(verden.gruppe, arrangor=verden.arrangor, program=False)
    del1 = lag_program(mote)
    mote.programposter.exclude(pk__in=[post.pk for post in del1 if post.motedel == "1"]).delete()
    return mote


def tekst(epost: Epost) -> str:
    """The text and the HTML, with single spaces."""
    return " ".join((epost.tekst + epost.html).split())


def test_e_posten_sier_dagen(mote: Mote) -> None:
    assert mote.arrangor is not None
    inviter(mote, ["gro@helse.example"], hilsen="", av=mote.arrangor, naa=NAA)
    lag_gjest(mote)
    dag = mote.dag.replace(day=17)
    flytt(
        mote, start=lokal(dag, NI), slutt=lokal(dag, FEMTEN), sted="X", adresse="", av=mote.arrangor, naa=NAA
    )
    til_gjester = Epost.objects.filter(til__in=("gro@helse.example", "gjest@helse.example"))
    assert {epost.slag for epost in til_gjester} == {"gjesteinvitasjon", "gjest_pameldt", "flyttet"}
    for epost in til_gjester:
        assert (tekst(epost).count(KOMMER), "09.00" in tekst(epost)) == (2, False), epost.slag


def test_sidene_sier_dagen(mote: Mote, client: Client, client_for: Klient) -> None:
    side = client.get(reverse("gjest_apen", args=(mote.gjestekode,))).content.decode()
    assert (KOMMER in side, "09.00" in side, "Programmet er ikke klart ennå." in side) == (True, False, True)
    arrangorens = client_for(mote.arrangor).get(reverse("gjester", args=(mote.pk,))).content.decode()
    assert ("Del 2 har ikke noe program ennå" in arrangorens, "09.00" in arrangorens) == (True, False)


def test_teksten_som_sendes_videre_sier_dagen(mote: Mote) -> None:
    assert f"Tid: torsdag 10. desember 2026. {KOMMER}" in invitasjonstekst(mote)
    lag_program(mote)
    assert "Tid: torsdag 10. desember 2026 kl." in invitasjonstekst(mote).replace("\xa0", " ")


def test_kalenderen_har_hele_dagen_til_klokkeslettene_er_kjent(mote: Mote) -> None:
    (hendelse,) = Calendar.from_ical(gjestefil(mote, "nb", naa=NAA)).events
    assert hendelse.start == mote.dag
    assert KOMMER in str(hendelse["DESCRIPTION"])
    lag_program(mote)
    (kjent,) = Calendar.from_ical(gjestefil(mote, "nb", naa=NAA)).events
    assert (kjent["UID"], kjent.start.strftime("%H:%M")) == (hendelse["UID"], "12:00")
    assert KOMMER not in str(kjent["DESCRIPTION"])
