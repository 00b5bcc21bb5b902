"""What does not go as planned: no mouse, no JavaScript, a link that is no good, a worker that dies."""

from __future__ import annotations

import time
from collections import Counter

import pytest

from tests.e2e.conftest import NyBruker
from tests.e2e.nettleser import TELEFON, Bruker
from tests.e2e.portal import Portal
from tests.e2e.postkasse import TALMODIGHET, Postkasse, mottaker
from tests.e2e.verden import STOR_GRUPPE

KVARTERET_ETTER = "2026-11-23T09:20"
MANGE_GANGER = 60


def svarside(portal: Portal, lenke: str) -> str:
    return f"/svar/{portal.verden.lenker[lenke]}/"


@pytest.mark.parametrize(
    ("lenke", "overskrift"),
    [
        ("gal", "Lenken virker ikke"),
        ("utløpt", "Lenken er for gammel"),
        ("avlyst", "Møtet i Øygarden er avlyst"),
    ],
)
def test_svarlenke_that_is_no_good_says_so(
    ny_bruker: NyBruker, portal: Portal, lenke: str, overskrift: str
) -> None:
    bruker = ny_bruker(bredde=TELEFON)
    bruker.ga_til(svarside(portal, lenke))
    assert bruker.les("h1") == overskrift
    assert bruker.side.locator("main form").count() == 0


def test_innlogging_with_an_address_that_is_none_says_so(ny_bruker: NyBruker) -> None:
    bruker = ny_bruker(bredde=TELEFON)
    bruker.ga_til("/konto/logg-inn/")
    bruker.fyll(email="kari-uten-krøllalfa")
    bruker.trykk("Send meg en kode")
    assert bruker.feltfeil() == ["Skriv en gyldig e-postadresse, for eksempel navn@eksempel.no."]
    assert bruker.verdi("email") == "kari-uten-krøllalfa"


def test_svar_by_keyboard_alone(ny_bruker: NyBruker, portal: Portal) -> None:
    bruker = ny_bruker()
    bruker.ga_til(svarside(portal, "uten mus"))
    tab_til(bruker, "#id_svar_0")
    bruker.side.keyboard.press("Space")
    bruker.se()
    tab_til(bruker, "main form button")
    with bruker.side.expect_navigation():
        bruker.side.keyboard.press("Enter")
    bruker.se()
    assert bruker.les("#kvittering") == "Du er påmeldt"


def test_programmet_by_keyboard_alone(ny_bruker: NyBruker, portal: Portal) -> None:
    """Lengthen an item past what is free after it, see the next follow, and move that twice by one key."""
    bruker = ny_bruker("Øyvind Øksnes")
    bruker.ga_til(f"/moter/{portal.verden.sendt}/program/")
    tab_til(bruker, ".punkt:has([value='Siden sist']) [name^='varighet_']")
    for _ in range(8):  # five minutes each; half an hour is free
        bruker.side.keyboard.press("ArrowUp")
    bruker.side.keyboard.press("Tab")
    lunsj = bruker.side.locator(".punkt", has=bruker.side.locator("[value='Lunsj']"))
    assert lunsj.locator("[name^='start_']").input_value() == "12:10"
    lagre_med_enter(bruker)
    assert bruker.meldinger() == ["Programmet er lagret."]
    tab_til(bruker, ".punkt:has([value='Lunsj']) [id^='opp']")
    for begynner in ("10:00", "09:00"):
        lagre_med_enter(bruker)
        assert lunsj.locator("[name^='start_']").input_value() == begynner
    assert lunsj.locator("[id^='ned']:focus").count() == 1


def lagre_med_enter(bruker: Bruker) -> None:
    with bruker.side.expect_navigation():
        bruker.side.keyboard.press("Enter")
    bruker.se()


def tab_til(bruker: Bruker, mal: str) -> None:
    """Press Tab until the focus is there, and can be seen to be."""
    for _ in range(MANGE_GANGER):
        bruker.side.keyboard.press("Tab")
        if bruker.side.locator(f"{mal}:focus-visible").count():
            return
    raise AssertionError(f"{mal} kan ikke nås med tastaturet")


def test_svar_without_javascript_sent_twice_is_told_once(
    ny_bruker: NyBruker, portal: Portal, post: Postkasse
) -> None:
    for _ in range(2):
        bruker = ny_bruker(bredde=TELEFON, skript=False)
        bruker.ga_til(svarside(portal, "medlem") + "?endre=1")
        bruker.side.locator('[name="svar"][value="nei"]').check()
        bruker.trykk("Send svar")
        assert bruker.les("#kvittering") == "Fraværet er meldt"
    post.vent(emne="Frøydis Fjell har meldt fravær", antall=2)
    tell = Counter(mottaker(brev) for brev in post.finn(emne="Frøydis Fjell har meldt fravær"))
    assert tell == {portal.verden.adresser[navn]: 1 for navn in ("Leif Leder", "Øyvind Øksnes")}


