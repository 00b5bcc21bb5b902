"""A season of one region's series, from publishing to the attendance of its last meeting.

The institutions write on a phone, one of them in nynorsk; the adviser sits at a screen, and looks over her
pages in both.
"""

from __future__ import annotations

import re

from tests.e2e.conftest import NyBruker
from tests.e2e.nettleser import TELEFON, Bruker
from tests.e2e.portal import Portal
from tests.e2e.postkasse import Postkasse, tekst
from tests.e2e.sesongen import (
    ASEN,
    FJORDHEIM,
    LOVSTAKKEN,
    MOTELENKER,
    NORDNES,
    SOLSIDA,
    TEAMS,
    Sesongen,
    adresse,
    apne,
    fyll_steg1,
    fyll_steg2,
    kalender,
    kryss_av,
    krysset,
    lenker,
    se_over_alt,
    send,
    teamslenker,
    til_siden,
)

# The deadline is 16.12.2026; the meetings are 12.1., 9.2. and 9.3.2027 at 9, and the second is moved.
ETTER_FRISTEN, ETTER_FORSTE, ETTER_SISTE = "2026-12-17T09:00", "2027-01-12T13:00", "2027-03-09T13:00"
FLYTTET = ["2027-02-09 09.00", "2027-02-16 09.00"]
SERIEN = "dybdemøter i Region Vest, 2027"
ALLE = {LOVSTAKKEN: "dogn", FJORDHEIM: "dogn", SOLSIDA: "dogn", NORDNES: "dogn", ASEN: "poliklinisk"}
NYNORSK = frozenset({FJORDHEIM})
TEMAER = {
    FJORDHEIM: "Korleis snakkar vi med arbeidsgivaren?",
    NORDNES: "Hvordan får vi med arbeidsgiveren?",
    ASEN: "Når er det for tidlig å begynne på jobb igjen?",
}


def test_sesongen_from_publishing_to_the_last_attendance(
    ny_bruker: NyBruker, portal: Portal, post: Postkasse
) -> None:
    radgiver = ny_bruker("Ragna Rådgiver")
    sesongen = Sesongen(ny_bruker, portal, post, radgiver, publiser(radgiver))
    for navn in ALLE:
        meld_pa(sesongen, navn)
    meld_pa_en_gang_til(sesongen)
    for_sen = begynn_for_sent(sesongen)
    portal.still_klokken(ETTER_FRISTEN)
    faa_klart_svar(for_sen)
    fordel_og_svar(sesongen)
    les_svarene(sesongen)
    gi_fra_seg_plassen(sesongen)
    ta_den_ledige(sesongen)
    foresla_og_stem(sesongen)
    velg_tema(sesongen)
    flytt_det_andre(sesongen)
    se_over_alt(sesongen)
    portal.still_klokken(ETTER_FORSTE)
    for_oppmote(sesongen, 1, mangler=NORDNES)
    folg_opp(sesongen, NORDNES)
    portal.still_klokken(ETTER_SISTE)
    for_oppmote(sesongen, 2)
    for_oppmote(sesongen, 3)
    alt_er_gjort(sesongen)


def publiser(radgiver: Bruker) -> str:
    """The adviser plans the season in one form and publishes it; return its number in the addresses."""
    radgiver.trykk("Dybdemøter", "link")
    radgiver.trykk("Ny møterekke", "link")
    radgiver.velg(region="Region Vest")
    radgiver.fyll(sesong="2027", pamelding_frist="2026-12-16", antall_moter="3")
    for nr, dag in enumerate(("2027-01-12", "2027-02-09", "2027-03-09")):
        radgiver.fyll(**{f"mote-{nr}-dato": dag, f"mote-{nr}-teams_lenke": f"{TEAMS}{nr}"})
        assert "tirsdag" in radgiver.les(f"[data-ukedag='id_mote-{nr}-dato']")
    radgiver.trykk("Lagre og gå til publisering")
    radgiver.trykk("Publiser møterekken")
    assert radgiver.meldinger() == ["Møterekken er publisert, og tar imot påmeldinger."]
    return radgiver.side.url.strip("/").rpartition("/")[2]


