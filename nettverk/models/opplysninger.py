"""«Stemmer arbeidssted og nærmeste leder?»: what a member answers once a year (L19)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nettverk.innsyn import Innsyn
from nettverk.models.gruppe import Medlemskap
from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Person


class OpplysningssjekkQuerySet(models.QuerySet["Opplysningssjekk"]):
    """Answers, and who sees to them."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return those of the networks the viewer administers."""
        if innsyn.person is None:
            return self.none()
        return self.filter(medlemskap__gruppe__nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))

    def apne(self) -> Self:
        """Return the changes that no coordinator has confirmed or rejected yet."""
        return self.filter(stemmer=False, behandlet=None)


class Opplysningssjekk(models.Model):
    """One member's answer in one year. A change is her words, until a coordinator confirms it.

    What is empty of `arbeidssted`, `leder_navn` and `leder_epost` is as it was.
    """

    medlemskap = models.ForeignKey(
        Medlemskap, models.CASCADE, related_name="opplysningssjekker", verbose_name=_("medlemskap")
    )
    ar = models.PositiveSmallIntegerField(_("år"))
    stemmer = models.BooleanField(_("stemmer"))
    arbeidssted = models.CharField(_("meldt arbeidssted"), max_length=120, blank=True)
    leder_navn = models.CharField(_("meldt nærmeste leder"), max_length=160, blank=True)
    leder_epost = models.EmailField(_("lederens e-postadresse"), blank=True)
    svart = models.DateTimeField(_("svart"))
    godtatt = models.BooleanField(_("godtatt"), null=True)
    behandlet = models.DateTimeField(_("behandlet"), null=True)
    behandlet_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("behandlet av")
    )

    objects = OpplysningssjekkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("melding om arbeidssted og leder")
        verbose_name_plural = _("meldinger om arbeidssted og leder")
        ordering = ("svart", "pk")
        constraints = (
            models.UniqueConstraint(fields=("medlemskap", "ar"), name="en_opplysningssjekk_i_aret"),
            models.CheckConstraint(
                condition=Q(stemmer=False) | Q(arbeidssted="", leder_navn="", leder_epost=""),
                name="det_som_stemmer_endres_ikke",
            ),
        )
        indexes = (
            models.Index(
                fields=("medlemskap",),
                condition=Q(stemmer=False, behandlet=None),
                name="opplysningssjekk_apne",
            ),
        )

    def __str__(self) -> str:
        return f"{self.medlemskap} {self.ar}"
