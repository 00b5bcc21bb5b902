"""The season's page: what stands there, what is to be done next, and who may see it."""

from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from dybdemoter.endring import avlys
from dybdemoter.models import Serie
from dybdemoter.oppmote import Fram, registrer
from dybdemoter.plasser import bestem, trekk
from dybdemoter.sesong import Sesong, med_sesongen
from nettverk.frister.motor import kjor
from tests.dybdemoter.fabrikk import (
    DAGER,
    SVARES,
    lag_fordelt,
    lag_radgiver,
    lag_serie,
    lag_soknad,
    lag_utkast,
    radgiver,
)
from tests.factories import NAA, lag_nettverk, lag_person, lokal

pytestmark = pytest.mark.django_db


def sesong(serie: Serie, naa: datetime = NAA) -> Sesong:
    return Sesong(med_sesongen(Serie.objects.filter(pk=serie.pk)).get(), naa)


def gjores(serie: Serie, naa: datetime) -> list[tuple[str, str]]:
    return [(en.url, en.tilstand.ord) for en in sesong(serie, naa).oppgaver]


def til(navn: str, serie: Serie, *args: int) -> str:
    return reverse(navn, args=(serie.pk, *args))


def test_open_season_asks_nothing_and_says_when_answers_are_due() -> None:
    serie = lag_serie()
    lag_soknad(serie)

    assert gjores(serie, NAA) == []
    assert sesong(serie).na == (
        "Påmeldingen er åpen til og med onsdag 16. desember 2026. Alle skal ha svar innen fredag "
        "18. desember 2026."
    )


def test_deadline_over_leads_to_the_places_and_then_to_the_answers() -> None:
    serie = lag_serie()
    numre = [lag_soknad(serie).nummer for _nr in range(3)]

    assert gjores(serie, SVARES) == [(til("styring_fordeling", serie), "I morgen")]
    sent = SVARES + timedelta(days=4)
    assert gjores(serie, sent) == [(til("styring_fordeling", serie), "3 dager over")]
    bestem(serie, numre, av=radgiver(serie), naa=SVARES)
    assert gjores(serie, SVARES) == [(til("styring_svar", serie), "I morgen")]


def test_fewer_than_two_must_be_decided() -> None:
    serie = lag_serie()
    lag_soknad(serie)

    assert [en.knapp for en in sesong(serie, SVARES).oppgaver] == ["Bestem hva dere gjør"]


def test_place_that_is_free_is_offered_before_a_topic_is_chosen() -> None:
    serie = lag_fordelt()
    forste = serie.moter.get(nummer=1)
    tema = (til("styring_tema", serie, forste.pk), "Innen 5.\xa0jan.")
    assert gjores(serie, SVARES) == [tema]

    trekk(serie.soknader.get(nummer=1), grunn="Syke", av=radgiver(serie), naa=SVARES)
    assert gjores(serie, SVARES) == [(til("styring_plasser", serie), "Din tur"), tema]


def test_attendance_and_follow_up_come_after_a_meeting() -> None:
    serie = lag_fordelt()
    etter = lokal(DAGER[0], time(13))
    forste = serie.moter.get(nummer=1)
    assert gjores(serie, etter)[0] == (til("styring_oppmote", serie, forste.pk), "Mangler")

    med = serie.soknader.filter(tilstand="plass")
    fram = {en.pk: Fram(mott=en.nummer > 1) for en in med}
    registrer(forste, fram, av=radgiver(serie), naa=etter)
    assert (til("styring_oppmoter", serie), "Din tur") in gjores(serie, etter)
    assert sesong(serie, etter).moter[0].oppmote.ord == "3 av 4 møtte"


def test_cancelled_meeting_asks_for_nothing() -> None:
    serie = lag_fordelt()
    forste, andre = serie.moter.order_by("nummer")[:2]
    avlys(forste, naa=SVARES)

    assert [url for url, _ord in gjores(serie, SVARES)] == [til("styring_tema", serie, andre.pk)]
    assert sesong(serie, SVARES).moter[0].oppmote.ord == "Avlyst"


def test_page_is_there_for_those_who_run_it_only(client: Client, naa: datetime) -> None:
    serie = lag_serie()
    fremmed = lag_radgiver(lag_nettverk("Et annet nettverk"), "Frida Fremmed")
    side = til("seriestyring", serie)

    assert client.get(side).status_code == 302
    for person, ventet in ((radgiver(serie), 200), (fremmed, 404), (lag_person("Vilde Vanlig"), 404)):
        client.force_login(person)
        assert client.get(side).status_code == ventet


@pytest.mark.parametrize("naa", [NAA, SVARES, lokal(DAGER[0], time(13)), datetime(2027, 7, 1, tzinfo=UTC)])
def test_page_shows_every_phase(client: Client, naa: datetime) -> None:
    serie = lag_fordelt()

    with time_machine.travel(naa, tick=False):
        client.force_login(radgiver(serie))
        innhold = client.get(til("seriestyring", serie)).content.decode()
    assert "4 har plass, 1 venter" in innhold


def test_draft_shows_its_page_too(client: Client, naa: datetime) -> None:
    serie = lag_utkast(dager=(), antall_moter=6)
    client.force_login(radgiver(serie))

    assert "Møterekken har ingen møter ennå." in client.get(til("seriestyring", serie)).content.decode()


def test_reminders_are_shown_before_and_after_they_go(client: Client, naa: datetime) -> None:
    serie = lag_serie()
    lag_soknad(serie)
    client.force_login(radgiver(serie))
    side = til("styring_varsler", serie)

    svar = client.get(side)
    assert next((str(en.hva), en.nar) for en in svar.context["planlagt"]) == (
        "Svar til dem som har søkt om dybdemøter",
        datetime(2026, 12, 17, 7, tzinfo=UTC),
    )
    assert svar.context["fortalt"] == []

    kjor(datetime(2026, 12, 17, 7, tzinfo=UTC))
    assert [str(en.hva) for en in client.get(side).context["fortalt"]] == [
        "Svar til dem som har søkt om dybdemøter"
    ]


def test_adviser_who_logs_in_finds_her_series(client: Client) -> None:
    serie = lag_serie()
    lag_soknad(serie)
    fremmed = lag_person("Vilde Vanlig")
    with time_machine.travel(SVARES, tick=False):
        client.force_login(radgiver(serie))
        assert client.get(reverse("forside"))["Location"] == reverse("seriestyringer")
        side = client.get(reverse("min_side"))
        assert [en.url for en in side.context["side"].gjoremal] == [til("styring_fordeling", serie)]
        assert reverse("seriestyringer") in side.content.decode()

        client.force_login(fremmed)
        assert reverse("seriestyringer") not in client.get(reverse("min_side")).content.decode()
        assert client.get(reverse("seriestyringer")).status_code == 404
