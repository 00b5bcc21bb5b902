"""That a group said «ikke avtalt» about next year's meetings (L7)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from moter.models.mote import Mote
from nettverk.models import Person


class IkkeAvtalt(models.Model):
    """Who said at the year's last meeting that next year's are not agreed on yet, and when.

    It is a note for the minutes; the task and its deadline stand.
    """

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="ikke_avtalt", verbose_name=_("møte"))
    av = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("av"))
    skjedde = models.DateTimeField(_("skjedde"))

    class Meta:
        verbose_name = _("møter som ikke er avtalt")
        verbose_name_plural = _("møter som ikke er avtalt")
        ordering = ("skjedde", "id")

    def __str__(self) -> str:
        return f"{self.mote}: {self.skjedde:%d.%m.%Y}"
