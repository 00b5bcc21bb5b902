"""Bokmål and nynorsk are both complete (X3), in our own texts and in those of the libraries.

`make meldinger` brings the catalogues up to date and says what is left to translate.
"""

import os
import re
import shutil
from collections import Counter
from collections.abc import Iterable
from datetime import date

import polib
import pytest
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format

from verktoy.tekster import (
    BIBLIOTEK,
    BIBLIOTEKENE,
    EGNE,
    Katalog,
    bibliotekstekster,
    egne_tekster,
    lest,
    nokkel,
    trengs,
)

pytestmark = pytest.mark.uten_base

KATALOGER = [EGNE, *BIBLIOTEK]
PLASSHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr]|\{\w*\}|</?[a-z][^>]*>")

alle_kataloger = pytest.mark.parametrize(
    "katalog", KATALOGER, ids=lambda k: f"{k.mappe.name}-{k.sprak}-{k.domene}"
)


@pytest.fixture
def xgettext() -> None:
    """Reading texts from code needs gettext. A newcomer may lack it, the CI may not."""
    if shutil.which("xgettext") is None and not os.environ.get("CI"):
        pytest.skip(
            "xgettext mangler (apt-get install gettext): tekstene i koden er ikke sammenlignet med katalogene"
        )


def po(katalog: Katalog) -> polib.POFile:
    return polib.pofile(str(katalog.fil()))


def kildetekster(tekster: Iterable[polib.POEntry]) -> list[str]:
    return sorted(tekst.msgid for tekst in tekster)


def par(tekst: polib.POEntry) -> list[tuple[str, str]]:
    """Source string and translation, one pair per form."""
    if not tekst.msgid_plural:
        return [(tekst.msgid, tekst.msgstr)]
    return [(tekst.msgid, tekst.msgstr_plural[0]), (tekst.msgid_plural, tekst.msgstr_plural[1])]


def slik_den_vises(tekst: polib.POEntry) -> str:
    """The text in the active language, as code asks for it (with the number 1 where it takes one)."""
    if tekst.msgid_plural:
        return translation.ngettext(tekst.msgid, tekst.msgid_plural, 1)
    if tekst.msgctxt:
        return translation.pgettext(tekst.msgctxt, tekst.msgid)
    return translation.gettext(tekst.msgid)


def test_egne_tekster_finnes_pa_nynorsk(xgettext: None) -> None:
    assert kildetekster(lest(EGNE).values()) == kildetekster(egne_tekster())


@pytest.mark.parametrize("domene", ["django", "djangojs"])
def test_bibliotekenes_tekster_finnes_pa_begge_malformer(xgettext: None, domene: str) -> None:
    tekster = bibliotekstekster(domene)
    kataloger = [katalog for katalog in BIBLIOTEK if katalog.domene == domene]

    vare = {katalog.sprak: kildetekster(lest(katalog).values()) for katalog in kataloger}

    assert vare == {katalog.sprak: kildetekster(trengs(tekster, katalog)) for katalog in kataloger}


def test_bibliotekene_som_leses_er_de_installerte() -> None:
    fremmede = [
        app for app in settings.INSTALLED_APPS if not (settings.BASE_DIR / app.split(".")[0]).is_dir()
    ]

    ulest = [app for app in fremmede if not any(f"{app}.".startswith(f"{navn}.") for navn in BIBLIOTEKENE)]

    assert ulest == []


@alle_kataloger
def test_katalogen_har_ingen_tomme_eller_usikre_tekster(katalog: Katalog) -> None:
    assert [tekst.msgid for tekst in po(katalog) if not tekst.translated()] == []


@alle_kataloger
def test_den_kompilerte_katalogen_er_i_takt(katalog: Katalog) -> None:
    kompilert = polib.mofile(str(katalog.fil("mo")))

    assert {nokkel(t): (t.msgstr, t.msgstr_plural) for t in kompilert} == {
        nokkel(t): (t.msgstr, t.msgstr_plural) for t in lest(katalog).values()
    }


@alle_kataloger
def test_oversettelsen_har_de_samme_plassholderne_og_merkene(katalog: Katalog) -> None:
    ulike = [
        (kilde, norsk)
        for tekst in lest(katalog).values()
        for kilde, norsk in par(tekst)
        if Counter(PLASSHOLDER.findall(kilde)) != Counter(PLASSHOLDER.findall(norsk))
    ]

    assert ulike == []


def test_bokmalstekster_blir_staende_som_de_er() -> None:
    """A word of ours may be English too: a library's catalogue would then put another in its place."""
    with translation.override("nb"):
        vist = [slik_den_vises(tekst) for tekst in po(EGNE)]

    assert vist == [tekst.msgid for tekst in po(EGNE)]


@pytest.mark.parametrize(
    ("sprak", "dato", "kode", "feil"),
    [
        ("nb", "19. januar 2026", "Engangskode", "Feltet må fylles ut."),
        ("nn", "19. januar 2026", "Eingongskode", "Feltet må fyllast ut."),
    ],
)
def test_portalens_ordlyd_gar_foran_bibliotekenes(sprak: str, dato: str, kode: str, feil: str) -> None:
    with translation.override(sprak):
        ord_ = (
            date_format(date(2026, 1, 19), "DATE_FORMAT"),
            translation.gettext("Sign-In Code"),
            translation.gettext("This field is required."),
        )

    assert ord_ == (dato, kode, feil)
