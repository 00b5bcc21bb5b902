"""Minutes of local meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferatConfig(AppConfig):
    """The app of minutes."""

    name = "referat"
    verbose_name = _("Referater")

    def ready(self) -> None:
        """Declare this app's deadlines, mails, tidying, and panels on the pages of meetings."""
        from moter.paneler import GJESTEN, GRUPPEN
        from referat import brev, frister, opprydding
        from referat.bevis import gjestens_bevis
        from referat.oppfolging import apne_i_gruppen

        frister.registrer_frister()
        brev.registrer_brev()
        opprydding.registrer_opprydding()
        GRUPPEN.registrer("referat/_oppfolging.html", apne_i_gruppen)
        GJESTEN.registrer("referat/_gjestens_bevis.html", gjestens_bevis)
