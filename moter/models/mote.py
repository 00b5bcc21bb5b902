"""One meeting of a local group."""

from datetime import date, datetime, timedelta
from typing import Self

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nettverk.innsyn import Innsyn
from nettverk.models import (
    Arbeidssted,
    Frist,
    Gruppe,
    Kompetansepunkt,
    Lenke,
    Medlemskap,
    Nettverk,
    Person,
)

SVARLENKE = "svar"
OPPDRAG_VARER = timedelta(days=90)  # after the meeting: minutes, corrections, questions


class MoteQuerySet(models.QuerySet["Mote"]):
    """Which meetings somebody sees, and in which of them part 1 is open."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer may know of.

        A personal link shows its own meeting. A person sees those of her groups, those she
        has a task in, and those of the networks she administers.
        """
        if innsyn.lenke is not None:
            return self.filter(pk=_motet_i(innsyn.lenke))
        if innsyn.person is None:
            return self.none()
        return self.filter(
            Q(gruppe__in=Gruppe.objects.med_medlem(innsyn))
            | _har_oppdrag(innsyn, "arrangor")
            | _har_oppdrag(innsyn, "referent")
            | Q(gruppe__nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))
        )

    def med_apen_del1(self, innsyn: Innsyn) -> Self:
        """Return the meetings whose part 1 the viewer may read: those of her own groups (L10).

        «Gruppeansvarlig leder denne delen av møtet, som er forbeholdt medlemmene i gruppen.»
        """
        return self.synlig_for(innsyn).filter(gruppe__in=Gruppe.objects.med_medlem(innsyn))

    def styrt_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer may arrange: as organiser, or as lead or deputy."""
        if innsyn.person is None:
            return self.none()
        return self.filter(_har_oppdrag(innsyn, "arrangor") | Q(gruppe__in=Gruppe.objects.ledet_av(innsyn)))

    def arrangert_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer organises herself."""
        return self.filter(_har_oppdrag(innsyn, "arrangor")) if innsyn.person else self.none()

    def fordelt_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings whose organiser the viewer confirms: as lead, deputy or coordinator (L5)."""
        return self.filter(gruppe__in=Gruppe.objects.ledet_av(innsyn)) | self.koordinert_av(innsyn)

    def forvaltet_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer may move, cancel and see the answers of (L17)."""
        return self.styrt_av(innsyn) | self.koordinert_av(innsyn)

    def referert_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings whose minutes the viewer may write: the referent's, and her own."""
        if innsyn.person is None:
            return self.none()
        return self.styrt_av(innsyn) | self.filter(_har_oppdrag(innsyn, "referent"))

    def koordinert_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings in networks the viewer administers."""
        return self.filter(gruppe__nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))

    def i_aret(self, ar: int) -> Self:
        """Return the meetings that start in this calendar year, local time."""
        return self.filter(start__year=ar)

    def for_frister(self) -> Self:
        """Fetch with many meetings what their deadlines ask for: roles, addresses, innkallinger."""
        medlemskap = Medlemskap.objects.select_related("person")
        return self.prefetch_related(
            "gruppe__nettverk",
            Prefetch("gruppe__medlemskap", medlemskap),
            "arrangor",
            "referent",
            "innkallinger",
        )

    def med_navn(self) -> Self:
        """Fetch with it what a list prints."""
        return self.select_related(
            "gruppe__nettverk", "arrangor", "arrangorsted", "referent", "kompetansepunkt"
        )


def _motet_i(lenke: Lenke) -> int | None:
    return lenke.object_id if lenke.content_type.model_class() is Mote else None


def _har_oppdrag(innsyn: Innsyn, oppdrag: str) -> Q:
    """Ask for meetings in which the viewer organises or writes minutes, as long as that lasts.

    A task ends some time after the meeting, and when one leaves the group (L18).
    """
    egne = Medlemskap.objects.filter(person=innsyn.person, gruppe=OuterRef("gruppe"))
    forlatt = egne.filter(til__lt=innsyn.dag, til__gte=OuterRef("opprettet__date"))
    return (
        Q(**{oppdrag: innsyn.person})
        & Q(slutt__date__gte=innsyn.dag - OPPDRAG_VARER)
        & (~Exists(forlatt) | Q(gruppe__in=Gruppe.objects.med_medlem(innsyn)))
    )


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
    avlyst = models.DateTimeField(_("avlyst"), null=True, blank=True, editable=False)
    sekvens = models.PositiveIntegerField(_("endringer i kalenderen"), default=0, editable=False)
    opprettet = models.DateTimeField(_("opprettet"), auto_now_add=True)

    frister = GenericRelation(Frist, related_query_name="mote")
    lenker = GenericRelation(Lenke, related_query_name="mote")

    objects = MoteQuerySet.as_manager()
    history = HistoricalRecords()

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
        """Whether somebody with a task in the meeting has left the group since it was planned (L18)."""
        egne = [ett for ett in self.gruppe.medlemskap.all() if ett.person_id == person.pk]
        planlagt = timezone.localdate(self.opprettet)
        sluttet = any(ett.til is not None and planlagt <= ett.til < dag for ett in egne)
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
