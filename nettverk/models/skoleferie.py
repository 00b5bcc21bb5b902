"""Counties, and when their schools are closed: days on which few can attend a meeting (L7)."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from nettverk.models.organisasjon import Nettverk


class Fylke(models.TextChoices):
    """The counties; their names are the same in both written standards."""

    AGDER = "agder", "Agder"
    AKERSHUS = "akershus", "Akershus"
    BUSKERUD = "buskerud", "Buskerud"
    FINNMARK = "finnmark", "Finnmark"
    INNLANDET = "innlandet", "Innlandet"
    MORE_OG_ROMSDAL = "more_og_romsdal", "Møre og Romsdal"
    NORDLAND = "nordland", "Nordland"
    OSLO = "oslo", "Oslo"
    ROGALAND = "rogaland", "Rogaland"
    TELEMARK = "telemark", "Telemark"
    TROMS = "troms", "Troms"
    TRONDELAG = "trondelag", "Trøndelag"
    VESTFOLD = "vestfold", "Vestfold"
    VESTLAND = "vestland", "Vestland"
    OSTFOLD = "ostfold", "Østfold"


class SkoleferieQuerySet(models.QuerySet["Skoleferie"]):
    """School holidays of a county as a network has entered them."""

    def mellom(self, fra: date, til: date) -> Self:
        """Return those with a day between these local dates, both included."""
        return self.filter(fra__lte=til, til__gte=fra)


class Skoleferie(models.Model):
    """A school holiday, entered by the network's coordinators. Dates are local and inclusive.

    Each network keeps its own: counties decide the dates, and municipalities may differ.
    """

    nettverk = models.ForeignKey(
        Nettverk, models.CASCADE, related_name="skoleferier", verbose_name=_("nettverk")
    )
    fylke = models.CharField(_("fylke"), max_length=20, choices=Fylke)
    navn = models.CharField(_("navn"), max_length=60, help_text=_("For eksempel «Vinterferien»."))
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til og med"))

    objects = SkoleferieQuerySet.as_manager()

    class Meta:
        verbose_name = _("skoleferie")
        verbose_name_plural = _("skoleferier")
        ordering = ("fra", "fylke", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(til__gte=models.F("fra")), name="skoleferie_slutter_etter_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.navn}, {self.get_fylke_display()} {self.fra:%Y}"

    def clean(self) -> None:
        """Refuse a period that runs backwards."""
        if self.fra and self.til and self.til < self.fra:
            raise ValidationError({"til": _("Ferien kan ikke slutte før den begynner.")})

    def dekker(self, dag: date) -> bool:
        """Whether this local date is in it."""
        return self.fra <= dag <= self.til
