"""The main job, from programme contact to the managers' copies, by seven people with a browser and mail."""

from __future__ import annotations

import re
from email.message import EmailMessage

from tests.e2e.conftest import NyBruker
from tests.e2e.nettleser import TELEFON, Bruker
from tests.e2e.portal import Portal
from tests.e2e.postkasse import Postkasse, html, svarlenke, tekst, vedlegg
from tests.nettverk import pdfverktoy

DAGEN_ETTER = "2026-12-11T09:00"
PDF, ICS = "application/pdf", "text/calendar"
MEDLEMMER = ("Lise Leder", "Arne Arrangør", "Rita Referent", "Mari Medlem", "Synne Nynorsk", "Tor Taus")
# Words that only members may read, and only on a page (L10).
NOTAT, GRUPPENOTAT = "Lomvinotat", "Lundenotat"


def test_hovedjobben_works_from_programme_contact_to_copies(
    ny_bruker: NyBruker, portal: Portal, post: Postkasse
) -> None:
    arrangor = ny_bruker("Arne Arrangør")
    arrangor.ga_til(f"/moter/{portal.verden.mote}/")
    noter_programkontakten(arrangor)
    skriv_programmet(arrangor)
    skriv_sted_og_frist(arrangor)
    send_til_klb(arrangor)
    koordinator = ny_bruker("Kari Koordinator")
    returner(koordinator)
    rett_og_send_igjen(arrangor)
    send_til_gruppen(koordinator)
    svar_fra_telefonen(ny_bruker, post, portal)
    se_listen(arrangor)
    portal.still_klokken(DAGEN_ETTER)
    leder = ny_bruker("Lise Leder")
    leder.ga_til(f"/moter/{portal.verden.mote}/referat/skriv/")
    skriv_referatet(ny_bruker("Rita Referent"))
    lagre_i_konflikt(leder)
    godkjenn_og_send(leder)
    send_kopiene(koordinator)
    assert [b["Subject"] for b in post.brev if sier_for_mye(b)] == []


def noter_programkontakten(arrangor: Bruker) -> None:
    arrangor.fyll(dato="2026-11-24")
    arrangor.trykk("Noter kontakten")
    assert arrangor.feltfeil() == ["Datoen kan ikke være etter i dag."]
    arrangor.fyll(dato="2026-10-05")
    arrangor.trykk("Noter kontakten")
    assert arrangor.meldinger() == ["Notert: dere har snakket om programmet."]


def skriv_programmet(arrangor: Bruker) -> None:
    """Begin with the suggestion, change several items at once, and add one, for too long first."""
    arrangor.trykk("Fyll ut med et forslag")
    fyll_punkt(arrangor, "Erfaringer og arbeidsredskaper", bare_for_gruppen=NOTAT)
    fyll_punkt(arrangor, "Faglig påfyll", tittel="Munnstell", ansvarlig="Tannlege Ås", varighet="90")
    arrangor.trykk("Lagre programmet")
    assert arrangor.meldinger() == ["Programmet er lagret."]
    punkt = arrangor.side.locator(".punkt", has=arrangor.side.locator('input[value="Munnstell"]'))
    punkt.locator("summary").click()
    arrangor.trykk(re.compile("^Sett inn et punkt etter ?: Munnstell$"))
    arrangor.fyll(varighet_ny="120", tittel_ny="Øvelse i par")
    arrangor.trykk("Lagre programmet")
    assert [feil for feil in arrangor.feltfeil() if "Øvelse" in feil] == [
        "«Øvelse i par» er fra 13.55 til 15.55, men møtet varer fra 09.00 til 15.00."
    ]
    skrevet = {navn: arrangor.verdi(navn) for navn in ("start_ny", "varighet_ny", "tittel_ny")}
    assert skrevet == {"start_ny": "13:55", "varighet_ny": "120", "tittel_ny": "Øvelse i par"}
    arrangor.fyll(varighet_ny="40")
    arrangor.trykk("Lagre programmet")
    assert arrangor.meldinger() == ["Programmet er lagret."]
    arrangor.trykk("Til møtets side", "link")


