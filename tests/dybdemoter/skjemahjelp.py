"""The two steps of the public form, as a browser without script takes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from django.http.response import HttpResponseBase
from django.test import Client
from django.urls import reverse

from dybdemoter.lenker import institusjonslenke
from dybdemoter.models import Kontakt, Serie

STEG1: dict[str, Any] = {
    "institusjon": "Løvstakken rehabilitering", "orgnr": "", "region": "vest", "typer": ["dogn", "dag"],
    "navn": "Gro Kontakt", "epost": "gro@inst.example", "telefon": "", "nettside": "",
}  # fmt: skip
STEG2: dict[str, Any] = {
    "teams_kommentar": "", "arbeid_hovedmal": "on", "bindende": "on",
    "deltaker-INITIAL_FORMS": "0", "deltaker-TOTAL_FORMS": "3",
}  # fmt: skip
TOM: Mapping[str, str] = {}
ADGANG = re.compile(r'name="adgang" value="([^"]+)"')


def adresse(serie: Serie) -> str:
    return reverse("seriepamelding", args=(serie.pk,))


def adgang(side: HttpResponseBase) -> str:
    """What step 1 gives to step 2."""
    funnet = ADGANG.search(tekst(side))
    assert funnet is not None
    return unescape(funnet[1])


def tekst(side: Any) -> str:
    return str(side.content.decode())


def innhold(side: Any) -> str:
    """What the page itself says, without tags, in one line."""
    midten = tekst(side).partition("<main")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", midten)).split())


def send(
    klient: Client,
    serie: Serie,
    *,
    steg: str = "send",
    deltakere: int = 2,
    felt: Mapping[str, str] = TOM,
    **ett: Any,
) -> Any:
    """Take both steps, with this many participants, and return what came of it."""
    navn = {f"deltaker-{nr}-navn": f"Deltaker {nr + 1}" for nr in range(deltakere)}
    alt = STEG1 | STEG2 | {"deltaker-TOTAL_FORMS": str(max(3, deltakere))} | navn | dict(felt) | ett
    forste = klient.post(adresse(serie), {navn: verdi for navn, verdi in alt.items() if navn in STEG1})
    return klient.post(adresse(serie), alt | {"steg": steg, "adgang": adgang(forste)})


def lenken(kontakt: Kontakt) -> str:
    """The path of a new personal link."""
    return "/" + institusjonslenke(kontakt).adresse.split("/", 3)[3]
