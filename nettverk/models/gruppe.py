"""Groups, and who belongs to them and when."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nettverk.alfabet import Alfabetisk
from nettverk.innsyn import Innsyn
from nettverk.models.organisasjon import Arbeidssted, Nettverk
from nettverk.models.person import Person
from nettverk.models.skoleferie import Fylke


class GruppeQuerySet(models.QuerySet["Gruppe"]):
    """Which groups somebody has to do with."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the groups whose page the viewer may open: her own, and those of her networks.

        A personal link is to one meeting, and opens none.
        """
        if innsyn.lenke is not None or innsyn.person is None:
            return self.none()
        return self.med_medlem(innsyn) | self.koordinert_av(innsyn)

    def med_medlem(self, innsyn: Innsyn) -> Self:
        """Return the groups the viewer is a member of today; on leave she is one."""
        if innsyn.medlem_id is None:
            return self.none()
        egne = Medlemskap.objects.gjeldende(innsyn.dag).filter(person=innsyn.medlem_id)
        return self.filter(pk__in=egne.values("gruppe"))

    def med_driftsrepresentant(self, innsyn: Innsyn) -> Self:
        """Return the groups in which the viewer represents the operating group today (L8)."""
        if innsyn.medlem_id is None:
            return self.none()
        gjelder = Q(driftsrepresentanter__til__isnull=True) | Q(driftsrepresentanter__til__gte=innsyn.dag)
        return self.filter(
            gjelder,
            driftsrepresentanter__person=innsyn.medlem_id,
            driftsrepresentanter__fra__lte=innsyn.dag,
        ).distinct()

    def ledet_av(self, innsyn: Innsyn) -> Self:
        """Return the groups the viewer answers for today, as lead or deputy who is not on leave."""
        if innsyn.person is None:
            return self.none()
        egne = Medlemskap.objects.aktive(innsyn.dag).ledere().filter(person=innsyn.person)
        til_sist = Medlemskap.objects.ledet_til_sist(innsyn.dag).filter(person=innsyn.person)
        return self.filter(Q(pk__in=egne.values("gruppe")) | Q(pk__in=til_sist.values("gruppe")))

    def koordinert_av(self, innsyn: Innsyn) -> Self:
        """Return the groups of the networks the viewer administers."""
        return self.filter(nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))

    def planlagt_av(self, innsyn: Innsyn) -> Self:
        """Return the groups whose meetings the viewer may plan: as lead, deputy or coordinator."""
        return self.ledet_av(innsyn) | self.koordinert_av(innsyn)


class Gruppe(models.Model):
    """A local group of a network."""

    nettverk = models.ForeignKey(Nettverk, models.PROTECT, related_name="grupper", verbose_name=_("nettverk"))
    navn = models.CharField(_("navn"), max_length=120)
    fylke = models.CharField(
        _("fylke"),
        max_length=20,
        choices=Fylke,
        blank=True,
        help_text=_("Bestemmer hvilke skoleferier det advares mot når møter planlegges."),
    )
    slutt = models.DateField(_("avsluttet"), null=True, blank=True)
    drift_i_del1 = models.BooleanField(
        _("driftsgruppen er med på del 1"),
        default=True,
        help_text=_("Gruppen kan velge at representantene fra driftsgruppen bare er med på del 2."),
    )

    objects = GruppeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("gruppe")
        verbose_name_plural = _("grupper")
        ordering = (Alfabetisk("navn"), "id")
        constraints = (models.UniqueConstraint(fields=("nettverk", "navn"), name="gruppenavn_i_nettverk"),)

    def __str__(self) -> str:
        return self.navn

    def gruppeansvarlig(self, dag: date) -> Person | None:
        """Return who leads the group on this local date, if anybody does."""
        return self._med_rolle(Medlemskap.Rolle.GRUPPEANSVARLIG, dag)

    def nestleder(self, dag: date) -> Person | None:
        """Return the group lead's deputy on this local date, if there is one."""
        return self._med_rolle(Medlemskap.Rolle.NESTLEDER, dag)

    def _med_rolle(self, rolle: str, dag: date) -> Person | None:
        # From all of them, so that whoever asks for many days or roles can fetch them beforehand.
        alle = [ett for ett in self.medlemskap.all() if ett.rolle == rolle]
        for ett in alle:
            if ett.er_aktiv(dag) or (self.slutt and ett.ledet_til_sist(self.slutt, dag)):
                return ett.person
        return None


class MedlemskapQuerySet(models.QuerySet["Medlemskap"]):
    """Memberships as of a day. `dag` is always a local date."""

    def gjeldende(self, dag: date) -> Self:
        """Return memberships that run on this date, those on leave included (they may read)."""
        return self.filter(Q(til__isnull=True) | Q(til__gte=dag), fra__lte=dag)

    def aktive(self, dag: date) -> Self:
        """Return running memberships without those on leave, who have no duties (L18)."""
        permisjon = Q(permisjon_fra__lte=dag) & (Q(permisjon_til__isnull=True) | Q(permisjon_til__gte=dag))
        return self.gjeldende(dag).exclude(permisjon)

    def ledet_til_sist(self, dag: date) -> Self:
        """Return how those led who did so on the last day of a group that has been merged by this date.

        What is left to do in its old meetings is theirs as long as they are active where they came (L18).
        """
        sist = self.ledere().filter(til=F("gruppe__slutt"), til__lt=dag)
        return sist.filter(fortsetter_i__in=Medlemskap.objects.aktive(dag).order_by())

    def fulgte_med(self) -> Self:
        """Return those with which somebody came over from another group, when it was merged or split."""
        return self.filter(kommer_fra__til__lt=F("fra"))

    def ledere(self) -> Self:
        """Return those who answer for the group: the lead and the deputy."""
        return self.filter(rolle__in=(Medlemskap.Rolle.GRUPPEANSVARLIG, Medlemskap.Rolle.NESTLEDER))


