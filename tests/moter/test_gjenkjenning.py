"""Names as they are typed at the door."""

import pytest

from moter.gjenkjenning import finn_blant, navneord
from moter.oppmote import Deler, Ventet
from nettverk.models import Person


def ventet(navn: str, nr: int = 1) -> Ventet:
    fornavn, _mellom, etternavn = navn.rpartition(" ")
    person = Person(pk=nr, fornavn=fornavn, etternavn=etternavn, epost=f"p{nr}@helse.example")
    return Ventet("medlem", person, None, "", Deler(None, None))


@pytest.mark.parametrize(
    ("navn", "ord_"),
    [
        ("Anne-Grethe KVÅLE", ("anne", "grethe", "kvale")),
        ("Đặng Thị Hồng Nhung", ("dang", "thi", "hong", "nhung")),
        ("Áile Márjá Ŋálggu", ("aile", "marja", "nalggu")),
        ("Asa\u030a Bø", ("asa", "bo")),
        ("李 明", ("李", "明")),
        ("  ", ()),
    ],
)
def test_navneord_er_like_uansett_hvordan_de_skrives(navn: str, ord_: tuple[str, ...]) -> None:
    assert navneord(navn) == ord_


@pytest.mark.parametrize(
    ("skrevet", "finnes"),
    [
        ("Anne Grethe Kvåle", True),
        ("Anne Kvåle", True),
        ("anne kvale", True),
        ("Grethe Kvåle", False),
        ("Anne Grethe", False),
        ("Anne", False),
        ("Kvåle Anne", False),
        ("", False),
        ("...", False),
    ],
)
def test_hele_navnet_eller_forste_og_siste_ord(skrevet: str, finnes: bool) -> None:
    assert bool(finn_blant([ventet("Anne-Grethe Kvåle")], skrevet)) == finnes


def test_den_som_bare_har_ett_navn_finnes_med_det() -> None:
    assert [en.navn for en in finn_blant([ventet("Madonna"), ventet("Mari Medlem", 2)], "madonna")] == [
        "Madonna"
    ]


def test_to_med_samme_navn_er_to() -> None:
    alle = [ventet("Mari Medlem", 1), ventet("Mari Medlem", 2)]
    assert len(finn_blant(alle, "Mari Medlem")) == 2
    assert len(finn_blant(alle, "p2@helse.example")) == 1
