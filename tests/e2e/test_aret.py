"""A year in the life of one group: three meetings, and all that happens between them."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage

from icalendar import Calendar, Event

from tests.e2e.conftest import NyBruker
from tests.e2e.nettleser import TELEFON, Bruker
from tests.e2e.portal import Portal
from tests.e2e.postkasse import Postkasse, lenke, mottaker, svarlenke, tekst, vedlegg

FORSTE, ANDRE, TREDJE = "onsdag 20. januar", "onsdag 12. mai", "onsdag 13. oktober"
ETTER_FORSTE, ETTER_ANDRE, ETTER_TREDJE = "2027-01-21T09:00", "2027-05-20T09:00", "2027-10-14T09:00"
FLYTTET_TIL = "onsdag 19. mai"
# When whatever was to be done about the meeting has been late for a while.
LENGE_ETTER_FORSTE, LENGE_ETTER_TREDJE = "2027-02-15T09:00", "2027-11-15T09:00"
NESTE_AR = {
    "2028-02-16": "Onsdag 16. februar 2028",
    "2028-05-10": "Onsdag 10. mai 2028",
    "2028-10-11": "Onsdag 11. oktober 2028",
}
ICS = "text/calendar"
NY = "nina.ny@helse.example"  # who begins in the middle of the year
DEL1 = "Siden sist"  # what the first item of part 1 is called: not for others than members


@dataclass
class Aret:
    """What every step of the story needs. The meetings are numbered from 1."""

    ny_bruker: NyBruker
    portal: Portal
    post: Postkasse
    koordinator: Bruker

    def side(self, mote: int, rest: str = "") -> str:
        """The path of a page of one of the three meetings."""
        return f"/moter/{self.portal.verden.aret[mote - 1]}/{rest}"

    def til(self, navn: str) -> str:
        """The address of a person."""
        return NY if navn == "Nina Ny" else self.portal.verden.adresser[navn]


def test_aret_to_gruppen_from_the_first_innkalling_to_the_next_year(
    ny_bruker: NyBruker, portal: Portal, post: Postkasse
) -> None:
    aret = Aret(ny_bruker, portal, post, ny_bruker("Kari Koordinator"))
    innkall(aret, ny_bruker("Hanne Haugen"), 1)
    svar_pa_det_forste(aret)
    portal.still_klokken(ETTER_FORSTE)
    leder = ny_bruker("Gro Gruppeansvarlig", bredde=TELEFON)
    send_referat(aret, leder, 1, oppfolging="Lage felles skjema")
    bytt_mote(aret)
    innkall(aret, ny_bruker("Tone Tveit"), 2)
    ta_inn_og_meld_ut(aret)
    flytt_det_andre(aret, leder)
    vert = la_arbeidsstedet_ta_over(aret)
    ingen_paminnes_om_det_forste(aret)
    portal.still_klokken(ETTER_ANDRE)
    send_referat(aret, leder, 2, fra_forrige="Lage felles skjema")
    siste_til_siv = post.siste(aret.til("Siv Slutter"), f"Referat fra nettverksmøte i Sund, {FLYTTET_TIL}")
    innkall(aret, vert, 3)
    portal.still_klokken(ETTER_TREDJE)
    send_referat(aret, leder, 3, neste_ar=True)
    assert post.finn(aret.til("Siv Slutter"))[-1] is siste_til_siv
    alt_er_gjort(aret, leder)


def innkall(aret: Aret, arrangor: Bruker, mote: int) -> None:
    """Programme, innkalling to KLB, and out to the group: what every organiser does, member or not."""
    arrangor.ga_til(aret.side(mote, "program/"))
    if arrangor.side.get_by_role("button", name="Fyll ut med et forslag").count():
        arrangor.trykk("Fyll ut med et forslag")
    arrangor.side.locator('.punkt input[value="Faglig påfyll"]').fill(f"Tema {mote}")
    arrangor.trykk("Lagre programmet")
    assert arrangor.meldinger() == ["Programmet er lagret."]
    arrangor.trykk("Til møtets side", "link")
    arrangor.trykk("Se over og send", "link")
    arrangor.trykk("Send til KLB")
    assert arrangor.meldinger() == ["Innkallingen er sendt til KLB."]
    aret.koordinator.ga_til(aret.side(mote, "innkalling/"))
    assert f"Tema {mote}" in aret.koordinator.les()
    aret.koordinator.trykk("Send til gruppen")
    assert aret.koordinator.meldinger() == ["Innkallingen er sendt til 5 mottakere."]


def svar_pa_det_forste(aret: Aret) -> None:
    """Two come, one is absent, two say nothing; a colleague comes to part 2 by the link that all can have."""
    for navn, valg, kvittering in (
        ("Pia Pedersen", "ja", "Du er påmeldt"),
        ("Hanne Haugen", "ja", "Du er påmeldt"),
        ("Siv Slutter", "nei", "Fraværet er meldt"),
    ):
        medlem = aret.ny_bruker(bredde=TELEFON)
        medlem.ga_til(svarlenke(innkalling(aret, navn, FORSTE)))
        medlem.side.locator(f'[name="svar"][value="{valg}"]').check()
        medlem.trykk("Send svar")
        assert medlem.les("#kvittering") == kvittering
    for navn in ("Olav Overordnet", "Gro Gruppeansvarlig", "Hanne Haugen"):
        aret.post.vent(aret.til(navn), "Til orientering: Siv Slutter har meldt fravær")
    aret.koordinator.ga_til(aret.side(1, "gjester/"))
    apen = aret.koordinator.side.locator('main a[href^="http"][href*="/gjest/"]').get_attribute("href")
    assert apen
    gjest = aret.ny_bruker(bredde=TELEFON)
    gjest.ga_til(apen)
    gjest.fyll(navn="Geir Gjest", epost="geir@sykehus.example", arbeidssted="Sund sykehjem")
    gjest.side.locator('[name="lunsj"][value="ja"]').check()
    gjest.trykk("Meld meg på")
    brev = aret.post.siste("geir@sykehus.example", f"Du er påmeldt: faglig påfyll i Sund, {FORSTE}")
    gjest.ga_til(lenke(brev, "gjest/min"))
    assert "Tema 1" in gjest.les()
    assert DEL1 not in gjest.les()


def innkalling(aret: Aret, navn: str, dato: str) -> EmailMessage:
    """The one innkalling that this person got to the meeting that was to be on this day."""
    (brev,) = aret.post.vent(aret.til(navn), f"Innkalling: nettverksmøte i Sund, {dato}")
    return brev


def send_referat(
    aret: Aret,
    leder: Bruker,
    mote: int,
    *,
    oppfolging: str = "",
    fra_forrige: str = "",
    neste_ar: bool = False,
) -> None:
    """The group lead writes and sends; KLB sends copies to the manager and the group."""
    leder.ga_til(aret.side(mote, "referat/skriv/"))
    mangler = leder.side.locator(".oppmote > li:not(:has(input:checked))")
    for rad in [en.get_attribute("id") for en in mangler.all()]:
        leder.side.locator(f"#{rad} input").first.focus()
        leder.side.keyboard.press("d")
    leder.fyll(oppsummering="Vi delte erfaringer.")
    if oppfolging:
        sak = leder.side.locator(".sak", has=leder.side.get_by_role("heading", name="Tema 1"))
        sak.locator("summary").click()
        sak.locator('[name$="_hva"]').fill(oppfolging)
    if fra_forrige:
        linje = leder.side.locator("#forrige ~ ul > li", has_text=fra_forrige)
        linje.get_by_role("radio", name="Gjort").check()
    if neste_ar:
        leder.trykk("Lagre utkastet")
        planlegg_neste_ar(aret, leder)
    leder.trykk("Lagre og se over før sending")
    leder.trykk("Godkjenn og send til KLB")
    assert leder.meldinger() == ["Referatet er sendt til KLB og låst."]
    aret.koordinator.ga_til(aret.side(mote, "referat/"))
    aret.koordinator.trykk("Send kopiene")
    # Nina has begun before the second, and Siv has ended before the third.
    antall = 7 if mote == 2 else 6
    assert aret.koordinator.meldinger() == [f"{antall} e-poster er sendt."]
    # All of them are waited for: what comes after is not to be taken for one of these, nor they for it.
    dato = {1: FORSTE, 2: FLYTTET_TIL, 3: TREDJE}[mote]
    kopier = aret.post.vent(emne=f"eferat fra nettverksmøte i Sund, {dato}", antall=antall)
    til_sjefen = [brev for brev in kopier if mottaker(brev) == aret.til("Olav Overordnet")]
    assert (len(kopier), len(til_sjefen)) == (antall, 1)


def bytt_mote(aret: Aret) -> None:
    """Pia, who has the second, asks Tone, who has the third; Tone says yes from the mail."""
    pia = aret.ny_bruker("Pia Pedersen")
    pia.ga_til(aret.side(2, "arrangor/bytte/"))
    pia.side.get_by_role("radio", name="Tone Tveit").check()
    pia.trykk("Send spørsmålet")
    assert pia.meldinger() == ["Tone Tveit er spurt på e-post."]
    tone = aret.ny_bruker(bredde=TELEFON)
    sporsmal = aret.post.siste(aret.til("Tone Tveit"), "Pia Pedersen spør: kan dere bytte møte?")
    tone.ga_til(lenke(sporsmal, "bytte"))
    tone.side.get_by_role("radio", name="Ja, vi bytter").check()
    tone.trykk("Send svar")
    assert "Dere og gruppeansvarlig har fått beskjed." in tone.les()
    for navn, dato in (("Tone Tveit", ANDRE), ("Pia Pedersen", TREDJE)):
        aret.post.vent(aret.til(navn), f"Du er arrangør: Sund, {dato}")


def ta_inn_og_meld_ut(aret: Aret) -> None:
    """The coordinator enters who begins and who ends; who begins gets the innkalling that is out (L18)."""
    side, gruppe = aret.koordinator.side, aret.portal.verden.gruppe
    side.goto(f"{aret.portal.adresse}/admin/nettverk/person/add/")
    aret.koordinator.fyll(fornavn="Nina", etternavn="Ny", epost=NY)
    lagre_i_admin(aret.koordinator)
    side.goto(f"{aret.portal.adresse}/admin/nettverk/gruppe/{gruppe}/change/")
    side.locator("#medlemskap-group .add-row a").click()
    ny = side.locator("#medlemskap-group tr.dynamic-medlemskap").last
    ny.locator(".field-person .select2-selection").click()
    side.keyboard.type("Nina")
    side.locator(".select2-results__option", has_text="Nina Ny").click()
    ny.locator('[name$="-fra"]').fill("21.01.2027")
    lagre_i_admin(aret.koordinator)
    side.goto(f"{aret.portal.adresse}/admin/nettverk/medlemskap/?q=Siv+Slutter")
    side.locator("#result_list tbody th a").click()
    side.locator('[name="til"]').fill("30.06.2027")
    lagre_i_admin(aret.koordinator)
    aret.portal.gjor_en_runde()
    innkalling(aret, "Nina Ny", ANDRE)


def lagre_i_admin(koordinator: Bruker) -> None:
    with koordinator.side.expect_navigation():
        koordinator.side.locator('[name="_save"]').click()
    assert koordinator.side.locator(".messagelist .success").count() == 1


def flytt_det_andre(aret: Aret, leder: Bruker) -> None:
    """Moved from the phone: the entry in the calendar is the same one, later."""
    leder.ga_til(aret.side(2, "flytt/"))
    leder.fyll(dato="2027-05-19", melding="Fergen går ikke.")
    leder.trykk("Se hvem som får beskjed")
    leder.trykk("Flytt møtet og si fra")
    assert leder.meldinger() == ["7 får e-post."]
    for navn in ("Hanne Haugen", "Nina Ny"):
        forst = hendelse(innkalling(aret, navn, ANDRE))
        flyttet = hendelse(aret.post.siste(aret.til(navn), f"FLYTTET: Sund, {FLYTTET_TIL}"))
        assert flyttet["UID"] == forst["UID"]
        assert int(flyttet.get("SEQUENCE", 0)) > int(forst.get("SEQUENCE", 0))
        assert [f"{en.start:%Y-%m-%d}" for en in (forst, flyttet)] == ["2027-05-12", "2027-05-19"]


def hendelse(brev: EmailMessage) -> Event:
    """The event in the mail's calendar file."""
    (funnet,) = Calendar.from_ical(vedlegg(brev)[ICS]).walk("VEVENT")
    assert isinstance(funnet, Event)
    return funnet


