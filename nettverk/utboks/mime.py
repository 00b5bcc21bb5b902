"""From an outbox row to a MIME message. The same row gives the same headers at every attempt."""

from __future__ import annotations

import re
from email import encoders
from email.mime.base import MIMEBase
from email.utils import format_datetime, formataddr

from django.core.mail import EmailMultiAlternatives

from nettverk.hemmelig import utfylt_html, utfylt_tekst
from nettverk.models.epost import Epost, Vedlegg

_METODE = re.compile(rb"^METHOD:([A-Z]+)\s*$", re.MULTILINE)


def bygg(epost: Epost) -> EmailMultiAlternatives:
    """The message with secrets in place: text and HTML as alternatives, then the attachments.

    Raises BadHeaderError where a header holds a line break.
    """
    melding = EmailMultiAlternatives(
        subject=epost.emne,
        body=utfylt_tekst(epost.tekst, epost.hemmeligheter),
        from_email=epost.fra,
        to=[formataddr((epost.til_navn, epost.til))],
        reply_to=[epost.svar_til] if epost.svar_til else None,
        headers=_hoder(epost),
    )
    melding.attach_alternative(utfylt_html(epost.html, epost.hemmeligheter), "text/html")
    for vedlegg in epost.vedlegg.select_related("dokument"):
        _legg_ved(melding, vedlegg)
    return melding


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
    return hoder


def _legg_ved(melding: EmailMultiAlternatives, vedlegg: Vedlegg) -> None:
    """Attach one file; a document without a PDF is left out, its link stands in the text."""
    data = vedlegg.dokument.pdf if vedlegg.dokument else vedlegg.innhold
    if not data:
        return
    if vedlegg.mime == "text/calendar":
        melding.attach(_kalenderdel(vedlegg.navn, bytes(data)))
    else:
        melding.attach(vedlegg.navn, bytes(data), vedlegg.mime)


def _kalenderdel(navn: str, data: bytes) -> MIMEBase:
    """A calendar part that says its METHOD, which mail programs need to show it as an invitation."""
    metode = _METODE.search(data)
    del_ = MIMEBase("text", "calendar", charset="utf-8")
    if metode:
        del_.set_param("method", metode[1].decode())
    del_.set_payload(data)
    encoders.encode_base64(del_)
    del_.add_header("Content-Disposition", "attachment", filename=("utf-8", "", navn))
    return del_
