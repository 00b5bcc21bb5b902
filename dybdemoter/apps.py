"""Regional deep-dive series."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DybdemoterConfig(AppConfig):
    """The app of regional series."""

    name = "dybdemoter"
    verbose_name = _("Dybdemøter")

    def ready(self) -> None:
        """Declare this app's deadlines, links, mails, calendar and tidying to the engines."""
        from dybdemoter import brev, frister, kalender, lenker, opprydding, plasser
        from nettverk.opprydding import registrer

        frister.registrer_frister()
        lenker.registrer_lenker()
        brev.registrer_brev()
        kalender.registrer_kalender()
        registrer(plasser.la_tilbud_lope_ut)
        opprydding.registrer_opprydding()
