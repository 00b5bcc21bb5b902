"""Registers of local meetings. Part 1 of a programme shows to the group's own members only (L10)."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moter import endring
from moter.arrangor import bekreft
from moter.models import Gjest, Innkalling, Mote, Pamelding, Programpost
from nettverk import klokke
from nettverk.innsyn import innsyn_i
from nettverk.models import Person
from nettverk.nettverksadmin import (
    EgneValg,
    Historikkadmin,
    NettverkAdmin,
    Nettverkstabell,
    knytter_person,
)

knytter_person("arrangerte_moter__gruppe__nettverk", "referentmoter__gruppe__nettverk")

TID_OG_STED = ("gruppe", "start", "slutt", "sted", "adresse")
RESTEN = (
    "form", "digital_lenke", "arrangor", "arrangorsted", "referent", "kompetansepunkt", "praktisk",
    "pamelding_frist",
)  # fmt: skip
# Changed on the portal's own pages, which tell those it concerns.
PA_SIDENE = ("flytting", "tilstanden", "programkontakt", "arrangorskiftet")


class Moteskjema(forms.ModelForm[Mote]):
    """Planning and details, as the register shows them."""

    def clean(self) -> dict[str, Any]:
        """Refuse to plan a meeting that has begun: all its deadlines would be late at birth."""
        data = super().clean() or self.cleaned_data
        start = data.get("start")
        if self.instance.pk is None and start and start <= klokke.naa():
            self.add_error("start", _("Møtet må begynne fram i tid."))
        if self.instance.pk is None and start:
            self._krev_medlem(data, klokke.dag(start))
        return data

    def _krev_medlem(self, data: dict[str, Any], dag: date) -> None:
        """Refuse an organiser who is no member; the workplace takes over on the meeting's page (L6)."""
        gruppe, arrangor = data.get("gruppe"), data.get("arrangor")
        if gruppe and arrangor and not gruppe.medlemskap.aktive(dag).filter(person=arrangor).exists():
            self.add_error("arrangor", _("Bare den som er aktivt medlem på møtedagen, kan være arrangør."))


class Programtabell(Nettverkstabell):
    """The programme, as the viewer may read it; it is written on the meeting's own page."""

    model = Programpost
    show_change_link = False
    fields = ("start", "varighet", "motedel", "tittel", "ansvarlig")
    verbose_name_plural = _("program, del 1 bare for gruppens medlemmer")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Programpost]:
        """Start from the wall round part 1."""
        return Programpost.objects.synlig_for(innsyn_i(request))


class Innkallingstabell(Nettverkstabell):
    """The deliveries of the innkalling."""

    model = Innkalling
    fields = ("versjon", "status", "levert", "etter_fristen", "sendt")


@admin.register(Mote)
class MoteRegister(Historikkadmin[Mote]):
    """The meetings. A new one is planned here; time and place are changed by «Flytt»."""

    nettverksti = "gruppe__nettverk"
    form = Moteskjema
    list_display = ("gruppe", "start", "tilstanden", "arrangor", "sted", "pamelding_frist")
    list_filter = (("gruppe", EgneValg), ("avlyst", admin.EmptyFieldListFilter))
    search_fields = ("gruppe__navn", "sted", "arrangor__fornavn", "arrangor__etternavn")
    date_hierarchy = "start"
    ordering = ("-start", "-pk")
    autocomplete_fields = ("arrangor", "arrangorsted", "referent", "kompetansepunkt")
    inlines = (Innkallingstabell, Programtabell)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Mote]:
        """Fetch with it what a row prints."""
        return super().get_queryset(request).select_related(
            "gruppe__nettverk", "arrangor", "referent", "arrangorsted", "kompetansepunkt"
        ).prefetch_related("innkallinger")  # fmt: skip

    def view_on_site(self, mote: Mote) -> str:
        """Lead to the meeting's own page."""
        return mote.get_absolute_url()

    def get_fieldsets(self, request: HttpRequest, obj: Mote | None = None) -> Any:
        """Show «Flytt» beside the time of a meeting that exists."""
        hode = (*TID_OG_STED, *PA_SIDENE) if obj else TID_OG_STED
        return ((None, {"fields": hode}), (_("Om møtet"), {"fields": RESTEN}))

    def get_readonly_fields(self, request: HttpRequest, obj: Mote | None = None) -> tuple[str, ...]:
        """Keep what the verbs of the meeting tell everybody about."""
        return (*TID_OG_STED, *PA_SIDENE, "arrangor") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: Mote | None) -> Any:
        """A meeting that is only being planned has nothing below it."""
        return self.inlines if obj else ()

    @admin.display(description=_("tilstand"))
    def tilstanden(self, mote: Mote) -> str:
        """Return where the meeting is on its way."""
        if mote.er_avlyst:
            return str(_("Avlyst"))
        if mote.er_ferdig(klokke.naa()):
            return str(_("Holdt"))
        siste = max(mote.innkallinger.all(), key=lambda innkalling: innkalling.versjon, default=None)
        return str(siste.get_status_display() if siste else _("Planlagt"))

    @admin.display(description=_("endre tid og sted"))
    def flytting(self, mote: Mote) -> str:
        """Link to the pages that move or cancel the meeting, and tell everybody once."""
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            reverse("mote_flytt", args=(mote.pk,)), _("Flytt møtet"),
            reverse("mote_avlys", args=(mote.pk,)), _("Avlys møtet"),
        )  # fmt: skip

    @admin.display(description=_("endre arrangør"))
    def arrangorskiftet(self, mote: Mote) -> str:
        """Link to the pages on which the organiser changes, and is told."""
        if mote.arrangor_id is None:
            return format_html(
                '<a href="{}#tur">{}</a>', reverse("gruppe", args=(mote.gruppe_id,)), _("Velg arrangør")
            )
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            reverse("arrangor_trekk", args=(mote.pk,)), _("Ta bort arrangøren"),
            reverse("arrangor_overta", args=(mote.pk,)), _("La arbeidsstedet ta over"),
        )  # fmt: skip

    def save_model(self, request: HttpRequest, obj: Mote, form: Any, change: bool) -> None:
        """Save through the verbs, so that deadlines follow, and an organiser is told."""
        if not change:
            self._planlegg(request, obj)
            return
        try:
            endring.lagre_detaljer(obj, form.changed_data, naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))

    def _planlegg(self, request: HttpRequest, mote: Mote) -> None:
        assert isinstance(request.user, Person)
        arrangor, mote.arrangor = mote.arrangor, None
        with transaction.atomic():
            endring.planlegg(mote, naa=klokke.naa())
            if arrangor is not None:
                grunn = gettext("Avtalt da møtet ble planlagt")
                bekreft(mote, arrangor, grunn=grunn, av=request.user, naa=klokke.naa())

    def has_change_permission(self, request: HttpRequest, obj: Mote | None = None) -> bool:
        """A cancelled meeting stays as it was told."""
        return not (obj and obj.er_avlyst) and super().has_change_permission(request, obj)


