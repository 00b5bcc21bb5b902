"""The admin that shows a coordinator her own network and nothing of another's.

Every register is a `NettverkAdmin`: it names the path from its model to the network, and lists, forms,
choices, filters, search, autocomplete and history all start from the rows that path leads to.
"""

from collections.abc import Collection, Iterator
from typing import Any, ClassVar, TypeVar

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models.fields.related import RelatedField
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern
from simple_history.admin import SimpleHistoryAdmin

from nettverk.models import Person
from nettverk.registre import er_drift, koordinerte

M = TypeVar("M", bound=models.Model)


def er_i_bruk(rad: models.Model) -> bool:
    """Whether any other row, history included, points to this one."""
    return any(peker.exists() for peker in _pekere(rad))


def _pekere(rad: models.Model) -> Iterator[models.QuerySet[Any]]:
    for felt in rad._meta.get_fields(include_hidden=True):
        if isinstance(felt, models.ManyToOneRel):
            yield felt.related_model._base_manager.filter(**{felt.field.name: rad.pk})
        elif isinstance(felt, GenericRelation):
            yield getattr(rad, felt.name).all()


class Nettverksgrense:
    """Limits what a form offers to choose from to what the register of that model shows."""

    admin_site: admin.AdminSite

    def get_field_queryset(
        self, db: str | None, db_field: RelatedField[Any, Any], request: HttpRequest
    ) -> models.QuerySet[Any] | None:
        """Return the rows that may be chosen; also what a posted choice is checked against."""
        register = self.admin_site._registry.get(db_field.remote_field.model)
        if isinstance(register, NettverkAdmin):
            return register.get_queryset(request)
        valg: models.QuerySet[Any] | None = super().get_field_queryset(db, db_field, request)  # type: ignore[misc]
        return valg


class NettverkAdmin(Nettverksgrense, admin.ModelAdmin[M]):
    """A register of one network's rows.

    `nettverksti` is the lookup from the model to Nettverk. What nothing points to may be deleted;
    the rest is ended (`slutt`, `til`, «kan logge inn») or cancelled, and stays true.
    """

    nettverksti = ""
    bare_les = False
    view_on_site: Any = False
    list_per_page = 50
    actions: Any = None
    formfield_overrides: ClassVar[Any] = {models.URLField: {"assume_scheme": "https"}}

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[M]:
        """Return the rows of the networks one administers; all rows for an operator."""
        alle = super().get_queryset(request)
        return alle if er_drift(request) else self.avgrens(alle, koordinerte(request))

    def avgrens(self, alle: models.QuerySet[M], nettverk: Collection[int]) -> models.QuerySet[M]:
        """Return those of `alle` that belong to these networks (ids)."""
        return alle.filter(**{f"{self.nettverksti}__in": nettverk})

    def er_egen(self, request: HttpRequest, rad: M | None) -> bool:
        """Whether this row, or some row when none is given, is hers to see."""
        if not self.admin_site.has_permission(request):
            return False
        return rad is None or rad.pk is None or self.get_queryset(request).filter(pk=rad.pk).exists()

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let coordinators and operators in."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Let her see what is her network's."""
        return self.er_egen(request, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Let her add rows, except to registers that the portal itself writes."""
        return not self.bare_les and self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Let her change what is her network's, except what the portal itself writes."""
        return not self.bare_les and self.er_egen(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Let her delete one row at a time, one that nothing points to."""
        return obj is not None and self.has_change_permission(request, obj) and not er_i_bruk(obj)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Fill in the network where there is only one to choose."""
        initial = super().get_changeform_initial_data(request)
        egne = [str(pk) for pk in koordinerte(request)]
        return {"nettverk": egne[0]} | initial if len(egne) == 1 else initial


class Historikkadmin(NettverkAdmin[M], SimpleHistoryAdmin):
    """A register whose page «Historikk» tells who changed what, and when (X11).

    It is for reading: taking back an old version would go past the portal's own verbs.
    """

    def get_urls(self) -> list[URLPattern]:
        """Leave out the pages of single versions, which write what is posted to them."""
        navn = f"{self.opts.app_label}_{self.opts.model_name}_simple_history"
        return [url for url in super().get_urls() if url.name != navn]

    def revert_disabled(self, request: HttpRequest, obj: M | None = None) -> bool:
        """Never offer to take a version back."""
        return True

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the history of a row one may see; else it is as if it were not."""
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        svar: HttpResponse = super().history_view(request, object_id, extra_context)
        return svar


class Nettverkstabell(Nettverksgrense, admin.TabularInline[Any, Any]):
    """Rows below another row. What is there is shown with a link to its own page."""

    extra = 0
    can_delete = False
    show_change_link = True
    kan_legges_til = False

    def _register(self) -> NettverkAdmin[Any]:
        register = self.admin_site._registry[self.model]
        assert isinstance(register, NettverkAdmin)
        return register

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Return the rows that the register of this model shows."""
        return self._register().get_queryset(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let her see what the register shows."""
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let her add rows where that is meant."""
        return self.kan_legges_til and self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Change a row on its own page, not here."""
        return False


class EgneValg(admin.RelatedFieldListFilter):
    """A list filter that names only what the register of that model shows."""

    def field_choices(self, field: Any, request: HttpRequest, model_admin: admin.ModelAdmin[Any]) -> Any:
        """Return the choices in the order of their own register."""
        register = model_admin.admin_site._registry[field.remote_field.model]
        return field.get_choices(
            include_blank=False,
            ordering=self.field_admin_ordering(field, request, model_admin),
            limit_choices_to={"pk__in": register.get_queryset(request).order_by().values("pk")},
        )


_personstier = [
    "medlemskap__gruppe__nettverk", "leder_for__gruppe__nettverk", "nettverksroller__nettverk",
    "driftsrepresentasjoner__gruppe__nettverk",
]  # fmt: skip


def knytter_person(*stier: str) -> None:
    """Declare lookups from Person to Nettverk that make somebody known to a network's coordinators.

    Apps above this one call it from their admin modules.
    """
    _personstier.extend(sti for sti in stier if sti not in _personstier)


def kjente_personer(nettverk: Collection[int] | models.QuerySet[Any, Any]) -> models.Q:
    """Return the condition on Person for those who have to do with these networks (ids)."""
    kjent = models.Q(pk__in=())
    for sti in _personstier:
        kjent |= models.Q(pk__in=Person.objects.filter(**{f"{sti}__in": nettverk}).order_by().values("pk"))
    return kjent
