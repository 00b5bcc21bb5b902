"""A series («møterekke») of one region and season, and its meetings (D1, D2)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dybdemoter import tekster
from nettverk.innsyn import Innsyn
from nettverk.models import Frist, Nettverk, Nettverksrolle, Person

LENKEN_LEVER_ETTER = timedelta(days=30)


class Region(models.TextChoices):
    """The four health regions, as the source names them."""

    VEST = "vest", _("Region Vest")
    SOR_OST = "sor_ost", _("Region Sør-Øst")
    NORD = "nord", _("Region Nord")
    MIDT = "midt", _("Region Midt")


class SerieQuerySet(models.QuerySet["Serie"]):
    """Series, who reads them, and who runs them."""

    def offentlige(self) -> Self:
        """Return those that have been published; a cancelled one stays, and says so."""
        return self.exclude(status=Serie.Status.UTKAST)

    def styrt_av(self, innsyn: Innsyn) -> Self:
        """Return those this viewer runs: advisers and coordinators of the network, by login only."""
        person = innsyn.person if innsyn.lenke is None else None
        if person is None:
            return self.none()
        if person.is_superuser:
            return self
        roller = Nettverksrolle.objects.filter(person=person)
        return self.filter(Q(nettverk__in=roller.values("nettverk")) | Q(radgivere=person)).distinct()

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return what is public, and the drafts of who runs them."""
        return self.filter(~Q(status=Serie.Status.UTKAST) | Q(pk__in=self.styrt_av(innsyn).values("pk")))

    def for_frister(self) -> Self:
        """Return series with what their deadlines ask for."""
        return self.select_related("nettverk").prefetch_related("radgivere", "moter")


class Serie(models.Model):
    """One region's series in one season. Its number of places, meetings and minutes are its own (D2).

    `pamelding_frist` is a local date, to its end. `neste_nummer` is the next number in the queue.
    An empty text means the standard one, see `tekster`.
    """

    class Status(models.TextChoices):
        UTKAST = "utkast", _("utkast")
        APEN = "apen", _("åpen for påmelding")
        FORDELT = "fordelt", _("plassene er fordelt")
        AVLYST = "avlyst", _("avlyst")

    nettverk = models.ForeignKey(Nettverk, models.CASCADE, related_name="serier", verbose_name=_("nettverk"))
    region = models.CharField(_("region"), max_length=10, choices=Region)
    sesong = models.CharField(_("sesong"), max_length=9, help_text=_("For eksempel 2027, eller 2026/2027."))
    status = models.CharField(_("tilstand"), max_length=10, choices=Status, default=Status.UTKAST)
    plasser = models.PositiveSmallIntegerField(_("plasser til institusjoner"), default=4)
    antall_moter = models.PositiveSmallIntegerField(_("antall møter"), default=6)
    maks_minutter = models.PositiveSmallIntegerField(_("lengste møte, i minutter"), default=150)
    radgivere = models.ManyToManyField(
        Person, related_name="dybdeserier", blank=True, verbose_name=_("rådgivere")
    )
    pamelding_frist = models.DateField(_("påmeldingsfrist"), null=True, blank=True)
    neste_nummer = models.PositiveIntegerField(default=1, editable=False)
    apnet = models.DateTimeField(_("publisert"), null=True, blank=True, editable=False)
    svar_sendt = models.DateTimeField(_("svar sendt"), null=True, blank=True, editable=False)
    avlyst = models.DateTimeField(_("avlyst"), null=True, blank=True, editable=False)
    kopi_av = models.ForeignKey(
        "self", models.SET_NULL, related_name="kopier", null=True, blank=True, editable=False
    )
    ingress = models.TextField(_("ingress"), max_length=1000, blank=True)
    formal = models.TextField(_("hva møtene er"), max_length=3000, blank=True)
    malgruppe = models.TextField(_("hvem møtene er for"), max_length=3000, blank=True)
    om_plassene = models.TextField(_("om plassene"), max_length=3000, blank=True)
    forberedelse = models.TextField(_("forberedelse og etterarbeid"), max_length=3000, blank=True)
    gjennomforing = models.TextField(_("slik foregår møtene"), max_length=3000, blank=True)
    opprettet = models.DateTimeField(_("opprettet"), auto_now_add=True)

    frister = GenericRelation(Frist, related_query_name="serie")

    objects = SerieQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["neste_nummer"])

    class Meta:
        verbose_name = _("møterekke")
        verbose_name_plural = _("møterekker")
        ordering = ("-sesong", "region", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("nettverk", "region", "sesong"),
                condition=~Q(status="avlyst"),
                name="en_serie_per_region_og_sesong",
                violation_error_message=_("Regionen har allerede en møterekke denne sesongen."),
            ),
            models.CheckConstraint(
                condition=Q(plasser__gte=1, antall_moter__gte=1, maks_minutter__gte=1),
                name="serie_har_plass_og_moter",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_region_display()} {self.sesong}"

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        """Save all but `neste_nummer`, which is the queue's: a form read earlier must not set it back."""
        if not self._state.adding and update_fields is None:
            felter = (felt.name for felt in self._meta.concrete_fields if not felt.primary_key)
            update_fields = [navn for navn in felter if navn != "neste_nummer"]
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def tekster(self) -> dict[str, str]:
        """The texts of the public page by field: its own, else the standard in the active language."""
        return tekster.tekster_for(self)

    @property
    def er_avlyst(self) -> bool:
        """Whether the whole series has been cancelled."""
        return self.status == self.Status.AVLYST

    def fristen_er_ute(self, naa: datetime) -> bool:
        """Whether the registration deadline has passed at this UTC moment; its day counts to the end."""
        return self.pamelding_frist is not None and timezone.localdate(naa) > self.pamelding_frist

    def tar_imot(self, naa: datetime) -> bool:
        """Whether one can register at this UTC moment."""
        return self.status == self.Status.APEN and not self.fristen_er_ute(naa)

    def gjeldende_moter(self) -> "list[Seriemote]":
        """Return the meetings that are not cancelled, in order of time."""
        return sorted((mote for mote in self.moter.all() if not mote.er_avlyst), key=lambda m: m.start)

    @property
    def forste_mote(self) -> "Seriemote | None":
        """The first meeting that is not cancelled."""
        return next(iter(self.gjeldende_moter()), None)

    def lenker_utloper(self) -> datetime:
        """Return when the institutions' links end: a month after the last meeting. Needs meetings."""
        return max(mote.slutt for mote in self.moter.all()) + LENKEN_LEVER_ETTER


