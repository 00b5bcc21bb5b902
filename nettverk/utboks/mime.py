"""From an outbox row to a MIME message. The same row gives the same headers at every attempt.

    multipart/mixed
        multipart/alternative       text/plain, text/html, text/calendar; method=…
        text/calendar; method=…     the same calendar, as a file
        application/pdf, …          the other files

The calendar stands in two places, as in invitations from the great calendars. Outlook looks for it in
the first child of multipart/mixed and below that, nowhere else, and passes over a part that is called an
attachment ([MS-STANOICAL], RFC 6047, sections 2.4 and 4.4): so it is an alternative of the text, which
keeps the text the first thing anybody reads. Outlook knows CANCEL there; PUBLISH, which asks for no reply
(one answers by the link), it shows as a file. Programs that show one alternative only show none, and the
mails speak of «kalenderfilen»: hence the attachment. Both have the same UID, so the entry is one. A mail
about several meetings has a file for each, and none beside the text: Outlook makes a calendar of its own
of a file with many entries.

A file name in ASCII stands as it is. One with other letters has `filename*=utf-8''…` (RFC 2231), which
Outlook, Gmail and Apple Mail read; and a `name` in ASCII for programs that do not, which would else call
it «noname» or «ATT00001». An encoded word there would be read by some and is forbidden (RFC 2047, 5).

Subject and names with æøå are encoded anew from what Django makes: that begins a long one with an empty
line, which some programs show as a space or as no subject at all, and makes one encoded word of a long
name, which may have 75 characters (RFC 2047, 2).
"""

from __future__ import annotations

import re
from collections import OrderedDict
from email import encoders
from email.header import Header, decode_header, make_header
from email.mime.base import MIMEBase
from email.utils import format_datetime, formataddr, parseaddr
from itertools import groupby
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.encoding import punycode

from nettverk.dokumenter.filer import ascii_navn
from nettverk.hemmelig import utfylt_html, utfylt_tekst
from nettverk.models.dokument import Dokument
from nettverk.models.epost import Epost, Vedlegg

KALENDER = "text/calendar"
_ATOM = re.compile(r"[A-Za-z0-9'-]+")
_METODE = re.compile(rb"^METHOD:([A-Z]+)\s*$", re.MULTILINE)


class Filbunke:
    """The documents of one round of delivery as MIME parts: read and encoded once for all who get them.

    Holds the `maks` last used: an innkalling has at most four, for two audiences in two languages.
    """

    def __init__(self, maks: int = 4) -> None:
        self._maks = maks
        self._deler: OrderedDict[tuple[int | None, int | None, str, str], MIMEBase] = OrderedDict()

    def del_for(self, vedlegg: Vedlegg) -> MIMEBase | None:
        """The part of an attachment; None for a document without a PDF (its link stands in the text)."""
        if vedlegg.dokument_id is None and vedlegg.fil_id is None:
            return _fil(vedlegg.navn, vedlegg.mime, vedlegg.innhold)
        nokkel = (vedlegg.dokument_id, vedlegg.fil_id, vedlegg.navn, vedlegg.mime)
        del_ = self._deler.pop(nokkel, None)
        if del_ is None:
            del_ = _fil(vedlegg.navn, vedlegg.mime, _innhold(vedlegg))
        if del_ is not None:
            # One without a PDF is not kept: it may get one while the round lasts.
            self._deler[nokkel] = del_
            if len(self._deler) > self._maks:
                self._deler.popitem(last=False)
        return del_


def _innhold(vedlegg: Vedlegg) -> bytes | memoryview | None:
    """The bytes that lie elsewhere: of an uploaded file, or of a document, which may have no PDF."""
    if vedlegg.fil is not None:
        with vedlegg.fil.innhold.open("rb") as fil:
            return bytes(fil.read())
    return Dokument.objects.values_list("pdf", flat=True).get(vedlegg=vedlegg)


class _PaEnLinje(Header):
    """A header that is not folded: there is nowhere to do it in an address, and a line may have 998 bytes."""

    def encode(self, *args: object, **kwargs: object) -> str:
        """The text as it is, which is ASCII."""
        return str(self)


class Brev(EmailMultiAlternatives):
    """A mail whose calendar is one of the alternatives of its text, and whose names are well folded."""

    kalender: MIMEBase | None = None

    def message(self) -> Any:  # type: ignore[override]
        """The message as Django makes it, with the calendar as the last alternative.

        `Any`, since the type checker knows the message of Django 6 and not that of 5.2.
        """
        melding: Any = super().message()
        melding.replace_header("Subject", _hode("Subject", str(self.subject)))
        if (avmelding := melding["List-Unsubscribe"]) is not None:
            melding.replace_header("List-Unsubscribe", _PaEnLinje(str(avmelding)))
        for hode in ("From", "To"):
            kodet, adresse = parseaddr(str(melding[hode]))
            melding.replace_header(hode, _adressehode(hode, str(make_header(decode_header(kodet))), adresse))
        if self.kalender is not None:
            alternativer = next(d for d in melding.walk() if d.get_content_subtype() == "alternative")
            alternativer.attach(self.kalender)
        return melding


