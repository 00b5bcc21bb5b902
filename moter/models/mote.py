"""One meeting of a local group."""

import secrets
from datetime import date, datetime

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from moter.models.synlighet import MoteQuerySet
from nettverk.models import (
    Arbeidssted,
    Dokument,
    Driftsrepresentant,
    Frist,
    Gruppe,
    Kompetansepunkt,
    Lenke,
    Medlemskap,
    Person,
)


def ny_kode() -> str:
    """Return an address's last part that nobody guesses."""
    return secrets.token_urlsafe(12)


class Mote(models.Model):
    """A meeting with its two-part programme.

    `start` and `slutt` are UTC moments; `pamelding_frist` and `programkontakt` are local
    dates. `sekvens` is the calendar's SEQUENCE, one up each time the time or place changes.
    """

    class Form(models.TextChoices):
        FYSISK = "fysisk", _("Fysisk")
        DIGITAL = "digital", _("Digitalt")
        BEGGE = "begge", _("Fysisk og digitalt")

    gruppe = models.ForeignKey(Gruppe, models.PROTECT, related_name="moter", verbose_name=_("gruppe"))
    start = models.DateTimeField(_("begynner"))
    slutt = models.DateTimeField(_("slutter"))
    form = models.CharField(_("møteform"), max_length=10, choices=Form, default=Form.FYSISK)
    sted = models.CharField(_("sted"), max_length=160, blank=True)
    adresse = models.CharField(_("adresse"), max_length=200, blank=True)
    digital_lenke = models.URLField(_("lenke til digitalt møte"), blank=True)
    digital_lenke_del1 = models.URLField(_("egen lenke til del 1"), blank=True)
    arrangor = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="arrangerte_moter",
        null=True,
        blank=True,
        verbose_name=_("arrangør"),
    )
    arrangorsted = models.ForeignKey(
        Arbeidssted,
        models.PROTECT,
        related_name="moter",
        null=True,
        blank=True,
        verbose_name=_("arrangørens arbeidssted"),
    )
    # Whose turn it was, where her workplace has taken over and `arrangor` is its contact (L6).
    overtatt_for = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="overtatte_moter",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("overtatt for"),
    )
    referent = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="referentmoter",
        null=True,
        blank=True,
        verbose_name=_("referent"),
    )
    kompetansepunkt = models.ForeignKey(
        Kompetansepunkt,
        models.PROTECT,
        related_name="moter",
        null=True,
        blank=True,
        verbose_name=_("tema fra kompetanseplanen"),
    )
    praktisk = models.TextField(_("praktisk informasjon"), max_length=2000, blank=True)
    pamelding_frist = models.DateField(_("påmeldingsfrist"), null=True, blank=True)
    programkontakt = models.DateField(_("kontakt om programmet"), null=True, blank=True)
    programkontakt_av = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name=_("kontakten notert av"),
    )
    gjestemaks = models.PositiveSmallIntegerField(_("plasser til gjester"), null=True, blank=True)
    # Each opens one page: the open invitation (L13), and «Jeg er her». New when somebody has misused it.
    gjestekode = models.CharField(max_length=32, unique=True, default=ny_kode, editable=False)
    innsjekkode = models.CharField(max_length=32, unique=True, default=ny_kode, editable=False)
    avlyst = models.DateTimeField(_("avlyst"), null=True, blank=True, editable=False)
    sekvens = models.PositiveIntegerField(_("endringer i kalenderen"), default=0, editable=False)
    opprettet = models.DateTimeField(_("opprettet"), auto_now_add=True)

    frister = GenericRelation(Frist, related_query_name="mote")
    lenker = GenericRelation(Lenke, related_query_name="mote")
    dokumenter = GenericRelation(Dokument, related_query_name="mote")

    objects = MoteQuerySet.as_manager()
    # A coordinator reads the history, and is not let in to part 1 (L10).
    history = HistoricalRecords(excluded_fields=["digital_lenke_del1"])

    class Meta:
        verbose_name = _("møte")
        verbose_name_plural = _("møter")
        ordering = ("start", "id")
        constraints = (
            models.CheckConstraint(condition=Q(slutt__gt=F("start")), name="mote_slutter_etter_start"),
        )

    def __str__(self) -> str:
        return f"{self.gruppe} {self.dag:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        """Return the meeting's own page."""
        return reverse("mote", args=(self.pk,))

    def clean(self) -> None:
        """Refuse a meeting that ends before it starts, or lasts beyond the day."""
        if not (self.start and self.slutt):
            return
        if self.slutt <= self.start:
            raise ValidationError({"slutt": _("Møtet må slutte etter at det begynner.")})
        if timezone.localdate(self.slutt) != self.dag:
            raise ValidationError({"slutt": _("Møtet må slutte samme dag som det begynner.")})
        if self.pamelding_frist and self.pamelding_frist > self.dag:
            raise ValidationError({"pamelding_frist": _("Påmeldingsfristen må være senest på møtedagen.")})

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
    def motested(self) -> str:
        """Place and address on one line; empty for a meeting that is only digital."""
        steder = () if self.form == self.Form.DIGITAL else (self.sted, self.adresse)
        return ", ".join(filter(None, steder))

    @property
    def er_avlyst(self) -> bool:
        """Whether the meeting has been cancelled."""
        return self.avlyst is not None

    @property
    def innkalling_sendt(self) -> datetime | None:
        """When KLB first sent an innkalling to the group, as a UTC moment."""
        return min((en.sendt for en in self.innkallinger.all() if en.sendt), default=None)

    def har_forlatt_gruppen(self, person: Person, dag: date) -> bool:
        """Whether somebody with a task in the meeting has left the group since it was planned (L18).

        A workplace's contact has her task from the workplace, whatever she once was in the group (L6).
        """
        if self.overtatt_for_id is not None and person.pk == self.arrangor_id:
            return False
        egne = [ett for ett in self.gruppe.medlemskap.all() if ett.person_id == person.pk]
        planlagt = timezone.localdate(self.opprettet)
        # Who went on to another group after the meeting has her task still.
        forlatt = [ett for ett in egne if not (ett.fortsetter_i_id and ett.til and ett.til >= self.dag)]
        sluttet = any(ett.til is not None and planlagt <= ett.til < dag for ett in forlatt)
        return sluttet and not any(ett.gjelder(dag) for ett in egne)

    def mangler_arrangor(self, dag: date) -> bool:
        """Whether nobody organises it on this local date: nobody has been named, or she has left."""
        return self.arrangor is None or self.har_forlatt_gruppen(self.arrangor, dag)

    def er_ferdig(self, naa: datetime) -> bool:
        """Whether the meeting has ended at this UTC moment."""
        return naa >= self.slutt

    def nummer_i_aret(self) -> tuple[int, int]:
        """Return which meeting of the group's year this is, and how many there are (L1)."""
        arets = Mote.objects.filter(gruppe=self.gruppe_id, avlyst__isnull=True)
        ider = list(arets.i_aret(self.dag.year).values_list("pk", flat=True))
        return (ider.index(self.pk) + 1 if self.pk in ider else len(ider) + 1), len(ider)

    def medlemmer(self) -> "models.QuerySet[Medlemskap]":
        """Return the memberships that have duties on the day of the meeting (L2, L18)."""
        aktive = self.gruppe.medlemskap.aktive(self.dag)
        return aktive.select_related("person", "arbeidssted", "naermeste_leder")

    def driftsgruppen(self) -> "models.QuerySet[Driftsrepresentant]":
        """Return who represents the operating group on the day of the meeting; nobody is a lack (L8)."""
        return self.gruppe.driftsrepresentanter.gjeldende(self.dag).select_related("person")
