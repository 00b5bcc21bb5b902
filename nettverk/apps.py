"""The ground floor."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NettverkConfig(AppConfig):
    """The app everything else stands on."""

    name = "nettverk"
    verbose_name = _("Nettverk")

    def ready(self) -> None:
        """Register the system checks."""
        from nettverk import checks  # noqa: F401
