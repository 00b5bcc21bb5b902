"""What has happened to the question of who organises a meeting (L5)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from moter.models.mote import Mote
from nettverk.models import Person


class ArrangorskifteQuerySet(models.QuerySet["Arrangorskifte"]):
    """What the turn asks about."""

    def nei_til(self, mote: Mote) -> Self:
        """Return the times somebody has said that she cannot organise this meeting."""
        return self.filter(mote=mote, slag=Arrangorskifte.Slag.KAN_IKKE)


class Arrangorskifte(models.Model):
    """That somebody became organiser of a meeting, or is so no longer; by whom, and why.

    `grunn` is given where the group lead chose another than those whose turn it was. Where a meeting
    changes hands there are two rows: one for who had it, and one for who got it.
    """

    class Slag(models.TextChoices):
        BLE = "ble", _("ble arrangør")
        KAN_IKKE = "kan_ikke", _("kan ikke")
        OPPHEVET = "opphevet", _("er ikke lenger arrangør")
        GA_VIDERE = "ga_videre", _("ga møtet videre")
        OVERTATT = "overtatt", _("arbeidsstedet tok over")

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="arrangorskifter", verbose_name=_("møte"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("person"))
    slag = models.CharField(_("hva"), max_length=10, choices=Slag)
    grunn = models.CharField(_("begrunnelse"), max_length=300, blank=True)
    skjedde = models.DateTimeField(_("skjedde"))
    av = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("av"))

    objects = ArrangorskifteQuerySet.as_manager()

    class Meta:
        verbose_name = _("skifte av arrangør")
        verbose_name_plural = _("skifter av arrangør")
        ordering = ("skjedde", "id")

    def __str__(self) -> str:
        return f"{self.person}: {self.get_slag_display()}"
