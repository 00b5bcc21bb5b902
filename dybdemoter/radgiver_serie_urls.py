"""Addresses of the advisers' work on whole seasons."""

from django.urls import path

from dybdemoter.views import radgiver_serie

urlpatterns = [
    path("<int:serie_pk>/", radgiver_serie.serie, name="seriestyring"),
    path("<int:serie_pk>/paminnelser/", radgiver_serie.varsler, name="styring_varsler"),
]
