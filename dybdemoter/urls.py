"""Addresses of regional series: what anybody reads, and what an institution does."""

from django.urls import include, path

urlpatterns = [
    path("dybdemoter/min/", include("dybdemoter.institusjon_urls")),
    path("dybdemoter/", include("dybdemoter.offentlig_urls")),
]
