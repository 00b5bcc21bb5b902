"""Networks, their secretariats, workplaces and competence plans."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from nettverk.alfabet import Alfabetisk
from nettverk.models.person import Malform, Person


class NettverkQuerySet(models.QuerySet["Nettverk"]):
    """Which networks somebody has to do with."""

    def koordinert_av(self, person: Person | None) -> Self:
        """Return the networks this person administers; an operator administers all."""
        if person is None:
            return self.none()
        if person.is_superuser:
            return self
        return self.filter(roller__person=person, roller__rolle=Nettverksrolle.Rolle.KOORDINATOR).distinct()


class Nettverk(models.Model):
    """A network with its secretariat. One installation serves several, apart from each other."""

    class Palett(models.TextChoices):
        BLA = "accent", _("blå")
        LILLA = "brand1", _("lilla")

    navn = models.CharField(_("navn"), max_length=120)
    slug = models.SlugField(_("kortnavn i adresser"), unique=True)
    kortnavn = models.CharField(_("kortnavn på sekretariatet"), max_length=30)
    sekretariat = models.CharField(_("sekretariatets navn"), max_length=160)
    epost = models.EmailField(
        _("sekretariatets e-postadresse"),
        help_text=_("Hit går innkallinger og referater, og herfra svarer nettverket."),
    )
    postadresse = models.CharField(_("postadresse"), max_length=200, blank=True)
    malform = models.CharField(_("målform"), max_length=2, choices=Malform, default=Malform.NB)
    palett = models.CharField(_("farge"), max_length=10, choices=Palett, default=Palett.BLA)
    # What differs from the table of deadlines; read and changed through `nettverk.frister.oppsett` (F6).
    fristregler = models.JSONField(default=dict, blank=True, editable=False)
    stille_perioder = models.JSONField(null=True, blank=True, editable=False)

    objects = NettverkQuerySet.as_manager()

    class Meta:
        verbose_name = _("nettverk")
        verbose_name_plural = _("nettverk")
        ordering = (Alfabetisk("navn"),)

    def __str__(self) -> str:
        return self.navn

    def koordinatorer(self) -> "models.QuerySet[Person]":
        """Return the people who administer this network."""
        return Person.objects.filter(
            nettverksroller__nettverk=self,
            nettverksroller__rolle=Nettverksrolle.Rolle.KOORDINATOR,
        ).distinct()

    def malform_for(self, person: Person | None) -> str:
        """Return «nb» or «nn»: the person's own choice, else the network's (X3)."""
        return (person.malform if person else "") or self.malform


class Nettverksrolle(models.Model):
    """Somebody's role in a network's secretariat."""

    class Rolle(models.TextChoices):
        KOORDINATOR = "koordinator", _("koordinator")
        RADGIVER = "radgiver", _("rådgiver")

    person = models.ForeignKey(
        Person, models.CASCADE, related_name="nettverksroller", verbose_name=_("person")
    )
    nettverk = models.ForeignKey(Nettverk, models.CASCADE, related_name="roller", verbose_name=_("nettverk"))
    rolle = models.CharField(_("rolle"), max_length=20, choices=Rolle, default=Rolle.KOORDINATOR)

    class Meta:
        verbose_name = _("rolle i sekretariatet")
        verbose_name_plural = _("roller i sekretariatet")
        constraints = (
            models.UniqueConstraint(fields=("person", "nettverk", "rolle"), name="en_nettverksrolle_hver"),
        )

    def __str__(self) -> str:
        return f"{self.person}, {self.get_rolle_display()}"


class ArbeidsstedQuerySet(models.QuerySet["Arbeidssted"]):
    """Whose workplaces somebody sees to, and which can be chosen."""

    def koordinert_av(self, person: Person | None) -> Self:
        """Return those of the networks this person administers."""
        return self.filter(nettverk__in=Nettverk.objects.koordinert_av(person))

    def som_er(self) -> Self:
        """Return those that have not ended."""
        return self.filter(slutt=None)


class Arbeidssted(models.Model):
    """A workplace: a ward, a nursing home, a home-care district.

    `slutt` is the local date it ended, or became a part of `fortsetter_i`, which has taken all of it over.
    """

    nettverk = models.ForeignKey(
        Nettverk, models.CASCADE, related_name="arbeidssteder", verbose_name=_("nettverk")
    )
    navn = models.CharField(_("navn"), max_length=120)
    adresse = models.CharField(_("adresse"), max_length=200, blank=True)
    slutt = models.DateField(_("avsluttet"), null=True, editable=False)
    fortsetter_i = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("slått sammen med"),
    )

    objects = ArbeidsstedQuerySet.as_manager()

    class Meta:
        verbose_name = _("arbeidssted")
        verbose_name_plural = _("arbeidssteder")
        ordering = (Alfabetisk("navn"), "id")

    def __str__(self) -> str:
        return self.navn


class Kompetansepunkt(models.Model):
    """An item of the network's «kompetanseplan» or «gjeldende strategi», which part 2 ties to."""

    nettverk = models.ForeignKey(
        Nettverk, models.CASCADE, related_name="kompetansepunkter", verbose_name=_("nettverk")
    )
    tittel = models.CharField(_("tittel"), max_length=160)
    aktiv = models.BooleanField(_("kan velges"), default=True)

    class Meta:
        verbose_name = _("tema i kompetanseplanen")
        verbose_name_plural = _("temaer i kompetanseplanen")
        ordering = (Alfabetisk("tittel"),)

    def __str__(self) -> str:
        return self.tittel