def meld_pa(sesongen: Sesongen, navn: str) -> None:
    """One institution registers; the receipt has its number, and comes by mail too."""
    bruker = sesongen.hos[navn] = sesongen.ny_bruker(bredde=TELEFON)
    if navn in NYNORSK:
        bruker.ga_til(sesongen.offentlig())
        bruker.trykk("Nynorsk")
    fyll_steg1(bruker, sesongen.offentlig("pamelding/"), navn, ALLE[navn], adresse(navn))
    fyll_steg2(bruker)
    send(bruker, '[value="send"]')
    nummer = len(sesongen.hos)
    assert bruker.les(".antall b") == f"Nr. {nummer}"
    assert TEAMS not in bruker.side.content()
    (kvittering,) = sesongen.post.vent(adresse(navn), f"Nr. {nummer} i køen")
    if nummer <= 2:
        apne(sesongen, navn, kvittering)


def meld_pa_en_gang_til(sesongen: Sesongen) -> None:
    """A colleague spells the first institution another way, and is asked whether it is the same."""
    kollega, epost = sesongen.ny_bruker(bredde=TELEFON), "kollega@lovstakken.example"
    stavet = "LØVSTAKKEN Rehabilitering AS"
    fyll_steg1(kollega, sesongen.offentlig("pamelding/"), stavet, "dogn", epost)
    fyll_steg2(kollega)
    send(kollega, '[value="send"]')
    assert kollega.les("h1") == "Er dette samme institusjon?"
    kollega.side.get_by_role("radio", name=f"Ja, det er {LOVSTAKKEN}").check()
    kollega.trykk("Send påmeldingen")
    assert (kollega.les("h1"), kollega.les(".antall b")) == ("Du er ført opp som kontaktperson", "Nr. 1")
    for til in (epost, adresse(LOVSTAKKEN)):
        sesongen.post.vent(til, f"Kontaktpersoner for {LOVSTAKKEN} i dybdemøtene")


def begynn_for_sent(sesongen: Sesongen) -> Bruker:
    """Somebody fills in the form on the last evening, and lets it lie."""
    bruker = sesongen.ny_bruker(bredde=TELEFON)
    fyll_steg1(bruker, sesongen.offentlig("pamelding/"), "Sent Ute AS", "dag", "sent@ute.example")
    fyll_steg2(bruker)
    return bruker


def faa_klart_svar(bruker: Bruker) -> None:
    """What was sent after the deadline is not in, and what was typed is not lost."""
    send(bruker, '[value="send"]')
    assert bruker.les("h1") == "Påmeldingen kom ikke med"
    assert "Fristen var onsdag 16. desember 2026." in bruker.les()
    assert "Sent Ute AS" in bruker.les("section[aria-labelledby='skrevet']")


def fordel_og_svar(sesongen: Sesongen) -> None:
    """The adviser reads the proposal, changes it and says why, reads every answer, and sends them all."""
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring("soknader/"))
    assert radgiver.side.locator(".kolinjer__hvem a").all_inner_texts() == list(ALLE)
    radgiver.ga_til(sesongen.styring())
    radgiver.trykk("Fordel plassene", "link")
    grunner = radgiver.les("section[aria-labelledby='hvorfor']")
    assert NORDNES in grunner
    assert ASEN in grunner
    assert krysset(radgiver) == ["1", "2", "3", "5"]
    kryss_av(radgiver, "1245")
    radgiver.trykk("Gå videre og les svarene")
    assert len(radgiver.feltfeil()) == 1
    assert krysset(radgiver) == ["1", "2", "4", "5"]
    radgiver.fyll(grunn="Solsida er med i en annen møterekke.")
    radgiver.trykk("Gå videre og les svarene")
    radgiver.trykk("Send alle svarene, 6 e-poster")
    assert radgiver.les("h1") == "Alle har fått svar"


