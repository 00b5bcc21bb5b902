"""Rehearse the days ahead: `manage.py simuler --fra 2026-11-24 --til 2027-11-23 --json`."""

import os
import sys
from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from nettverk import klokke
from nettverk.management.moment import les_dag
from nettverk.sprak import dato
from oversikt.simulering.avbrudd import avbrudd_mellom_stegene
from oversikt.simulering.framdrift import Framdrift
from oversikt.simulering.gang import Mail, dagene, simuler
from oversikt.simulering.kopi import arbeidskopi
from oversikt.simulering.rapport import i_ord, som_json, sum_som_json

EN_DAG, ET_AR = timedelta(days=1), timedelta(days=364)  # from the first day of a year to the last


class Avbrutt(CommandError):
    """Stopped by Ctrl-C. The name stands before the message on the screen."""


class Command(BaseCommand):
    """Runs the days through the real engine on a copy of the data. Nothing is kept, nothing is sent."""

    help = (
        "Viser hvilke påminnelser portalen kommer til å sende, dag for dag, med dataene slik de er nå. "
        "Ingenting lagres, og ingenting sendes."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the days, who acts, and the form of the answer."""
        parser.add_argument("--fra", metavar="2026-11-24", help="første dag; ellers i dag")
        parser.add_argument("--til", metavar="2027-11-23", help="siste dag; ellers et år fra første dag")
        parser.add_argument(
            "--flittig", action="store_true", help="alle gjør sitt så snart de kan; ellers gjør ingen noe"
        )
        parser.add_argument(
            "--json", action="store_true", help="én linje JSON per e-post, og en sum til slutt"
        )

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Let Ctrl-C end it with a word, and 130 as shells expect. Raises CommandError."""
        try:
            return super().execute(*args, **options)
        except KeyboardInterrupt:
            raise Avbrutt(_("Ingenting er lagret, og ingenting er sendt."), returncode=130) from None

    def handle(
        self, *args: Any, fra: str | None, til: str | None, flittig: bool, json: bool, **options: Any
    ) -> None:
        """Rehearse, and tell. Raises CommandError for days that are none, or run backwards."""
        i_dag = klokke.dag(klokke.naa())
        forste = les_dag(fra, "--fra") if fra else i_dag
        siste = les_dag(til, "--til") if til else forste + ET_AR
        if siste < forste:
            raise CommandError(
                _("--til (%(til)s) kan ikke være før --fra (%(fra)s).")
                % {"til": dato(siste), "fra": dato(forste)}
            )
        if forste > i_dag + EN_DAG:
            hull = _("Dagene før %(fra)s er ikke med. Det som skulle vært sendt da, kommer den første dagen.")
            self._til_skjermen(hull % {"fra": dato(forste)} + "\n")
        dager = dagene(forste, siste)
        try:
            mailer = self._simuler(dager, flittig=flittig, json=json)
            if json:
                self.stdout.write(sum_som_json(len(dager), mailer))
            else:
                self.stdout.write("\n".join(i_ord(forste, siste, mailer, flittig=flittig)))
            self.stdout.flush()
        except BrokenPipeError:
            _ingen_leser_mer()

    def _simuler(self, dager: list[date], *, flittig: bool, json: bool) -> list[Mail]:
        """Return all the mails, each printed as it comes if `json`."""
        alle: list[Mail] = []
        framdrift = Framdrift(self._til_skjermen, dager, skjerm=self.stderr.isatty())
        with avbrudd_mellom_stegene() as sjekk_avbrudd, arbeidskopi(), framdrift:

            def pust() -> None:
                sjekk_avbrudd()
                framdrift.pust()

            for mailer in simuler(dager, flittig=flittig, pust=pust):
                framdrift.dag_ferdig()
                alle += mailer
                for mail in mailer if json else ():
                    self.stdout.write(som_json(mail))
        return alle

    def _til_skjermen(self, tekst: str) -> None:
        """What is no result goes to standard error: at once, and without the colour of errors."""
        self.stderr.write(tekst, style_func=str, ending="")
        self.stderr.flush()


def _ingen_leser_mer() -> None:
    """Whoever reads has had enough («| head»): let Python's last flush go nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
