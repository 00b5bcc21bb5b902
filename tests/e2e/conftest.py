"""A portal in operation, a mail server, and browsers: real ones, one portal for each file of tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.nettleser import HOYDE, SKJERM, Bruker
from tests.e2e.portal import Portal, chromium, portal_i_drift
from tests.e2e.postkasse import Postkasse, postkasse
from tests.nettverk.pdfverktoy import krev

NyBruker = Callable[..., Bruker]
FLAGG = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for test in items:
        if Path(__file__).parent in test.path.parents:
            test.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="module")
def nettleser() -> Iterator[Browser]:
    krev(bool(chromium()), "Nettleseren Chromium")
    with sync_playwright() as playwright:
        nettleser = playwright.chromium.launch(executable_path=chromium(), args=FLAGG)
        yield nettleser
        nettleser.close()


@pytest.fixture(scope="module")
def _drift(
    nettleser: Browser, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Portal, Postkasse]]:
    mappe = tmp_path_factory.mktemp("portal")
    with postkasse() as (post, smtp), portal_i_drift(request.path.stem, mappe, smtp) as portal:
        yield portal, post


@pytest.fixture(scope="module")
def portal(_drift: tuple[Portal, Postkasse]) -> Portal:
    return _drift[0]


@pytest.fixture(scope="module")
def post(_drift: tuple[Portal, Postkasse]) -> Postkasse:
    return _drift[1]


@pytest.fixture
def ny_bruker(nettleser: Browser, portal: Portal, post: Postkasse) -> Iterator[NyBruker]:
    """Makes a person with a browser of her own, `bredde` px wide; `skript=False` turns JavaScript off."""
    kontekster = []

    def ny(navn: str = "", *, bredde: int = SKJERM, skript: bool = True) -> Bruker:
        kontekst = nettleser.new_context(
            viewport={"width": bredde, "height": HOYDE},
            locale="nb-NO",
            java_script_enabled=skript,
            reduced_motion="reduce",
        )
        kontekster.append(kontekst)
        bruker = Bruker(kontekst, portal, post, skript=skript)
        if navn:
            bruker.logg_inn(navn)
        return bruker

    yield ny
    for kontekst in kontekster:
        kontekst.close()