class SeriemoteQuerySet(models.QuerySet["Seriemote"]):
    """The meetings of series."""

    def gjeldende(self) -> Self:
        """Return those that are not cancelled."""
        return self.filter(avlyst__isnull=True)

    def for_frister(self) -> Self:
        """Return meetings with what their deadlines ask for."""
        return self.select_related("serie__nettverk").prefetch_related("serie__radgivere", "serie__moter")


class Seriemote(models.Model):
    """One digital meeting. `start` and `slutt` are UTC moments; `sekvens` is the calendar's SEQUENCE."""

    serie = models.ForeignKey(Serie, models.CASCADE, related_name="moter", verbose_name=_("møterekke"))
    nummer = models.PositiveSmallIntegerField(_("nummer"))
    start = models.DateTimeField(_("begynner"))
    slutt = models.DateTimeField(_("slutter"))
    teams_lenke = models.URLField(
        _("Teams-lenke"), max_length=1000, blank=True, help_text=_("Bare de som har fått plass, ser den.")
    )
    avlyst = models.DateTimeField(_("avlyst"), null=True, blank=True, editable=False)
    sekvens = models.PositiveIntegerField(_("endringer i kalenderen"), default=0, editable=False)

    frister = GenericRelation(Frist, related_query_name="seriemote")

    objects = SeriemoteQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["teams_lenke"])

    class Meta:
        verbose_name = _("dybdemøte")
        verbose_name_plural = _("dybdemøter")
        ordering = ("start", "id")
        constraints = (
            models.UniqueConstraint(fields=("serie", "nummer"), name="et_mote_per_nummer"),
            models.CheckConstraint(condition=Q(slutt__gt=F("start")), name="seriemote_slutter_etter_start"),
        )

    def __str__(self) -> str:
        return f"{self.serie}, {self.dag:%d.%m.%Y}"

    @property
    def nettverk(self) -> Nettverk:
        """The network whose deadlines and secretariat it has."""
        return self.serie.nettverk

    @property
    def dag(self) -> date:
        """The local date of the meeting."""
        return timezone.localdate(self.start)

    @property
    def lokal_start(self) -> datetime:
        """When it starts, on the clock in Norway."""
        return timezone.localtime(self.start)

    @property
    def lokal_slutt(self) -> datetime:
        """When it ends, on the clock in Norway."""
        return timezone.localtime(self.slutt)

    @property
    def minutter(self) -> int:
        """How long it lasts."""
        return int((self.slutt - self.start).total_seconds()) // 60

    @property
    def er_avlyst(self) -> bool:
        """Whether this meeting has been cancelled."""
        return self.avlyst is not None
