"""Addresses of minutes."""

from django.urls import path

from referat.views import bevis, lesing, mottatt, retting, skriving, utkast

urlpatterns = [
    path("moter/<int:pk>/referat/", lesing.referat, name="referat"),
    path("moter/<int:pk>/referat/pdf/", lesing.pdf, name="referat_pdf"),
    path("moter/<int:pk>/referat/skriv/", skriving.skriv, name="referat_skriv"),
    path("moter/<int:pk>/referat/se-over/", skriving.se_over, name="referat_se_over"),
    path("moter/<int:pk>/referat/lever/", skriving.lever, name="referat_lever"),
    path("moter/<int:pk>/referat/kopier/", lesing.kopier, name="referat_kopier"),
    path("moter/<int:pk>/bevis/", bevis.eget, name="bevis"),
    path("moter/<int:pk>/bevis/pdf/", bevis.eget_pdf, name="bevis_pdf"),
    path("moter/<int:pk>/bevis/alle/", bevis.alle, name="bevis_alle"),
    path("moter/<int:pk>/bevis/alle/pdf/", bevis.alle_pdf, name="bevis_alle_pdf"),
    path("gjest/min/<str:nokkel>/bevis/", bevis.gjestens, name="gjest_bevis"),
    path("gjest/min/<str:nokkel>/bevis/pdf/", bevis.gjestens_pdf, name="gjest_bevis_pdf"),
    path("moter/<int:pk>/referat/utkast/", utkast.utkast, name="referat_utkast"),
    path("moter/<int:pk>/referat/rett/", retting.rett, name="referat_rett"),
    path("moter/<int:pk>/referat/rett/avbryt/", retting.avbryt, name="referat_rett_avbryt"),
    path("moter/<int:pk>/referat/versjon/<int:nr>/", retting.versjon, name="referat_versjon"),
    path("moter/<int:pk>/referat/versjon/<int:nr>/pdf/", retting.versjon_pdf, name="referat_versjon_pdf"),
    path("referat/<str:nokkel>/", lesing.med_lenke, name="referat_lenke"),
    path("moter/<int:pk>/referat/mottatt/", mottatt.registrer, name="referat_mottatt"),
    path("moter/<int:pk>/referat/fil/", mottatt.fil, name="referat_fil"),
    path("referat/<str:nokkel>/fil/", mottatt.fil_med_lenke, name="referat_lenke_fil"),
    path("referat/<str:nokkel>/pdf/", lesing.pdf_med_lenke, name="referat_lenke_pdf"),
]
