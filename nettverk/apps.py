"""The ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NettverkConfig(AppConfig):
    """The app everything else stands on."""

    name = "nettverk"
    verbose_name = _("Nettverk")

    def ready(self) -> None:
        """Register the system checks, guard the text fields, and declare the ground floor's own mails."""
        from nettverk import checks  # noqa: F401
        from nettverk.frister.melding import SLAG
        from nettverk.personnummer import vern_alle_tekstfelt
        from nettverk.utboks.slag import INNLOGGINGSKODE, registrer_slag

        vern_alle_tekstfelt()
        registrer_slag({SLAG: _("Påminnelse"), INNLOGGINGSKODE: _("Innloggingskode")})
