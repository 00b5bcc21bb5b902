"""Addresses for the app's own tests, whose mails and deadlines point to pages of these names."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from dybdemoter.adresser import MIN_SERIE, SERIE, STYRING
from nettverk.urls import urlpatterns as alle


def side(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("dybdemoter/<int:pk>/", side, name=SERIE),
    path("dybdemoter/styring/<int:pk>/", side, name=STYRING),
    path("dybdemoter/min/<str:nokkel>/", side, name=MIN_SERIE),
    *alle,
]
