"""`manage.py send_varsler`: one run of the sweeps by hand, for cron and for looking.

A run at the present moment is the work of clock and worker both, and leaves their signs of life.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from nettverk import klokke
from nettverk.dokumenter.sveip import lag_ventende
from nettverk.frister.motor import kjor
from nettverk.management.moment import les_moment
from nettverk.models import Livstegn
from nettverk.opprydding import rydd
from nettverk.utboks.levering import lever


class Command(BaseCommand):
    """Tidy up, tell of deadlines that are due, make waiting documents, deliver mail."""

    help = "Varsler om frister, lager dokumenter som venter, og sender e-post, én gang."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add `--naa`."""
        parser.add_argument("--naa", help="tidspunktet det kjøres for, lokal tid; ellers nå")

    def handle(self, *args: Any, naa: str | None = None, **options: Any) -> None:
        """Run once and say what was done. A second run at the same moment does nothing more."""
        moment = les_moment(naa) if naa else klokke.naa()
        rydd(moment)
        kjoring = kjor(moment)
        dokumenter = lag_ventende(moment)
        levering = lever(moment)
        if not naa:
            for navn in (Livstegn.Navn.KLOKKE, Livstegn.Navn.ARBEIDER, Livstegn.Navn.PAMINNELSER):
                Livstegn.objects.noter(navn, moment)
        tall = {
            "varsler": kjoring.varsler,
            "ko": kjoring.epost,
            "dokumenter": dokumenter,
            "sendt": levering.sendt,
        }
        self.stdout.write(
            _("Varsler: %(varsler)d, i %(ko)d e-post. Dokumenter: %(dokumenter)d. Sendt: %(sendt)d.") % tall
        )
