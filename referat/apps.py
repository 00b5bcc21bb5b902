"""Minutes of local meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferatConfig(AppConfig):
    """The app of minutes."""

    name = "referat"
    verbose_name = _("Referater")

    def ready(self) -> None:
        """Declare this app's deadlines, links and mails to the engines, and its panel on the group's page."""
        from moter.gruppepaneler import registrer_panel
        from referat import brev, frister
        from referat.oppfolging import apne_i_gruppen

        frister.registrer_frister()
        brev.registrer_brev()
        registrer_panel("referat/_oppfolging.html", apne_i_gruppen)
