"""The programme: exactly two parts, and what is common to both (L9)."""

from datetime import date, datetime, time, timedelta
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from moter.models.mote import Mote
from nettverk.innsyn import Innsyn

KORTEST, LENGST = 5, 720  # minutes


class Motedel(models.TextChoices):
    """Where an item belongs. «Felles» (velkommen, lunsj) stands in neither part."""

    DEL1 = "1", _("Del 1: Erfaringsutveksling")
    DEL2 = "2", _("Del 2: Faglig påfyll")
    FELLES = "felles", _("Felles")


class ProgrampostQuerySet(models.QuerySet["Programpost"]):
    """The wall round part 1 (L10) stands here, for the programme."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the items the viewer may read: part 1's only for those who are let in to it."""
        apen = Q(mote__in=Mote.objects.synlig_for(innsyn)) & ~Q(motedel=Motedel.DEL1)
        return self.filter(apen | Q(mote__in=Mote.objects.med_del1_i_programmet(innsyn)))


class Programpost(models.Model):
    """An item: from when, how long (minutes), what, and who leads or speaks.

    `start` is the clock in Norway on the day of the meeting. What is said about an item of
    part 1 is for members only and lies in `Medlemsnotat`; so a row holds nothing of part 1
    but title, time and name, which KLB sends to the group in the innkalling.
    """

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="programposter", verbose_name=_("møte"))
    motedel = models.CharField(_("hører til"), max_length=6, choices=Motedel)
    start = models.TimeField(_("klokkeslett"))
    varighet = models.PositiveSmallIntegerField(
        _("varighet i minutter"), validators=(MinValueValidator(KORTEST), MaxValueValidator(LENGST))
    )
    tittel = models.CharField(_("hva"), max_length=160)
    ansvarlig = models.CharField(_("hvem leder eller snakker"), max_length=160, blank=True)
    beskrivelse = models.TextField(_("kort beskrivelse"), max_length=600, blank=True)

    # What members read beside a part 1 item; filled in by `program.bolker` for those who may.
    bare_for_gruppen: str = ""

    objects = ProgrampostQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programpost")
        verbose_name_plural = _("programposter")
        ordering = ("start", "id")
        constraints = (
            models.CheckConstraint(
                condition=~Q(motedel="1") | Q(beskrivelse=""),
                name="del1_beskrives_bare_for_medlemmer",
            ),
        )

    def __str__(self) -> str:
        return str(self.get_motedel_display())

    @property
    def er_lunsj(self) -> bool:
        """Whether it is the meal, in either language; it gets a symbol of its own."""
        return "lunsj" in self.tittel.lower()

    @property
    def slutt(self) -> time:
        """The clock when the item ends."""
        start = datetime.combine(date(2000, 1, 1), self.start)
        return (start + timedelta(minutes=self.varighet)).time()


class MedlemsnotatQuerySet(models.QuerySet["Medlemsnotat"]):
    """Notes are for members, whoever asks."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the notes of meetings whose part 1 is open to the viewer."""
        return self.filter(post__mote__in=Mote.objects.med_apen_del1(innsyn))


class Medlemsnotat(models.Model):
    """«Bare for gruppen»: what members tell each other about an item of part 1."""

    post = models.OneToOneField(Programpost, models.CASCADE, related_name="medlemsnotat")
    tekst = models.TextField(_("bare for gruppen"), max_length=2000)

    objects = MedlemsnotatQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemsnotat")
        verbose_name_plural = _("medlemsnotater")

    def __str__(self) -> str:
        return str(_("Bare for gruppen"))
