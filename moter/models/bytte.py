"""That one organiser has asked another to swap, or to take over a meeting (L5)."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moter.models.mote import Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class ArrangorbytteQuerySet(models.QuerySet["Arrangorbytte"]):
    """Who sees a swap: the two it is between."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the swaps the viewer has asked for, or been asked about; a link shows its own."""
        if innsyn.lenke is not None:
            egen = innsyn.lenke.content_type.model == "arrangorbytte"
            return self.filter(pk=innsyn.lenke.object_id) if egen else self.none()
        return self.filter(Q(spurt_av=innsyn.person) | Q(spurt=innsyn.person))

    def apne(self) -> Self:
        """Return those without an answer; whether one still can be given, the row knows."""
        return self.filter(utfall=Arrangorbytte.Utfall.VENTER)

    def med_alt(self) -> Self:
        """Fetch with it what a page prints."""
        return self.select_related(
            "mote__gruppe__nettverk", "mote__arrangor", "mot_mote__arrangor", "spurt", "spurt_av"
        )


class Arrangorbytte(models.Model):
    """«A swap needs both members' yes»: the first is given by asking.

    `mot_mote` is what the other one organises; None where she has nothing, and takes over `mote`. The
    starts are UTC moments as they were when it was asked: a meeting that has been moved is another
    question. `avsluttet` is when it was answered or withdrawn.
    """

    class Utfall(models.TextChoices):
        VENTER = "venter", _("venter på svar")
        JA = "ja", _("ja")
        NEI = "nei", _("nei")
        TRUKKET = "trukket", _("trukket")
        BORTFALT = "bortfalt", _("falt bort")

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="bytter", verbose_name=_("møte"))
    mot_mote = models.ForeignKey(
        Mote, models.CASCADE, related_name="+", null=True, verbose_name=_("mot møtet")
    )
    start = models.DateTimeField()
    mot_start = models.DateTimeField(null=True)
    spurt_av = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("spurt av"))
    spurt = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("spurt"))
    sendt = models.DateTimeField(_("spurt når"))
    utfall = models.CharField(_("svar"), max_length=10, choices=Utfall, default=Utfall.VENTER)
    avsluttet = models.DateTimeField(_("avsluttet"), null=True)

    objects = ArrangorbytteQuerySet.as_manager()

    class Meta:
        verbose_name = _("bytte av tur")
        verbose_name_plural = _("bytter av tur")
        ordering = ("sendt", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("mote",), condition=Q(utfall="venter"), name="ett_bytte_om_gangen_for_motet"
            ),
        )

    def __str__(self) -> str:
        return f"{self.spurt_av}, {self.spurt}: {self.get_utfall_display()}"

    def get_absolute_url(self) -> str:
        """Return the page where the two of them see how it went."""
        return reverse("bytte", args=(self.mote_id, self.pk))

    @property
    def dag(self) -> date:
        """The local date that she who asked organises."""
        return timezone.localdate(self.start)

    @property
    def mot_dag(self) -> date | None:
        """The local date that she gets instead."""
        return timezone.localdate(self.mot_start) if self.mot_start else None

    @property
    def utloper(self) -> datetime:
        """The UTC moment from which there is nothing left to answer."""
        return min(filter(None, (self.start, self.mot_start)))

    def bortfalt(self, naa: datetime) -> "StrOrPromise":
        """Return why it can no longer be answered at this UTC moment, in words; empty if it can."""
        moter = [(self.mote, self.start, self.spurt_av_id)]
        if self.mot_mote is not None and self.mot_start is not None:
            moter.append((self.mot_mote, self.mot_start, self.spurt_id))
        for mote, start, arrangor in moter:
            if mote.er_avlyst:
                return _("Møtet er avlyst, så det er ikke lenger noe å svare på.")
            if mote.start != start:
                return _("Møtet er flyttet, så det er ikke lenger noe å svare på.")
            if mote.arrangor_id != arrangor or mote.overtatt_for_id is not None:
                return _("Møtet har fått en annen arrangør, så det er ikke lenger noe å svare på.")
            if mote.start <= naa:
                return _("Møtet er i gang, så det er ikke lenger noe å svare på.")
        return ""

    def venter(self, naa: datetime) -> bool:
        """Whether it can be answered at this UTC moment."""
        return self.utfall == self.Utfall.VENTER and not self.bortfalt(naa)
