"""A person at a browser, who looks over every page she comes to.

Nothing may be stopped by the security policy, no script may fail, no page may scroll sideways at 320 px,
and axe-core must find no breach of WCAG 2.1 A and AA, on a screen or on a phone. Axe takes half a second,
so pages that differ in their words or their language only are shown to it once. With E2E_BILDER=<folder>
in the environment there is a picture of each that it saw, to be looked at.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import ClassVar, Literal

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response

from tests.e2e import postkasse
from tests.e2e.portal import Portal
from tests.e2e.postkasse import Postkasse

Rolle = Literal["button", "link"]
SKJERM, TELEFON, SMALEST = 1280, 360, 320
HOYDE = 800
# What axe finds does not depend on the database: one of the two runs is enough.
MED_TJENESTER = "DATABASE_URL" in os.environ
AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
REGLER = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]
SE_ETTER = """async (regler) => {
    const lukket = [...document.querySelectorAll("details:not([open])")];
    lukket.forEach((en) => { en.open = true; });
    const svar = await axe.run(document, { runOnly: regler, resultTypes: ["violations"] });
    lukket.forEach((en) => { en.open = false; });
    return svar.violations.flatMap((brudd) => brudd.nodes.map((sted) =>
        `${brudd.id}: ${sted.target} ${sted.failureSummary}`));
}"""
BREDDE = "document.documentElement.scrollWidth"
# Until nothing moves: what is pressed while it moves may be missed.
ROLIG = """async () => {
    await new Promise((ferdig) => requestAnimationFrame(() => requestAnimationFrame(ferdig)));
    const korte = document.getAnimations().filter((en) => en.effect.getComputedTiming().endTime < 10000);
    await Promise.allSettled(korte.map((en) => en.finished));
}"""
# The page with what is chosen in it, without its words, addresses and numbers.
FORM = """() => document.documentElement.outerHTML
    .replace(/>[^<]*[^<\\s][^<]*</g, ">…<")
    .replace(/ (nonce|value|href|action|content|datetime|lang)="[^"]*"/g, "")
    .replace(/\\d+/g, "0") + [...document.querySelectorAll(":checked")].map((en) => en.name + en.value)"""


@cache
def _axe() -> str:
    return AXE.read_text()


class Bruker:
    """One person with a browser of her own. `side` is Playwright's page, for what has no verb here."""

    sett: ClassVar[set[str]] = set()

    def __init__(
        self, kontekst: BrowserContext, portal: Portal, post: Postkasse, *, skript: bool = True
    ) -> None:
        self.portal, self.post, self.skript = portal, post, skript
        self.side: Page = kontekst.new_page()
        self.side.set_default_timeout(15_000)
        self.feil: list[str] = []
        self.side.on("console", self._konsoll)
        self.side.on("pageerror", lambda feil: self.feil.append(f"skriptfeil: {feil}"))
        self.side.on("response", self._svar)

    def ga_til(self, adresse: str) -> None:
        """Open a page, by its path or its whole address."""
        self.side.goto(adresse if adresse.startswith("http") else self.portal.adresse + adresse)
        self.se()

    def trykk(self, navn: str | re.Pattern[str], rolle: Rolle = "button") -> None:
        """Press the button (or link) of this name, and look at the page one comes to."""
        with self.side.expect_navigation():
            self.side.get_by_role(rolle, name=navn, exact=True).click()
        self.se()

    def fyll(self, **felt: str) -> None:
        """Fill fields, by their names."""
        for navn, verdi in felt.items():
            self.side.locator(f'[name="{navn}"]').fill(verdi)

    def velg(self, **felt: str) -> None:
        """Choose in lists, by their names and what stands there."""
        for navn, tekst in felt.items():
            self.side.locator(f'select[name="{navn}"]').select_option(label=tekst)

    def verdi(self, navn: str) -> str:
        """What stands in the field."""
        return self.side.locator(f'[name="{navn}"]').input_value()

    def logg_inn(self, navn: str) -> None:
        """Ask for a code, read it in the mail, and enter it."""
        adresse = self.portal.verden.adresser[navn]
        for_ = len(self.post.finn(adresse, "Kode"))
        self.ga_til("/konto/logg-inn/")
        self.fyll(email=adresse)
        self.trykk("Send meg en kode")
        self.fyll(code=postkasse.kode(self.post.siste(adresse, "Kode", for_ + 1)))
        self.trykk("Logg inn")

    def hent(self, sti: str) -> bytes:
        """What lies at the path, fetched with this browser's login. Fails unless the answer is 200."""
        svar = self.side.request.get(self.portal.adresse + sti)
        assert svar.status == 200, f"{sti}: {svar.status}"
        return svar.body()

    def les(self, utvalg: str = "main") -> str:
        """The text that can be seen, with single spaces."""
        return re.sub(r"\s+", " ", self.side.locator(utvalg).first.inner_text()).strip()

    def meldinger(self) -> list[str]:
        """What the portal says about what was just done."""
        return [
            re.sub(r"\s+", " ", t).strip()
            for t in self.side.locator(".meldinger .ds-alert").all_inner_texts()
        ]

    def feltfeil(self) -> list[str]:
        """The messages beside the fields."""
        return self.side.locator(".ds-validation-message").all_inner_texts()

    def se(self) -> None:
        """Look over the page one is at."""
        self.side.wait_for_load_state("load")
        if self.skript:
            self._se_bredden()
            merke = hashlib.sha256(self.side.evaluate(FORM).encode()).hexdigest()
            if merke not in self.sett and not MED_TJENESTER:
                self.sett.add(merke)
                self._se_med_axe(merke)
            self.side.evaluate(ROLIG)
        assert self.feil == [], f"{self.side.url}: {self.feil}"

    def _se_bredden(self) -> None:
        with self._bredde(SMALEST):
            if (bredde := self.side.evaluate(BREDDE)) > SMALEST:
                self.feil.append(f"siden er {bredde} px bred på en skjerm på {SMALEST} px")

    def _se_med_axe(self, merke: str) -> None:
        self.side.evaluate(_axe())
        for bredde in (SKJERM, TELEFON):
            with self._bredde(bredde):
                self.feil += [f"{bredde} px: {brudd}" for brudd in self.side.evaluate(SE_ETTER, REGLER)]
                self._ta_bilde(merke, bredde)

    @contextmanager
    def _bredde(self, bredde: int) -> Iterator[None]:
        opprinnelig = self.side.viewport_size
        assert opprinnelig is not None
        self.side.set_viewport_size({"width": bredde, "height": HOYDE})
        yield
        self.side.set_viewport_size(opprinnelig)

    def _ta_bilde(self, merke: str, bredde: int) -> None:
        if mappe := os.environ.get("E2E_BILDER"):
            navn = f"{len(self.sett):03}-{merke[:6]}-{bredde}.png"
            self.side.screenshot(path=Path(mappe) / navn, full_page=True)

    def _konsoll(self, melding: ConsoleMessage) -> None:
        # What the server refuses with a page that says so is no error of the page.
        if melding.type == "error" and not melding.text.startswith("Failed to load resource"):
            self.feil.append(f"konsollen: {melding.text}")

    def _svar(self, svar: Response) -> None:
        hoveddokument = svar.request.is_navigation_request()
        if svar.status >= 500 or (svar.status >= 400 and not hoveddokument):
            self.feil.append(f"{svar.status} for {svar.url}")
