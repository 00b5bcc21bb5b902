"""Addresses of an institution's own pages. The personal link leads in; its key is in no other address."""

from django.urls import path

from dybdemoter.views import institusjon, institusjonsmote, institusjonstema, institusjonsvalg

urlpatterns = [
    path("", institusjon.mine, name="mine_serier"),
    path("<int:soknad_pk>/", institusjon.side, name="institusjon"),
    path("<int:soknad_pk>/deltakere/", institusjonsvalg.deltakere, name="institusjon_deltakere"),
    path("<int:soknad_pk>/teams/", institusjonsvalg.teams, name="institusjon_teams"),
    path("<int:soknad_pk>/svar/", institusjonsvalg.svar, name="institusjon_svar"),
    path("<int:soknad_pk>/trekk/", institusjonsvalg.trekk, name="institusjon_trekk"),
    path("<int:soknad_pk>/kalender.ics", institusjon.kalender, name="institusjon_kalender"),
    path("<int:soknad_pk>/problemstillinger/", institusjonstema.temaer, name="institusjon_temaer"),
    path("<int:soknad_pk>/mote/<int:mote_pk>/", institusjonsmote.mote, name="institusjon_mote"),
    path(
        "<int:soknad_pk>/mote/<int:mote_pk>/deltakere/",
        institusjonsmote.deltakere,
        name="institusjon_mote_deltakere",
    ),
    path(
        "<int:soknad_pk>/mote/<int:mote_pk>/mote.ics",
        institusjonsmote.kalender,
        name="institusjon_mote_kalender",
    ),
    path("<int:soknad_pk>/mote/<int:mote_pk>/stem/", institusjonsmote.stem, name="institusjon_stem"),
    path("<str:nokkel>/", institusjon.apne, name="min_serie"),
]