def la_arbeidsstedet_ta_over(aret: Aret) -> Bruker:
    """Pia's workplace does the third for her; the contact comes in by the link, and sees no part 1 (L6)."""
    pia = aret.ny_bruker("Pia Pedersen")
    pia.ga_til(aret.side(3, "program/"))
    pia.trykk("Fyll ut med et forslag")
    pia.trykk("Til møtets side", "link")
    assert DEL1 in pia.les()
    pia.trykk("La arbeidsstedet ta over", "link")
    pia.fyll(fornavn="Vera", etternavn="Vert", epost="vera@fjell.example")
    pia.trykk("La arbeidsstedet ta over")
    beskjed = "Vera Vert er kontakt for arbeidsstedet, og har fått en lenke på e-post."
    assert pia.meldinger() == [beskjed]
    brev = aret.post.siste("vera@fjell.example", f"Du er arrangør for arbeidsstedet: Sund, {TREDJE}")
    vert = aret.ny_bruker()
    vert.ga_til(lenke(brev, "vert"))
    vert.trykk("Åpne møtet")
    assert "Innholdet i del 1 er bare for medlemmene i gruppen." in vert.les()
    assert DEL1 not in vert.les()
    return vert


def ingen_paminnes_om_det_forste(aret: Aret) -> None:
    """Three weeks after its minutes were due, nobody hears of a meeting with which all is done (F3)."""
    antall = len(aret.post.brev)
    aret.portal.gjor_en_runde(LENGE_ETTER_FORSTE)
    nye = [str(brev["Subject"]) for brev in aret.post.brev[antall:] if FORSTE in tekst(brev)]
    assert nye == []


