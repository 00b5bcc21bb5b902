"""An institution's application for a place, its contacts and participants, and each step of it (D3, D4)."""

from datetime import datetime
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from dybdemoter.models.institusjon import Institusjon
from dybdemoter.models.serie import Serie, Seriemote
from nettverk.innsyn import Innsyn
from nettverk.models import Lenke, Nettverk, Person
from nettverk.models.person import Malform


class SoknadQuerySet(models.QuerySet["Soknad"]):
    """Applications, in the queue's order, and who may read them."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return those of series one runs, and one's own as their contact, by link or by login."""
        return self.filter(
            Q(serie__in=Serie.objects.styrt_av(innsyn)) | Q(pk__in=self.egne(innsyn).values("pk"))
        )

    def egne(self, innsyn: Innsyn) -> Self:
        """Return those this viewer is a contact of; a login has its person's own address only."""
        if innsyn.lenke is not None:
            kontakt = innsyn.lenke.gjelder
            return self.filter(pk=kontakt.soknad_id) if isinstance(kontakt, Kontakt) else self.none()
        if innsyn.person is None or not innsyn.person.epost:
            return self.none()
        return self.filter(kontakter__epost=innsyn.person.epost).distinct()

    def levende(self) -> Self:
        """Return those that may yet have, or have, a place."""
        return self.filter(tilstand__in=Soknad.LEVENDE)

    def med_plass(self) -> Self:
        """Return those that have a place."""
        return self.filter(tilstand=Soknad.Tilstand.PLASS)

    def for_frister(self) -> Self:
        """Return applications with what their deadlines and mails ask for."""
        return self.select_related("serie__nettverk", "institusjon").prefetch_related("kontakter")


class Soknad(models.Model):
    """One institution's application to one series. `nummer` is its place in the queue, from 1, for good.

    An offer lasts to the end of the local date `tilbud_til`. `svart` is when it was told yes or no.
    """

    class Tilstand(models.TextChoices):
        MOTTATT = "mottatt", _("mottatt")
        PLASS = "plass", _("har plass")
        VENTER = "venter", _("på venteliste")
        TILBUD = "tilbud", _("har fått tilbud om plass")
        TAKKET_NEI = "takket_nei", _("har takket nei")
        UTLOPT = "utlopt", _("tilbudet er utløpt")
        TRUKKET = "trukket", _("har trukket seg")
        AVVIST = "avvist", _("har ikke fått plass")

    LEVENDE = (Tilstand.MOTTATT, Tilstand.PLASS, Tilstand.VENTER, Tilstand.TILBUD)

    serie = models.ForeignKey(Serie, models.CASCADE, related_name="soknader", verbose_name=_("møterekke"))
    institusjon = models.ForeignKey(
        Institusjon, models.PROTECT, related_name="soknader", verbose_name=_("institusjon")
    )
    nummer = models.PositiveIntegerField(_("nummer i køen"))
    tilstand = models.CharField(_("tilstand"), max_length=10, choices=Tilstand, default=Tilstand.MOTTATT)
    dogn = models.BooleanField(_("døgntilbud"), default=False)
    dag = models.BooleanField(_("dagtilbud"), default=False)
    poliklinisk = models.BooleanField(_("poliklinisk tilbud"), default=False)
    arbeid_hovedmal = models.BooleanField(_("arbeid er hovedmålet for rehabiliteringen"), default=False)
    bindende_godtatt = models.DateTimeField(_("godtok at påmeldingen er bindende"))
    mottatt = models.DateTimeField(_("mottatt"))
    svart = models.DateTimeField(_("svar sendt"), null=True, blank=True)
    tilbud_til = models.DateField(_("tilbudet gjelder til og med"), null=True, blank=True)
    teams_problem = models.BooleanField(_("Teams fungerer ikke hos oss"), default=False)
    teams_kommentar = models.CharField(_("om Teams hos dere"), max_length=300, blank=True)
    deler_skjerm = models.BooleanField(_("deler skjerm"), null=True, blank=True)

    objects = SoknadQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("påmelding til møterekke")
        verbose_name_plural = _("påmeldinger til møterekker")
        ordering = ("serie", "nummer")
        constraints = (
            models.UniqueConstraint(fields=("serie", "nummer"), name="et_nummer_i_koen"),
            models.UniqueConstraint(
                fields=("serie", "institusjon"),
                condition=Q(tilstand__in=("mottatt", "plass", "venter", "tilbud")),
                name="en_levende_soknad_per_institusjon",
            ),
            models.CheckConstraint(
                condition=Q(dogn=True) | Q(dag=True) | Q(poliklinisk=True), name="soknad_har_et_slags_tilbud"
            ),
        )

    def __str__(self) -> str:
        return f"{self.nummer}. {self.institusjon}"

    @property
    def nettverk(self) -> Nettverk:
        """The network whose series it is to."""
        return self.serie.nettverk

    @property
    def typer(self) -> frozenset[str]:
        """The types of service it offers: «dogn», «dag», «poliklinisk»."""
        return frozenset(slag for slag in ("dogn", "dag", "poliklinisk") if getattr(self, slag))

    @property
    def har_plass(self) -> bool:
        """Whether it has a place: what opens the Teams link (D7)."""
        return self.tilstand == self.Tilstand.PLASS

    @property
    def er_levende(self) -> bool:
        """Whether it may yet have, or has, a place."""
        return self.tilstand in self.LEVENDE

    def tilbudet_er_ute(self, naa: datetime) -> bool:
        """Whether the offer's last day is over, or the first meeting has begun, at this UTC moment."""
        forste = self.serie.forste_mote
        ute = self.tilbud_til is not None and timezone.localdate(naa) > self.tilbud_til
        return ute or (forste is not None and naa >= forste.start)


