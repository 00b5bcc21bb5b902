"""Deadlines («frister») and what has been told about them («varsler»).

A deadline is a row: what it concerns, when it is due, when it is next to be told. The rule (who must
act, which days) is declared by the app that owns the kind, see `nettverk.frister.regler`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from nettverk import klokke
from nettverk.frister.oppsett import Regel, regel, stille
from nettverk.frister.regler import fristslag
from nettverk.frister.trinn import Steg, innenfor, neste_moment, steg_for


class FristQuerySet(models.QuerySet["Frist"]):
    """Deadlines; `sett` is the only way to make or move one."""

    def apne(self) -> FristQuerySet:
        """Those neither done nor cancelled."""
        return self.filter(gjort__isnull=True, bortfalt__isnull=True)

    def levende(self) -> FristQuerySet:
        """The open ones, and the done ones whose lists have not gone yet."""
        apen = models.Q(gjort__isnull=True, bortfalt__isnull=True)
        return self.filter(apen | models.Q(neste_varsel__isnull=False))

    def forfalte(self, naa: datetime) -> FristQuerySet:
        """Those whose next telling is due at `naa` (aware UTC) or was before it."""
        return self.filter(neste_varsel__lte=naa)

    def om(self, gjelder: models.Model) -> FristQuerySet:
        """Those that concern the object `gjelder`."""
        return self.filter(content_type=ContentType.objects.get_for_model(gjelder), object_id=gjelder.pk)

    def sett(
        self, gjelder: models.Model, slag: str, forfall: date, *, naa: datetime, nettverk: Any = None
    ) -> Frist:
        """Make the deadline of kind `slag` for `gjelder`, or move the one that exists to `forfall`.

        `forfall` is a local date, inclusive. `nettverk` defaults to `gjelder.nettverk`. A cancelled
        deadline is opened again; a done one stays as it is. Raises UkjentFristslag for an unknown kind.
        """
        sak = {
            "slag": slag,
            "content_type": ContentType.objects.get_for_model(gjelder),
            "object_id": gjelder.pk,
        }
        eier = nettverk or gjelder.nettverk  # type: ignore[attr-defined]
        with transaction.atomic():
            frist, ny = self.select_for_update().get_or_create(
                **sak, defaults={"nettverk": eier, "forfall": forfall, "fodt": klokke.dag(naa)}
            )
            frist.nettverk, frist.gjelder = eier, gjelder
            if ny:
                frist.planlegg(naa=naa)
            else:
                frist.flytt(forfall, naa=naa)
        return frist


class Frist(models.Model):
    """One duty with a due date, for one object. `forfall` lasts to 23:59 in Europe/Oslo (F1)."""

    nettverk = models.ForeignKey(
        "nettverk.Nettverk", on_delete=models.CASCADE, related_name="frister", verbose_name=_("nettverk")
    )
    slag = models.CharField(_("slag"), max_length=40)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    gjelder = GenericForeignKey("content_type", "object_id")
    forfall = models.DateField(_("forfall"))
    fodt = models.DateField(_("satt"), help_text=_("Dagen fristen ble satt eller sist flyttet."))
    gjort = models.DateTimeField(_("gjort"), null=True, blank=True)
    bortfalt = models.DateTimeField(_("bortfalt"), null=True, blank=True)
    neste_varsel = models.DateTimeField(_("neste varsel"), null=True, blank=True)
    # Steps up to and including this moment have been told for the present due date.
    fortalt_til = models.DateTimeField(null=True, blank=True, editable=False)

    objects = FristQuerySet.as_manager()

    class Meta:
        verbose_name = _("frist")
        verbose_name_plural = _("frister")
        ordering = ["forfall", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["slag", "content_type", "object_id"], name="frist_en_per_slag_og_sak"
            )
        ]
        indexes = [
            models.Index(
                fields=["neste_varsel"],
                condition=models.Q(neste_varsel__isnull=False),
                name="frist_neste_varsel",
            ),
            models.Index(
                fields=["nettverk", "neste_varsel"],
                condition=models.Q(neste_varsel__isnull=False),
                name="frist_nettverkets_neste",
            ),
            models.Index(
                fields=["slag", "forfall"],
                condition=models.Q(gjort__isnull=True, bortfalt__isnull=True),
                name="frist_apne",
            ),
            models.Index(fields=["content_type", "object_id"], name="frist_gjelder"),
        ]

    def __str__(self) -> str:
        return f"{self.slag} {self.forfall:%d.%m.%Y}"

    @property
    def apen(self) -> bool:
        """Neither done nor cancelled."""
        return self.gjort is None and self.bortfalt is None

    @property
    def gjort_sent(self) -> bool:
        """Done, on a later local day than the due date."""
        return self.gjort is not None and klokke.dag(self.gjort) > self.forfall

    def forsinket(self, dag: date) -> bool:
        """Open, and the due date is before the local day `dag`."""
        return self.apen and self.forfall < dag

    def regel(self) -> Regel:
        """The kind's limits and steps, as they are in this network."""
        return regel(fristslag(self.slag), self.nettverk)

    def steg(self) -> list[Steg]:
        """Every step of this deadline in time order, told or not; of a done one, those of its lists only.

        A matter that is gone has no steps.
        """
        if self.gjelder is None:
            return []
        slag, perioder = fristslag(self.slag), stille(self.nettverk)
        trinn = {r: t for r, t in self.regel().trinn.items() if self.gjort is None or r in slag.uansett}
        vinduer = {rolle: slag.handler.vindu(self, rolle) for rolle in trinn}
        return innenfor(steg_for(trinn, self.forfall, self.fodt, perioder), vinduer, perioder)

    def flytt(self, forfall: date, *, naa: datetime) -> None:
        """Move to `forfall` (local date), and open again if cancelled; the same date tells nothing again.

        A done deadline stays as it is: it was met, or not, by the date that held when it was done. One
        with lists moves to a date that does not make it late, since its lists go all the same.
        """
        if self.gjort is not None and not self._har_lister_til(forfall):
            return
        if forfall != self.forfall:
            self.fortalt_til = None
            self.fodt = klokke.dag(naa)
        self.forfall = forfall
        self.bortfalt = None
        self._lagre(naa, "forfall", "fodt", "bortfalt", "fortalt_til")

    def _har_lister_til(self, forfall: date) -> bool:
        assert self.gjort is not None
        return bool(fristslag(self.slag).uansett) and klokke.dag(self.gjort) <= forfall

    def fullfor(self, *, naa: datetime) -> None:
        """Mark as done at `naa`; the first moment stands. Stops the reminders at once (F3)."""
        if self.gjort is None:
            self.gjort = naa
            self._lagre(naa, "gjort")

    def gjenapne(self, *, naa: datetime, forfall: date | None = None) -> None:
        """Open a done deadline again, with a new due date if one is given."""
        self.gjort = None
        self._lagre(naa, "gjort")
        self.flytt(forfall or self.forfall, naa=naa)

    def bortfall(self, *, naa: datetime) -> None:
        """Cancel: nobody need do this any more. A done deadline stays done; its lists do not go."""
        if self.apen:
            self.bortfalt = naa
        self.neste_varsel = None
        self.save(update_fields=["bortfalt", "neste_varsel"])

    def planlegg(self, *, naa: datetime) -> None:
        """Set anew when to tell next, as when a role's window has changed."""
        self._lagre(naa)

    def _lagre(self, naa: datetime, *felter: str) -> None:
        """Set when to tell next, and save that and `felter` only: a stale copy undoes nobody's work."""
        levende = self.bortfalt is None
        self.neste_varsel = neste_moment(self.steg(), self.fortalt_til, naa) if levende else None
        self.save(update_fields=[*felter, "neste_varsel"])


