"""Blank templates for Word, in both languages, for those in the network (L12)."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from moter.maler import mal
from nettverk.filer import DOKUMENTER, godkjent
from tests.conftest import Klient
from tests.verden import Verden


def lest(innhold: bytes) -> tuple[list[str], str]:
    """The headings, and everything that stands in it."""
    dokument = Document(BytesIO(innhold))
    avsnitt = dokument.paragraphs
    celler = [celle.text for tabell in dokument.tables for rad in tabell.rows for celle in rad.cells]
    hode = dokument.sections[0].header.paragraphs[0].text
    overskrifter = [a.text for a in avsnitt if a.style and (a.style.name or "").startswith("Heading")]
    return overskrifter, "\n".join([hode, *(a.text for a in avsnitt), *celler])


def test_malen_for_innkalling_har_rutinens_deler_og_nettverkets_navn(verden: Verden) -> None:
    overskrifter, tekst = lest(mal(verden.nettverk, "innkalling", "nb"))
    assert overskrifter == ["Møteinnkalling", "Program", "Praktisk informasjon"]
    for ord_ in (
        "Nettverk i lindring", "Del 1: Erfaringsutveksling (bare for medlemmer)", "Lunsj",
        f"Sendes til {verden.nettverk.epost} senest 14 dager før møtet.",
    ):  # fmt: skip
        assert ord_ in tekst


def test_malen_for_referat_har_hvem_som_deltok_og_hvem_som_meldte_fra(verden: Verden) -> None:
    overskrifter, tekst = lest(mal(verden.nettverk, "referat", "nb"))
    assert overskrifter == [
        "Referat", "Deltok", "Meldte fra at de ikke kom", "Del 1: Erfaringsutveksling",
        "Del 2: Faglig påfyll", "Neste møter",
    ]  # fmt: skip
    assert f"Sendes til {verden.nettverk.epost} innen 14 dager etter møtet." in tekst


@pytest.mark.parametrize("malform", ["nb", "nn"])
@pytest.mark.parametrize("slag", ["innkalling", "referat"])
def test_en_utfylt_mal_kan_registreres_som_mottatt(verden: Verden, slag: str, malform: str) -> None:
    fil = SimpleUploadedFile("utfylt.docx", mal(verden.nettverk, slag, malform))
    assert godkjent(fil, DOKUMENTER).mime.endswith("wordprocessingml.document")


def test_malsiden_viser_egne_nettverk(verden: Verden, client_for: Klient) -> None:
    side = client_for(verden.medlem).get(reverse("maler")).content.decode()
    assert ("Nettverk i lindring" in side, "Rehabiliteringens nettverk" in side) == (True, False)
    side = client_for(verden.naermeste_leder).get(reverse("maler")).content.decode()
    assert "ingen maler her" in side
    gal = reverse("mal", args=(verden.nettverk.slug, "dagbok", "nb"))
    assert client_for(verden.medlem).get(gal).status_code == 404
