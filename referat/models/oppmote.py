"""Attendance: members and the operating group part by part, guests at part 2 (L15)."""

from typing import Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from moter.models import Gjest, Mote
from nettverk.alfabet import Alfabetisk
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument, Person
from referat.models.referat import Referat


class OppmoteQuerySet(models.QuerySet["Oppmote"]):
    """Attendance; that somebody stayed away without a word is for the few."""

    def medlemmer(self) -> Self:
        """Return the members' rows."""
        return self.filter(drift=False)

    def driftsgruppen(self) -> Self:
        """Return the rows of the operating group's representatives."""
        return self.filter(drift=True)

    def ufylte(self) -> Self:
        """Return those with a part that is not filled in.

        Where the group has part 1 to itself, nobody asks whether the operating group was there (L8).
        """
        uten_del1 = Q(drift=True, referat__mote__gruppe__drift_i_del1=False)
        return self.filter(Q(del2="") | (Q(del1="") & ~uten_del1))

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return attendance for those who write the minutes or administer the network.

        Everybody else reads it in the document, which lists «Deltok» and «Meldt fravær».
        """
        return self.filter(
            Q(referat__in=Referat.objects.skrives_av(innsyn))
            | Q(referat__mote__in=Mote.objects.koordinert_av(innsyn))
        )

    def med_bevis(self, person: Person | None) -> Self:
        """Return where this person took part, by minutes that were sent: that gives a certificate."""
        deltok = Q(del1=Oppmote.Verdi.DELTOK) | Q(del2=Oppmote.Verdi.DELTOK)
        return self.filter(deltok, person=person, referat__levert__isnull=False)


class Oppmote(models.Model):
    """Whether a member, or a representative of the operating group (`drift`), took part in each part."""

    class Verdi(models.TextChoices):
        DELTOK = "deltok", _("Deltok")
        FRAVAR = "fravar", _("Meldt fravær")
        BORTE = "borte", _("Borte uten beskjed")

    referat = models.ForeignKey(Referat, models.CASCADE, related_name="oppmote")
    person = models.ForeignKey(Person, models.PROTECT, related_name="oppmote")
    arbeidssted = models.CharField(_("arbeidssted"), max_length=120, blank=True)
    drift = models.BooleanField(_("for driftsgruppen"), default=False)
    del1 = models.CharField(_("del 1"), max_length=10, choices=Verdi, blank=True)
    del2 = models.CharField(_("del 2"), max_length=10, choices=Verdi, blank=True)

    dokumenter = GenericRelation(Dokument, related_query_name="oppmote")

    objects = OppmoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("oppmøte")
        verbose_name_plural = _("oppmøte")
        ordering = (Alfabetisk("person__etternavn"), Alfabetisk("person__fornavn"), "id")
        constraints = (models.UniqueConstraint(fields=("referat", "person"), name="ett_oppmote_hver"),)

    def __str__(self) -> str:
        return str(self.person)


class GjesteoppmoteQuerySet(models.QuerySet["Gjesteoppmote"]):
    """Guests as the minutes have them."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the guests for those who write the minutes; everybody else reads the document."""
        return self.filter(referat__in=Referat.objects.skrives_av(innsyn))


class Gjesteoppmote(models.Model):
    """A guest at part 2, registered beforehand or not; `gjest` is None for who came unannounced."""

    referat = models.ForeignKey(Referat, models.CASCADE, related_name="gjester")
    # She is deleted here with the others of the meeting, whose names stand in what was sent (X12).
    gjest = models.ForeignKey(Gjest, models.SET_NULL, related_name="+", null=True, blank=True)
    navn = models.CharField(_("navn"), max_length=120)
    arbeidssted = models.CharField(_("arbeidssted"), max_length=120, blank=True)
    deltok = models.BooleanField(_("deltok"), default=True)

    dokumenter = GenericRelation(Dokument, related_query_name="gjesteoppmote")

    objects = GjesteoppmoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("gjest i referatet")
        verbose_name_plural = _("gjester i referatet")
        ordering = (Alfabetisk("navn"), "id")
        constraints = (models.UniqueConstraint(fields=("referat", "gjest"), name="ett_gjesteoppmote_hver"),)

    def __str__(self) -> str:
        return self.navn
