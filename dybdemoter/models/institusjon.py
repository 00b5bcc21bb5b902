"""An institution or clinic: one of them is one applicant, whatever its name is written like (D3)."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dybdemoter.models.serie import Region
from dybdemoter.navnenokkel import navnenokkel
from nettverk.models import Nettverk


class Institusjon(models.Model):
    """An institution as one network knows it. `navnenokkel` is its name as names are compared.

    Clinics of one hospital are institutions of their own, also where they give the hospital's number.
    """

    nettverk = models.ForeignKey(
        Nettverk, models.CASCADE, related_name="institusjoner", verbose_name=_("nettverk")
    )
    navn = models.CharField(_("institusjon eller klinikk"), max_length=160)
    navnenokkel = models.CharField(max_length=160, db_index=True, editable=False)
    orgnr = models.CharField(_("organisasjonsnummer"), max_length=9, blank=True)
    region = models.CharField(_("region"), max_length=10, choices=Region, blank=True)

    class Meta:
        verbose_name = _("institusjon")
        verbose_name_plural = _("institusjoner")
        ordering = ("navn", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("nettverk", "orgnr", "navnenokkel"),
                condition=~Q(orgnr=""),
                name="en_institusjon_per_orgnr_og_navn",
                violation_error_message=_("En annen institusjon har dette organisasjonsnummeret."),
            ),
        )

    def __str__(self) -> str:
        return self.navn

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the name in the form it is compared in."""
        self.navnenokkel = navnenokkel(self.navn)
        super().save(*args, **kwargs)
