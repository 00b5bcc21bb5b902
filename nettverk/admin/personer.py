"""People. A coordinator sees those who have to do with her own network."""

from collections.abc import Collection
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Prefetch, Q
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from nettverk.alfabet import Alfabetisk
from nettverk.models import Medlemskap, Nettverk, Nettverksrolle, Person
from nettverk.nettverksadmin import Historikkadmin, Nettverkstabell, kjente_personer
from nettverk.registre import er_drift, koordinerte

OM = ("fornavn", "etternavn", "yrke", "malform")
KONTAKT = ("epost", "delt_epost", "telefon", "is_active")


class Gruppetabell(Nettverkstabell):
    """The groups somebody belongs to, as far as the viewer's networks go."""

    model = Medlemskap
    fk_name = "person"
    fields = ("gruppe", "rolle", "fra", "til", "arbeidssted", "naermeste_leder")
    verbose_name_plural = _("medlem av")


@admin.register(Person)
class PersonRegister(Historikkadmin[Person]):
    """People with a membership, a role or a member to manage in the viewer's networks.

    So that nobody can be taken over from another network, the login address of somebody who has to
    do with another one too is not changed here, nor is anything of those who administer another.
    """

    list_display = ("navn", "yrke", "epost", "delt_epost", "grupper", "is_active")
    list_filter = ("is_active", ("epost", admin.EmptyFieldListFilter), "malform")
    search_fields = ("fornavn", "etternavn", "epost", "delt_epost")
    inlines = (Gruppetabell,)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Person]:
        """Fetch with each person the groups that the viewer may know of."""
        egne = Medlemskap.objects.select_related("gruppe")
        if not er_drift(request):
            egne = egne.filter(gruppe__nettverk__in=koordinerte(request))
        return super().get_queryset(request).prefetch_related(
            Prefetch("medlemskap", egne, to_attr="kjente_medlemskap")
        )  # fmt: skip

    def avgrens(self, alle: models.QuerySet[Person], nettverk: Collection[int]) -> models.QuerySet[Person]:
        """Return those known to the networks, and those her coordinators entered and nobody knows yet."""
        return alle.filter(kjente_personer(nettverk) | _nye(nettverk))

    @admin.display(description=_("navn"), ordering=Alfabetisk("etternavn"))
    def navn(self, person: Person) -> str:
        """Name, sorted by last name."""
        return person.navn

    @admin.display(description=_("grupper"))
    def grupper(self, person: Person) -> str:
        """Return the groups in the viewer's networks."""
        return ", ".join(m.gruppe.navn for m in getattr(person, "kjente_medlemskap", ()))

    def get_fieldsets(self, request: HttpRequest, obj: Person | None = None) -> Any:
        """Show operators who is one; nobody else sets that."""
        drift = ((_("Drift"), {"fields": ("is_superuser",)}),) if er_drift(request) else ()
        return ((None, {"fields": OM}), (_("Kontakt og innlogging"), {"fields": KONTAKT}), *drift)

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        """Keep her from those who administer another network, and from operators."""
        if not super().has_change_permission(request, obj) or obj is None or er_drift(request):
            return super().has_change_permission(request, obj)
        fremmede_roller = Nettverksrolle.objects.filter(person=obj).exclude(nettverk__in=koordinerte(request))
        return not obj.is_superuser and not fremmede_roller.exists()

    def get_readonly_fields(self, request: HttpRequest, obj: Person | None = None) -> tuple[str, ...]:
        """Keep the login address of somebody whom another network knows too."""
        if obj is None or er_drift(request):
            return ()
        andre = Nettverk.objects.exclude(pk__in=koordinerte(request)).values("pk")
        kjent_av_andre = Person.objects.filter(kjente_personer(andre), pk=obj.pk).exists()
        return ("epost", "is_active") if kjent_av_andre else ()

    def save_model(self, request: HttpRequest, obj: Person, form: Any, change: bool) -> None:
        """Save; a new person has no password, since nobody has."""
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


def _nye(nettverk: Collection[int]) -> Q:
    """Return the condition for people entered by these networks' coordinators and not yet used."""
    koordinatorer = Nettverksrolle.objects.filter(nettverk__in=nettverk).values("person")
    laget = Person.history.filter(history_type="+", history_user__in=koordinatorer).values("id")
    return Q(pk__in=laget) & ~kjente_personer(Nettverk.objects.values("pk"))
