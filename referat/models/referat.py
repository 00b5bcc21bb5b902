"""Minutes: draft, approval, delivery to KLB, copies to managers (L15, L16)."""

from typing import Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from moter.models import Mote, Motedel
from nettverk.innsyn import Innsyn
from nettverk.models import Dokument, Gruppe, Person


class ReferatQuerySet(models.QuerySet["Referat"]):
    """Who sees minutes, and who writes them."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the minutes of meetings the viewer may know of."""
        return self.filter(mote__in=Mote.objects.synlig_for(innsyn))

    def leses_som_utkast_av(self, innsyn: Innsyn) -> Self:
        """Return the drafts that the group's members may read and comment on: from the first save on.

        Not a correction: until it is approved, everybody sees what was sent.
        """
        utkast = self.filter(levert__isnull=True, lagret_av__isnull=False)
        return utkast.filter(mote__in=Mote.objects.med_apen_del1(innsyn))

    def skrives_av(self, innsyn: Innsyn) -> Self:
        """Return the minutes the viewer may write: as referent, organiser, lead or deputy."""
        return self.filter(mote__in=Mote.objects.referert_av(innsyn))

    def godkjennes_av(self, innsyn: Innsyn) -> Self:
        """Return the minutes the viewer may approve: as the group's lead or deputy."""
        return self.filter(mote__gruppe__in=Gruppe.objects.ledet_av(innsyn))


class Referat(models.Model):
    """The minutes of one meeting, filled in beforehand from programme and registrations.

    `utgave` goes up by one at every save; a form that was opened on an older one is shown the
    conflict instead of overwriting. `oppsummering` is the one text of part 1 that leaves the
    group: themes, no persons. What was sent is a `Dokument` per version; `versjon` is the one
    written now, or the one that stands. While a correction is open (`Retting`), `levert` and
    the fields beside it are still the standing version's.
    """

    class Status(models.TextChoices):
        UTKAST = "utkast", _("Utkast")
        TIL_GODKJENNING = "til_godkjenning", _("Til godkjenning")
        LEVERT = "levert", _("Sendt til sekretariatet")

    mote = models.OneToOneField(Mote, models.CASCADE, related_name="referat", verbose_name=_("møte"))
    status = models.CharField(_("tilstand"), max_length=20, choices=Status, default=Status.UTKAST)
    utgave = models.PositiveIntegerField(default=1, editable=False)
    versjon = models.PositiveSmallIntegerField(_("versjon"), default=1, editable=False)
    oppsummering = models.TextField(_("oppsummering av del 1"), max_length=4000, blank=True)
    lagret = models.DateTimeField(_("lagret"))
    lagret_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("lagret av")
    )
    godkjent = models.DateTimeField(_("godkjent"), null=True, blank=True)
    godkjent_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("godkjent av")
    )
    levert = models.DateTimeField(_("sendt til sekretariatet"), null=True, blank=True)
    levert_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("sendt av")
    )
    kopi_sendt = models.DateTimeField(_("kopi sendt til ledere"), null=True, blank=True)
    kopi_sendt_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", null=True, verbose_name=_("kopi sendt av")
    )

    dokumenter = GenericRelation(Dokument, related_query_name="referat")

    objects = ReferatQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("referat")
        verbose_name_plural = _("referater")
        ordering = ("-mote__start",)

    def __str__(self) -> str:
        return f"{_('Referat')}: {self.mote}"

    @property
    def er_last(self) -> bool:
        """Whether the minutes have gone to KLB and are locked; not while they are being corrected."""
        return self.status == self.Status.LEVERT

    @property
    def rettes(self) -> bool:
        """Whether a version stands, and the next is being written."""
        return self.levert is not None and not self.er_last


class ReferatsakQuerySet(models.QuerySet["Referatsak"]):
    """The wall round part 1 (L10) stands here, for the minutes."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the items the viewer may read: part 1's only for the group's own members."""
        synlige = Q(referat__in=Referat.objects.synlig_for(innsyn))
        return self.filter(
            (synlige & ~Q(motedel=Motedel.DEL1)) | Q(referat__mote__in=Mote.objects.med_apen_del1(innsyn))
        )


class Referatsak(models.Model):
    """One item of the minutes. `tekst` is for everybody, so an item of part 1 has none."""

    referat = models.ForeignKey(Referat, models.CASCADE, related_name="saker")
    motedel = models.CharField(_("hører til"), max_length=6, choices=Motedel)
    start = models.TimeField(_("klokkeslett"))
    tittel = models.CharField(_("sak"), max_length=160)
    ansvarlig = models.CharField(_("hvem ledet eller snakket"), max_length=160, blank=True)
    tekst = models.TextField(_("hva ble sagt og bestemt"), max_length=8000, blank=True)

    objects = ReferatsakQuerySet.as_manager()

    class Meta:
        verbose_name = _("sak i referatet")
        verbose_name_plural = _("saker i referatet")
        ordering = ("start", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(motedel="1") | Q(tekst=""),
                name="del1_refereres_bare_for_medlemmer",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_motedel_display())


class GruppenotatQuerySet(models.QuerySet["Gruppenotat"]):
    """What stands here never leaves the group."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the notes of meetings whose part 1 is open to the viewer."""
        return self.filter(sak__referat__mote__in=Mote.objects.med_apen_del1(innsyn))


class Gruppenotat(models.Model):
    """«Bare for gruppen»: the text of a part 1 item (L15)."""

    sak = models.OneToOneField(Referatsak, models.CASCADE, related_name="gruppenotat")
    tekst = models.TextField(_("bare for gruppen"), max_length=8000)

    objects = GruppenotatQuerySet.as_manager()

    class Meta:
        verbose_name = _("bare for gruppen")
        verbose_name_plural = _("bare for gruppen")

    def __str__(self) -> str:
        return str(_("Bare for gruppen"))