def bygg(epost: Epost, filer: Filbunke | None = None) -> Brev:
    """The message with secrets in place: text and HTML as alternatives, then the attachments.

    `filer` is the round's, so that a document is read and encoded once. Raises BadHeaderError where
    a header holds a line break.
    """
    melding = Brev(
        subject=epost.emne,
        body=utfylt_tekst(epost.tekst, epost.hemmeligheter),
        from_email=epost.fra,
        to=[formataddr((epost.til_navn, _pa_nettet(epost.til)))],
        reply_to=[epost.svar_til] if epost.svar_til else None,
        headers=_hoder(epost),
    )
    melding.attach_alternative(utfylt_html(epost.html, epost.hemmeligheter), "text/html")
    filer = filer or Filbunke()
    alle = list(epost.vedlegg.all())
    alene = sum(vedlegg.mime == KALENDER for vedlegg in alle) == 1
    for vedlegg in alle:
        if vedlegg.mime == KALENDER:
            _legg_ved_kalender(melding, vedlegg, alene=alene)
        elif (del_ := filer.del_for(vedlegg)) is not None:
            melding.attach(del_)
    return melding


def _hode(hode: str, tekst: str) -> Header:
    """A header's text, folded so that its first line has room for the header's name."""
    return Header(tekst, None if tekst.isascii() else "utf-8", header_name=hode)


def _adressehode(hode: str, navn: str, adresse: str) -> Header:
    """A name with its address. Of a name with æøå, only the words that need it are encoded.

    So each encoded word is short, and none follows another, which not all who read them join rightly.
    """
    if navn.isascii():
        return _hode(hode, formataddr((navn, adresse)))
    verdi = Header(header_name=hode)
    for er_atom, ord_ in groupby(navn.split(), lambda ord_: _ATOM.fullmatch(ord_) is not None):
        verdi.append(" ".join(ord_), None if er_atom else "utf-8")
    verdi.append(f"<{adresse}>")
    return verdi


def _pa_nettet(adresse: str) -> str:
    """An address with its domain as the net writes it: «blåbær.example» has another form there."""
    postkasse, _alfa, domene = adresse.rpartition("@")
    return f"{postkasse}@{punycode(domene)}"


def _hoder(epost: Epost) -> dict[str, str]:
    """Message-ID, Date and language; an automatic mail also asks not to be answered by a machine."""
    assert epost.dato is not None, "a mail is claimed, and so dated, before it is built"
    hoder = {
        "Message-ID": epost.message_id,
        "Date": format_datetime(epost.dato),
        "Content-Language": epost.malform,
    }
    if epost.auto:
        hoder |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
    if epost.avmelding:
        hoder["List-Unsubscribe"] = f"<{epost.avmelding}>"
    return hoder


def _legg_ved_kalender(melding: Brev, vedlegg: Vedlegg, *, alene: bool) -> None:
    """Put the calendar as a file, and beside the text where it is `alene`.

    Of several, the one beside the text would be taken for the whole of them.
    """
    if not vedlegg.innhold:
        return
    data = bytes(vedlegg.innhold)
    if alene:
        melding.kalender = _kalenderdel(data)
    melding.attach(_navngitt(_kalenderdel(data), vedlegg.navn))


def _kalenderdel(data: bytes) -> MIMEBase:
    """A calendar part that says its METHOD, which mail programs need to show it as an invitation."""
    metode = _METODE.search(data)
    del_ = _kodet(KALENDER, data)
    del_.set_param("charset", "utf-8")
    if metode:
        del_.set_param("method", metode[1].decode())
    return del_


def _fil(navn: str, mime: str, data: bytes | memoryview | None) -> MIMEBase | None:
    """A file as a MIME part; None where there is nothing in it."""
    return _navngitt(_kodet(mime, bytes(data)), navn) if data else None


def _kodet(mime: str, data: bytes) -> MIMEBase:
    del_ = MIMEBase(*mime.split("/", 1))
    del_.set_payload(data)
    encoders.encode_base64(del_)
    return del_


def _navngitt(del_: MIMEBase, navn: str) -> MIMEBase:
    """The part as an attachment with this name."""
    if navn.isascii():
        del_.add_header("Content-Disposition", "attachment", filename=navn)
    else:
        del_.set_param("name", ascii_navn(navn))
        del_.add_header("Content-Disposition", "attachment", filename=("utf-8", "", navn))
    return del_
