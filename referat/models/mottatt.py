"""Minutes that came to KLB as a file (L15)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from nettverk.innsyn import Innsyn
from nettverk.models import Fil
from referat.models.referat import Referat


class MottattQuerySet(models.QuerySet["Mottatt"]):
    """A file that has no details of part 1: for everybody the minutes are for."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the files of minutes the viewer may read."""
        return self.filter(referat__in=Referat.objects.synlig_for(innsyn))


class Mottatt(models.Model):
    """The file that KLB received instead of minutes written here, and the local date it came (L15)."""

    referat = models.OneToOneField(Referat, models.CASCADE, related_name="mottatt", verbose_name=_("referat"))
    fil = models.ForeignKey(Fil, models.PROTECT, related_name="mottatte_referater", verbose_name=_("fil"))
    dag = models.DateField(_("mottatt"))

    objects = MottattQuerySet.as_manager()

    class Meta:
        verbose_name = _("mottatt referat")
        verbose_name_plural = _("mottatte referater")

    def __str__(self) -> str:
        return str(self.fil)
