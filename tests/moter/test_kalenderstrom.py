"""One's own calendar to subscribe to: what is in it, and that its address is one's own (X6)."""

from __future__ import annotations

from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from django.core.signing import Signer
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar, Event

from moter.endring import avlys
from moter.models import Kalenderabonnement, Mote
from nettverk.models import Driftsrepresentant, Person
from tests.conftest import Klient
from tests.factories import NAA, lag_gruppe, lag_medlem, lag_mote, lag_person
from tests.verden import Verden

SIDE = "/kalender/"


def abonner(person: Person) -> str:
    """The path of her calendar."""
    rad, _ny = Kalenderabonnement.objects.get_or_create(person=person, defaults={"laget": NAA})
    return urlsplit(rad.adresse).path


def hent(klient: Client, person: Person) -> dict[str, Event]:
    """The entries in it, by UID without the host."""
    svar = klient.get(abonner(person))
    assert (svar.status_code, svar["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    kalender = Calendar.from_ical(svar.content)
    assert isinstance(kalender, Calendar)
    return {str(en["uid"]).partition("@")[0]: en for en in kalender.events}


@pytest.fixture
def klient(client_for: Klient) -> Client:
    return client_for(None)


def test_medlemmet_far_gruppens_moter_ogsa_de_avlyste(verden: Verden, klient: Client) -> None:
    gammelt = lag_mote(verden.gruppe, date(2025, 10, 1), naa=NAA - timedelta(days=500))
    avlys(verden.vertsmote, av=verden.koordinator, naa=NAA)
    poster = hent(klient, verden.medlem)
    assert set(poster) == {f"mote-{mote.pk}" for mote in (verden.mote, verden.vertsmote)}
    assert gammelt.slutt < NAA - timedelta(days=365)
    avlyst = poster[f"mote-{verden.vertsmote.pk}"]
    assert (str(avlyst["status"]), avlyst["sequence"], str(avlyst["summary"])) == (
        "CANCELLED", 1, "AVLYST: Nettverksmøte i Åsane",
    )  # fmt: skip
    holdes = poster[f"mote-{verden.mote.pk}"]
    assert f"{holdes.start:%Y-%m-%d %H:%M %Z}" == "2026-12-10 09:00 CET"


def test_strommen_sier_hva_den_er(verden: Verden, klient: Client) -> None:
    tekst = klient.get(abonner(verden.medlem)).content.decode()
    for linje in (
        "METHOD:PUBLISH", "NAME:Nettverksmøter", "X-WR-CALNAME:Nettverksmøter",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "BEGIN:VTIMEZONE", "TZID:Europe/Oslo",
    ):  # fmt: skip
        assert linje in tekst.splitlines()


def test_arrangoren_far_fristene_sine_som_dager(verden: Verden, klient: Client) -> None:
    poster = hent(klient, verden.arrangor)
    frist = poster[f"mote-{verden.mote.pk}-innkalling"]
    assert (str(frist["summary"]), frist.start) == (
        "Frist: Send innkallingen til KLB (Åsane)", date(2026, 11, 26),
    )  # fmt: skip
    assert not any("innkalling" in uid for uid in hent(klient, verden.medlem))


def test_kontakten_far_bare_sitt_mote_og_koordinatoren_ingen(verden: Verden, klient: Client) -> None:
    moter = {uid for uid in hent(klient, verden.kontakt) if uid.count("-") == 1}
    assert moter == {f"mote-{verden.vertsmote.pk}"}
    assert hent(klient, verden.koordinator) == {}


def test_permisjon_beholder_og_sluttet_mister(verden: Verden, klient: Client) -> None:
    borte = lag_medlem(verden.gruppe, "Petra Permisjon", permisjon_fra=date(2026, 1, 1))
    sluttet = lag_medlem(verden.gruppe, "Siri Sluttet", til=date(2026, 11, 22))
    drift = lag_person("Dag Drift")
    Driftsrepresentant.objects.create(gruppe=verden.gruppe, person=drift, fra=date(2026, 1, 1))
    assert [len(hent(klient, person)) for person in (borte, sluttet, drift)] == [2, 0, 2]


def test_lenken_til_del_1_star_der_den_er_apen_og_den_andre_hos_alle(verden: Verden, klient: Client) -> None:
    Mote.objects.filter(pk__in=(verden.mote.pk, verden.vertsmote.pk)).update(
        form="begge", digital_lenke="https://video.example/m", digital_lenke_del1="https://video.example/1"
    )
    drift = lag_person("Dag Drift")
    Driftsrepresentant.objects.create(gruppe=verden.gruppe, person=drift, fra=date(2026, 1, 1))

    def lenker(person: Person) -> list[bool]:
        """Whether her feed has part 1's own link, and the open one."""
        strom = klient.get(abonner(person)).content.replace(b"\r\n ", b"")  # lines are folded
        return [b"video.example/1" in strom, b"video.example/m" in strom]

    har = {person: lenker(person) for person in (verden.medlem, verden.kontakt, drift)}
    assert har == {verden.medlem: [True, True], verden.kontakt: [False, True], drift: [True, True]}
    verden.gruppe.drift_i_del1 = False
    verden.gruppe.save()
    assert lenker(drift) == [False, True]


def test_programmet_star_ikke_der(verden: Verden, klient: Client) -> None:
    tekst = klient.get(abonner(verden.gruppeansvarlig)).content.decode()
    titler = [post.tittel for post in verden.mote.programposter.all()]
    assert [tittel for tittel in titler if tittel in tekst] == []


def test_uendret_er_304_og_endret_er_ny(verden: Verden, klient: Client) -> None:
    sti = abonner(verden.medlem)
    tag = klient.get(sti)["ETag"]
    svar = klient.get(sti, headers={"If-None-Match": tag})
    assert (svar.status_code, svar.content) == (304, b"")
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    assert klient.get(sti, headers={"If-None-Match": tag}).status_code == 200


def test_gal_forfalsket_og_sperret_adresse_apner_ingenting(verden: Verden, klient: Client) -> None:
    sti = abonner(verden.medlem)
    rad = Kalenderabonnement.objects.get()
    forfalsket = Signer(key="en annen", sep=".", salt="moter.kalenderabonnement").sign(rad.merke)
    for nokkel in (rad.merke, forfalsket, "x.y", "ikke"):
        assert klient.get(reverse("kalenderstrom", args=(nokkel,))).status_code == 404
    assert klient.post(sti).status_code == 405
    Person.objects.filter(pk=verden.medlem.pk).update(is_active=False)
    assert klient.get(sti).status_code == 404


def test_adressen_lages_byttes_og_skrus_av(verden: Verden, client_for: Klient, klient: Client) -> None:
    egen = client_for(verden.medlem)
    assert "Lag kalenderadressen min" in egen.get(SIDE).content.decode()
    egen.post(SIDE, {"valg": "pa"})
    forste = abonner(verden.medlem)
    assert f'value="http://127.0.0.1:8000{forste}"' in egen.get(SIDE).content.decode()
    egen.post(SIDE, {"valg": "bytt"})
    andre = abonner(verden.medlem)
    assert [klient.get(sti).status_code for sti in (forste, andre)] == [404, 200]
    egen.post(SIDE, {"valg": "av"})
    assert klient.get(andre).status_code == 404
    assert not Kalenderabonnement.objects.exists()
    egen.post(SIDE, {"valg": "bytt"})
    assert not Kalenderabonnement.objects.exists()


def test_like_mange_sporringer_for_flere_moter(verden: Verden, klient: Client) -> None:
    gruppe = lag_gruppe(verden.nettverk)
    person = lag_medlem(gruppe, "Mia Medlem")

    def antall() -> int:
        with CaptureQueriesContext(connection) as sporringer:
            assert klient.get(sti).status_code == 200
        return len(sporringer)

    lag_mote(gruppe)
    sti = abonner(person)
    ett = antall()
    for dag in (date(2027, 3, 1), date(2027, 6, 1)):
        lag_mote(gruppe, dag)
    assert antall() == ett


def test_strommen_er_pa_personens_malform(verden: Verden, klient: Client) -> None:
    verden.medlem.malform = "nn"
    verden.medlem.save()
    assert "Nettverksmøte" in klient.get(abonner(verden.medlem)).content.decode()
