"""What a browser may ask for in an address: anything at all, so it is made harmless before it is used."""

from django.http import HttpRequest, QueryDict

LENGDE = 100  # characters; nobody searches for more


def parameter(request: HttpRequest, navn: str) -> str:
    """The GET parameter `navn` without marks that cannot be seen, at most `LENGDE` characters; or "".

    PostgreSQL refuses NUL, and SQLite a search of many thousand characters.
    """
    verdi = request.GET.get(navn, "")[:LENGDE]
    return "".join(tegn for tegn in verdi if tegn.isprintable()).strip()


def heltall(felt: QueryDict, navn: str) -> int:
    """The whole number in a form field; 0 where there is none, or too many digits to be one."""
    tekst = felt.get(navn, "")
    return int(tekst) if tekst.isascii() and tekst.isdecimal() and len(tekst) < 10 else 0
