"""Files on a meeting, and the group's shelf of «arbeidsredskaper» (L9)."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from moter.models.mote import Mote
from moter.models.program import Motedel
from nettverk.innsyn import Innsyn
from nettverk.models import Fil, Gruppe, Medlemskap


class GruppefilQuerySet(models.QuerySet["Gruppefil"]):
    """The wall round part 1 (L10) stands here, for files."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the files the viewer may have.

        Those of part 2 go with the meeting, also to a guest; those of part 1 are for whom part 1 is
        open to; the shelf is for members who are logged in, since a link is to one meeting. Who came over
        from another group still has what lay on the shelf there (L18).
        """
        del1 = Q(motedel=Motedel.DEL1, mote__in=Mote.objects.med_apen_del1(innsyn))
        del2 = Q(motedel=Motedel.DEL2, mote__in=Mote.objects.synlig_for(innsyn))
        if innsyn.lenke is not None:
            return self.filter(del1 | del2)
        hylle = Q(gruppe__in=Gruppe.objects.med_medlem(innsyn)) | Q(Exists(_la_der_i_hennes_tid(innsyn)))
        return self.filter(del1 | del2 | Q(hylle, mote=None))

    def slettes_av(self, innsyn: Innsyn) -> Self:
        """Return the files the viewer may delete: her own, and as lead or deputy the group's."""
        if innsyn.person is None:
            return self.none()
        ledet = Q(gruppe__in=Gruppe.objects.ledet_av(innsyn))
        return self.synlig_for(innsyn).filter(Q(fil__lastet_opp_av=innsyn.person) | ledet)

    def hylle(self) -> Self:
        """Return those of a shelf, which belong to no meeting."""
        return self.filter(mote=None)


def _la_der_i_hennes_tid(innsyn: Innsyn) -> models.QuerySet[Medlemskap]:
    """Return the memberships she came over from in whose time a file was put there, to be asked of it."""
    gamle = Medlemskap.objects.filter(
        person=innsyn.medlem_id,
        gruppe=OuterRef("gruppe"),
        fortsetter_i__isnull=False,
        til__gte=OuterRef("fil__lastet_opp__date"),
    )
    na = Medlemskap.objects.gjeldende(innsyn.dag).filter(person=innsyn.medlem_id)
    return gamle.filter(Exists(na.filter(gruppe__nettverk=OuterRef("gruppe__nettverk"))))


class Gruppefil(models.Model):
    """A file in a group: on one part of a meeting, or without a meeting on the group's shelf.

    It is put there and taken away, and never changed; who put it there stands on the file.
    """

    gruppe = models.ForeignKey(Gruppe, models.PROTECT, related_name="filer", verbose_name=_("gruppe"))
    mote = models.ForeignKey(Mote, models.CASCADE, related_name="filer", null=True, verbose_name=_("møte"))
    motedel = models.CharField(_("hører til"), max_length=6, choices=Motedel, blank=True)
    tittel = models.CharField(_("hva er det?"), max_length=120)
    fil = models.OneToOneField(Fil, models.PROTECT, related_name="gruppefil", verbose_name=_("fil"))

    objects = GruppefilQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil i gruppen")
        verbose_name_plural = _("filer i gruppen")
        ordering = ("motedel", "tittel", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(mote=None, motedel="") | Q(mote__isnull=False, motedel__in=("1", "2")),
                name="gruppefil_i_en_del_eller_pa_hyllen",
            ),
        )

    def __str__(self) -> str:
        return str(_("Fil i %(gruppe)s")) % {"gruppe": self.gruppe}
