"""Delivery: claim a mail, commit, talk to the server outside any transaction, note the result at once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from smtplib import SMTPException
from typing import Any

from django.core.mail import EmailMessage, get_connection

from nettverk.frister.melding import SLAG as VARSEL
from nettverk.frister.melding import sett_sammen
from nettverk.models.epost import Epost
from nettverk.models.livstegn import Livstegn
from nettverk.utboks.feil import (
    GIR_OPP,
    IngenForbindelse,
    er_midlertidig,
    er_tidsavbrudd,
    har_svart,
    ordlyd,
    ventetid,
)
from nettverk.utboks.grense import apner_igjen, hold_igjen
from nettverk.utboks.mime import Filbunke, bygg

logger = logging.getLogger(__name__)
HENGER = 3  # time-outs in a row: then it is the server that hangs, and not the trouble of three mails
MAKS = 200  # mails in one go; then other tasks of a lone worker get their turn


@dataclass
class Levering:
    """What one round did, and when the server last took a mail in it.

    `holdt` are those whose address has had its share of the hour.
    """

    sendt: int = 0
    utsatt: int = 0
    feilet: int = 0
    bortfalt: int = 0
    holdt: int = 0
    tatt_imot: datetime | None = None

    @property
    def antall(self) -> int:
        """All mails that were taken up; those held back cost the round next to nothing."""
        return self.sendt + self.utsatt + self.feilet + self.bortfalt


class Forbindelse:
    """One connection for the whole round, opened when first needed and dropped after any trouble."""

    def __init__(self) -> None:
        self._backend: Any = None
        self._tidsavbrudd = 0  # in a row

    def send(self, melding: EmailMessage) -> None:
        """Send one message. Raises IngenForbindelse, or what the server said of this very mail."""
        if self._backend is None:
            self._backend = self._apnet()
        try:
            self._backend.send_messages([melding])
        except Exception as feil:
            self.lukk()
            self._tidsavbrudd = self._tidsavbrudd + 1 if er_tidsavbrudd(feil) else 0
            if self._tidsavbrudd == HENGER:
                raise IngenForbindelse(ordlyd(feil)) from feil
            raise
        self._tidsavbrudd = 0

    def lukk(self) -> None:
        """Close; trouble with a connection that is given up anyway is of no interest."""
        if self._backend is not None:
            with suppress(SMTPException, OSError):
                self._backend.close()
            self._backend = None

    def _apnet(self) -> Any:
        backend = get_connection()
        try:
            backend.open()
        except (SMTPException, OSError) as feil:
            raise IngenForbindelse(ordlyd(feil)) from feil
        return backend


def lever(naa: datetime, *, ur: Callable[[], datetime] | None = None, maks: int = MAKS) -> Levering:
    """Send what is due, at most `maks` mails, and say what became of them.

    `ur` gives the moment of each claim (default: always `naa`); a long round needs it, so that its
    claims do not look stale. Stops when the server cannot be reached: the others would fare no better.
    """
    moment = ur or (lambda: naa)
    runde, forbindelse, filer = Levering(), Forbindelse(), Filbunke()
    try:
        for epost in Epost.objects.ta_etter_tur(moment):
            apner = apner_igjen(epost, moment())
            if apner is None:
                _lever_en(epost, forbindelse, filer, runde, moment)
            else:
                runde.holdt += hold_igjen(epost, apner)
            if runde.antall >= maks:
                break
    except IngenForbindelse:
        logger.warning("The mail server cannot be reached; the outbox waits", exc_info=True)
    finally:
        forbindelse.lukk()
        if runde.tatt_imot:
            Livstegn.objects.noter(Livstegn.Navn.EPOSTTJENER, runde.tatt_imot)
    return runde


def _lever_en(
    epost: Epost,
    forbindelse: Forbindelse,
    filer: Filbunke,
    runde: Levering,
    moment: Callable[[], datetime],
) -> None:
    """Send one claimed mail and note the outcome. Raises IngenForbindelse after noting it."""
    try:
        if epost.slag == VARSEL and not epost.tekst and not sett_sammen(epost, moment()):
            epost.noter(Epost.Status.BORTFALT)
            runde.bortfalt += 1
            return
        forbindelse.send(bygg(epost, filer))
    except IngenForbindelse as feil:
        _noter_feil(epost, feil, runde, moment(), midlertidig=True)
        raise
    except Exception as feil:
        # Whatever is wrong with this mail must not hold up the next one.
        logger.warning("Mail %s was not delivered", epost.pk, exc_info=True)
        if har_svart(feil):
            # Before the mail is back in the queue: what it waits for is not the server.
            Livstegn.objects.noter(Livstegn.Navn.EPOSTTJENER, moment())
        _noter_feil(epost, feil, runde, moment(), midlertidig=er_midlertidig(feil))
    else:
        runde.tatt_imot = moment()
        epost.noter(Epost.Status.SENDT, sendt_naa=runde.tatt_imot, feil="")
        runde.sendt += 1


def _noter_feil(epost: Epost, feil: Exception, runde: Levering, naa: datetime, *, midlertidig: bool) -> None:
    """Back to the queue for a later attempt, or stopped, with the server's words on the row."""
    ord_ = str(feil) if isinstance(feil, IngenForbindelse) else ordlyd(feil)
    if midlertidig and naa - epost.opprettet < GIR_OPP:
        epost.noter(Epost.Status.KO, neste_forsok=naa + ventetid(epost.forsok), feil=ord_)
        runde.utsatt += 1
    else:
        epost.noter(Epost.Status.FEILET, feil=ord_)
        runde.feilet += 1