def planlegg_neste_ar(aret: Aret, leder: Bruker) -> None:
    """The year's last minutes ask for the next year's dates; the members of then hear of it."""
    leder.trykk("Planlegg møtene i 2028", "link")
    for nr, dato in enumerate(NESTE_AR):
        leder.fyll(**{f"mote-{nr}-dato": dato})
    leder.trykk("Se over før du planlegger")
    leder.trykk("Planlegg 3 møter og si fra")
    assert leder.meldinger() == ["3 møter er planlagt. 6 får «Hold av dagen» på e-post."]
    for navn in ("Gro Gruppeansvarlig", "Hanne Haugen", "Pia Pedersen", "Tone Tveit", "Nina Ny"):
        (brev,) = aret.post.vent(aret.til(navn), "Hold av dagen: 3 nettverksmøter i Sund i 2028")
        assert [fil.get_content_type() for fil in brev.iter_attachments()] == [ICS] * len(NESTE_AR)


def alt_er_gjort(aret: Aret, leder: Bruker) -> None:
    """The group's page has the next year's three, and a month later there is nothing to remind anybody of."""
    leder.ga_til(f"/grupper/{aret.portal.verden.gruppe}/")
    neste = leder.side.locator("section[aria-labelledby='neste-ar']")
    assert neste.locator("li > span > a").all_inner_texts() == list(NESTE_AR.values())
    antall = len(aret.post.brev)
    aret.portal.gjor_en_runde(LENGE_ETTER_TREDJE)
    assert [str(brev["Subject"]) for brev in aret.post.brev[antall:] if "Sund" in tekst(brev)] == []
