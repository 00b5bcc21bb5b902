"""What was sent as PDF: whether it could be made, not what it says."""

from django.contrib import admin, messages
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from nettverk.models import Dokument
from nettverk.models.dokument import DokumentQuerySet
from nettverk.nettverksadmin import EgneValg, NettverkAdmin
from nettverk.vekking import vekk


@admin.register(Dokument)
class DokumentRegister(NettverkAdmin[Dokument]):
    """Every document with how its PDF went. What it says is on its own page, for those who may read it."""

    nettverksti = "nettverk"
    bare_les = True
    list_display = ("filnavn", "pdf_status", "hvorfor", "malgruppe", "malform", "versjon")
    list_filter = ("pdf_status", ("nettverk", EgneValg), "slag")
    search_fields = ("filnavn",)
    date_hierarchy = "opprettet"
    fields = (
        "filnavn", "slag", "malgruppe", "malform", "versjon", "pdf_status", "pdf_feil", "opprettet",
    )  # fmt: skip
    actions = ("lag_pa_nytt",)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Dokument]:
        """Leave content and PDF in the database: nothing here shows them."""
        return super().get_queryset(request).defer("innhold", "pdf")

    @admin.display(description=_("hvorfor PDF-en mangler"))
    def hvorfor(self, dokument: Dokument) -> str:
        """Return why there is no PDF, as much as a list has room for."""
        return Truncator(dokument.pdf_feil).chars(120)

    @admin.action(description=_("Lag PDF på nytt"), permissions=["view"])
    def lag_pa_nytt(self, request: HttpRequest, dokumenter: DokumentQuerySet) -> None:
        """Queue again those that could not be made; the others are as they should be."""
        valgte = dokumenter.count()
        with transaction.atomic():
            antall = dokumenter.order_by().prov_igjen()
            vekk("lag_dokumenter")
        if antall:
            ord_ = ngettext(
                "%(antall)d PDF lages på nytt. Det tar vanligvis under ett minutt.",
                "%(antall)d PDF-er lages på nytt. Det tar vanligvis under ett minutt.",
                antall,
            )
            messages.success(request, ord_ % {"antall": antall})
        if urort := valgte - antall:
            ord_ = ngettext(
                "%(antall)d dokument har PDF eller venter på den, og er som det var.",
                "%(antall)d dokumenter har PDF eller venter på den, og er som de var.",
                urort,
            )
            messages.info(request, ord_ % {"antall": urort})
