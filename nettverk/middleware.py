"""The language of each request."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

SPRAK_COOKIE = settings.LANGUAGE_COOKIE_NAME
GYLDIGE = frozenset(kode for kode, _navn in settings.LANGUAGES)


class SprakMiddleware:
    """Activate bokmål or nynorsk: one's own choice, the browser's cookie, else the default (X3).

    What the browser says it prefers is not asked: Norwegian browsers nearly always say «nb».
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the chosen language, and say which it was."""
        sprak = self._valgt(request)
        with translation.override(sprak):
            request.LANGUAGE_CODE = sprak
            svar = self.get_response(request)
        svar.headers.setdefault("Content-Language", sprak)
        return svar

    def _valgt(self, request: HttpRequest) -> str:
        eget = getattr(request.user, "malform", "")
        valg = eget or request.COOKIES.get(SPRAK_COOKIE, "")
        return valg if valg in GYLDIGE else settings.LANGUAGE_CODE
