"""National identity numbers in free text: found, and refused with the reason (X12).

«A Norwegian national identity number in any free text is refused with a clear message that no patient
information belongs here.» Found are fødselsnummer and D-numbers (first digit plus 4), and the invented
ones that test data are made of (month plus 40 or 80), by date and both check digits. From 2032 new
numbers may have other first check digits; those are not found yet.
"""

import re
from calendar import monthrange
from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

KODE = "personnummer"
MELDING = _("Her står det noe som ligner et fødselsnummer. Skriv ikke opplysninger om pasienter i portalen.")

# Between two digits people put a space of any kind, a dot or a dash, sometimes two.
SKILLE = r"[\s\u200b\u00ad./\-\u2010-\u2015\u2212]{0,2}"
# From the beginning of a run of digits to the end of one; ahead, so that one number may begin in another.
ELLEVE_SIFRE = re.compile(rf"(?<!\d)(?=(\d(?:{SKILLE}\d){{10}})(?!\d))")
# «1234.56.78903» is how a bank account is written, and nothing else.
KONTONUMMER = re.compile(r"\d{4}[. \u00a0]\d{2}[. \u00a0]\d{5}")
VEKTER_1 = (3, 7, 6, 1, 8, 9, 4, 5, 2, 1)
VEKTER_2 = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
D_NUMMER, SYNTETISK = 40, (0, 40, 80)
SKUDDAR = 2000  # a year in which 29 February exists, for the two digits that do not say which century


def personnumre(tekst: str) -> Iterator[str]:
    """Yield the national identity numbers in a text, each as eleven digits.

    A number that is a part of a longer run of digits is none.
    """
    for treff in ELLEVE_SIFRE.finditer(tekst):
        skrevet = treff.group(1)
        if KONTONUMMER.fullmatch(skrevet):
            continue
        sifre = [int(tegn) for tegn in skrevet if tegn.isdecimal()]
        if er_personnummer(sifre):
            yield "".join(map(str, sifre))


def er_personnummer(sifre: list[int]) -> bool:
    """Whether eleven digits are a date and three digits, followed by the two check digits of these."""
    dag, maned, ar = (10 * sifre[i] + sifre[i + 1] for i in (0, 2, 4))
    return _er_dato(dag, maned, ar) and all(
        sum(vekt * siffer for vekt, siffer in zip(vekter, sifre, strict=False)) % 11 == 0
        for vekter in (VEKTER_1, VEKTER_2)
    )


def _er_dato(dag: int, maned: int, ar: int) -> bool:
    dag -= D_NUMMER if dag > D_NUMMER else 0
    ekte = [maned - tillegg for tillegg in SYNTETISK if 1 <= maned - tillegg <= 12]
    return bool(ekte) and 1 <= dag <= monthrange(SKUDDAR + ar, ekte[0])[1]


def uten_personnummer(verdi: object) -> None:
    """Raise ValidationError where a text has something like a national identity number in it."""
    if isinstance(verdi, str) and any(personnumre(verdi)):
        raise ValidationError(MELDING, code=KODE)


def vern_alle_tekstfelt() -> None:
    """Let every text field of every form refuse it, those of the admin and of libraries included.

    Here and not in each form, so that nobody can forget it in the next one. Fields with a grammar of
    their own (addresses of mail and of pages) have other default validators, and are no free text. To
    be called before any form is defined: a field takes its validators along when it is made.
    """
    forms.CharField.default_validators = [*forms.Field.default_validators, uten_personnummer]
