"""That somebody said «Jeg er her» at the meeting, by the code on the wall or on the organiser's list."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moter.models.gjest import Gjest
from moter.models.mote import Mote
from nettverk.models import Dokument, Person


class Innsjekk(models.Model):
    """One person or one guest, present from `tid`; the minutes begin with it (L15)."""

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="innsjekker", verbose_name=_("møte"))
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("person")
    )
    gjest = models.ForeignKey(
        Gjest, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("gjest")
    )
    tid = models.DateTimeField(_("tid"))

    dokumenter = GenericRelation(Dokument, related_query_name="innsjekk")

    class Meta:
        verbose_name = _("innsjekk")
        verbose_name_plural = _("innsjekker")
        ordering = ("tid", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(person__isnull=True) ^ Q(gjest__isnull=True),
                name="innsjekk_av_person_eller_gjest",
            ),
            models.UniqueConstraint(fields=("mote", "person"), name="en_innsjekk_per_person"),
            models.UniqueConstraint(fields=("mote", "gjest"), name="en_innsjekk_per_gjest"),
        )

    def __str__(self) -> str:
        return str(self.person or self.gjest)
