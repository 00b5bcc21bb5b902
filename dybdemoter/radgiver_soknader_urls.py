"""Addresses of the advisers' work on one series: applications, places, attendance, topics."""

from django.urls import path

from dybdemoter.views import radgiver_fordeling, radgiver_oppmote, radgiver_soknader, radgiver_tema

urlpatterns = [
    path("soknader/", radgiver_soknader.soknader, name="styring_soknader"),
    path("soknader/<int:soknad_pk>/", radgiver_soknader.soknad, name="styring_soknad"),
    path("soknader/<int:soknad_pk>/avvis/", radgiver_soknader.avvis, name="styring_avvis"),
    path("soknader/<int:soknad_pk>/trekk/", radgiver_soknader.trekk, name="styring_trekk"),
    path("fordeling/", radgiver_fordeling.fordeling, name="styring_fordeling"),
    path("fordeling/utvid/", radgiver_fordeling.utvid, name="styring_utvid"),
    path("svar/", radgiver_fordeling.svar, name="styring_svar"),
    path("svar/sendt/", radgiver_fordeling.sendt, name="styring_svar_sendt"),
    path("plasser/", radgiver_fordeling.plasser, name="styring_plasser"),
    path("oppmote/", radgiver_oppmote.oversikt, name="styring_oppmoter"),
    path("oppmote/<int:mote_pk>/", radgiver_oppmote.oppmote, name="styring_oppmote"),
    path("oppmote/fulgt-opp/<int:oppmote_pk>/", radgiver_oppmote.fulgt_opp, name="styring_fulgt_opp"),
    path("problemstillinger/", radgiver_tema.temaer, name="styring_temaer"),
    path("problemstillinger/sla-sammen/", radgiver_tema.sla_sammen, name="styring_sla_sammen"),
    path("problemstillinger/<int:mote_pk>/", radgiver_tema.tema, name="styring_tema"),
    path("problemstillinger/<int:mote_pk>/avtalt/", radgiver_tema.avtalt, name="styring_avtalt"),
]
