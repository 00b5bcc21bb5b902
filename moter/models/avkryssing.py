"""What the organiser has ticked off by hand on the checklist (L14)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from moter.models.mote import Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Person


class AvkryssingQuerySet(models.QuerySet["Avkryssing"]):
    """Ticks, and who may read them."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return those of meetings one arranges or administers."""
        egne = Q(mote__in=Mote.objects.styrt_av(innsyn)) | Q(mote__in=Mote.objects.koordinert_av(innsyn))
        return self.filter(egne)


class Avkryssing(models.Model):
    """One point done. It belongs to the meeting, and so goes along when another becomes organiser."""

    class Punkt(models.TextChoices):
        GJESTER = "gjester", _("Kolleger og leder er invitert til del 2")
        LOKALE = "lokale", _("Lokale og utstyr er ordnet")
        LUNSJ = "lunsj", _("Lunsj er bestilt")

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="avkryssinger", verbose_name=_("møte"))
    punkt = models.CharField(_("punkt"), max_length=10, choices=Punkt)
    av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("krysset av av")
    )
    naar = models.DateTimeField(_("krysset av"))

    objects = AvkryssingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("avkryssing")
        verbose_name_plural = _("avkryssinger")
        ordering = ("naar", "id")
        constraints = (models.UniqueConstraint(fields=("mote", "punkt"), name="ett_kryss_per_punkt"),)

    def __str__(self) -> str:
        return str(self.get_punkt_display())
