"""What the steps of a season have in common: its institutions, their pages, and ways to get there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.message import EmailMessage

from icalendar import Calendar, Event

from tests.e2e.conftest import NyBruker
from tests.e2e.nettleser import Bruker
from tests.e2e.portal import Portal
from tests.e2e.postkasse import Postkasse, lenke

TEAMS = "https://teams.example/"
LOVSTAKKEN, FJORDHEIM, SOLSIDA = "Løvstakken rehabilitering", "Fjordheim klinikk", "Solsida rehabilitering"
NORDNES, ASEN = "Nordnes rehabilitering", "Åsen poliklinikk"
STYRINGEN = ("paminnelser/", "rediger/", "teams/", "kopier/")
# What the story comes to in bokmål.
I_FORTELLINGEN = ("", "soknader/", "fordeling/", "svar/sendt/", "plasser/", "problemstillinger/", "oppmote/")
MOTELENKER = ".motelinjer a[href*='/mote/']:not([href$='.ics'])"


@dataclass
class Sesongen:
    """What every step of the story needs: `hos` each institution's browser, `sider` its own page."""

    ny_bruker: NyBruker
    portal: Portal
    post: Postkasse
    radgiver: Bruker
    serie: str
    hos: dict[str, Bruker] = field(default_factory=dict)
    sider: dict[str, str] = field(default_factory=dict)

    def offentlig(self, rest: str = "") -> str:
        """The path of a public page of the series."""
        return f"/dybdemoter/{self.serie}/{rest}"

    def styring(self, rest: str = "") -> str:
        """The path of a page of those who run the series."""
        return f"/dybdemoter/styring/{self.serie}/{rest}"


def adresse(institusjon: str) -> str:
    """Where the contact of an institution reads her mail."""
    return f"kontakt@{re.sub('[^a-z]', '', institusjon.lower())}.example"


def send(bruker: Bruker, knapp: str = '.ds-button[type="submit"]') -> None:
    """Press a button of the page's form, whatever it is called in the language of the page."""
    with bruker.side.expect_navigation():
        bruker.side.locator(f"main form {knapp}").first.click()
    bruker.se()


def fyll_steg1(bruker: Bruker, sti: str, navn: str, typer: str, epost: str) -> None:
    bruker.ga_til(sti)
    bruker.fyll(institusjon=navn, navn="Kirsti Kontakt", epost=epost)
    bruker.side.locator(f'[name="typer"][value="{typer}"]').check()


def fyll_steg2(bruker: Bruker) -> None:
    send(bruker)
    bruker.fyll(**{"deltaker-0-navn": "Dina Deltaker", "deltaker-1-navn": "Didrik Deltaker"})
    for navn in ("arbeid_hovedmal", "bindende"):
        bruker.side.locator(f'[name="{navn}"]').check()


def apne(sesongen: Sesongen, navn: str, brev: EmailMessage) -> None:
    """Open the personal link of a mail on the contact's phone."""
    bruker = sesongen.hos[navn]
    bruker.ga_til(lenke(brev, "dybdemoter/min"))
    assert bruker.les("h1") == navn
    sesongen.sider[navn] = bruker.side.url


def til_siden(sesongen: Sesongen, navn: str, rest: str = "") -> Bruker:
    """Go to one of an institution's own pages, in the browser that has opened its link."""
    sesongen.hos[navn].ga_til(sesongen.sider[navn] + rest)
    return sesongen.hos[navn]


def lenker(bruker: Bruker, utvalg: str) -> list[str]:
    """The paths of the page's links of this kind."""
    return [en.get_attribute("href") or "" for en in bruker.side.locator(utvalg).all()]


def teamslenker(sesongen: Sesongen, navn: str) -> int:
    return sesongen.hos[navn].side.locator(f'a[href^="{TEAMS}"]').count()


def kalender(brev: EmailMessage) -> list[Event]:
    """The events of the mail's calendar files."""
    filer = [fil.get_payload(decode=True) or b"" for fil in brev.iter_attachments()]
    return [Calendar.from_ical(fil).walk("VEVENT")[0] for fil in filer]  # type: ignore[arg-type, misc]


def se_over_alt(sesongen: Sesongen) -> None:
    """In the middle of the season: every page of the adviser and of an institution, in both languages."""
    radgiver = sesongen.radgiver
    radgiver.ga_til(sesongen.styring("oppmote/"))
    oppmote = lenker(radgiver, ".kolinjer__hvem a")[0]
    radgiver.ga_til(sesongen.styring("soknader/"))
    soknad = lenker(radgiver, ".kolinjer__hvem a")[-1]
    egne = [oppmote, soknad, f"{soknad}trekk/", *map(sesongen.styring, STYRINGEN)]
    ogsa = [oppmote.replace("oppmote", "problemstillinger"), *map(sesongen.styring, I_FORTELLINGEN)]
    radgiver.trykk("Nynorsk")
    se_over(radgiver, egne + ogsa, "nn")
    radgiver.trykk("Bokmål")
    se_over(radgiver, egne, "nb")
    for navn, malform in ((SOLSIDA, "nb"), (FJORDHEIM, "nn")):
        bruker = til_siden(sesongen, navn)
        mote = lenker(bruker, MOTELENKER)[1]
        sider = [mote, f"{mote}deltakere/", sesongen.offentlig(), "/dybdemoter/"]
        ogsa = ["trekk/", "problemstillinger/"] if malform == "nn" else []
        sider += [sesongen.sider[navn] + en for en in ("deltakere/", "teams/", *ogsa)]
        se_over(bruker, sider, malform)


def se_over(bruker: Bruker, sider: Iterable[str], malform: str) -> None:
    for side in sider:
        bruker.ga_til(side)
        assert bruker.side.locator("html").get_attribute("lang") == malform


def krysset(radgiver: Bruker) -> list[str | None]:
    return [en.get_attribute("value") for en in radgiver.side.locator('[name="valgt"]:checked').all()]


def kryss_av(radgiver: Bruker, numre: str) -> None:
    for boks in radgiver.side.locator('[name="valgt"]').all():
        boks.set_checked(boks.get_attribute("value") in set(numre))
