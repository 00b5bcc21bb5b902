"""The admin site: who is let in, and which of Django's pages it has."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.translation import gettext_lazy as _

from nettverk.models import Nettverk, Person

# Nobody has a password; and «view_on_site» answers for any object of any network.
UTELATTE_SIDER = frozenset({"password_change", "password_change_done", "view_on_site"})


def koordinerte(request: HttpRequest) -> frozenset[int]:
    """Return the ids of the networks this request may administer; asked once per request."""
    kjente: frozenset[int] | None = getattr(request, "_koordinerte", None)
    if kjente is None:
        person = request.user if isinstance(request.user, Person) else None
        kjente = frozenset(Nettverk.objects.koordinert_av(person).values_list("pk", flat=True))
        request._koordinerte = kjente  # type: ignore[attr-defined]
    return kjente


def er_drift(request: HttpRequest) -> bool:
    """Whether it is an operator who asks: all networks, and who is coordinator."""
    return bool(getattr(request.user, "is_superuser", False))


class Registre(admin.AdminSite):
    """The registers: for coordinators and operators, with the portal's own login."""

    site_header = _("Nettverksportalen: registre")
    site_title = _("Nettverksportalen")
    index_title = _("Registre")
    empty_value_display = "–"

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Take in registers that know which network a row belongs to; libraries' own do not."""
        if hasattr(admin_class, "nettverksti"):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in who administers a network, and operators."""
        return request.user.is_active and (er_drift(request) or bool(koordinerte(request)))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Send strangers to the portal's login, and say no to whoever is logged in and may not.

        Sending the latter to the login page too would send her back here, without end.
        """
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the admin's pages, without those that are not for this portal."""
        return [url for url in super().get_urls() if getattr(url, "name", None) not in UTELATTE_SIDER]
