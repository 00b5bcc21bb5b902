"""What members have to say about a draft, before it is approved."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moter.models import Mote, Motedel
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from referat.models.referat import Referat, Referatsak


class KommentarQuerySet(models.QuerySet["Kommentar"]):
    """A comment may be about part 1, so it is for members."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the group's comments for its members; for a writer who is none, those on open items."""
        apne_saker = Q(sak__motedel__in=(Motedel.DEL2, Motedel.FELLES))
        return self.filter(
            Q(referat__mote__in=Mote.objects.med_apen_del1(innsyn))
            | (Q(referat__in=Referat.objects.skrives_av(innsyn)) & apne_saker)
        )

    def ubehandlede(self) -> Self:
        """Return those that nobody has answered or marked as seen to."""
        return self.filter(behandlet__isnull=True)


class Kommentar(models.Model):
    """A member's comment to an item, or to the minutes as a whole (`sak` is None).

    Nobody deletes it; it goes some time after the minutes are sent.
    """

    referat = models.ForeignKey(Referat, models.CASCADE, related_name="kommentarer")
    sak = models.ForeignKey(
        Referatsak, models.CASCADE, related_name="kommentarer", null=True, blank=True, verbose_name=_("sak")
    )
    tekst = models.TextField(_("kommentar"), max_length=2000)
    av = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("av"))
    skrevet = models.DateTimeField(_("skrevet"))
    svar = models.TextField(_("svar"), max_length=1000, blank=True)
    behandlet = models.DateTimeField(_("behandlet"), null=True, blank=True)
    behandlet_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("behandlet av")
    )

    objects = KommentarQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommentar til referatet")
        verbose_name_plural = _("kommentarer til referatet")
        ordering = ("skrevet", "id")

    def __str__(self) -> str:
        return str(_("Kommentar"))
