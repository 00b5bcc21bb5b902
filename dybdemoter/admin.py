"""Registers of regional series: for reading, but for what an institution is called.

A series, its meetings and the queue are changed by the portal's own pages, which keep the rules and tell
those concerned. No register has the Teams link: that is for those with a place (D7).
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from dybdemoter.models import Institusjon, Kontakt, Serie, Seriemote, Soknad
from dybdemoter.navnenokkel import navnenokkel, rent_orgnr
from dybdemoter.soknadsbilde import typer_i_ord
from nettverk.nettverksadmin import (
    EgneValg,
    Historikkadmin,
    NettverkAdmin,
    Nettverkstabell,
    knytter_person,
)

knytter_person("dybdeserier__nettverk")


class Motetabell(Nettverkstabell):
    """The meetings of a series."""

    model = Seriemote
    fields = ("nummer", "start", "slutt", "avlyst")
    readonly_fields = fields


class Kontakttabell(Nettverkstabell):
    """Who speaks for the institution."""

    model = Kontakt
    show_change_link = False
    fields = ("navn", "epost", "telefon", "malform")


@admin.register(Serie)
class SerieRegister(Historikkadmin[Serie]):
    """The series, for reading: they are published, answered, moved and cancelled on their own pages."""

    nettverksti = "nettverk"
    bare_les = True
    list_display = ("__str__", "status", "pamelding_frist", "plasser", "antall_moter", "svar_sendt")
    list_filter = ("status", "region", ("nettverk", EgneValg))
    search_fields = ("sesong", "region")
    fields = (
        "region", "sesong", "status", "plasser", "antall_moter", "maks_minutter", "radgivere",
        "pamelding_frist", "apnet", "svar_sendt", "avlyst",
    )  # fmt: skip
    readonly_fields = ("apnet", "svar_sendt", "avlyst")
    inlines = (Motetabell,)

    def view_on_site(self, serie: Serie) -> str:
        """Lead to the series' page."""
        return reverse("serie", args=(serie.pk,))


@admin.register(Seriemote)
class SeriemoteRegister(Historikkadmin[Seriemote]):
    """The meetings of all series, for reading."""

    nettverksti = "serie__nettverk"
    bare_les = True
    list_display = ("serie", "nummer", "start", "slutt", "avlyst")
    list_select_related = ("serie",)
    list_filter = (("serie", EgneValg), ("avlyst", admin.EmptyFieldListFilter))
    date_hierarchy = "start"
    fields = ("serie", "nummer", "start", "slutt", "avlyst")
    readonly_fields = ("avlyst",)


class Institusjonsskjema(forms.ModelForm[Institusjon]):
    """What an institution is called. Its key follows its name, so the form compares what the portal does."""

    orgnr = forms.CharField(label=_("Organisasjonsnummer"), max_length=20, required=False)

    def clean_navn(self) -> str:
        """Return the name. Raises ValidationError for one that has nothing in it but marks."""
        navn: str = self.cleaned_data["navn"]
        if not navnenokkel(navn):
            raise forms.ValidationError(gettext("Skriv navnet på institusjonen eller klinikken."))
        return navn

    def clean_orgnr(self) -> str:
        """Return the nine digits, or nothing. Raises ValidationError."""
        try:
            return rent_orgnr(self.cleaned_data["orgnr"])
        except ValueError:
            raise forms.ValidationError(
                gettext("Organisasjonsnummeret stemmer ikke. Det har ni sifre, og kan stå tomt.")
            ) from None

    def clean(self) -> dict[str, Any]:
        """Refuse the name and number that another institution of the network has."""
        data = super().clean() or self.cleaned_data
        if self.errors or not data["orgnr"]:
            return data
        lik = Institusjon.objects.filter(nettverk=self.instance.nettverk, orgnr=data["orgnr"])
        if lik.filter(navnenokkel=navnenokkel(data["navn"])).exclude(pk=self.instance.pk).exists():
            self.add_error("orgnr", gettext("En annen institusjon har dette organisasjonsnummeret."))
        return data


@admin.register(Institusjon)
class InstitusjonRegister(NettverkAdmin[Institusjon]):
    """The institutions. They come with their first registration; here they are named rightly."""

    nettverksti = "nettverk"
    form = Institusjonsskjema
    list_display = ("navn", "orgnr", "region", "antall")
    list_filter = ("region", ("nettverk", EgneValg))
    search_fields = ("navn", "orgnr")
    ordering = ("navn", "pk")
    fields = ("navn", "orgnr", "region")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Institusjon]:
        """Count with each how many times it has applied."""
        return super().get_queryset(request).annotate(soknadene=models.Count("soknader"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An institution registers itself."""
        return False

    @admin.display(description=_("påmeldinger"), ordering="soknadene")
    def antall(self, institusjon: Institusjon) -> int:
        """Return how many times it has applied."""
        return int(institusjon.soknadene)  # type: ignore[attr-defined]


@admin.register(Soknad)
class SoknadRegister(Historikkadmin[Soknad]):
    """The queue, for reading: numbers, places and answers are given on the series' own pages."""

    nettverksti = "serie__nettverk"
    bare_les = True
    list_display = ("institusjon", "serie", "nummer", "tilstand", "slags", "mottatt", "svart")
    list_select_related = ("institusjon", "serie")
    list_filter = ("tilstand", ("serie", EgneValg), "teams_problem")
    search_fields = ("institusjon__navn", "institusjon__orgnr")
    date_hierarchy = "mottatt"
    fields = (
        "institusjon", "serie", "nummer", "tilstand", "slags", "arbeid_hovedmal", "bindende_godtatt",
        "mottatt", "svart", "tilbud_til", "teams_problem", "teams_kommentar", "deler_skjerm",
    )  # fmt: skip
    inlines = (Kontakttabell,)

    def view_on_site(self, soknad: Soknad) -> str:
        """Lead to the advisers' page about it, with each step it has taken."""
        return reverse("styring_soknad", args=(soknad.serie_id, soknad.pk))

    @admin.display(description=_("slags tilbud"))
    def slags(self, soknad: Soknad) -> str:
        """Return what it offers, in words."""
        return typer_i_ord(soknad.typer)


@admin.register(Kontakt)
class KontaktRegister(NettverkAdmin[Kontakt]):
    """Who speaks for which institution, for reading: an address is a key to the institution's pages."""

    nettverksti = "soknad__serie__nettverk"
    bare_les = True
    list_display = ("navn", "epost", "institusjonen", "serien")
    list_select_related = ("soknad__institusjon", "soknad__serie")
    list_filter = (("soknad__serie", EgneValg),)
    search_fields = ("navn", "epost", "soknad__institusjon__navn")
    fields = ("navn", "epost", "telefon", "malform", "institusjonen", "serien", "opprettet")

    @admin.display(description=_("institusjon"), ordering="soknad__institusjon__navn")
    def institusjonen(self, kontakt: Kontakt) -> str:
        """Return whom she speaks for."""
        return str(kontakt.soknad.institusjon)

    @admin.display(description=_("møterekke"), ordering="soknad__serie")
    def serien(self, kontakt: Kontakt) -> str:
        """Return in which series."""
        return str(kontakt.soknad.serie)