def fyll_punkt(arrangor: Bruker, punkt: str, **felt: str) -> None:
    """Fill in what an item's row has, also what is folded up."""
    rad = arrangor.side.locator(".punkt", has=arrangor.side.locator(f'input[value="{punkt}"]'))
    rad.locator("summary").click()
    for navn, verdi in felt.items():
        rad.locator(f'[name^="{navn}_"]').fill(verdi)


def endre_punkt(arrangor: Bruker, punkt: str, **felt: str) -> None:
    """From the meeting's page to the item, and back."""
    arrangor.trykk(re.compile(f"^Endre ?: {punkt}$"), "link")
    fyll_punkt(arrangor, punkt, **felt)
    arrangor.trykk("Lagre programmet")
    arrangor.trykk("Til møtets side", "link")


def skriv_sted_og_frist(arrangor: Bruker) -> None:
    """Without a place it cannot be sent; with a deadline after the meeting it is not saved."""
    arrangor.trykk("Se over og send", "link")
    arrangor.trykk("Send til KLB")
    assert arrangor.meldinger() == ["Skriv hvor møtet er"]
    arrangor.trykk("Skriv hvor møtet er", "link")
    arrangor.fyll(sted="Ulset sykehjem, møterom Fjellet", adresse="Ulset 1", pamelding_frist="2026-12-12")
    arrangor.velg(kompetansepunkt="Smertelindring", referent="Rita Referent")
    arrangor.trykk("Lagre")
    assert arrangor.feltfeil() == ["Påmeldingsfristen må være senest på møtedagen."]
    arrangor.fyll(pamelding_frist="2026-12-04")
    arrangor.trykk("Lagre")
    assert arrangor.meldinger() == ["Opplysningene om møtet er lagret."]


def send_til_klb(arrangor: Bruker) -> None:
    arrangor.trykk("Se over og send", "link")
    arrangor.trykk("Send til KLB")
    assert arrangor.meldinger() == ["Innkallingen er sendt til KLB."]
    brev = arrangor.post.siste(arrangor.portal.verden.klb, "Innkalling til behandling: Åsane")
    assert list(vedlegg(brev)) == [PDF]
    innhold = pdfverktoy.tekst(vedlegg(brev)[PDF])
    for ord_ in ("Munnstell", "Øvelse i par", "Erfaringer og arbeidsredskaper", "Fredag 4. desember"):
        assert ord_ in innhold


def returner(koordinator: Bruker) -> None:
    """The coordinator finds it on the overview, looks at page and PDF, and wants something mended."""
    sti = f"/moter/{koordinator.portal.verden.mote}/innkalling/"
    koordinator.side.locator(f'a.ds-button[href="{sti}"]').click()
    koordinator.side.wait_for_url(f"**{sti}")
    koordinator.se()
    assert "Munnstell" in koordinator.les()
    assert koordinator.hent(f"{sti}pdf/").startswith(b"%PDF-")
    koordinator.side.get_by_text("Returner til arrangøren i stedet").click()
    koordinator.trykk("Returner med kommentar")
    assert koordinator.feltfeil() == ["Feltet må fylles ut."]
    koordinator.fyll(kommentar="Skriv hvem som leder øvelsen.")
    koordinator.trykk("Returner med kommentar")
    assert koordinator.meldinger() == ["Innkallingen er returnert. Arrangøren får kommentaren på e-post."]


def rett_og_send_igjen(arrangor: Bruker) -> None:
    brev = arrangor.post.siste(arrangor.portal.verden.adresser["Arne Arrangør"], "Rett innkallingen: Åsane")
    assert "Skriv hvem som leder øvelsen." in tekst(brev)
    arrangor.ga_til(f"/moter/{arrangor.portal.verden.mote}/")
    endre_punkt(arrangor, "Øvelse i par", ansvarlig="Ingrid Næss")
    arrangor.trykk("Se over og send", "link")
    arrangor.trykk("Send til KLB")
    brev = arrangor.post.siste(arrangor.portal.verden.klb, "Innkalling til behandling: Åsane", 2)
    assert "Ingrid Næss" in pdfverktoy.tekst(vedlegg(brev)[PDF])


