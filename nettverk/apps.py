"""The ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NettverkConfig(AppConfig):
    """The app everything else stands on."""

    name = "nettverk"
    verbose_name = _("Nettverk")

    def ready(self) -> None:
        """Register checks and alphabet, guard the text fields, and declare the floor's mails and tidying."""
        from nettverk import checks, filopprydding  # noqa: F401
        from nettverk.alfabet import registrer_alfabetet
        from nettverk.frister.melding import SLAG
        from nettverk.personnummer import vern_alle_tekstfelt
        from nettverk.utboks.slag import INNLOGGINGSKODE, registrer_slag

        registrer_alfabetet()
        vern_alle_tekstfelt()
        filopprydding.registrer_opprydding()
        registrer_slag({SLAG: _("Påminnelse"), INNLOGGINGSKODE: _("Innloggingskode")})
