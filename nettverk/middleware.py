"""What happens to a request before its page: the watch goes first, and each has a language."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import translation

SPRAK_COOKIE = settings.LANGUAGE_COOKIE_NAME
GYLDIGE = frozenset(kode for kode, _navn in settings.LANGUAGES)


class VaktMiddleware:
    """Answer the watch's two addresses before anything else is done with a request; so it stands first.

    Those who ask are on the inside, with plain HTTP and a number for a name, so they are not sent to
    HTTPS and their name for us is not checked. And /livez must answer when there is no database to
    look up a session or a person's language in.
    """

    ADRESSER = frozenset(("/livez", "/readyz"))

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or pass the request on."""
        if request.path_info in self.ADRESSER:
            svar: HttpResponse = resolve(request.path_info).func(request)
            return svar
        return self.get_response(request)


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