def send_til_gruppen(koordinator: Bruker) -> None:
    """Each member gets one mail, with a link of her own, the PDF and a calendar file."""
    koordinator.ga_til(f"/moter/{koordinator.portal.verden.mote}/innkalling/")
    koordinator.trykk("Send til gruppen")
    assert koordinator.meldinger() == ["Innkallingen er sendt til 6 mottakere."]
    brevene = [innkalling(koordinator.post, koordinator.portal, navn) for navn in MEDLEMMER]
    assert {frozenset(vedlegg(brev)) for brev in brevene} == {frozenset({PDF, ICS})}
    assert len({svarlenke(brev) for brev in brevene}) == len(MEDLEMMER)
    assert b"METHOD:REQUEST" in vedlegg(brevene[0])[ICS] or b"METHOD:PUBLISH" in vedlegg(brevene[0])[ICS]


def innkalling(post: Postkasse, portal: Portal, navn: str) -> EmailMessage:
    """The one innkalling to Åsane's meeting that this member got."""
    (brev,) = post.vent(portal.verden.adresser[navn], "nettverksmøte i Åsane")
    return brev


def svar_fra_telefonen(ny_bruker: NyBruker, post: Postkasse, portal: Portal) -> None:
    """Three answer from the mail, in two clicks; Mari cannot come, and three others are told."""
    rita, synne = ny_bruker(bredde=TELEFON), ny_bruker(bredde=TELEFON)
    assert svar(rita, innkalling(post, portal, "Rita Referent"), "ja") == "Du er påmeldt"
    assert svar(synne, innkalling(post, portal, "Synne Nynorsk"), "ja") == "Du er påmeld"
    mari = ny_bruker(bredde=TELEFON)
    assert svar(mari, innkalling(post, portal, "Mari Medlem"), "nei") == "Fraværet er meldt"
    for navn in ("Nils Nærmesteleder", "Lise Leder", "Arne Arrangør"):
        assert navn in mari.les()
        post.vent(portal.verden.adresser[navn], "Til orientering: Mari Medlem har meldt fravær")


def svar(medlem: Bruker, brev: EmailMessage, valg: str) -> str:
    """Open the link, make the choice and press the button; returns the receipt's heading."""
    medlem.ga_til(svarlenke(brev))
    assert medlem.side.locator('[name="svar"]:checked').count() == 0
    medlem.side.locator(f'[name="svar"][value="{valg}"]').check()
    medlem.se()
    vises = {del_: medlem.side.locator(f".om-{del_}").is_visible() for del_ in ("ja", "nei")}
    assert vises == {"ja": valg == "ja", "nei": valg == "nei"}
    with medlem.side.expect_navigation():
        medlem.side.locator("main form button").click()
    medlem.se()
    return medlem.les("#kvittering")


def se_listen(arrangor: Bruker) -> None:
    arrangor.ga_til(f"/moter/{arrangor.portal.verden.mote}/deltakere/")
    assert "3 av 6 har svart. 2 kommer til del 1 og 2 til del 2. 2 spiser lunsj." in arrangor.les()


def skriv_referatet(referent: Bruker) -> None:
    """Attendance is filled in for those who answered; the keyboard sets the rest, and moves on."""
    referent.ga_til(f"/moter/{referent.portal.verden.mote}/referat/")
    mangler = referent.side.locator("a[href^='#rad']").all_inner_texts()
    assert sorted(mangler) == [f"Oppmøte for {navn}" for navn in ("Arne Arrangør", "Lise Leder", "Tor Taus")]
    assert oppmote(referent, "Mari Medlem") == ["fravar", "fravar"]
    assert oppmote(referent, "Synne Nynorsk") == ["deltok", "deltok"]
    for navn, tasten in (
        ("Arne Arrangør", "d"),
        ("Lise Leder", "d"),
        ("Tor Taus", "b"),
        ("Mari Medlem", "d"),
    ):
        tast(referent, navn, tasten)
    tast(referent, "Mari Medlem", "f")
    assert oppmote(referent, "Tor Taus") == ["borte", "borte"]
    assert oppmote(referent, "Mari Medlem") == ["fravar", "fravar"]
    referent.fyll(oppsummering="Vi snakket om trygghet på vakt.")
    referent.side.get_by_label("Bare for gruppen: Erfaringer og arbeidsredskaper").fill(GRUPPENOTAT)
    referent.side.get_by_label("Hva ble sagt og bestemt: Munnstell").fill("Vi prøver ny rutine.")
    referent.trykk("Lagre utkastet")
    assert referent.meldinger() == ["Referatet er lagret."]


