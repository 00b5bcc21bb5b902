"""Registers of local meetings. Part 1 of a programme shows to the group's own members only (L10)."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moter import endring
from moter.models import Gjest, Innkalling, Mote, Pamelding, Programpost
from nettverk import klokke
from nettverk.innsyn import innsyn_i
from nettverk.models import Gruppe
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
    """The meetings. They are planned on the group's page; time and place are changed by «Flytt»."""

    nettverksti = "gruppe__nettverk"
    list_display = ("gruppe", "start", "tilstanden", "arrangor", "sted", "pamelding_frist")
    list_filter = (("gruppe", EgneValg), ("avlyst", admin.EmptyFieldListFilter))
    search_fields = ("gruppe__navn", "sted", "arrangor__fornavn", "arrangor__etternavn")
    date_hierarchy = "start"
    ordering = ("-start", "-pk")
    autocomplete_fields = ("arrangorsted", "referent", "kompetansepunkt")
    readonly_fields = (*TID_OG_STED, *PA_SIDENE, "arrangor")
    fieldsets = ((None, {"fields": (*TID_OG_STED, *PA_SIDENE)}), (_("Om møtet"), {"fields": RESTEN}))
    inlines = (Innkallingstabell, Programtabell)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Mote]:
        """Fetch with it what a row prints."""
        return super().get_queryset(request).select_related(
            "gruppe__nettverk", "arrangor", "referent", "arrangorsted", "kompetansepunkt"
        ).prefetch_related("innkallinger")  # fmt: skip

    def view_on_site(self, mote: Mote) -> str:
        """Lead to the meeting's own page."""
        return mote.get_absolute_url()

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to the group's page for it: who plans there tells everybody to keep the day free (L7)."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        kontekst = {
            **self.admin_site.each_context(request),
            "title": gettext("Planlegg et møte"),
            "opts": self.opts,
            "grupper": Gruppe.objects.planlagt_av(innsyn_i(request)).filter(slutt=None),
        }
        return TemplateResponse(request, "admin/moter/mote/velg_gruppe.html", kontekst)

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
        """Save through the verb, so that deadlines follow."""
        try:
            endring.lagre_detaljer(obj, form.changed_data, naa=klokke.naa())
        except ValidationError as feil:
            messages.error(request, " ".join(feil.messages))

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
