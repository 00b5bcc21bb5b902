"""Django's admin as an app, with the portal's own site. A module of its own: it is read before the models."""

from django.contrib.admin.apps import AdminConfig
from django.utils.translation import gettext_lazy as _


class RegisterConfig(AdminConfig):
    """Makes `nettverk.registre.Registre` the site that registers are added to."""

    default_site = "nettverk.registre.Registre"
    verbose_name = _("Registre")
