"""Addresses anybody may open: the series, and registering."""

from django.urls import path

from dybdemoter.views import offentlig, pamelding

urlpatterns = [
    path("", offentlig.serier, name="serier"),
    path("<int:serie_pk>/", offentlig.serie, name="serie"),
    path("<int:serie_pk>/pamelding/", pamelding.pamelding, name="seriepamelding"),
    path("kvittering/<str:signert>/", pamelding.kvittering, name="seriekvittering"),
]
