"""What the group has agreed to follow up: what, by whom and when («oppfølging»)."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moter.models import Mote, Motedel
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from referat.models.referat import Referat, Referatsak


class OppfolgingQuerySet(models.QuerySet["Oppfolging"]):
    """The wall round part 1 (L10) stands here, for what is to be followed up."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return what the viewer may read: part 1's only for the group's own members."""
        synlige = Q(referat__in=Referat.objects.synlig_for(innsyn))
        return self.filter(
            (synlige & ~Q(motedel=Motedel.DEL1)) | Q(referat__mote__in=Mote.objects.med_apen_del1(innsyn))
        )

    def utenfor_del1(self) -> Self:
        """Return what may stand in a document: «part 1's follow-ups never leave the group» (L15)."""
        return self.exclude(motedel=Motedel.DEL1)

    def apne(self) -> Self:
        """Return what is not done, each once: in the last minutes it was carried into."""
        return self.filter(status=Oppfolging.Status.APEN, videre__isnull=True)


class Oppfolging(models.Model):
    """One thing to follow up, agreed on under an item, or carried from the meeting before (`fra`).

    `hvem` is set where the name typed is a member's; `hvem_navn` is what stands. `kommentar` is what
    was told of it at this meeting, where it was carried into it.
    """

    class Status(models.TextChoices):
        APEN = "apen", _("Fortsetter")
        GJORT = "gjort", _("Gjort")

    referat = models.ForeignKey(Referat, models.CASCADE, related_name="oppfolginger")
    sak = models.ForeignKey(
        Referatsak, models.CASCADE, related_name="oppfolginger", null=True, blank=True, verbose_name=_("sak")
    )
    fra = models.OneToOneField(
        "self", models.SET_NULL, related_name="videre", null=True, blank=True, verbose_name=_("fra forrige")
    )
    motedel = models.CharField(_("hører til"), max_length=6, choices=Motedel)
    hva = models.CharField(_("hva"), max_length=300)
    hvem = models.ForeignKey(Person, models.SET_NULL, related_name="+", null=True, blank=True)
    hvem_navn = models.CharField(_("hvem"), max_length=120, blank=True)
    frist = models.DateField(_("når"), null=True, blank=True)
    status = models.CharField(_("tilstand"), max_length=5, choices=Status, default=Status.APEN)
    kommentar = models.CharField(_("kommentar"), max_length=300, blank=True)

    objects = OppfolgingQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppfølging")
        verbose_name_plural = _("oppfølginger")
        ordering = ("id",)

    def __str__(self) -> str:
        return str(_("Oppfølging"))
