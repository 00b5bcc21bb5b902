"""Addresses of regional series: what anybody reads, what an institution does, and what advisers do."""

from django.urls import include, path

urlpatterns = [
    path("dybdemoter/min/", include("dybdemoter.institusjon_urls")),
    path("dybdemoter/styring/", include("dybdemoter.radgiver_serie_urls")),
    path("dybdemoter/styring/<int:serie_pk>/", include("dybdemoter.radgiver_soknader_urls")),
    path("dybdemoter/", include("dybdemoter.offentlig_urls")),
]
