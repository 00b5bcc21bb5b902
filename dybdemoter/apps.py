"""Regional deep-dive series."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DybdemoterConfig(AppConfig):
    """The app of regional series."""

    name = "dybdemoter"
    verbose_name = _("Dybdemøter")
