"""What a mail server's refusal means, and how long to wait before the next attempt."""

from __future__ import annotations

import random
import smtplib
from datetime import timedelta

_FORSTE = timedelta(minutes=1)
_LENGSTE = timedelta(hours=2)
# Login to the mail server: wrong on our side, and mended without touching the mails.
_VI_SLIPPER_IKKE_INN = frozenset({530, 534, 535, 538})
_STENGER = 421  # «service not available, closing transmission channel», at whatever step
GIR_OPP = timedelta(days=5)  # as mail servers do (RFC 5321, 4.5.4.1)


class IngenForbindelse(Exception):
    """The server cannot be reached, or does not let us in: no mail's fault, and all of them wait."""


def er_midlertidig(feil: Exception) -> bool:
    """Whether another attempt may succeed. No after a 5xx, or where the mail itself cannot be made."""
    if isinstance(feil, smtplib.SMTPRecipientsRefused):
        return all(kode < 500 for kode, _ in feil.recipients.values())
    if isinstance(feil, smtplib.SMTPResponseException):
        return feil.smtp_code < 500 or feil.smtp_code in _VI_SLIPPER_IKKE_INN
    return not isinstance(feil, smtplib.SMTPNotSupportedError | ValueError)


def er_tidsavbrudd(feil: Exception) -> bool:
    """Whether the server hung: it took the connection, and then said nothing until our time-out."""
    return isinstance(feil, TimeoutError) or isinstance(feil.__context__, TimeoutError)


def har_svart(feil: Exception) -> bool:
    """Whether the server is in order: it said no to this mail for good, or «later» to this receiver.

    A «later» to all, because it closes, its disk is full or it wants a login, is no such answer.
    """
    if isinstance(feil, smtplib.SMTPRecipientsRefused):
        return all(kode != _STENGER for kode, _ in feil.recipients.values())
    return isinstance(feil, smtplib.SMTPResponseException) and not er_midlertidig(feil)


def ordlyd(feil: Exception) -> str:
    """The server's own words, or what went wrong here; at most 500 characters."""
    if isinstance(feil, smtplib.SMTPRecipientsRefused):
        svar = [f"{kode} {_tekst(tekst)}" for kode, tekst in feil.recipients.values()]
        return "; ".join(svar)[:500]
    if isinstance(feil, smtplib.SMTPResponseException):
        return f"{feil.smtp_code} {_tekst(feil.smtp_error)}"[:500]
    return f"{type(feil).__name__}: {feil}"[:500]


def ventetid(forsok: int) -> timedelta:
    """How long to wait after attempt number `forsok` (1, 2, …): doubling to a cap, with jitter."""
    lengde = min(_FORSTE * (1 << min(forsok - 1, 20)), _LENGSTE)
    return lengde * random.uniform(0.75, 1.25)


def _tekst(svar: bytes | str) -> str:
    return svar.decode("utf-8", "replace") if isinstance(svar, bytes) else svar
