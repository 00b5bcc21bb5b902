"""Every address of the portal, as the resolver knows them, and what came of asking for one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection, models
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse

# Sessions are the framework's. And /readyz asks whether writing is allowed, by an update of no row.
IKKE_DET = r"(?!django_session|nettverk_livstegn)"
SKRIVER = re.compile(rf'^(INSERT INTO|UPDATE|DELETE FROM) "{IKKE_DET}', re.IGNORECASE)


@dataclass(frozen=True)
class Adresse:
    """An address: its name with namespace, and what must be given to fill it in."""

    navn: str
    rute: str
    parametre: frozenset[str]

    def url(self, verdier: dict[str, object]) -> str:
        """The path, filled in with those of `verdier` that it asks for."""
        return reverse(self.navn, kwargs={navn: verdier[navn] for navn in self.parametre})


def alle_adresser() -> dict[str, Adresse]:
    """Every address by name; one without a name stands under its route."""
    return {adresse.navn or adresse.rute: adresse for adresse in _under(get_resolver(), "", "")}


def _under(resolver: URLResolver, navnerom: str, rute: str) -> Iterator[Adresse]:
    for ledd in resolver.url_patterns:
        sti = rute + str(ledd.pattern)
        if isinstance(ledd, URLPattern):
            navn = f"{navnerom}{ledd.name}" if ledd.name else ""
            yield Adresse(navn, sti, frozenset(ledd.pattern.converters) | _grupper(ledd))
        else:
            rom = f"{navnerom}{ledd.namespace}:" if ledd.namespace else navnerom
            yield from _under(ledd, rom, sti)


def _grupper(ledd: URLPattern) -> frozenset[str]:
    return frozenset(ledd.pattern.regex.groupindex)


def utfall(svar: HttpResponseBase) -> str:
    """The status, or «inn» for being sent to the login page."""
    til = svar.headers.get("Location", "")
    innlogging = (resolve_url(settings.LOGIN_URL), reverse("admin:login"))
    return "inn" if svar.status_code == 302 and til.startswith(innlogging) else str(svar.status_code)


def spor(klient: Client, metode: str, url: str, felt: dict[str, str] | None = None) -> tuple[str, list[str]]:
    """Ask, and return the outcome and the queries that wrote something.

    A form is never quite empty: the browser sends its key against forgery along.
    """
    with CaptureQueriesContext(connection) as fanget:
        svar = klient.get(url) if metode == "get" else klient.post(url, felt or {"versjon": "1"})
    return utfall(svar), [s["sql"] for s in fanget.captured_queries if SKRIVER.match(s["sql"])]


def registerside(klient: Client, modell: type[models.Model], hva: str, *args: object, **query: str) -> Any:
    """The answer from a page of a register: «changelist», «add», «change», «delete» or «history»."""
    navn = f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{hva}"
    return klient.get(reverse(navn, args=args), query)


def viste(klient: Client, modell: type[models.Model]) -> set[str]:
    """What stands in the list of a register."""
    return {str(rad) for rad in registerside(klient, modell, "changelist").context["cl"].result_list}


def tom_tabell(prefiks: str = "medlemskap") -> dict[str, str]:
    """What a browser sends for a table below a register's row in which nothing was added."""
    return {f"{prefiks}-TOTAL_FORMS": "0", f"{prefiks}-INITIAL_FORMS": "0"}