def les_svarene(sesongen: Sesongen) -> None:
    """Those with a place have the meetings and the Teams link; who waits has neither, in mail or on page."""
    for navn in (LOVSTAKKEN, FJORDHEIM, NORDNES, ASEN):
        les_svar(sesongen, navn, "Dere har fått plass", "Dere har plass", moter=3)
    les_svar(sesongen, SOLSIDA, "Venteliste", "Nr. 1 på ventelisten", moter=0)


def les_svar(sesongen: Sesongen, navn: str, emne: str, tilstand: str, *, moter: int) -> None:
    """Open the answer's link on the phone: it has the Teams link of each meeting, or of none."""
    if navn in NYNORSK:
        emne, tilstand = (en.replace("Dere har", "De har") for en in (emne, tilstand))
    brev = sesongen.post.siste(adresse(navn), emne)
    assert (tekst(brev).count(TEAMS), len(kalender(brev))) == (moter, moter)
    apne(sesongen, navn, brev)
    assert sesongen.hos[navn].les(".band .tilstand") == tilstand
    assert teamslenker(sesongen, navn) == moter


def gi_fra_seg_plassen(sesongen: Sesongen) -> None:
    """One withdraws, and says why: its meetings leave the calendar, its Teams links the page."""
    bruker = til_siden(sesongen, LOVSTAKKEN, "trekk/")
    bruker.fyll(grunn="Vi har ikke folk til det i vår.")
    bruker.side.locator('[name="sikker"]').check()
    bruker.trykk("Gi fra oss plassen")
    assert teamslenker(sesongen, LOVSTAKKEN) == 0
    (brev,) = sesongen.post.vent(adresse(LOVSTAKKEN), f"Trukket: {SERIEN}")
    assert [en["STATUS"] for en in kalender(brev)] == ["CANCELLED"] * 3
    (brev,) = sesongen.post.vent(sesongen.portal.verden.adresser["Ragna Rådgiver"], "En plass er ledig")
    assert "Vi har ikke folk til det i vår." in tekst(brev)


def ta_den_ledige(sesongen: Sesongen) -> None:
    """The adviser offers the place to the next who waits, who takes it."""
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring())
    radgiver.trykk("Tilby plassen til den neste", "link")
    radgiver.trykk(f"Tilby plassen til {SOLSIDA}")
    assert radgiver.meldinger() == [f"{SOLSIDA} har fått tilbud om plassen på e-post."]
    brev = sesongen.post.siste(adresse(SOLSIDA), "Ledig plass, svar innen torsdag 24. desember")
    assert TEAMS not in tekst(brev)
    apne(sesongen, SOLSIDA, brev)
    bruker = sesongen.hos[SOLSIDA]
    bruker.side.locator('[name="svar"][value="ja"]').check()
    bruker.trykk("Send svar")
    assert bruker.meldinger() == ["Dere har fått plass."]
    les_svar(sesongen, SOLSIDA, "Dere har fått plass", "Dere har plass", moter=3)


def foresla_og_stem(sesongen: Sesongen) -> None:
    """Three topics are proposed, two of them are merged, and three institutions vote."""
    for navn, tema in TEMAER.items():
        bruker = til_siden(sesongen, navn, "problemstillinger/")
        bruker.fyll(tekst=tema)
        send(bruker)
        assert len(bruker.meldinger()) == 1
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring("problemstillinger/"))
    for navn in (FJORDHEIM, NORDNES):
        radgiver.side.get_by_role("checkbox", name=TEMAER[navn]).check()
    radgiver.trykk("Slå sammen de avkryssede")
    radgiver.side.get_by_role("radio", name=TEMAER[NORDNES]).check()
    radgiver.trykk("Slå sammen")
    assert radgiver.meldinger() == ["Slått sammen. Stemmene følger med."]
    for navn, valg in {FJORDHEIM: NORDNES, SOLSIDA: NORDNES, ASEN: ASEN}.items():
        bruker = til_siden(sesongen, navn)
        bruker.ga_til(lenker(bruker, MOTELENKER)[0])
        bruker.side.get_by_role("radio", name=TEMAER[valg]).check()
        send(bruker)
        assert len(bruker.meldinger()) == 1