def rad(bruker: Bruker, navn: str) -> str:
    """The row of this person's attendance, as a selector."""
    return f'.oppmote > li:has-text("{navn}")'


def oppmote(bruker: Bruker, navn: str) -> list[str]:
    """What is chosen for part 1 and part 2."""
    valgte = bruker.side.locator(f"{rad(bruker, navn)} input:checked").all()
    return [valgt.get_attribute("value") or "" for valgt in valgte]


def tast(bruker: Bruker, navn: str, tast: str) -> None:
    """Press a key with the person's row in focus; the focus then goes to the row after it, if any."""
    bruker.side.locator(f"{rad(bruker, navn)} input").first.focus()
    bruker.side.keyboard.press(tast)
    i_fokus = bruker.side.locator(".oppmote > li:focus-within .oppmote__navn").inner_text()
    rekke = bruker.side.locator(".oppmote__navn").all_inner_texts()
    plass = next(nr for nr, en in enumerate(rekke) if en.startswith(navn))
    assert i_fokus == rekke[min(plass + 1, len(rekke) - 1)]


def lagre_i_konflikt(leder: Bruker) -> None:
    """She began before the referent saved: she sees both, and neither's work is lost."""
    leder.fyll(oppsummering="Vi delte erfaringer.")
    leder.trykk("Lagre utkastet")
    assert re.match(r"Rita Referent lagret kl\. \d\d\.\d\d, mens du skrev\.", leder.les("#konflikt"))
    assert leder.verdi("oppsummering") == "Vi delte erfaringer."
    assert "Vi snakket om trygghet på vakt." in leder.les()
    leder.fyll(oppsummering="Vi delte erfaringer, og snakket om trygghet på vakt.")
    leder.trykk("Lagre utkastet")
    assert leder.meldinger() == ["Referatet er lagret."]
    sak = leder.side.get_by_label("Hva ble sagt og bestemt: Munnstell")
    assert sak.input_value() == "Vi prøver ny rutine."
    assert oppmote(leder, "Tor Taus") == ["borte", "borte"]


def godkjenn_og_send(leder: Bruker) -> None:
    leder.trykk("Lagre og se over før sending")
    assert GRUPPENOTAT not in leder.les()
    leder.trykk("Godkjenn og send til KLB")
    assert leder.meldinger() == ["Referatet er sendt til KLB og låst."]
    assert GRUPPENOTAT in leder.les()
    brev = leder.post.siste(leder.portal.verden.klb, "Referat: Åsane")
    innhold = pdfverktoy.tekst(vedlegg(brev)[PDF])
    assert "snakket om trygghet på vakt" in innhold
    assert "Tor Taus" not in innhold


def send_kopiene(koordinator: Bruker) -> None:
    """KLB sees who gets a copy before it clicks; each manager gets one mail, however many members."""
    post, adresser = koordinator.post, koordinator.portal.verden.adresser
    koordinator.ga_til(f"/moter/{koordinator.portal.verden.mote}/referat/")
    assert "Uten kjent leder: Tor Taus. Ingen leder får kopi for dem." in koordinator.les()
    assert GRUPPENOTAT not in koordinator.les()
    koordinator.trykk("Send kopiene")
    assert koordinator.meldinger() == ["8 e-poster er sendt."]
    emne = "Til orientering: referat fra nettverksmøte i Åsane"
    kopier = {navn: post.vent(adresser[navn], emne) for navn in ("Nils Nærmesteleder", "Berit Bøe")}
    assert [len(brev) for brev in kopier.values()] == [1, 1]
    assert "nærmeste leder for: Lise Leder, Mari Medlem." in tekst(kopier["Nils Nærmesteleder"][0])
    assert list(vedlegg(kopier["Berit Bøe"][0])) == [PDF]


def sier_for_mye(brev: EmailMessage) -> bool:
    """Whether something «Bare for gruppen» is in the mail or in what is attached to it."""
    pdf = vedlegg(brev).get(PDF)
    alt = tekst(brev) + html(brev) + (pdfverktoy.tekst(pdf) if pdf else "")
    return NOTAT in alt or GRUPPENOTAT in alt
