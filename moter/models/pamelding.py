"""What a member has answered to the innkalling (L2 to L4)."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from moter.models.mote import Mote
from nettverk.innsyn import Innsyn
from nettverk.models import Person

MAT_SLETTES_ETTER = timedelta(days=30)  # X12; the answer page tells the date


class PameldingQuerySet(models.QuerySet["Pamelding"]):
    """Answers, and who may read them."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return one's own answers, and all answers to meetings one arranges or administers."""
        if innsyn.lenke is not None:
            egne = Q(person=innsyn.lenke.person_id) | Q(mote__in=Mote.objects.arrangert_av(innsyn))
            return self.filter(egne, mote__in=Mote.objects.synlig_for(innsyn))
        if innsyn.person is None:
            return self.none()
        return self.filter(
            Q(person=innsyn.person)
            | Q(mote__in=Mote.objects.styrt_av(innsyn))
            | Q(mote__in=Mote.objects.koordinert_av(innsyn))
            | Q(mote__in=Mote.objects.referert_av(innsyn))
        )


class Pamelding(models.Model):
    """An answer by a member, or by a representative of the operating group (L8): which parts.

    Neither part is absence; why is never asked (L3). «Leaving out one part is absence from that
    part» (L4), so the two parts say it all.
    """

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="pameldinger", verbose_name=_("møte"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="pameldinger", verbose_name=_("person"))
    del1 = models.BooleanField(_("del 1"))
    del2 = models.BooleanField(_("del 2"))
    mat = models.CharField(_("matbehov"), max_length=120, blank=True)
    svart = models.DateTimeField(_("svart"))
    svart_av = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("svart av"))

    objects = PameldingQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["mat"])

    class Meta:
        verbose_name = _("påmelding")
        verbose_name_plural = _("påmeldinger")
        ordering = ("mote", "person")
        constraints = (models.UniqueConstraint(fields=("mote", "person"), name="ett_svar_per_mote"),)

    def __str__(self) -> str:
        return f"{self.person}: {self.mote}"

    @property
    def kommer(self) -> bool:
        """Whether the member comes to at least one part."""
        return self.del1 or self.del2

    @property
    def deler(self) -> tuple[bool, bool]:
        """The answer for part 1 and part 2."""
        return self.del1, self.del2

    @property
    def svart_av_andre(self) -> bool:
        """Whether somebody else answered for her: organiser or group lead (L19)."""
        return self.svart_av_id != self.person_id
