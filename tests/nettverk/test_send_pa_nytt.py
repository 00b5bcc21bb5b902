"""«Send på nytt»: a new mail with a new link, to where the receiver is now (X10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from pytest_django import Settings

from nettverk.lenker import Personlenke, lag_lenke, registrer_lenkeside
from nettverk.models import Dokument, Epost, Gruppe, Lenke, Nettverk, Person
from nettverk.utboks import Vedleggsdata, legg_i_ko
from nettverk.utboks.levering import lever
from nettverk.utboks.pa_nytt import send_pa_nytt, utkast
from tests.nettverk.byggere import (
    i_ko,
    lokal,
    ny_person,
    nytt_nettverk,
)

NAA = lokal("2026-11-03T08:00")
SENERE = NAA + timedelta(days=1)
UTLOPER = NAA + timedelta(days=20)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _som_i_drift(settings: Settings) -> None:
    """Links are wiped once sent, as they are not in the embedded mode."""
    settings.INNEBYGD = False
    registrer_lenkeside("prove", "svar")


def _lenke(person: Person, gruppe: Gruppe) -> Personlenke:
    return lag_lenke(person=person, formal="prove", gjelder=gruppe, utloper=UTLOPER)


def _brev(person: Person, gruppe: Gruppe, status: str = "feilet", **felt: Any) -> Epost:
    """A mail with a personal link, a calendar file and a document, that has been tried."""
    linje = {"tittel": "Svar", "forfall": date(2026, 11, 10), "lenke": "https://x.example/", "min": True}
    standard: dict[str, Any] = {
        "nokkel": f"prove:{person.pk}:{Epost.objects.count()}",
        "slag": "prove",
        "nettverk": gruppe.nettverk,
        "til": person.adresse,
        "til_navn": person.navn,
        "mal": "epost/varsel",
        "emne": "Møte",
        "kontekst": {"mine": [linje]},
        "hemmeligheter": {"portal_url": _lenke(person, gruppe)},
        "vedlegg": [
            Vedleggsdata("møte.ics", "text/calendar", b"BEGIN:VCALENDAR"),
            Vedleggsdata("innkalling.pdf", dokument=_dokument(gruppe)),
        ],
        "person": person,
        "gjelder": gruppe,
        "svar_til": "arrangor@helse.example",
        "auto": False,
        "naa": NAA,
    }
    epost = legg_i_ko(**{**standard, **felt})
    assert epost is not None
    tatt = Epost.objects.ta_neste(NAA)
    assert tatt == epost
    tatt.noter(status, feil="550 no such user" if status == "feilet" else "", sendt_naa=NAA)
    epost.refresh_from_db()
    return epost


def _dokument(gruppe: Gruppe) -> Dokument:
    dokument = Dokument.objects.frys(
        gjelder=gruppe,
        slag="innkalling",
        malgruppe="gruppe",
        malform="nb",
        versjon=1,
        innhold={},
        nettverk=gruppe.nettverk,
        filnavn="innkalling.pdf",
        naa=NAA,
    )
    Dokument.objects.update(pdf=b"%PDF-1.7", pdf_status="klar")
    return dokument


def _grunn(epost: Epost, naa: Any = SENERE) -> str:
    """Why it is refused; nothing is written then, nor by asking."""
    antall = Epost.objects.count(), Lenke.objects.count()
    with pytest.raises(ValidationError) as forhand:
        utkast(Epost.objects.get(pk=epost.pk), naa=naa)
    with pytest.raises(ValidationError) as feil:
        send_pa_nytt(epost, naa=naa)
    assert forhand.value.messages == feil.value.messages
    assert (Epost.objects.count(), Lenke.objects.count()) == antall
    return str(feil.value.message)


# --- What is the same, and what is new -------------------------------------------------------


def test_send_pa_nytt_is_a_new_mail_with_the_same_text_and_attachments(gruppe: Gruppe) -> None:
    gammel = _brev(ny_person(), gruppe)
    ny = send_pa_nytt(gammel, naa=SENERE)
    gammel.refresh_from_db()

    likt = ("slag", "nettverk", "person", "til", "til_navn", "malform", "emne", "tekst", "html", "svar_til",
            "auto", "hast", "gjelder", "adresseslag")  # fmt: skip
    assert {felt: getattr(ny, felt) for felt in likt} == {felt: getattr(gammel, felt) for felt in likt}
    assert (ny.status, ny.opprettet, ny.neste_forsok, ny.forsok, ny.feil) == ("ko", SENERE, SENERE, 0, "")
    assert (gammel.status, gammel.feil, gammel.sendt_pa_nytt_som) == ("feilet", "550 no such user", ny)
    assert ny.sendt_pa_nytt_fra == gammel
    vedlegg = [
        [(v.navn, v.mime, v.dokument_id, v.innhold and bytes(v.innhold)) for v in en.vedlegg.all()]
        for en in (gammel, ny)
    ]
    assert vedlegg[0] == vedlegg[1]
    assert len(vedlegg[0]) == 2

    assert lever(SENERE).sendt == 1
    ny.refresh_from_db()
    assert (ny.nokkel != gammel.nokkel, ny.message_id != gammel.message_id, ny.dato) == (True, True, SENERE)


def test_send_pa_nytt_has_a_new_link_for_the_same_person_purpose_thing_and_end(
    gruppe: Gruppe, mailoutbox: list[Any]
) -> None:
    person = ny_person()
    gammel = _brev(person, gruppe)
    assert set(gammel.hemmeligheter.values()) == {None}
    ny = send_pa_nytt(gammel, naa=SENERE)

    (adresse,) = ny.hemmeligheter.values()
    gammel_lenke = Lenke.objects.get(pk=next(iter(gammel.lenker.values())))
    ny_lenke = Lenke.objects.get(pk=next(iter(ny.lenker.values())))
    felt = ("person", "formal", "gjelder", "utloper")
    assert [getattr(ny_lenke, f) for f in felt] == [getattr(gammel_lenke, f) for f in felt]
    assert gammel_lenke.virker(SENERE)
    nokkel = adresse.rstrip("/").rpartition("/")[2]
    assert Lenke.objects.finn(nokkel, "prove").get() == ny_lenke != gammel_lenke

    lever(SENERE)
    assert (adresse in mailoutbox[-1].body, adresse in ny.tekst + ny.html) == (True, False)
    ny.refresh_from_db()
    assert (set(ny.hemmeligheter.values()), ny.lenker) == ({None}, dict.fromkeys(ny.lenker, ny_lenke.pk))


@pytest.mark.parametrize("status", ["feilet", "sendt", "retur"])
def test_send_pa_nytt_of_what_has_been_tried(gruppe: Gruppe, status: str) -> None:
    gammel = _brev(ny_person(), gruppe, "sendt" if status == "retur" else status)
    if status == "retur":
        assert gammel.merk_retur()
    ny = send_pa_nytt(gammel, naa=SENERE)
    gammel.refresh_from_db()
    assert (gammel.status, gammel.sendt_pa_nytt_som) == (status, ny)


def test_send_pa_nytt_pressed_twice_gives_one_and_the_new_one_can_be_sent_again(gruppe: Gruppe) -> None:
    gammel = _brev(ny_person(), gruppe)
    ny = send_pa_nytt(gammel, naa=SENERE)
    assert _grunn(gammel) == "Den er allerede sendt på nytt."
    lever(SENERE)
    nyest = send_pa_nytt(ny, naa=SENERE)
    assert (Epost.objects.count(), set(Epost.objects.siste_utgave())) == (3, {nyest})


def test_ikke_levert_is_what_somebody_must_look_at(gruppe: Gruppe) -> None:
    feilet, retur, sendt = (_brev(ny_person(), gruppe, status) for status in ("feilet", "sendt", "sendt"))
    retur.merk_retur()
    assert set(Epost.objects.ikke_levert()) == {feilet, retur}
    send_pa_nytt(feilet, naa=SENERE)
    assert set(Epost.objects.ikke_levert()) == {retur}
    retur.angre_retur()
    assert (set(Epost.objects.ikke_levert()), sendt.angre_retur()) == (set(), False)


# --- To whom ---------------------------------------------------------------------------------


def _endre(person: Person, **felt: Any) -> None:
    for navn, verdi in felt.items():
        setattr(person, navn, verdi)
    person.save()


@pytest.mark.parametrize(
    ("forst", "na", "til"),
    [
        ({"epost": "gal@helse.example"}, {"epost": "rett@helse.example"}, "rett@helse.example"),
        (
            {"epost": None, "delt_epost": "avdeling@helse.example"},
            {"epost": "egen@helse.example"},
            "egen@helse.example",
        ),
        (
            {"epost": None, "delt_epost": "gal@helse.example"},
            {"delt_epost": "a@helse.example"},
            "a@helse.example",
        ),
    ],
)
def test_send_pa_nytt_goes_to_where_the_person_is_now(
    gruppe: Gruppe, forst: dict[str, Any], na: dict[str, Any], til: str
) -> None:
    person = ny_person("Åse", "Bø", **forst)
    gammel = _brev(person, gruppe)
    _endre(person, etternavn="Ny", **na)
    ny = send_pa_nytt(gammel, naa=SENERE)
    assert (ny.til, ny.til_navn, Lenke.objects.latest("pk").sendt_til) == (til, "Åse Ny", til)


def test_send_pa_nytt_never_gives_a_shared_mailbox_what_was_for_an_own_address(gruppe: Gruppe) -> None:
    person = ny_person()
    gammel = _brev(person, gruppe)
    _endre(person, epost=None, delt_epost="avdeling@helse.example")
    assert "skal ikke til en delt postkasse" in _grunn(gammel)


def test_send_pa_nytt_what_was_for_a_shared_mailbox_stays_so_when_sent_to_the_own(gruppe: Gruppe) -> None:
    """It may go back to the shared one: there is nothing in it that was not for that."""
    person = ny_person(epost=None, delt_epost="avdeling@helse.example")
    gammel = _brev(person, gruppe)
    _endre(person, epost="egen@helse.example")
    ny = send_pa_nytt(gammel, naa=SENERE)
    lever(SENERE)
    _endre(person, epost=None)
    assert (ny.adresseslag, send_pa_nytt(ny, naa=SENERE).til) == ("delt", "avdeling@helse.example")


def test_send_pa_nytt_to_the_network_goes_to_its_present_address() -> None:
    nettverk = nytt_nettverk(epost="gal@sekretariat.example")
    i_ko(NAA, nettverk=nettverk, til=nettverk.epost, til_navn="KLB")
    i_ko(NAA, nettverk=nettverk, til="gjest@helse.example")
    Epost.objects.update(status="feilet")
    Nettverk.objects.update(epost="rett@sekretariat.example")
    assert [send_pa_nytt(en, naa=SENERE).til for en in Epost.objects.order_by("pk")] == [
        "rett@sekretariat.example",
        "gjest@helse.example",
    ]


@pytest.mark.parametrize("slettet", [True, False])
def test_send_pa_nytt_to_somebody_who_cannot_be_reached_is_refused(gruppe: Gruppe, slettet: bool) -> None:
    person = ny_person()
    gammel = _brev(person, gruppe)
    if slettet:
        person.delete()
    else:
        _endre(person, epost=None)
    assert _grunn(gammel).startswith("Mottakeren har ingen e-postadresse lenger.")


# --- What is refused -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "grunn"),
    [
        ("ko", "Den ligger fortsatt i kø, og blir sendt."),
        ("tatt", "Den blir sendt akkurat nå."),
        ("bortfalt", "Den er ikke lenger aktuell."),
    ],
)
def test_send_pa_nytt_of_what_is_on_its_way_or_out_of_date_is_refused(status: str, grunn: str) -> None:
    epost = i_ko(NAA)
    Epost.objects.update(status=status)
    assert _grunn(epost) == grunn


def test_send_pa_nytt_of_a_login_code_is_refused(gruppe: Gruppe) -> None:
    kode = _brev(ny_person(), gruppe, hemmeligheter={"kode": "12345678"})
    assert _grunn(kode).startswith("Innloggingskoder varer bare en kort stund.")


@pytest.mark.parametrize(
    ("hent", "grunn"),
    [
        (lambda lenker: lenker.update(utloper=SENERE), "utløpt"),
        (lambda lenker: lenker.update(trukket=NAA), "trukket tilbake"),
        (lambda lenker: lenker.delete(), "noe som ikke finnes lenger"),
        (lambda lenker: lenker.update(object_id=0), "noe som ikke finnes lenger"),
    ],
)
def test_send_pa_nytt_with_a_link_that_works_no_more_is_refused(
    gruppe: Gruppe, hent: Callable[[Any], object], grunn: str
) -> None:
    gammel = _brev(ny_person(), gruppe)
    hent(Lenke.objects.filter(pk__in=gammel.lenker.values()))
    assert grunn in _grunn(gammel)
