"""Minutes of local meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReferatConfig(AppConfig):
    """The app of minutes."""

    name = "referat"
    verbose_name = _("Referater")

    def ready(self) -> None:
        """Declare this app's deadlines, links and mails to the engines."""
        from referat import brev, frister

        frister.registrer_frister()
        brev.registrer_brev()
