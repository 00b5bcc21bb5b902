"""Who came to a meeting, institution by institution (D9)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from dybdemoter.models.serie import Seriemote
from dybdemoter.models.soknad import Deltaker, Soknad
from nettverk.models import Person


class Oppmote(models.Model):
    """One institution at one meeting. `mott` is that at least one of them was there.

    `fulgt_opp` is when an adviser had talked with an institution that nobody came from.
    """

    mote = models.ForeignKey(Seriemote, models.CASCADE, related_name="oppmote", verbose_name=_("dybdemøte"))
    soknad = models.ForeignKey(Soknad, models.CASCADE, related_name="oppmote", verbose_name=_("påmelding"))
    mott = models.BooleanField(_("møtte"))
    deltakere = models.ManyToManyField(
        Deltaker, related_name="oppmote", blank=True, verbose_name=_("deltakere")
    )
    registrert = models.DateTimeField(_("registrert"))
    registrert_av = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, verbose_name=_("registrert av")
    )
    fulgt_opp = models.DateTimeField(_("fulgt opp"), null=True, blank=True)
    fulgt_opp_av = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("fulgt opp av")
    )
    merknad = models.CharField(_("merknad"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("oppmøte på dybdemøte")
        verbose_name_plural = _("oppmøte på dybdemøter")
        ordering = ("mote", "soknad__nummer")
        constraints = (
            models.UniqueConstraint(fields=("mote", "soknad"), name="ett_oppmote_per_institusjon"),
        )

    def __str__(self) -> str:
        return f"{self.mote}: {self.soknad.institusjon}"

    @property
    def ma_folges_opp(self) -> bool:
        """Whether nobody came, and nobody has talked with them yet."""
        return not self.mott and self.fulgt_opp is None
