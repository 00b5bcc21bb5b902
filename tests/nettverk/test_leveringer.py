"""How it went with the mails of one matter, in one line and one by one (X10, L16)."""

from __future__ import annotations

import pytest

from nettverk.models import Epost, Gruppe
from nettverk.templatetags.portal import epostmerke
from nettverk.utboks.pa_nytt import send_pa_nytt
from nettverk.utboks.status import MERKER, REKKE, alle_utgaver, leveringer, siste_utgave
from tests.nettverk.byggere import i_ko, lokal

NAA = lokal("2026-11-03T08:00")
pytestmark = pytest.mark.django_db


def _sendte(gruppe: Gruppe, **antall: int) -> None:
    """So many mails about the group in each status."""
    for status, nr in ((status, nr) for status, hvor_mange in antall.items() for nr in range(hvor_mange)):
        epost = i_ko(NAA, til_navn=f"{status} {nr}", slag="innkalling", gjelder=gruppe)
        Epost.objects.filter(pk=epost.pk).update(status=status)


@pytest.mark.parametrize(
    ("antall", "uten_adresse", "ord_", "merke", "galt"),
    [
        (
            {"sendt": 23, "feilet": 1, "ko": 1},
            [],
            "23 av 25 tatt imot av e-posttjeneren, 1 ikke levert, 1 i kø",
            "feilet",
            True,
        ),
        ({"sendt": 2}, [], "2 av 2 tatt imot av e-posttjeneren", "sendt", False),
        ({"sendt": 1}, [], "tatt imot av e-posttjeneren", "sendt", False),
        ({"retur": 1}, [], "kom i retur", "retur", True),
        (
            {"ko": 2, "tatt": 1, "retur": 2},
            ["Åse"],
            "0 av 5 tatt imot av e-posttjeneren, 2 kom i retur, 3 i kø, 1 kan ikke nås",
            "retur",
            True,
        ),
        ({}, ["Åse", "Bo"], "2 kan ikke nås", "bortfalt", False),
    ],
)
def test_oppsummering_says_it_in_one_line(
    gruppe: Gruppe, antall: dict[str, int], uten_adresse: list[str], ord_: str, merke: str, galt: bool
) -> None:
    _sendte(gruppe, **antall)
    funnet = leveringer(gruppe, "innkalling", uten_adresse=uten_adresse)
    assert (funnet.oppsummering, funnet.merke, funnet.galt) == (ord_, merke, galt)


def test_leveringer_come_with_what_must_be_seen_to_first(gruppe: Gruppe) -> None:
    _sendte(gruppe, sendt=2, ko=1, retur=1, feilet=1)
    navn = [epost.til_navn for epost in leveringer(gruppe, "innkalling").epost]
    assert navn == ["feilet 0", "retur 0", "ko 0", "sendt 0", "sendt 1"]


def test_leveringer_of_nothing_is_nothing(gruppe: Gruppe) -> None:
    assert not leveringer(gruppe, "innkalling")


def test_leveringer_count_the_last_of_what_was_sent_again(gruppe: Gruppe) -> None:
    _sendte(gruppe, feilet=1, sendt=1)
    gammel = Epost.objects.get(status="feilet")
    ny = send_pa_nytt(gammel, naa=NAA)
    gammel.refresh_from_db()
    assert leveringer(gruppe, "innkalling").oppsummering == "1 av 2 tatt imot av e-posttjeneren, 1 i kø"
    assert (alle_utgaver(gruppe, "innkalling").count(), siste_utgave(gammel), siste_utgave(ny)) == (3, ny, ny)


def test_every_status_has_its_shape_and_its_place() -> None:
    assert set(MERKER) == set(REKKE) == set(Epost.Status)
    assert all("<svg" in epostmerke(status) for status in Epost.Status.values)
