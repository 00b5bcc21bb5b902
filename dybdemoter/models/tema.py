"""What is discussed: topics proposed, votes, and the advisers' choice (D10)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dybdemoter.models.serie import Serie, Seriemote
from dybdemoter.models.soknad import Soknad
from nettverk.models import Person


class ProblemstillingQuerySet(models.QuerySet["Problemstilling"]):
    """Topics, and which can be voted for."""

    def a_stemme_over(self, mote: Seriemote) -> Self:
        """Return those for this meeting: of the series, not merged into another, not taken by another."""
        return self.filter(
            Q(mote=None) | Q(mote=mote),
            Q(valg=None) | Q(valg__mote=mote),
            serie=mote.serie_id,
            slatt_sammen_i=None,
        ).distinct()


class Problemstilling(models.Model):
    """A topic («problemstilling») that an institution wants to discuss, at any meeting or at one.

    `fra` is the institution's application, None for what an adviser has entered. `egen_praksis` is
    its offer to present its own practice.
    """

    serie = models.ForeignKey(
        Serie, models.CASCADE, related_name="problemstillinger", verbose_name=_("møterekke")
    )
    mote = models.ForeignKey(
        Seriemote,
        models.SET_NULL,
        related_name="problemstillinger",
        null=True,
        blank=True,
        verbose_name=_("foreslått til møtet"),
    )
    fra = models.ForeignKey(
        Soknad,
        models.CASCADE,
        related_name="problemstillinger",
        null=True,
        blank=True,
        verbose_name=_("foreslått av"),
    )
    tekst = models.TextField(_("problemstilling"), max_length=600)
    egen_praksis = models.BooleanField(_("kan legge fram egen praksis"), default=False)
    slatt_sammen_i = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="slatt_sammen_av",
        null=True,
        blank=True,
        verbose_name=_("slått sammen i"),
    )
    lagt_inn_av = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("lagt inn av")
    )
    opprettet = models.DateTimeField(_("foreslått"))

    objects = ProblemstillingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("problemstilling")
        verbose_name_plural = _("problemstillinger")
        ordering = ("opprettet", "id")

    def __str__(self) -> str:
        return self.tekst


class Stemme(models.Model):
    """One institution's vote for one meeting; it may be changed until votes close."""

    mote = models.ForeignKey(Seriemote, models.CASCADE, related_name="stemmer", verbose_name=_("dybdemøte"))
    soknad = models.ForeignKey(Soknad, models.CASCADE, related_name="stemmer", verbose_name=_("påmelding"))
    problemstilling = models.ForeignKey(
        Problemstilling, models.CASCADE, related_name="stemmer", verbose_name=_("problemstilling")
    )
    tid = models.DateTimeField(_("stemt"))

    class Meta:
        verbose_name = _("stemme")
        verbose_name_plural = _("stemmer")
        ordering = ("mote", "soknad__nummer")
        constraints = (models.UniqueConstraint(fields=("mote", "soknad"), name="en_stemme_per_mote"),)

    def __str__(self) -> str:
        return f"{self.soknad.institusjon}: {self.problemstilling}"


class Valg(models.Model):
    """The topic of a meeting, as the advisers chose it; or as it was settled in a meeting and entered."""

    mote = models.OneToOneField(Seriemote, models.CASCADE, related_name="valg", verbose_name=_("dybdemøte"))
    problemstilling = models.ForeignKey(
        Problemstilling, models.PROTECT, related_name="valg", verbose_name=_("problemstilling")
    )
    grunn = models.CharField(_("grunn"), max_length=500, blank=True)
    avtalt_i_mote = models.BooleanField(_("avtalt i et møte"), default=False)
    av = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True, verbose_name=_("valgt av"))
    tid = models.DateTimeField(_("valgt"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("valg av problemstilling")
        verbose_name_plural = _("valg av problemstillinger")
        ordering = ("mote",)

    def __str__(self) -> str:
        return f"{self.mote}: {self.problemstilling}"