class Medlemskap(models.Model):
    """That somebody is in a group, in what role, and from when to when (L18).

    The workplace and the nearest manager stand here, since they belong to the position that
    made the person a member. Dates are local and inclusive at both ends.
    """

    class Rolle(models.TextChoices):
        MEDLEM = "medlem", _("medlem")
        GRUPPEANSVARLIG = "gruppeansvarlig", _("gruppeansvarlig")
        NESTLEDER = "nestleder", _("nestleder")

    OVERLAPP = _("Personen er allerede medlem av gruppen i denne perioden.")

    gruppe = models.ForeignKey(Gruppe, models.PROTECT, related_name="medlemskap", verbose_name=_("gruppe"))
    person = models.ForeignKey(Person, models.PROTECT, related_name="medlemskap", verbose_name=_("person"))
    rolle = models.CharField(_("rolle"), max_length=20, choices=Rolle, default=Rolle.MEDLEM)
    fra = models.DateField(_("fra"))
    til = models.DateField(_("til og med"), null=True, blank=True)
    permisjon_fra = models.DateField(_("permisjon fra"), null=True, blank=True)
    permisjon_til = models.DateField(_("permisjon til og med"), null=True, blank=True)
    arbeidssted = models.ForeignKey(
        Arbeidssted,
        models.PROTECT,
        related_name="medlemskap",
        null=True,
        blank=True,
        verbose_name=_("arbeidssted"),
    )
    naermeste_leder = models.ForeignKey(
        Person,
        models.PROTECT,
        related_name="leder_for",
        null=True,
        blank=True,
        verbose_name=_("nærmeste leder"),
    )
    # In which membership she is when this group has been merged into another, or split (L18). She keeps
    # what was hers: her waiting time, and the meetings she was a member at.
    fortsetter_i = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="kommer_fra",
        null=True,
        editable=False,
        verbose_name=_("fortsetter i"),
    )

    objects = MedlemskapQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = (Alfabetisk("person__etternavn"), Alfabetisk("person__fornavn"), "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(til__isnull=True) | Q(til__gte=models.F("fra")),
                name="medlemskap_slutter_etter_start",
            ),
            models.UniqueConstraint(
                fields=("gruppe", "person"),
                condition=Q(til__isnull=True),
                name="ett_apent_medlemskap_i_gruppen",
                violation_error_message=_("Personen er allerede medlem av gruppen."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} ({self.gruppe})"

    def er_aktiv(self, dag: date) -> bool:
        """Say of one row what `MedlemskapQuerySet.aktive` asks of the table."""
        permisjon = (
            self.permisjon_fra is not None
            and self.permisjon_fra <= dag
            and (self.permisjon_til is None or self.permisjon_til >= dag)
        )
        return self.gjelder(dag) and not permisjon

    def ledet_til_sist(self, slutt: date, dag: date) -> bool:
        """Say of one lead's row what `MedlemskapQuerySet.ledet_til_sist` asks of the table."""
        na = self.fortsetter_i if self.til == slutt < dag else None
        return na is not None and na.er_aktiv(dag)

    def gjelder(self, dag: date) -> bool:
        """Say of one row what `MedlemskapQuerySet.gjeldende` asks of the table."""
        return self.fra <= dag and (self.til is None or self.til >= dag)

    @property
    def leder_som_nas(self) -> Person | None:
        """The nearest manager, if known and with an address; else the member tells in person (L3)."""
        leder = self.naermeste_leder
        return leder if leder and leder.adresse else None

    def clean(self) -> None:
        """Refuse periods that run backwards or overlap another, a person as own manager, a second lead.

        Dates are inclusive: who ends on a day begins anew the day after. Two memberships on one day
        would count the person twice.
        """
        if self.til and self.fra and self.til < self.fra:
            raise ValidationError({"til": _("Medlemskapet kan ikke slutte før det begynner.")})
        if self.naermeste_leder_id and self.naermeste_leder_id == self.person_id:
            raise ValidationError({"naermeste_leder": _("En person kan ikke være sin egen nærmeste leder.")})
        andre = Medlemskap.objects.filter(gruppe=self.gruppe_id, person=self.person_id).exclude(pk=self.pk)
        if self.fra and any(self.har_felles_dag(annet) for annet in andre):
            raise ValidationError({"fra": self.OVERLAPP})
        if self.rolle == self.Rolle.GRUPPEANSVARLIG:
            self._krev_alene_om_rollen()

    def _krev_alene_om_rollen(self) -> None:
        """A group has one lead at a time: who approves and who is told must never be chance."""
        andre = Medlemskap.objects.filter(gruppe=self.gruppe_id, rolle=self.rolle).exclude(pk=self.pk)
        for annet in andre.select_related("person"):
            if self.fra and self.har_felles_dag(annet):
                feil = _("Gruppen har allerede en gruppeansvarlig i denne perioden: %(navn)s.")
                raise ValidationError({"rolle": feil % {"navn": annet.person.navn}})

    def har_felles_dag(self, annet: "Medlemskap") -> bool:
        """Whether the two periods share a day, whosoever they are; both have their first day."""
        return self.fra <= (annet.til or date.max) and annet.fra <= (self.til or date.max)
