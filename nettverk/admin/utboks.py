"""The register of mails: what was sent to whom, what did not arrive, and sending it again (X10)."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nettverk import klokke
from nettverk.alfabet import Alfabetisk
from nettverk.innsyn import innsyn_i
from nettverk.klokke import dag
from nettverk.models import Epost
from nettverk.models.epost import EpostQuerySet
from nettverk.nettverksadmin import EgneValg, NettverkAdmin
from nettverk.sprak import dato_kort
from nettverk.sprak import klokke as klokkeslett
from nettverk.utboks import pa_nytt
from nettverk.utboks.slag import alle_slag, slag_i_ord
from nettverk.utboks.status import VENTER

Status = Epost.Status


class Leveringsfilter(admin.SimpleListFilter):
    """How it went, in the words of somebody who looks for what did not arrive."""

    title = _("hvordan det gikk")
    parameter_name = "levering"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Return the choices, what must be seen to first."""
        return [
            ("ikke-levert", _("ikke levert, eller kom i retur")),
            ("venter", _("i kø")),
            ("tatt-imot", _("tatt imot av e-posttjeneren")),
            ("pa-nytt", _("sendt på nytt")),
            ("bortfalt", _("ikke lenger aktuell")),
        ]

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Epost]) -> models.QuerySet[Epost]:
        """Return those of one choice. What was sent again is no longer undelivered."""
        assert isinstance(queryset, EpostQuerySet)
        siste = queryset.siste_utgave()
        valg = {
            "ikke-levert": queryset.ikke_levert(),
            "venter": siste.filter(status__in=VENTER),
            "tatt-imot": siste.filter(status=Status.SENDT),
            "pa-nytt": queryset.filter(sendt_pa_nytt_som__isnull=False),
            "bortfalt": siste.filter(status=Status.BORTFALT),
        }
        return valg.get(self.value() or "", queryset)


class Slagfilter(admin.SimpleListFilter):
    """The kinds of mail, in words."""

    title = _("hva den handler om")
    parameter_name = "slag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Return every kind."""
        return alle_slag()

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Epost]) -> models.QuerySet[Epost]:
        """Return those of one kind."""
        return queryset.filter(slag=self.value()) if self.value() else queryset


