"""Addresses of this app."""

from django.conf import settings
from django.urls import URLPattern, path

from oversikt.views import forside, prove

urlpatterns: list[URLPattern] = [
    path("", forside.forside, name="forside"),
    path("oversikt/", forside.oversikt, name="oversikt"),
    path("min-side/", forside.min_side, name="min_side"),
]
if settings.INNEBYGD:
    urlpatterns.append(path("logg-inn-som/", prove.logg_inn_som, name="logg_inn_som"))
