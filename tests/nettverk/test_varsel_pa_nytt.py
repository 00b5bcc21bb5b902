"""«Send på nytt» of a reminder: composed anew, of what is still open, for where the receiver is now (X10)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from nettverk.frister.motor import kjor
from nettverk.models import Epost, Frist, Gruppe, Person, Varsel
from nettverk.utboks.levering import lever
from nettverk.utboks.pa_nytt import send_pa_nytt
from tests.nettverk.byggere import LenkendeHandler, Provehandler, fristslag, lokal, mottaker, ny_person

NAA = lokal("2026-11-03T08:00")
SENERE = NAA + timedelta(days=1)
pytestmark = pytest.mark.django_db


def _varsel(gruppe: Gruppe, handler: Provehandler, person: Person) -> Epost:
    """A reminder that the server refused."""
    handler.folk = {"arrangor": [mottaker(person)]}
    Frist.objects.sett(gruppe, "prove", date(2026, 11, 10), naa=NAA - timedelta(days=1))
    kjor(NAA)
    tatt = Epost.objects.ta_neste(NAA)
    assert tatt is not None
    tatt.noter("feilet", feil="550 no such user")
    tatt.refresh_from_db()
    return tatt


def _ny_adresse(person: Person, handler: Provehandler) -> None:
    person.epost = "rett@helse.example"
    person.save()
    handler.folk = {"arrangor": [mottaker(person)]}


def test_send_pa_nytt_of_a_reminder_is_composed_anew_for_the_new_address(
    gruppe: Gruppe, handler: Provehandler, mailoutbox: list[Any]
) -> None:
    person = ny_person(epost="gal@helse.example")
    gammel = _varsel(gruppe, handler, person)
    _ny_adresse(person, handler)
    ny = send_pa_nytt(gammel, naa=SENERE)
    assert (ny.slag, ny.emne, ny.tekst, ny.til) == ("varsel", "", "", "rett@helse.example")
    assert set(Varsel.objects.values_list("epost", "mottaker")) == {(ny.pk, "rett@helse.example")}
    assert lever(SENERE).sendt == 1
    assert mailoutbox[0].subject == "Innen 10. november: send innkalling: Åsane"


@pytest.mark.parametrize("hva", ["gjort", "flyttet", "en annens"])
def test_send_pa_nytt_of_a_reminder_with_nothing_open_is_refused(
    gruppe: Gruppe, handler: Provehandler, hva: str
) -> None:
    gammel = _varsel(gruppe, handler, ny_person())
    frist = Frist.objects.get()
    if hva == "gjort":
        frist.fullfor(naa=NAA)
    elif hva == "flyttet":
        frist.flytt(date(2026, 12, 1), naa=NAA)
    else:
        handler.folk = {"arrangor": [mottaker(ny_person())]}
    with pytest.raises(ValidationError, match="Ingenting i påminnelsen venter på mottakeren"):
        send_pa_nytt(gammel, naa=SENERE)
    assert Varsel.objects.get().epost == gammel


def test_send_pa_nytt_of_a_reminder_leaves_what_has_been_told_at_the_new_address(
    gruppe: Gruppe, handler: Provehandler
) -> None:
    person = ny_person(epost="gal@helse.example")
    gammel = _varsel(gruppe, handler, person)
    _ny_adresse(person, handler)
    (linje,) = gammel.varsler.all()
    fortalt = Varsel.objects.create(
        frist=linje.frist, forfall=linje.forfall, trinn=linje.trinn, rolle=linje.rolle,
        mottaker="rett@helse.example", person=person, opprettet=NAA,
    )  # fmt: skip
    ny = send_pa_nytt(gammel, naa=SENERE)
    assert (set(ny.varsler.all()), Varsel.objects.get(pk=fortalt.pk).epost) == (set(), None)
    assert lever(SENERE).bortfalt == 1


def test_send_pa_nytt_of_a_reminder_gives_it_a_link_of_its_own(gruppe: Gruppe) -> None:
    """Asked for when the new one is composed: what stood in the old one is neither needed nor used."""
    handler, person = LenkendeHandler(), ny_person()
    with fristslag(handler):
        gammel = _varsel(gruppe, handler, person)
        Epost.objects.filter(pk=gammel.pk).update(hemmeligheter={"hemmelig.lenke.1": None})
        ny = send_pa_nytt(gammel, naa=SENERE)
        lever(SENERE)
    ny.refresh_from_db()
    assert list(ny.hemmeligheter.values()) == ["https://portal.example/svar/hemmelig-Åse/"]
