"""A season planned by form: the source's dates, what is refused, publishing, and a copy (D2)."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from dybdemoter.kalender import kalendervedlegg
from dybdemoter.models import Region, Serie
from nettverk.models import Nettverk
from tests.dybdemoter.fabrikk import DAGER, lag_radgiver, lag_serie, lag_soknad, lag_utkast, radgiver
from tests.factories import lag_nettverk

pytestmark = pytest.mark.django_db

# «Under ser du hvilke datoer som gjelder for din region.» Region → weekday, hours, and days of Jan. to June.
KILDEN = {
    Region.VEST: ("tirsdag", "09:00", "11:30", (12, 9, 9, 13, 11, 8)),
    Region.SOR_OST: ("torsdag", "09:00", "11:30", (14, 11, 11, 15, 6, 10)),
    Region.NORD: ("onsdag", "10:00", "12:30", (20, 17, 17, 21, 19, 16)),
    Region.MIDT: ("torsdag", "09:00", "11:30", (21, 18, 18, 22, 20, 17)),
}
I_2020 = datetime(2020, 11, 2, 8, tzinfo=UTC)


Rad = tuple[str, str, str]  # date, from, to


def utfylt(serie_radgivere: list[int], moter: list[Rad], **felt: Any) -> dict[str, Any]:
    """What the form sends."""
    data: dict[str, Any] = {
        "region": "vest",
        "sesong": "2027",
        "pamelding_frist": "2026-12-16",
        "plasser": "4",
        "antall_moter": "6",
        "maks_minutter": "150",
        "radgivere": [str(pk) for pk in serie_radgivere],
        "mote-TOTAL_FORMS": str(len(moter)),
        "mote-INITIAL_FORMS": "0",
        "steg": "ferdig",
    }
    for nr, (dato, fra, til) in enumerate(moter):
        data |= {f"mote-{nr}-dato": dato, f"mote-{nr}-fra": fra, f"mote-{nr}-til": til}
    return data | felt


def rader(
    dager: tuple[date, ...] = DAGER, fra: str = "09:00", til: str = "11:30"
) -> list[tuple[str, str, str]]:
    return [(dag.isoformat(), fra, til) for dag in dager]


@pytest.fixture
def nettverk() -> Nettverk:
    return lag_nettverk("Nettverk for arbeidsrettet rehabilitering", kortnavn="RKR")


def som(client: Client, nettverk: Nettverk) -> int:
    """Log in as an adviser of the network; return her id."""
    person = lag_radgiver(nettverk)
    client.force_login(person)
    return person.pk


@pytest.mark.parametrize("region", list(Region))
def test_source_season_by_form_gets_weekdays_calendar_and_deadline(
    client: Client, nettverk: Nettverk, region: Region
) -> None:
    ukedag, fra, til, dagene = KILDEN[region]
    dager = tuple(date(2021, maned, dag) for maned, dag in enumerate(dagene, 1))
    with time_machine.travel(I_2020, tick=False):
        meg = som(client, nettverk)
        data = utfylt(
            [meg], rader(dager, fra, til), region=region, sesong="2021", pamelding_frist="2020-12-16"
        )

        vist = client.post(reverse("styring_ny"), data | {"steg": "se_over"}).content.decode()
        assert vist.count(f">{ukedag} ") == 6

        svar = client.post(reverse("styring_ny"), data)
        serie = Serie.objects.get()
        assert svar["Location"] == reverse("styring_publiser", args=(serie.pk,))
        client.post(svar["Location"])

    moter = list(serie.moter.order_by("nummer"))
    time_utc = int(fra[:2])
    assert [mote.start for mote in moter] == [
        # Summer time began on 28 March 2021.
        datetime(dag.year, dag.month, dag.day, time_utc - (1 if dag.month < 4 else 2), tzinfo=UTC)
        for dag in dager
    ]
    kalender = [Calendar.from_ical(fil.innhold or b"") for fil in kalendervedlegg(moter, "nb", naa=I_2020)]
    tider = [en.decoded("dtstart") for fil in kalender for en in fil.walk("VEVENT")]
    assert [(tid.astimezone(UTC), tid.strftime("%H:%M")) for tid in tider] == [
        (en.start, fra) for en in moter
    ]
    assert [frist.forfall for frist in serie.frister.all()] == [date(2020, 12, 18)]


@pytest.mark.parametrize(
    ("endret", "feilen"),
    [
        ({"mote-2-til": "11:31"}, "Møtet varer lenger enn 150 minutter."),
        ({"mote-2-til": "08:00"}, "Møtet må slutte etter at det begynner."),
        ({"mote-2-til": ""}, "Skriv klokkeslettet."),
        ({"mote-2-dato": DAGER[1].isoformat()}, "To møter kan ikke være samme dag."),
        ({"mote-5-dato": "2028-01-11"}, "Datoen er utenfor sesongen 2027."),
        ({"mote-5-dato": "31. juni"}, "Skriv en gyldig dato, for eksempel 19.11.2026."),
        ({"mote-5-dato": ""}, "Rekken skal ha 6 møter, og 5 har fått dato."),
        ({"antall_moter": "4"}, "Rekken skal ha 4 møter, og 6 har fått dato."),
        ({"antall_moter": "0"}, "Verdien må være større enn eller lik 1."),
        ({"pamelding_frist": DAGER[0].isoformat()}, "Påmeldingsfristen må være før det første møtet."),
        ({"pamelding_frist": ""}, "Sett en påmeldingsfrist."),
        ({"pamelding_frist": "2026-11-22"}, "Påmeldingsfristen er passert."),
        ({"radgivere": []}, "Velg minst én rådgiver."),
        ({"sesong": "våren"}, "Skriv sesongen som et årstall, eller to: 2027 eller 2026/2027."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_the_rest_kept(
    client: Client, naa: datetime, nettverk: Nettverk, endret: dict[str, Any], feilen: str
) -> None:
    meg = som(client, nettverk)

    svar = client.post(reverse("styring_ny"), utfylt([meg], rader()) | endret | {"ingress": "Egen ingress"})

    assert svar.status_code == 422
    funnet = [str(e) for felt in svar.context["skjema"] for e in felt.errors]
    funnet += [str(e) for skjema in svar.context["sett"] for felt in skjema for e in felt.errors]
    assert funnet == [feilen]
    assert "Egen ingress" in svar.content.decode()
    assert not Serie.objects.exists()


def test_draft_may_lack_dates_deadline_and_advisers(
    client: Client, naa: datetime, nettverk: Nettverk
) -> None:
    som(client, nettverk)
    data = utfylt([], rader()[:2], pamelding_frist="", steg="utkast")

    svar = client.post(reverse("styring_ny"), data)
    serie = Serie.objects.get()
    assert svar["Location"] == reverse("seriestyring", args=(serie.pk,))
    assert (serie.status, serie.moter.count()) == ("utkast", 2)

    side = client.get(reverse("styring_publiser", args=(serie.pk,)))
    assert side.context["mangler"] == [
        "Rekken skal ha 6 møter, og 2 har fått dato.",
        "Velg minst én rådgiver.",
        "Sett en påmeldingsfrist.",
    ]
    assert client.post(reverse("styring_publiser", args=(serie.pk,))).status_code == 422
    assert Serie.objects.get().status == "utkast"


def test_second_series_of_region_and_season_is_refused(
    client: Client, naa: datetime, nettverk: Nettverk
) -> None:
    lag_serie(nettverk)
    meg = som(client, nettverk)

    svar = client.post(reverse("styring_ny"), utfylt([meg], rader()))
    assert svar.context["skjema"].errors == {"region": ["Regionen har allerede en møterekke denne sesongen."]}
    assert Serie.objects.count() == 1


def test_holiday_weekend_and_collision_are_warned_about_not_refused(
    client: Client, naa: datetime, nettverk: Nettverk
) -> None:
    annen = lag_serie(nettverk)
    client.force_login(radgiver(annen))
    dager = (DAGER[0], date(2027, 2, 13), date(2027, 3, 25), *DAGER[3:])
    data = utfylt([radgiver(annen).pk], rader(dager), region="nord")

    svar = client.post(reverse("styring_ny"), data | {"steg": "se_over"})
    assert [varsler for _rad, _dag, varsler in svar.context["rader"]][:3] == [
        ["De samme rådgiverne har møte samtidig: Region Vest 2027, kl.\xa009.00–11.30."],
        ["Dagen er en lørdag."],
        ["Dagen er skjærtorsdag."],
    ]
    assert client.post(reverse("styring_ny"), data).status_code == 302
    side = client.get(reverse("styring_publiser", args=(Serie.objects.get(region="nord").pk,)))
    assert "Dagen er skjærtorsdag." in side.content.decode()


def test_one_more_row_keeps_what_is_typed(client: Client, naa: datetime, nettverk: Nettverk) -> None:
    meg = som(client, nettverk)
    svar = client.post(reverse("styring_ny"), utfylt([meg], rader(), steg="flere", sesong="tull"))

    skjemaer = svar.context["sett"].forms
    assert [skjema["dato"].value() for skjema in skjemaer] == [*(dag.isoformat() for dag in DAGER), None]
    assert (skjemaer[6]["fra"].value(), svar.context["skjema"]["sesong"].value()) == ("09:00", "tull")


def test_edited_draft_drops_meetings_without_a_date(client: Client, naa: datetime) -> None:
    serie = lag_utkast()
    client.force_login(radgiver(serie))
    side = reverse("styring_rediger", args=(serie.pk,))
    assert client.get(side).status_code == 200
    forste = serie.moter.get(nummer=1).pk

    alle = [*rader()[:4], ("", "09:00", "11:30"), ("", "", "")]
    data = utfylt([radgiver(serie).pk], alle, antall_moter="4")
    assert client.post(side, data).status_code == 302
    assert [mote.dag for mote in serie.moter.order_by("nummer")] == list(DAGER[:4])
    assert serie.moter.get(nummer=1).pk == forste


def test_list_is_newest_first_with_few_queries(
    client: Client, naa: datetime, nettverk: Nettverk, django_assert_num_queries: Any
) -> None:
    som(client, nettverk)
    side = reverse("seriestyringer")
    assert "Dere har ingen møterekker ennå." in client.get(side).content.decode()

    lag_serie(nettverk)
    client.get(side)  # what is kept between requests is asked for here
    with CaptureQueriesContext(connection) as forste:
        client.get(side)
    lag_utkast(nettverk, region=Region.NORD, sesong="2028")
    lag_soknad(lag_serie(nettverk, region=Region.MIDT))
    lag_serie(lag_nettverk("Et annet nettverk"))
    with django_assert_num_queries(len(forste)):
        svar = client.get(side)
    assert [str(en.serie) for en in svar.context["sesonger"]] == [
        "Region Nord 2028",
        "Region Midt 2027",
        "Region Vest 2027",
    ]


def test_new_series_is_for_networks_one_has_a_role_in(
    client: Client, naa: datetime, nettverk: Nettverk
) -> None:
    fremmed = lag_nettverk("Et annet nettverk")
    som(client, nettverk)

    assert client.get(reverse("styring_ny"), {"nettverk": nettverk.pk}).status_code == 200
    assert client.get(reverse("styring_ny"), {"nettverk": fremmed.pk}).status_code == 404