@admin.register(Pamelding)
class PameldingRegister(NettverkAdmin[Pamelding]):
    """The answers, for reading: who answers, answers on the page that tells those concerned."""

    nettverksti = "mote__gruppe__nettverk"
    bare_les = True
    list_display = ("person", "motet", "del1", "del2", "svart")
    list_select_related = ("person", "mote__gruppe")
    list_filter = (("mote__gruppe", EgneValg), "del1", "del2")
    search_fields = ("person__fornavn", "person__etternavn", "mote__gruppe__navn")
    date_hierarchy = "mote__start"
    fields = ("person", "motet", "del1", "del2", "mat", "svart")

    @admin.display(description=_("møte"), ordering="mote__start")
    def motet(self, pamelding: Pamelding) -> str:
        """Return which meeting."""
        return str(pamelding.mote)


@admin.register(Innkalling)
class InnkallingRegister(NettverkAdmin[Innkalling]):
    """When each innkalling was delivered and sent; what it says stands in the portal."""

    nettverksti = "mote__gruppe__nettverk"
    bare_les = True
    list_display = ("motet", "versjon", "status", "levert", "etter_fristen", "sendt")
    list_select_related = ("mote__gruppe",)
    list_filter = ("status", "etter_fristen", ("mote__gruppe", EgneValg))
    date_hierarchy = "levert"
    fields = (
        "motet", "versjon", "status", "levert", "etter_fristen", "arsak", "returnert", "kommentar", "sendt",
    )  # fmt: skip

    @admin.display(description=_("møte"), ordering="mote__start")
    def motet(self, innkalling: Innkalling) -> str:
        """Return which meeting."""
        return str(innkalling.mote)

    def view_on_site(self, innkalling: Innkalling) -> str:
        """Lead to the innkalling itself."""
        return reverse("innkalling", args=(innkalling.mote_id,))


@admin.register(Gjest)
class GjestRegister(Historikkadmin[Gjest]):
    """The guests, for reading: they are invited and answered on the meeting's page of guests."""

    nettverksti = "mote__gruppe__nettverk"
    bare_les = True
    list_display = ("__str__", "motet", "status", "arbeidssted", "lunsj", "svart")
    list_select_related = ("mote__gruppe",)
    list_filter = ("status", ("mote__gruppe", EgneValg))
    search_fields = ("navn", "epost", "arbeidssted", "mote__gruppe__navn")
    date_hierarchy = "mote__start"
    fields = ("navn", "epost", "yrke", "arbeidssted", "motet", "status", "lunsj", "mat", "opprettet", "svart")

    @admin.display(description=_("møte"), ordering="mote__start")
    def motet(self, gjest: Gjest) -> str:
        """Return which meeting."""
        return str(gjest.mote)
