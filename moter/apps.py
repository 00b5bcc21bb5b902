"""Local network meetings."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MoterConfig(AppConfig):
    """The app of meetings."""

    name = "moter"
    verbose_name = _("Møter")

    def ready(self) -> None:
        """Declare this app's deadlines, links, mails and tidying to the engines."""
        from moter import (
            arrangorbrev,
            brev,
            byttebrev,
            endringsbrev,
            frister,
            gjestebrev,
            holdav,
            lenker,
            omleggingsbrev,
            opprydding,
            rettingsbrev,
            svarbrev,
            vertsbrev,
        )

        frister.registrer_frister()
        lenker.registrer_lenker()
        brev.registrer_brev()
        arrangorbrev.registrer_brev()
        byttebrev.registrer_brev()
        vertsbrev.registrer_brev()
        gjestebrev.registrer_brev()
        svarbrev.registrer_brev()
        endringsbrev.registrer_brev()
        holdav.registrer_brev()
        rettingsbrev.registrer_brev()
        omleggingsbrev.registrer_brev()
        opprydding.registrer_opprydding()
