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


def _tekst_og_fil(melding: EmailMessage) -> tuple[EmailMessage, EmailMessage]:
    """The calendar beside the text, and the calendar as a file."""
    alternativer, fil, _pdf = melding.iter_parts()
    *_tekst, kalender = alternativer.iter_parts()
    assert isinstance(kalender, EmailMessage)
    assert isinstance(fil, EmailMessage)
    return kalender, fil


def test_kalenderdel_stands_in_the_first_child_of_mixed_where_outlook_looks(verden: Verden) -> None:
    melding = _sendt(verden.mote)
    assert (melding.get_content_type(), _deler(melding)) == (
        "multipart/mixed",
        ["multipart/alternative", "text/calendar", "application/pdf"],
    )
    forste = next(melding.iter_parts())
    assert isinstance(forste, EmailMessage)
    assert _deler(forste) == ["text/plain", "text/html", "text/calendar"]


def test_kalenderdel_has_its_method_and_is_no_attachment(verden: Verden) -> None:
    kalender, fil = _tekst_og_fil(_sendt(verden.mote))
    for del_ in (kalender, fil):
        assert dict(del_["Content-Type"].params) == {"charset": "utf-8", "method": "PUBLISH"}
    assert (kalender["Content-Transfer-Encoding"], kalender["Content-Disposition"]) == ("base64", None)
    assert str(fil["Content-Disposition"]) == 'attachment; filename="nettverksmote.ics"'


def test_kalenderdel_is_the_file_itself_in_both_places(verden: Verden) -> None:
    kalender, vedlagt = _tekst_og_fil(_sendt(verden.mote))
    fil = kalendervedlegg(verden.mote, "nb", for_medlem=True, naa=NAA)
    assert [del_.get_payload(decode=True) for del_ in (kalender, vedlagt)] == [fil.innhold] * 2


@pytest.mark.parametrize(("avlyst", "metode"), [(False, "PUBLISH"), (True, "CANCEL")])
def test_kalenderdel_says_the_same_method_as_the_file(verden: Verden, avlyst: bool, metode: str) -> None:
    mote = verden.mote
    if avlyst:
        avlys(mote, av=verden.arrangor, naa=NAA)
        mote.refresh_from_db()
        Epost.objects.all().delete()
    kalender, _fil = _tekst_og_fil(_sendt(mote))
    linjer = bytes(kalender.get_payload(decode=True)).decode().splitlines()
    assert [kalender["Content-Type"].params["method"], *(linje for linje in linjer if "METHOD" in linje)] == [
        metode,
        f"METHOD:{metode}",
    ]
