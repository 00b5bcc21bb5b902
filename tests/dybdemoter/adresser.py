"""The portal's addresses, and a stand-in for the adviser's page that mails and deadlines point to."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from dybdemoter.adresser import STYRING
from nettverk.urls import urlpatterns as alle


def side(request: HttpRequest, **kwargs: object) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [*alle, path("dybdemoter/styring/<int:pk>/", side, name=STYRING)]
