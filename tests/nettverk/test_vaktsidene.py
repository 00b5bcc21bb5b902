"""The watch's addresses for machines, and its page in words."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nettverk import vakt
from nettverk.models import Dokument, Frist, Livstegn, Nettverk
from tests.conftest import Klient
from tests.factories import NAA
from tests.nettverk.byggere import i_ko
from tests.nettverk.vaktverktoy import i_gang
from tests.verden import Verden

SIDE = "/slik-star-det-til/"
STILLE = "Portalen har stått stille siden i dag kl.\xa008.54"


# --- For machines ----------------------------------------------------------------------------


def test_livez_answers_without_the_database(client: Client, settings: Any) -> None:
    """This test has none; and the browser comes with a session that would have to be looked up."""
    client.cookies[settings.SESSION_COOKIE_NAME] = "en-okt"
    svar = client.get("/livez")
    assert (svar.status_code, svar.content, svar.headers["Content-Type"]) == (
        200,
        b"ok",
        "text/plain; charset=utf-8",
    )


@pytest.mark.parametrize("sti", ["/livez", "/readyz"])
@pytest.mark.parametrize("metode", ["post", "put", "patch", "delete", "options"])
def test_watch_is_only_looked_at(client: Client, sti: str, metode: str) -> None:
    svar = getattr(client, metode)(sti)
    assert (svar.status_code, svar.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.django_db
@pytest.mark.parametrize("sti", ["/livez", "/readyz"])
def test_watch_is_never_kept(client: Client, sti: str) -> None:
    assert "no-store" in client.get(sti).headers["Cache-Control"]
    assert client.head(sti).content == b""


@pytest.mark.django_db
@pytest.mark.parametrize("sti", ["/livez", "/readyz"])
def test_watch_is_asked_by_plain_http_and_any_name(client: Client, settings: Any, sti: str) -> None:
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, ["portal.example"]
    i_gang(NAA)
    assert client.get(sti, headers={"host": "192.0.2.7"}).status_code != 301
    assert client.get("/personvern/", headers={"host": "portal.example"}).status_code == 301


@pytest.mark.django_db
def test_readyz_when_all_is_well(naa: datetime, client: Client) -> None:
    i_gang(NAA, klokke=1, arbeider=0.5)
    i_ko(NAA, til_navn="Mari Medlem")
    svar = client.get("/readyz")
    assert (svar.status_code, svar.json()) == (
        200,
        {
            "status": "ok",
            "database": {"tilstand": "ok", "alder": None},
            "klokke": {"tilstand": "ok", "alder": 60},
            "arbeider": {"tilstand": "ok", "alder": 30},
            "epost": {"tilstand": "ok", "alder": 0},
            "varsling": {"tilstand": "ok", "alder": None},
        },
    )


def test_readyz_on_a_fresh_start(verden: Verden, client: Client) -> None:
    svar = client.get("/readyz")
    aldri = {"tilstand": "aldri", "alder": None}
    assert (svar.status_code, svar.json()["klokke"], svar.json()["arbeider"]) == (503, aldri, aldri)


@pytest.mark.parametrize(
    ("klokke", "arbeider", "ko", "ventet"),
    [
        (0, 6, 0, {"arbeider": {"tilstand": "taus", "alder": 360}}),
        (
            6, 6, 0,
            {"klokke": {"tilstand": "taus", "alder": 360}, "arbeider": {"tilstand": "ukjent", "alder": 360}},
        ),
        (0, 0, 31, {"epost": {"tilstand": "venter", "alder": 1860}}),
    ],
)  # fmt: skip
def test_readyz_when_somebody_should_look(
    verden: Verden, client: Client, klokke: int, arbeider: int, ko: int, ventet: dict[str, Any]
) -> None:
    i_gang(NAA, klokke=klokke, arbeider=arbeider)
    i_ko(NAA - timedelta(minutes=ko))
    svar = client.get("/readyz")
    status, *funn = svar.json().items()
    gale = {navn: ett for navn, ett in funn if ett["tilstand"] != "ok"}
    assert (svar.status_code, status, gale) == (503, ("status", "feil"), ventet)


# --- For coordinators ------------------------------------------------------------------------


def overskrifter(side: Any) -> list[str]:
    """What is wrong, as it is told."""
    return re.findall(r"<h2[^>]*>([^<]+)</h2>", side.content.decode())


def ting(side: Any) -> list[str]:
    """What is told below it, that may be well."""
    tekst = side.content.decode()
    liste = tekst[tekst.index('<ul class="liste') :]
    return re.findall(r"</svg><span>([^<]+)</span>", liste)


def test_page_is_short_and_calm_when_all_is_well(verden: Verden, client_for: Klient) -> None:
    i_gang(NAA, paminnelser=0, eposttjener=9)
    side = client_for(verden.koordinator).get(SIDE)
    assert "Alt går som det skal. Slik var det mandag 23. november kl.&nbsp;09.00." in side.content.decode()
    assert (overskrifter(side), ting(side)) == (
        [],
        [
            "Portalen arbeider",
            "E-post går ut",
            "E-posttjeneren har ikke avvist noe de siste 14 dagene",
            "Påminnelser går ut",
            "Ingen PDF-er har stoppet opp",
        ],
    )
    tekst = side.content.decode()
    for setning in (
        "Klokken gikk sist i dag kl.\xa009.00, arbeideren svarte sist i dag kl.\xa009.00.",
        "Ingen e-post er i kø. E-posttjeneren svarte sist i dag kl.\xa008.51.",
        "Fristene ble sist gått gjennom i dag kl.\xa009.00. Neste morgenrunde er i morgen kl.\xa008.00.",
    ):
        assert tekst.count(setning) == 1
    assert verden.driftsansvarlig.adresse not in tekst


@pytest.mark.parametrize(
    ("tegn", "overskrift", "si"),
    [
        ({"arbeider": 6}, STILLE, "Si at arbeideren er taus."),
        ({"klokke": 6, "arbeider": 6}, STILLE, "Si at klokken er taus."),
        ({"klokke": 6, "arbeider": 12}, STILLE, "Si at både klokken og arbeideren er tause."),
        (
            None,
            "Portalen har ikke begynt å arbeide av seg selv",
            "Si at både klokken og arbeideren er tause.",
        ),
    ],
)
def test_page_says_who_is_silent_and_whom_to_tell(
    verden: Verden, client_for: Klient, tegn: dict[str, int] | None, overskrift: str, si: str
) -> None:
    if tegn is not None:
        i_gang(NAA, **tegn)
    i_ko(NAA, nettverk=verden.nettverk)
    side = client_for(verden.koordinator).get(SIDE)
    tekst = side.content.decode()
    assert (overskrifter(side), tekst.count(si)) == ([overskrift], 1)
    assert ting(side)[:1] == ["E-post"]
    assert tekst.count("1 e-post er i kø, fra i dag kl.\xa009.00.") == 1
    assert tekst.count(f'Drift Ansvarlig, <a href="mailto:{verden.driftsansvarlig.epost}">') == 1


def test_page_says_what_lies_still_and_what_was_not_delivered(verden: Verden, client_for: Klient) -> None:
    i_gang(NAA, eposttjener=70)
    for minutter in (40, 35):
        i_ko(NAA - timedelta(minutes=minutter), nettverk=verden.nettverk)
    i_ko(NAA, nettverk=verden.nettverk, status="feilet", feil="550 no such user")
    Frist.objects.filter(nettverk=verden.nettverk).update(neste_varsel=NAA - timedelta(hours=1))
    uten_pdf(verden.nettverk)
    side = client_for(verden.koordinator).get(SIDE)
    assert (overskrifter(side), ting(side)) == (
        [
            "2 e-poster blir liggende",
            "Påminnelser blir liggende",
            "1 e-post er ikke levert",
            "1 dokument kunne ikke lages som PDF",
        ],
        ["Portalen arbeider"],
    )
    tekst = side.content.decode()
    assert (
        tekst.count("Den eldste er fra i dag kl.\xa008.20. E-posttjeneren svarte sist i dag kl.\xa007.50.")
        == 1
    )


def uten_pdf(nettverk: Nettverk) -> None:
    """A document that could not be made."""
    felter: dict[str, Any] = {"slag": "referat", "malgruppe": "gruppe", "malform": "nb", "versjon": 1}
    Dokument.objects.frys(
        gjelder=nettverk, nettverk=nettverk, filnavn="referat.pdf", innhold={}, naa=NAA, **felter
    )
    Dokument.objects.update(pdf_status="feilet")


@pytest.mark.parametrize(
    ("hvem", "antall", "pdf"), [("koordinator", 2, 0), ("annen_koordinator", 1, 1), ("driftsansvarlig", 4, 1)]
)
def test_page_counts_what_is_hers_to_see(
    verden: Verden, client_for: Klient, hvem: str, antall: int, pdf: int
) -> None:
    """The register it links to has the same mails: her own networks', for operators login codes too."""
    i_gang(NAA)
    for nettverk in (verden.nettverk, verden.nettverk, verden.annet_nettverk, None):
        i_ko(NAA, nettverk=nettverk, status="feilet")
    i_ko(NAA - vakt.IKKE_LEVERT_I - timedelta(seconds=1), nettverk=verden.nettverk, status="feilet")
    uten_pdf(verden.annet_nettverk)
    klient = client_for(getattr(verden, hvem))
    kontekst = klient.get(SIDE).context
    register = klient.get(kontekst["ikke_levert"]).context["cl"]
    assert (kontekst["stand"].post.ikke_levert, register.result_count, kontekst["uten_pdf"]) == (
        antall,
        antall,
        pdf,
    )


