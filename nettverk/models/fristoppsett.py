"""A network seen as its rules for deadlines, which have a register of their own (F6)."""

from django.utils.translation import gettext_lazy as _

from nettverk.models.organisasjon import Nettverk


class Fristoppsett(Nettverk):
    """The same row as the network; changed through `nettverk.frister.oppsett.endre` only."""

    class Meta:
        proxy = True
        verbose_name = _("frister og påminnelser")
        verbose_name_plural = _("frister og påminnelser")