class Varsel(models.Model):
    """One told line: this step of this deadline, announced with this due date, to this receiver."""

    frist = models.ForeignKey(
        Frist, on_delete=models.CASCADE, related_name="varsler", verbose_name=_("frist")
    )
    forfall = models.DateField(_("forfall"), help_text=_("Forfallet som ble varslet."))
    trinn = models.SmallIntegerField(_("trinn"), help_text=_("Dager før (−) eller etter (+) forfall."))
    rolle = models.CharField(_("rolle"), max_length=40)
    mottaker = models.CharField(_("mottaker"), max_length=254)
    person = models.ForeignKey(
        "nettverk.Person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="varsler",
        verbose_name=_("person"),
    )
    epost = models.ForeignKey(
        "nettverk.Epost",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="varsler",
        verbose_name=_("e-post"),
    )
    opprettet = models.DateTimeField(_("opprettet"))

    class Meta:
        verbose_name = _("varsel")
        verbose_name_plural = _("varsler")
        ordering = ["opprettet", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["frist", "forfall", "trinn", "mottaker", "person"],
                name="varsel_en_per_trinn_og_person",
            ),
            # A shared mailbox has no person; NULLs are distinct, so it needs a rule of its own.
            models.UniqueConstraint(
                fields=["frist", "forfall", "trinn", "mottaker"],
                condition=models.Q(person__isnull=True),
                name="varsel_en_per_trinn_og_adresse",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.frist} ({self.trinn:+d}) {self.mottaker}"
