"""That groups have been merged, that one has been split, or has ended (L18)."""

from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from nettverk.innsyn import Innsyn
from nettverk.models.gruppe import Gruppe
from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Person


class OmleggingQuerySet(models.QuerySet["Omlegging"]):
    """Whose changes somebody sees to."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return those of the networks the viewer administers."""
        return self.filter(gruppe__nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))

    def som_star(self) -> Self:
        """Return those that have not been undone."""
        return self.filter(angret=None)


class Omlegging(models.Model):
    """One change of groups, decided at `gjort` and in force from the local date `fra`.

    `gruppe` is the one that people leave, `til` the one they come to; None where it only ends. `spor`
    is what was written, by ids, so that it can be undone until the day before `fra`.
    """

    class Slag(models.TextChoices):
        SAMMENSLAING = "sammenslaing", _("slått sammen")
        DELING = "deling", _("delt")
        SLUTT = "slutt", _("avsluttet")

    slag = models.CharField(_("hva"), max_length=20, choices=Slag)
    gruppe = models.ForeignKey(Gruppe, models.PROTECT, related_name="omlegginger", verbose_name=_("gruppe"))
    til = models.ForeignKey(
        Gruppe,
        models.SET_NULL,
        related_name="omlegginger_hit",
        null=True,
        verbose_name=_("til gruppen"),
    )
    fra = models.DateField(_("fra"))
    av = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("gjort av"))
    gjort = models.DateTimeField(_("gjort"))
    angret = models.DateTimeField(_("angret"), null=True)
    angret_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("angret av")
    )
    spor = models.JSONField(default=dict, editable=False)

    objects = OmleggingQuerySet.as_manager()

    class Meta:
        verbose_name = _("endring av gruppe")
        verbose_name_plural = _("endringer av grupper")
        ordering = ("gjort", "id")

    def __str__(self) -> str:
        return f"{self.gruppe} {self.get_slag_display()} {self.fra:%d.%m.%Y}"

    def kan_angres(self, dag: date) -> bool:
        """Whether it can be undone on this local date: until the day it takes effect."""
        return self.angret is None and dag < self.fra