class Kontakt(models.Model):
    """Who speaks for the institution in one application; one, or two where two have registered it."""

    soknad = models.ForeignKey(Soknad, models.CASCADE, related_name="kontakter", verbose_name=_("påmelding"))
    navn = models.CharField(_("navn"), max_length=120)
    epost = models.EmailField(_("e-postadresse"))
    telefon = models.CharField(_("telefon"), max_length=30, blank=True)
    malform = models.CharField(_("målform"), max_length=2, choices=Malform, blank=True)
    opprettet = models.DateTimeField(_("opprettet"))

    lenker = GenericRelation(Lenke)

    class Meta:
        verbose_name = _("kontaktperson")
        verbose_name_plural = _("kontaktpersoner")
        ordering = ("opprettet", "id")
        constraints = (
            models.UniqueConstraint(
                "soknad",
                Lower("epost"),
                name="en_kontakt_per_adresse",
                violation_error_message=_("Denne adressen er allerede kontakt."),
            ),
        )

    def __str__(self) -> str:
        return self.navn

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the address in the form that is compared."""
        self.epost = self.epost.strip().lower()
        super().save(*args, **kwargs)


class Soknadssteg(models.Model):
    """One step of an application: from one state to another, when, by whom and why."""

    soknad = models.ForeignKey(Soknad, models.CASCADE, related_name="steg", verbose_name=_("påmelding"))
    fra = models.CharField(_("fra"), max_length=10, choices=Soknad.Tilstand, blank=True)
    til = models.CharField(_("til"), max_length=10, choices=Soknad.Tilstand)
    tid = models.DateTimeField(_("tid"))
    av = models.ForeignKey(
        Person, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("av")
    )
    av_navn = models.CharField(_("hvem"), max_length=200, blank=True)
    grunn = models.CharField(_("grunn"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("steg i en påmelding")
        verbose_name_plural = _("steg i påmeldinger")
        ordering = ("tid", "id")

    def __str__(self) -> str:
        return f"{self.soknad}: {self.get_til_display()}"


class Deltaker(models.Model):
    """Somebody from the institution: expected at every meeting, or at the one in `mote` (D9)."""

    soknad = models.ForeignKey(Soknad, models.CASCADE, related_name="deltakere", verbose_name=_("påmelding"))
    navn = models.CharField(_("navn"), max_length=120)
    yrke = models.CharField(_("yrke"), max_length=80, blank=True)
    epost = models.EmailField(_("e-postadresse"), blank=True)
    mote = models.ForeignKey(
        Seriemote,
        models.CASCADE,
        related_name="ekstra_deltakere",
        null=True,
        blank=True,
        verbose_name=_("bare dette møtet"),
    )

    class Meta:
        verbose_name = _("deltaker fra en institusjon")
        verbose_name_plural = _("deltakere fra institusjoner")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.navn
