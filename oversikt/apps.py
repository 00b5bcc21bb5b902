"""What looks across the other apps: the overview, my page, the demo."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversiktConfig(AppConfig):
    """The app that may import all the others."""

    name = "oversikt"
    verbose_name = _("Oversikt")
