"""All addresses. The upper apps are named by string only."""

from django.contrib import admin
from django.urls import include, path

from nettverk.views import opplysninger, sider, utboks, vakt

urlpatterns = [
    path("livez", vakt.livez, name="livez"),
    path("readyz", vakt.readyz, name="readyz"),
    path("admin/", admin.site.urls),
    path("konto/", include("nettverk.konto.urls")),
    path("sprak/", sider.sprak, name="sprak"),
    path("personvern/", sider.personvern, name="personvern"),
    path("tilgjengelighet/", sider.tilgjengelighet, name="tilgjengelighet"),
    path("slik-star-det-til/", vakt.slik_star_det_til, name="slik_star_det_til"),
    path("opplysninger/", opplysninger.opplysninger, name="opplysninger"),
    path("opplysninger/<int:sjekk_pk>/", opplysninger.behandle, name="opplysninger_behandle"),
    path("utboks/", utboks.utboks, name="utboks"),
    path("utboks/<int:pk>/", utboks.epost, name="epost"),
    path("utboks/vedlegg/<int:pk>/", utboks.vedlegg, name="vedlegg"),
    path("", include("moter.urls")),
    path("", include("dybdemoter.urls")),
    path("", include("referat.urls")),
    path("", include("oversikt.urls")),
]