def test_programmet_without_javascript_says_what_does_not_fit_and_follows_when_it_is_saved(
    ny_bruker: NyBruker, portal: Portal
) -> None:
    arrangor = ny_bruker("Arne Arrangør", skript=False, bredde=TELEFON)
    arrangor.ga_til(f"/moter/{portal.verden.mote}/")
    arrangor.trykk("Fyll ut med et forslag")
    lunsj = arrangor.side.locator(".punkt", has=arrangor.side.locator("[value='Lunsj']"))
    neste = arrangor.side.locator(".punkt", has=arrangor.side.locator("[value='Om arbeidsstedet']"))
    arrangor.side.locator("[name='folg']").uncheck()
    lunsj.locator("[name^='varighet_']").fill("200")
    arrangor.trykk("Lagre programmet")
    assert arrangor.feltfeil()[0] == "«Om arbeidsstedet» begynner 11.55, før «Lunsj» er ferdig 14.35."
    assert lunsj.locator("[name^='varighet_']").input_value() == "200"
    arrangor.side.locator("[name='folg']").check()
    lunsj.locator("[name^='varighet_']").fill("30")
    arrangor.trykk("Lagre programmet")
    assert arrangor.meldinger() == ["Programmet er lagret."]
    assert neste.locator("[name^='start_']").input_value() == "11:45"
    arrangor.trykk("Flytt ned: Velkommen")
    forste = arrangor.side.locator(".punkt [name^='tittel_']").first
    assert forste.input_value() == "Siden sist: runde rundt bordet"


def test_svar_to_a_meeting_cancelled_meanwhile_says_so(ny_bruker: NyBruker, portal: Portal) -> None:
    medlem = ny_bruker(bredde=TELEFON)
    medlem.ga_til(svarside(portal, "uten mus") + "?endre=1")
    leder = ny_bruker("Øyvind Øksnes", bredde=TELEFON)
    leder.ga_til(f"/moter/{portal.verden.sendt}/avlys/")
    leder.trykk("Se hvem som får beskjed")
    leder.trykk("Avlys møtet og si fra")
    medlem.side.locator('[name="svar"][value="nei"]').check()
    medlem.trykk("Send svar")
    assert medlem.les("h1") == "Møtet i Øygarden er avlyst"


def test_vakten_hears_clock_and_worker_soon_after_the_start(ny_bruker: NyBruker, portal: Portal) -> None:
    """The clock is a fork of the worker here, and both write to the database."""
    koordinator = ny_bruker("Kari Koordinator")
    assert funn(koordinator) == dict.fromkeys(("database", "klokke", "arbeider", "epost", "varsling"), "ok")
    koordinator.ga_til("/slik-star-det-til/")
    assert koordinator.les(".band__ingress").startswith("Alt går som det skal.")


def funn(bruker: Bruker) -> dict[str, str]:
    """What /readyz says, when all is well or has had time to be."""
    frist = time.monotonic() + TALMODIGHET
    while True:
        svar = bruker.side.request.get(bruker.portal.adresse + "/readyz")
        if svar.status == 200 or time.monotonic() > frist:
            return {navn: ett["tilstand"] for navn, ett in svar.json().items() if navn != "status"}
        time.sleep(0.2)


def test_arbeideren_killed_in_the_middle_loses_nothing_and_sends_nothing_twice(
    ny_bruker: NyBruker, portal: Portal, post: Postkasse
) -> None:
    """At most the mail in flight comes again, with the Message-ID and Date it had."""
    koordinator = ny_bruker("Kari Koordinator")
    koordinator.ga_til(f"/moter/{portal.verden.stor}/innkalling/")
    post.treghet = 0.2
    emne = "nettverksmøte i Bergenhus"
    koordinator.trykk("Send til gruppen")
    assert koordinator.meldinger() == [f"Innkallingen er sendt til {STOR_GRUPPE} mottakere."]
    post.vent(emne=emne, antall=STOR_GRUPPE // 3)
    portal.drep_arbeideren()
    kom_for = len(post.finn(emne=emne))
    post.treghet = 0
    assert kom_for < STOR_GRUPPE
    portal.still_klokken(KVARTERET_ETTER)
    # Whatever anybody does wakes the worker; where nobody does anything, the sweep does within a minute.
    ny_bruker("Stor Gruppeansvarlig")
    post.vent(emne=emne, antall=STOR_GRUPPE)
    assert antall_tatt_imot(koordinator, emne) == STOR_GRUPPE
    brevene = post.finn(emne=emne)
    like = Counter((mottaker(brev), brev["Message-ID"], brev["Date"]) for brev in brevene)
    assert len({adresse for adresse, _, _ in like}) == len(like) == STOR_GRUPPE
    assert len(brevene) - STOR_GRUPPE <= 1


def antall_tatt_imot(koordinator: Bruker, emne: str) -> int:
    """How many such mails the outbox says that the mail server has taken, when it has had time to note it."""
    frist = time.monotonic() + TALMODIGHET
    while True:
        koordinator.ga_til("/utboks/?q=Bergenhus")
        rader = koordinator.side.locator("main li", has_text=emne)
        tatt_imot = rader.filter(has_text="tatt imot av e-posttjeneren").count()
        if tatt_imot == rader.count() or time.monotonic() > frist:
            return tatt_imot
