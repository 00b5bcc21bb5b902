"""Fill an empty portal with demo data."""

import time
from argparse import ArgumentParser
from datetime import datetime
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from nettverk import klokke
from nettverk.management.moment import les_moment
from oversikt.demo import bygg

# Backends that hand mail to nobody. Any other might reach people.
STUMME = ("dummy", "console", "locmem", "filebased")
SMTP = "smtp"
BACKEND = "django.core.mail.backends.{}.EmailBackend"


class Command(BaseCommand):
    """`manage.py demo`: idempotent, all or nothing, and never where mail could leave the machine."""

    help = "Legger inn demodata i en tom portal: 23 grupper, rundt 530 oppdiktede personer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the moment the data is to be made for."""
        parser.add_argument(
            "--naa",
            metavar="2026-11-23T10:00",
            help="Øyeblikket dataene lages for, norsk tid (standard: nå).",
        )

    def handle(self, *args: Any, naa: str | None = None, **options: Any) -> None:
        """Make the data, or say why not. Raises CommandError."""
        if not er_trygg(settings.EMAIL_BACKEND, settings.EMAIL_HOST):
            raise CommandError(
                _(
                    "Demodata legges ikke inn her: portalen er satt opp med en e-posttjener utenfor "
                    "maskinen (%(tjener)s), og demodataene har KLBs ekte adresse. Ta bort EMAIL_URL."
                )
                % {"tjener": settings.EMAIL_HOST or settings.EMAIL_BACKEND}
            )
        if bygg.finnes():
            self.stdout.write(_("Demodataene finnes fra før. Ingenting er endret."))
            return
        self._bygg(les_moment(naa) if naa else klokke.naa())

    def _bygg(self, naa: datetime) -> None:
        begynte = time.monotonic()

        def si(hva: str) -> None:
            self.stderr.write(f"  {time.monotonic() - begynte:4.1f} s  {hva} ...")

        try:
            bygg.bygg(naa, si)
        except bygg.IkkeTom as feil:
            raise CommandError(
                _("Portalen har allerede egne nettverk. Demodata legges bare inn i en tom portal.")
            ) from feil
        self.stdout.write(
            _(
                "Demodataene er lagt inn. Prøv først: åpne portalen, velg «Logg inn som», bli arrangøren i "
                "Bjørnafjorden, skriv programmet ferdig og send innkallingen. E-posten ligger i «Utboks»."
            )
        )


def er_trygg(backend: str, tjener: str) -> bool:
    """Whether mail sent with this backend and host stays on this machine."""
    stum = backend in map(BACKEND.format, STUMME)
    return stum or (backend == BACKEND.format(SMTP) and _er_loopback(tjener))


def _er_loopback(tjener: str) -> bool:
    if tjener == "localhost":
        return True
    try:
        return ip_address(tjener.strip("[]")).is_loopback
    except ValueError:
        return False
