"""Addresses of minutes."""

from django.urls import path

from referat.views import lesing, mottatt, skriving

urlpatterns = [
    path("moter/<int:pk>/referat/", lesing.referat, name="referat"),
    path("moter/<int:pk>/referat/pdf/", lesing.pdf, name="referat_pdf"),
    path("moter/<int:pk>/referat/skriv/", skriving.skriv, name="referat_skriv"),
    path("moter/<int:pk>/referat/se-over/", skriving.se_over, name="referat_se_over"),
    path("moter/<int:pk>/referat/lever/", skriving.lever, name="referat_lever"),
    path("moter/<int:pk>/referat/kopier/", lesing.kopier, name="referat_kopier"),
    path("referat/<str:nokkel>/", lesing.med_lenke, name="referat_lenke"),
    path("moter/<int:pk>/referat/mottatt/", mottatt.registrer, name="referat_mottatt"),
    path("moter/<int:pk>/referat/fil/", mottatt.fil, name="referat_fil"),
    path("referat/<str:nokkel>/fil/", mottatt.fil_med_lenke, name="referat_lenke_fil"),
    path("referat/<str:nokkel>/pdf/", lesing.pdf_med_lenke, name="referat_lenke_pdf"),
]
