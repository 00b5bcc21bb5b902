"""The innkalling: what the organiser sends to KLB, and KLB to the group (L12)."""

from typing import Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.utils.translation import gettext_lazy as _

from moter.models.mote import Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument, Fil, Person


class InnkallingQuerySet(models.QuerySet["Innkalling"]):
    """Who sees an innkalling follows from who sees the meeting."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the innkallinger of meetings the viewer may know of."""
        return self.filter(mote__in=Mote.objects.synlig_for(innsyn))


class Innkalling(models.Model):
    """One delivery to KLB. A returned one stays as it was; the next has a number of its own."""

    class Status(models.TextChoices):
        LEVERT = "levert", _("Hos sekretariatet")
        RETURNERT = "returnert", _("Returnert")
        SENDT = "sendt", _("Sendt til gruppen")

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="innkallinger", verbose_name=_("møte"))
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    status = models.CharField(_("tilstand"), max_length=10, choices=Status, default=Status.LEVERT)
    levert = models.DateTimeField(_("levert"))
    levert_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("levert av")
    )
    etter_fristen = models.BooleanField(_("levert etter fristen"), default=False)
    arsak = models.CharField(_("hvorfor den kom sent"), max_length=300, blank=True)
    returnert = models.DateTimeField(_("returnert"), null=True, blank=True)
    returnert_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("returnert av")
    )
    kommentar = models.TextField(_("kommentar fra sekretariatet"), max_length=2000, blank=True)
    sendt = models.DateTimeField(_("sendt til gruppen"), null=True, blank=True)
    sendt_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("sendt av")
    )

    # Sent to the group again, or only kept, because the meeting had changed (L17): no delivery to KLB.
    rettet = models.BooleanField(_("rettet etter utsending"), default=False)
    # Which digital links the group had, so that a new one is noticed; the links stand in no document.
    lenker = models.CharField(max_length=64, blank=True, editable=False)
    # What was received as Word or PDF, instead of written here (L12).
    fil = models.ForeignKey(
        Fil, models.PROTECT, related_name="innkallinger", null=True, blank=True, verbose_name=_("fil")
    )

    dokumenter = GenericRelation(Dokument, related_query_name="innkalling")

    objects = InnkallingQuerySet.as_manager()

    class Meta:
        verbose_name = _("innkalling")
        verbose_name_plural = _("innkallinger")
        ordering = ("mote", "versjon")
        constraints = (
            models.UniqueConstraint(fields=("mote", "versjon"), name="en_innkalling_per_versjon"),
            models.UniqueConstraint(
                fields=("mote",),
                condition=models.Q(status="levert"),
                name="en_innkalling_om_gangen_hos_klb",
            ),
        )

    def __str__(self) -> str:
        return f"{self.mote}, {self.versjon}"

    def er_for(self, innsyn: Innsyn) -> bool:
        """Whether the viewer may have a file, which may hold part 1: as she may have the group's document."""
        return self.malgruppe_for(innsyn) == Dokument.Malgruppe.GRUPPE

    def malgruppe_for(self, innsyn: Innsyn) -> str:
        """Return which of the two documents the viewer gets.

        Members get the group's, and so do KLB, which sends it, and representatives of the operating
        group that part 1 is open to (L8). Everybody else gets the open one, without part 1 (L10).
        """
        moter = Mote.objects.filter(pk=self.mote_id)
        if moter.med_del1_i_programmet(innsyn).exists() or moter.koordinert_av(innsyn).exists():
            return Dokument.Malgruppe.GRUPPE
        return Dokument.Malgruppe.APEN
