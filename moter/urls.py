"""Addresses of local meetings."""

from django.urls import path

from moter.views import arrangor, endring, gruppe, innkalling, mote, program, svar, vert

urlpatterns = [
    path("grupper/<int:pk>/", gruppe.gruppe, name="gruppe"),
    path("moter/<int:pk>/", mote.mote, name="mote"),
    path("moter/<int:pk>/detaljer/", mote.detaljer, name="mote_detaljer"),
    path("moter/<int:pk>/programkontakt/", mote.programkontakt, name="programkontakt"),
    path("moter/<int:pk>/deltakere/", mote.deltakere, name="deltakere"),
    path("moter/<int:pk>/varsler/", mote.varsler, name="mote_varsler"),
    path("moter/<int:pk>/kalender.ics", mote.kalender, name="mote_kalender"),
    path("moter/<int:pk>/flytt/", endring.flytt, name="mote_flytt"),
    path("moter/<int:pk>/avlys/", endring.avlys, name="mote_avlys"),
    path("moter/<int:pk>/arrangor/", gruppe.arrangor, name="arrangor"),
    path("moter/<int:pk>/arrangor/trekk/", gruppe.trekk, name="arrangor_trekk"),
    path("moter/<int:pk>/arrangor/bytte/", arrangor.spor, name="arrangor_bytte"),
    path("moter/<int:pk>/arrangor/bytte/<int:bytte_pk>/", arrangor.bytte, name="bytte"),
    path("moter/<int:pk>/arrangor/overta/", arrangor.overta, name="arrangor_overta"),
    path("bytte/<str:nokkel>/", arrangor.svar_med_lenke, name="bytte_svar"),
    path("vert/avslutt/", vert.avslutt, name="vert_avslutt"),
    path("vert/<str:nokkel>/", vert.vert, name="vert"),
    path("moter/<int:pk>/program/forslag/", program.forslag, name="program_forslag"),
    path("moter/<int:pk>/program/ny/", program.ny, name="program_ny"),
    path("moter/<int:pk>/program/<int:post_pk>/", program.endre, name="program_endre"),
    path("moter/<int:pk>/program/<int:post_pk>/slett/", program.slett, name="program_slett"),
    path("moter/<int:pk>/innkalling/", innkalling.innkalling, name="innkalling"),
    path("moter/<int:pk>/innkalling/pdf/", innkalling.pdf, name="innkalling_pdf"),
    path("moter/<int:pk>/innkalling/lever/", innkalling.lever, name="innkalling_lever"),
    path("moter/<int:pk>/innkalling/returner/", innkalling.returner, name="innkalling_returner"),
    path("moter/<int:pk>/innkalling/send/", innkalling.send, name="innkalling_send"),
    path("moter/<int:pk>/svar/", svar.svar_innlogget, name="mote_svar"),
    path("svar/<str:nokkel>/", svar.svar, name="svar"),
    path("svar/<str:nokkel>/innkalling/", svar.innkalling, name="svar_innkalling"),
    path("svar/<str:nokkel>/innkalling/pdf/", svar.pdf, name="svar_pdf"),
    path("svar/<str:nokkel>/kalender.ics", svar.kalender, name="svar_kalender"),
]
