"""The WSGI entry point. In the embedded mode it answers the machine it runs on, and nobody else."""

import os
from collections.abc import Iterable
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

from django.core.wsgi import get_wsgi_application

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nettverk.settings")


def bare_denne_maskinen(indre: "WSGIApplication") -> "WSGIApplication":
    """Wrap `indre` so that a caller from another machine gets 403: anyone may log in as anyone here."""

    def ytre(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        if er_lokal(environ.get("REMOTE_ADDR", "")):
            return indre(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Den innebygde utgaven svarer bare maskinen den selv er startet p\xc3\xa5.\n"]

    return ytre


def er_lokal(adresse: str) -> bool:
    """Whether `adresse` is a loopback address; empty means a Unix socket, which is local too."""
    return adresse == "" or ip_address(adresse).is_loopback


def lag_application() -> Any:
    """Django's handler, behind the loopback guard when the mode is the embedded one."""
    django_app = get_wsgi_application()
    from django.conf import settings
    from django.urls import get_resolver

    # Read all addresses now: the first to come must not wait for it while the next one passes.
    assert get_resolver().url_patterns
    return bare_denne_maskinen(django_app) if settings.INNEBYGD else django_app


application = lag_application()
