"""What was proposed, what an adviser decided, and why (D5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dybdemoter.models.serie import Serie
from nettverk.models import Person


class Fordeling(models.Model):
    """One decision on who gets the places; the last one of a series holds until the answers are sent.

    `forslag` is what the rule proposed, as data: {"valgt": [number, ...], "venter": [number, ...],
    "bytter": [{"ut": number, "inn": number, "type": "dag"}, ...]}. `valgt` are the numbers that the
    adviser gave a place. `grunn` is asked for where the two differ.
    """

    serie = models.ForeignKey(Serie, models.CASCADE, related_name="fordelinger", verbose_name=_("møterekke"))
    forslag = models.JSONField(_("forslag"))
    valgt = models.JSONField(_("valgt"))
    grunn = models.CharField(_("grunn"), max_length=500, blank=True)
    av = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True, verbose_name=_("bestemt av"))
    tid = models.DateTimeField(_("tid"))

    class Meta:
        verbose_name = _("fordeling av plasser")
        verbose_name_plural = _("fordelinger av plasser")
        ordering = ("tid", "id")

    def __str__(self) -> str:
        return f"{self.serie} {self.tid:%d.%m.%Y}"

    @property
    def er_endret(self) -> bool:
        """Whether the adviser chose otherwise than the rule proposed."""
        return sorted(self.valgt) != sorted(self.forslag["valgt"])