@admin.register(Epost)
class EpostRegister(NettverkAdmin[Epost]):
    """Every mail with receiver and status. Codes and personal links are masked (X10)."""

    nettverksti = "nettverk"
    bare_les = True
    list_display = ("mottaker", "status", "serverens_ord", "vist_emne", "laget")
    list_filter = (Leveringsfilter, ("nettverk", EgneValg), Slagfilter)
    search_fields = ("emne", "til", "til_navn")
    date_hierarchy = "opprettet"
    fields = (
        "vist_emne", "hva", "til_navn", "til", "person", "vist_fra", "svar_til", "status", "serverens_svar",
        "pa_nytt", "opprettet", "sendt_naa", "forsok", "neste_forsok", "vedleggene", "vist_tekst",
    )  # fmt: skip
    actions = ("send_pa_nytt", "merk_retur", "angre_retur")
    change_list_template = "admin/nettverk/epost/change_list.html"
    change_form_template = "admin/nettverk/epost/change_form.html"

    def get_queryset(self, request: HttpRequest) -> EpostQuerySet:
        """Start from what the mail's own rule lets the viewer see."""
        egne = super().get_queryset(request) & Epost.objects.synlig_for(innsyn_i(request))
        assert isinstance(egne, EpostQuerySet)
        return egne

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show above the list how many did not arrive, with the way there."""
        egne = {"antall_ikke_levert": self.get_queryset(request).ikke_levert().count()}
        return super().changelist_view(request, {**egne, **(extra_context or {})})

    # --- What is shown -------------------------------------------------------------------------

    @admin.display(description=_("mottaker"), ordering=Alfabetisk("til_navn"))
    def mottaker(self, epost: Epost) -> SafeString:
        """Return name and address."""
        return format_html("{}<br><small>{}</small>", epost.til_navn, epost.til)

    @admin.display(description=_("emne"), ordering="emne")
    def vist_emne(self, epost: Epost) -> str:
        """Return the subject, or what stands for it."""
        return epost.vist_emne

    @admin.display(description=_("hva den handler om"))
    def hva(self, epost: Epost) -> str:
        """Return the kind in words."""
        return slag_i_ord(epost.slag)

    @admin.display(description=_("fra"))
    def vist_fra(self, epost: Epost) -> str:
        """Return the sender as a mail program shows it."""
        return epost.vist_fra

    @admin.display(description=_("opprettet"), ordering="opprettet")
    def laget(self, epost: Epost) -> str:
        """Return when it was written, short enough for a column."""
        return f"{dato_kort(epost.opprettet)} {dag(epost.opprettet).year} {klokkeslett(epost.opprettet)}"

    @admin.display(description=_("e-posttjeneren svarte"), ordering="feil")
    def serverens_ord(self, epost: Epost) -> str:
        """Return the server's words, as much as a list has room for."""
        return Truncator(epost.feil).chars(120)

    @admin.display(description=_("e-posttjeneren svarte"))
    def serverens_svar(self, epost: Epost) -> str:
        """Return all of the server's words."""
        return epost.feil

    @admin.display(description=_("sendt på nytt"))
    def pa_nytt(self, epost: Epost) -> str:
        """Link to the mail it was sent again as, and to the one it was made from."""
        naboer: list[tuple[Any, Epost | None]] = [
            (_("Sendt på nytt som denne"), epost.sendt_pa_nytt_som),
            (_("Er selv en ny utgave av denne"), getattr(epost, "sendt_pa_nytt_fra", None)),
        ]
        lenker = (
            (reverse("admin:nettverk_epost_change", args=(nabo.pk,)), ord_, nabo.get_status_display())
            for ord_, nabo in naboer
            if nabo is not None
        )
        return format_html_join(" · ", '<a href="{}">{}</a> ({})', lenker) or str(_("nei"))

    @admin.display(description=_("vedlegg"))
    def vedleggene(self, epost: Epost) -> str:
        """Return the names of the attachments."""
        return ", ".join(vedlegg.navn for vedlegg in epost.vedlegg.defer("innhold"))

    @admin.display(description=_("tekst"))
    def vist_tekst(self, epost: Epost) -> str:
        """Return the text with its secrets masked."""
        return epost.vist_tekst

    # --- What is done --------------------------------------------------------------------------

    @admin.action(description=_("Send på nytt"), permissions=["view"])
    def send_pa_nytt(self, request: HttpRequest, eposter: models.QuerySet[Epost]) -> HttpResponse | None:
        """Show who would get what; when that is confirmed, send it and say how it went."""
        valgte = list(eposter.select_related("person", "nettverk").order_by(Alfabetisk("til_navn"), "pk"))
        if "bekreftet" in request.POST:
            self._send(request, valgte)
            return None
        forslag = [_forslag(epost) for epost in valgte]
        kontekst = {
            **self.admin_site.each_context(request),
            "title": _("Send på nytt"),
            "opts": self.opts,
            "sendes": [utkast for utkast, _grunn in forslag if utkast],
            "nektes": [
                (epost, grunn)
                for epost, (utkast, grunn) in zip(valgte, forslag, strict=True)
                if utkast is None
            ],
            "avkrysning": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/nettverk/epost/send_pa_nytt.html", kontekst)

    def _send(self, request: HttpRequest, valgte: Iterable[Epost]) -> None:
        """Send each, and say how many went, and who did not get one and why."""
        sendt, naa = 0, klokke.naa()
        nektet: dict[str, list[str]] = defaultdict(list)
        for epost in valgte:
            try:
                pa_nytt.send_pa_nytt(epost, naa=naa)
            except ValidationError as feil:
                nektet[" ".join(feil.messages)].append(epost.til_navn)
            else:
                sendt += 1
        if sendt:
            ord_ = ngettext(
                "%(antall)d e-post er lagt i kø på nytt, og går straks.",
                "%(antall)d e-poster er lagt i kø på nytt, og går straks.",
                sendt,
            )
            messages.success(request, ord_ % {"antall": sendt})
        for grunn, navn in nektet.items():
            felt = {"antall": len(navn), "navn": ", ".join(navn), "grunn": grunn}
            messages.warning(request, _("%(antall)d ikke sendt (%(navn)s): %(grunn)s") % felt)

    @admin.action(description=_("Merk som kommet i retur"), permissions=["view"])
    def merk_retur(self, request: HttpRequest, eposter: models.QuerySet[Epost]) -> None:
        """Note that mails which the server took came back."""
        merket = [epost.merk_retur() for epost in eposter]
        ord_ = ngettext(
            "%(antall)d e-post er merket som kommet i retur.",
            "%(antall)d e-poster er merket som kommet i retur.",
            sum(merket),
        )
        hvorfor_ikke = _("Bare e-post som e-posttjeneren har tatt imot, kan komme i retur.")
        self._meld(request, merket, ord_, hvorfor_ikke)

    @admin.action(description=_("Angre «kommet i retur»"), permissions=["view"])
    def angre_retur(self, request: HttpRequest, eposter: models.QuerySet[Epost]) -> None:
        """Take that note back."""
        angret = [epost.angre_retur() for epost in eposter]
        ord_ = ngettext(
            "%(antall)d e-post er ikke lenger merket som kommet i retur.",
            "%(antall)d e-poster er ikke lenger merket som kommet i retur.",
            sum(angret),
        )
        self._meld(request, angret, ord_, _("Resten var ikke merket som kommet i retur."))

    def _meld(self, request: HttpRequest, gikk: list[bool], ord_: str, hvorfor_ikke: Any) -> None:
        if any(gikk):
            messages.success(request, ord_ % {"antall": sum(gikk)})
        if not all(gikk):
            messages.warning(request, hvorfor_ikke)


def _forslag(epost: Epost) -> tuple[pa_nytt.Utkast | None, str]:
    """Return where the mail would go, or why it cannot."""
    try:
        return pa_nytt.utkast(epost, naa=klokke.naa()), ""
    except ValidationError as feil:
        return None, " ".join(feil.messages)
