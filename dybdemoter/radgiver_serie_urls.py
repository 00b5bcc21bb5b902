"""Addresses of the advisers' work on whole seasons."""

from django.urls import path

from dybdemoter.views import radgiver_serie, radgiver_serieendring, radgiver_serieliste, radgiver_serieplan

urlpatterns = [
    path("", radgiver_serieliste.serier, name="seriestyringer"),
    path("ny/", radgiver_serieliste.ny, name="styring_ny"),
    path("<int:serie_pk>/", radgiver_serie.serie, name="seriestyring"),
    path("<int:serie_pk>/paminnelser/", radgiver_serie.varsler, name="styring_varsler"),
    path("<int:serie_pk>/rediger/", radgiver_serieplan.rediger, name="styring_rediger"),
    path("<int:serie_pk>/publiser/", radgiver_serieplan.publiser, name="styring_publiser"),
    path("<int:serie_pk>/utkast/", radgiver_serieplan.til_utkast, name="styring_til_utkast"),
    path("<int:serie_pk>/teams/", radgiver_serieplan.teams, name="styring_teams"),
    path("<int:serie_pk>/kopier/", radgiver_serieliste.kopier, name="styring_kopier"),
    path("<int:serie_pk>/avlys/", radgiver_serieendring.avlys_serie, name="styring_avlys_serie"),
    path("<int:serie_pk>/moter/<int:mote_pk>/flytt/", radgiver_serieendring.flytt, name="styring_flytt"),
    path("<int:serie_pk>/moter/<int:mote_pk>/avlys/", radgiver_serieendring.avlys, name="styring_avlys_mote"),
]
