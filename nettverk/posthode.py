"""Header values of mails: sender, Message-ID, and the refusal of line breaks."""

from __future__ import annotations

from email.utils import formataddr, make_msgid, parseaddr
from urllib.parse import quote

from django.conf import settings
from django.core.mail import BadHeaderError


def ny_message_id() -> str:
    """A new Message-ID at the sender's own domain, without the name of this machine."""
    domene = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return make_msgid(domain=domene or "localhost")


def avsender(navn: str) -> str:
    """The From value: the portal's address, with `navn` in front when there is one."""
    adresse = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return formataddr((navn, adresse)) if navn else str(settings.DEFAULT_FROM_EMAIL)


def mailto(adresse: str, emne: str) -> str:
    """A mailto address with a subject, percent-encoded UTF-8: ASCII, without spaces (RFC 6068)."""
    return f"mailto:{quote(adresse, safe='@+')}?subject={quote(emne, safe='')}"


def en_linje(tekst: str) -> str:
    """`tekst` (a subject, a name) folded to one line."""
    return " ".join(tekst.split())


def krev_en_linje(verdi: str) -> str:
    """`verdi` (an address) unchanged. Raises BadHeaderError if it holds a line break."""
    if "\n" in verdi or "\r" in verdi:
        raise BadHeaderError(f"Line break in header value {verdi!r}")
    return verdi
