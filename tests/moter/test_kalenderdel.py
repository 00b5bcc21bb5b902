"""The calendar file in a mail: a part of its own that mail programs take for an entry in the calendar."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from moter.endring import avlys
from moter.kalender import kalendervedlegg
from moter.models import Mote
from nettverk.models import Epost
from nettverk.utboks import Vedleggsdata
from nettverk.utboks.mime import bygg
from tests.factories import NAA
from tests.nettverk.byggere import i_ko
from tests.verden import Verden


def _sendt(mote: Mote) -> EmailMessage:
    """A mail with the meeting's calendar file and a PDF, as it leaves the portal."""
    vedlegg = [
        kalendervedlegg(mote, "nb", for_medlem=True, naa=NAA),
        Vedleggsdata("innkalling.pdf", innhold=b"%PDF-1.7"),
    ]
    i_ko(NAA, nettverk=mote.gruppe.nettverk, vedlegg=vedlegg)
    epost = Epost.objects.ta_neste(NAA)
    assert epost is not None
    melding = message_from_bytes(bygg(epost).message().as_bytes(), policy=policy.default)
    assert isinstance(melding, EmailMessage)
    return melding


def _deler(melding: EmailMessage) -> list[str]:
    return [del_.get_content_type() for del_ in melding.iter_parts()]


def test_kalenderdel_stands_next_to_the_text_with_its_method(verden: Verden) -> None:
    melding = _sendt(verden.mote)
    assert (melding.get_content_type(), _deler(melding)) == (
        "multipart/mixed",
        ["multipart/alternative", "text/calendar", "application/pdf"],
    )
    _tekst, kalender, _pdf = melding.iter_parts()
    assert dict(kalender["Content-Type"].params) == {"charset": "utf-8", "method": "PUBLISH"}
    assert (kalender["Content-Transfer-Encoding"], kalender.get_filename()) == ("base64", "nettverksmote.ics")


def test_kalenderdel_is_the_file_itself(verden: Verden) -> None:
    _tekst, kalender, _pdf = _sendt(verden.mote).iter_parts()
    fil = kalendervedlegg(verden.mote, "nb", for_medlem=True, naa=NAA)
    assert kalender.get_payload(decode=True) == fil.innhold


@pytest.mark.parametrize(("avlyst", "metode"), [(False, "PUBLISH"), (True, "CANCEL")])
def test_kalenderdel_says_the_same_method_as_the_file(verden: Verden, avlyst: bool, metode: str) -> None:
    mote = verden.mote
    if avlyst:
        avlys(mote, av=verden.arrangor, naa=NAA)
        mote.refresh_from_db()
        Epost.objects.all().delete()
    _tekst, kalender, _pdf = _sendt(mote).iter_parts()
    linjer = bytes(kalender.get_payload(decode=True)).decode().splitlines()
    assert [kalender["Content-Type"].params["method"], *(linje for linje in linjer if "METHOD" in linje)] == [
        metode,
        f"METHOD:{metode}",
    ]