@pytest.mark.parametrize("malform", ["nb", "nn"])
@pytest.mark.parametrize("tegn", [{}, {"arbeider": 6}])
def test_page_in_both_languages(
    verden: Verden, client_for: Klient, malform: str, tegn: dict[str, int]
) -> None:
    i_gang(NAA, **tegn)
    verden.koordinator.malform = malform
    verden.koordinator.save()
    side = client_for(verden.koordinator).get(SIDE)
    assert (side.status_code, side.content.decode().count(f'<html lang="{malform}">')) == (200, 1)


def test_page_asks_as_much_of_many_mails_as_of_one(verden: Verden, client_for: Klient) -> None:
    i_gang(NAA)
    klient = client_for(verden.koordinator)
    antall = []
    for _runde in range(2):
        for nr in range(3):
            i_ko(NAA - timedelta(hours=nr), nettverk=verden.nettverk)
            i_ko(NAA, nettverk=verden.nettverk, status="feilet")
        klient.get(SIDE)
        with CaptureQueriesContext(connection) as sporringer:
            klient.get(SIDE)
        antall.append(len(sporringer))
    assert antall[0] == antall[1]


def test_page_of_last_year_says_the_date(verden: Verden, client_for: Klient) -> None:
    i_gang(NAA)
    Livstegn.objects.filter(navn="arbeider").update(
        sist=NAA - timedelta(days=400), siden=NAA - timedelta(days=500)
    )
    [overskrift] = overskrifter(client_for(verden.koordinator).get(SIDE))
    assert overskrift == "Portalen har stått stille siden søndag 19. oktober 2025 kl.\xa010.00"
