"""A correction of minutes that are sent: a new version, while the one before stands (L15)."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from moter.models import Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from referat.models.referat import Referat


class RettingQuerySet(models.QuerySet["Retting"]):
    """Corrections; what the minutes said before one holds part 1's texts as well."""

    def apne(self) -> Self:
        """Return those being written."""
        return self.filter(avsluttet__isnull=True)

    def med_grunnlag_for(self, innsyn: Innsyn) -> Self:
        """Return the corrections whose whole ground, part 1 included, the viewer may read."""
        return self.filter(referat__mote__in=Mote.objects.med_apen_del1(innsyn))


class Retting(models.Model):
    """One correction, from opening to sending or giving up.

    `hva` tells the readers what has been changed. `grunnlag` is how everything stood, to be taken back
    when the correction is given up; it is emptied when the correction ends.
    """

    class Utfall(models.TextChoices):
        SENDT = "sendt", _("sendt som ny versjon")
        INTERN = "intern", _("bare for gruppen, ikke sendt")
        AVBRUTT = "avbrutt", _("avbrutt")

    referat = models.ForeignKey(Referat, models.CASCADE, related_name="rettinger")
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    hva = models.TextField(_("hva er rettet"), max_length=600)
    apnet = models.DateTimeField(_("åpnet"))
    apnet_av = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("åpnet av"))
    grunnlag = models.JSONField(default=dict, editable=False)
    utfall = models.CharField(_("utfall"), max_length=10, choices=Utfall, blank=True)
    avsluttet = models.DateTimeField(_("avsluttet"), null=True, blank=True)
    avsluttet_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("avsluttet av")
    )

    objects = RettingQuerySet.as_manager()

    class Meta:
        verbose_name = _("retting")
        verbose_name_plural = _("rettinger")
        ordering = ("apnet", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("referat",),
                condition=models.Q(avsluttet__isnull=True),
                name="en_apen_retting_om_gangen",
            ),
        )

    def __str__(self) -> str:
        return f"{self.referat}, {self.versjon}"
