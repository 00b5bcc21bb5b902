"""A guest at the open part of a meeting: a colleague or a manager (L13)."""

from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from moter.models.mote import Mote
from nettverk.alfabet import Alfabetisk
from nettverk.innsyn import Innsyn
from nettverk.models import Lenke, Person

SLETTES_ETTER = timedelta(days=182)  # X12: «guests after 6 months»


class GjestQuerySet(models.QuerySet["Gjest"]):
    """Guests, and who may read who they are."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return oneself as a guest, and the guests of meetings one arranges, writes up or administers."""
        if innsyn.lenke is not None and isinstance(innsyn.lenke.gjelder, Gjest):
            return self.filter(pk=innsyn.lenke.object_id)
        return self.filter(
            Q(mote__in=Mote.objects.styrt_av(innsyn))
            | Q(mote__in=Mote.objects.koordinert_av(innsyn))
            | Q(mote__in=Mote.objects.referert_av(innsyn))
        )

    def kommer(self) -> Self:
        """Return those who are registered and let in."""
        return self.filter(status=Gjest.Status.PAMELDT)

    def venter(self) -> Self:
        """Return those who wait for the organiser's yes: after the deadline, or beyond the maximum (L4)."""
        return self.filter(status=Gjest.Status.VENTER)


class Gjest(models.Model):
    """One guest at one meeting; sees part 2 and «felles», by a personal link to this row."""

    class Status(models.TextChoices):
        INVITERT = "invitert", _("invitert")
        PAMELDT = "pameldt", _("påmeldt")
        VENTER = "venter", _("venter på svar fra arrangøren")
        AVSLATT = "avslatt", _("nei fra arrangøren")
        AVMELDT = "avmeldt", _("avmeldt")

    mote = models.ForeignKey(Mote, models.CASCADE, related_name="gjester", verbose_name=_("møte"))
    status = models.CharField(_("tilstand"), max_length=10, choices=Status)
    navn = models.CharField(_("navn"), max_length=120, blank=True)
    epost = models.EmailField(_("e-postadresse"))
    yrke = models.CharField(_("yrke"), max_length=80, blank=True)
    arbeidssted = models.CharField(_("arbeidssted"), max_length=120, blank=True)
    lunsj = models.BooleanField(_("spiser lunsj"), default=False)
    mat = models.CharField(_("matbehov"), max_length=120, blank=True)
    malform = models.CharField(_("målform"), max_length=2, blank=True)
    # The nearest manager, where the organiser invited her as that: the network knows who she is.
    person = models.ForeignKey(
        Person,
        models.SET_NULL,
        related_name="gjesteplasser",
        null=True,
        blank=True,
        verbose_name=_("nærmeste leder"),
    )
    # Who invited her, or which guest registered her; neither for who came by the open link herself.
    lagt_til_av = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("lagt til av")
    )
    meldt_pa_av = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="meldt_pa",
        null=True,
        blank=True,
        verbose_name=_("meldt på av"),
    )
    opprettet = models.DateTimeField(_("opprettet"))
    svart = models.DateTimeField(_("svart"), null=True, blank=True)
    avgjort_av = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("avgjort av")
    )

    lenker = GenericRelation(Lenke)

    objects = GjestQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["mat"])

    class Meta:
        verbose_name = _("gjest")
        verbose_name_plural = _("gjester")
        ordering = (Alfabetisk("navn"), "id")
        constraints = (
            models.UniqueConstraint(
                "mote",
                Lower("epost"),
                name="en_gjest_per_adresse",
                violation_error_message=_("Denne adressen er allerede meldt på møtet."),
            ),
        )

    def __str__(self) -> str:
        return self.navn or self.epost

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the address in the form that the constraint compares."""
        self.epost = self.epost.strip().lower()
        super().save(*args, **kwargs)

    @property
    def slettes(self) -> datetime:
        """When what is kept of her is deleted, a UTC moment; her own link works until then."""
        return self.mote.slutt + SLETTES_ETTER

    @property
    def kommer(self) -> bool:
        """Whether the guest is registered and let in."""
        return self.status == self.Status.PAMELDT

    @property
    def venter(self) -> bool:
        """Whether the organiser has yet to answer her."""
        return self.status == self.Status.VENTER

    @property
    def har_svart(self) -> bool:
        """Whether she has given her name and the rest, whatever came of it."""
        return self.svart is not None
