"""«Representanter fra driftsgruppen skal delta på nettverksmøtene» (L8)."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nettverk.alfabet import Alfabetisk
from nettverk.models.gruppe import Gruppe
from nettverk.models.person import Person


class DriftsrepresentantQuerySet(models.QuerySet["Driftsrepresentant"]):
    """Representatives as of a day."""

    def gjeldende(self, dag: date) -> Self:
        """Return those who represent the operating group on this local date."""
        return self.filter(Q(til__isnull=True) | Q(til__gte=dag), fra__lte=dag)


class Driftsrepresentant(models.Model):
    """That somebody represents the operating group in a local group; dates as in `Medlemskap`.

    No membership: no turn, no manager's copies. Absence is told to group lead and coordinator.
    """

    gruppe = models.ForeignKey(
        Gruppe, models.PROTECT, related_name="driftsrepresentanter", verbose_name=_("gruppe")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="driftsrepresentasjoner", verbose_name=_("person")
    )
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til og med"), null=True, blank=True)

    objects = DriftsrepresentantQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("representant for driftsgruppen")
        verbose_name_plural = _("representanter for driftsgruppen")
        ordering = (Alfabetisk("person__etternavn"), Alfabetisk("person__fornavn"), "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(til__isnull=True) | Q(til__gte=models.F("fra")),
                name="driftsrepresentant_slutter_etter_start",
            ),
            models.UniqueConstraint(
                fields=("gruppe", "person"),
                condition=Q(til__isnull=True),
                name="en_apen_representasjon_i_gruppen",
                violation_error_message=_("Personen representerer allerede driftsgruppen her."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} ({self.gruppe})"

    def clean(self) -> None:
        """Refuse a period that runs backwards."""
        if self.til and self.fra and self.til < self.fra:
            raise ValidationError({"til": _("Perioden kan ikke slutte før den begynner.")})

    def gjelder(self, dag: date) -> bool:
        """Say of one row what `DriftsrepresentantQuerySet.gjeldende` asks of the table."""
        return self.fra <= dag and (self.til is None or self.til >= dag)