def velg_tema(sesongen: Sesongen) -> None:
    """The adviser chooses what most have voted for; everybody with a place reads what it is."""
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring())
    radgiver.trykk("Se forslag og stemmer", "link")
    valg = radgiver.side.get_by_role("radio", name=TEMAER[NORDNES])
    assert "2 stemmer" in radgiver.les(".valg__kort")
    valg.check()
    radgiver.trykk("Velg og si fra til alle")
    assert radgiver.meldinger() == ["Valgt. Alle som er med, får vite det på e-post."]
    for navn in (FJORDHEIM, SOLSIDA, NORDNES, ASEN):
        brev = sesongen.post.siste(adresse(navn), "Problemstilling til")
        assert TEMAER[NORDNES] in tekst(brev)
    for navn in (FJORDHEIM, SOLSIDA):
        assert TEMAER[NORDNES] in til_siden(sesongen, navn).les(".motelinjer li")


def flytt_det_andre(sesongen: Sesongen) -> None:
    """The second meeting is moved: the entry in the calendars is the same one, a week later."""
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring())
    radgiver.ga_til(lenker(radgiver, 'main a[href$="/flytt/"]')[1])
    radgiver.fyll(dato="2027-02-16", melding="Vi er på konferanse den dagen.")
    radgiver.trykk("Se hvem som får beskjed")
    radgiver.trykk("Flytt møtet og si fra")
    for navn in (SOLSIDA, NORDNES, ASEN):
        forst = kalender(sesongen.post.siste(adresse(navn), "Dere har fått plass"))[1]
        brev = sesongen.post.siste(adresse(navn), "FLYTTET: dybdemøte i Region Vest, tirsdag 16. februar")
        (flyttet,) = kalender(brev)
        assert flyttet["UID"] == forst["UID"]
        assert int(flyttet.get("SEQUENCE", 0)) > int(forst.get("SEQUENCE", 0))
        assert [f"{en.start:%Y-%m-%d %H.%M}" for en in (forst, flyttet)] == FLYTTET
    assert sesongen.post.finn(adresse(LOVSTAKKEN), "FLYTTET") == []


def for_oppmote(sesongen: Sesongen, mote: int, *, mangler: str = "") -> None:
    """The adviser records who came; who did not is told that they were missed, and keeps the place."""
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring("oppmote/"))
    radgiver.ga_til(lenker(radgiver, ".kolinjer__hvem a")[mote - 1])
    for navn in (FJORDHEIM, SOLSIDA, NORDNES, ASEN):
        gruppe = radgiver.side.get_by_role("radiogroup", name=navn)
        gruppe.get_by_role("radio", name="Ingen møtte" if navn == mangler else "Møtte", exact=True).check()
    radgiver.trykk("Lagre oppmøtet")
    assert radgiver.meldinger() == ["Lagret: ført for 4 av 4 institusjoner."]


def folg_opp(sesongen: Sesongen, navn: str) -> None:
    """The one that nobody came from is on the list until somebody has talked with them."""
    brev = sesongen.post.siste(adresse(navn), "Vi savnet dere på dybdemøtet tirsdag 12. januar")
    assert "Dere har fortsatt plass." in tekst(brev)
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring())
    radgiver.trykk("Se hvem", "link")
    radgiver.fyll(merknad="Nettet var nede hos dem.")
    radgiver.trykk(re.compile(f"^Fulgt opp.*{navn}, tirsdag 12. januar"))
    assert radgiver.meldinger() == [f"{navn} er fulgt opp."]


def alt_er_gjort(sesongen: Sesongen) -> None:
    """After the last meeting there is nothing to do, and the institutions are thanked."""
    sesongen.radgiver.ga_til(sesongen.styring())
    assert "Det er ingenting å gjøre nå." in sesongen.radgiver.les(".band")
    bruker = til_siden(sesongen, SOLSIDA)
    assert "Sesongen er over. Takk for at dere var med." in bruker.les(".band")
    assert teamslenker(sesongen, SOLSIDA) == 0
