"""What the browser fetches: our own machine only, with names that production can hash."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import override_settings

STATISK = Path(settings.BASE_DIR) / "static"
PAKKER = sorted(mappe.name for mappe in (STATISK / "vendor").iterdir() if mappe.is_dir())
URL = re.compile(r"url\(\s*[\"']?([^\"')\s]+)")


def test_alle_filer_kan_faa_navn_med_sjekksum(tmp_path: Path) -> None:
    lager = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
    with override_settings(STATIC_ROOT=str(tmp_path), STORAGES={**settings.STORAGES, **lager}):
        call_command("collectstatic", interactive=False, verbosity=0, stdout=StringIO())
    assert (tmp_path / "staticfiles.json").exists()
    hashet = next((tmp_path / "portal").glob("portal.*.css")).read_text(encoding="utf-8")
    assert [(tmp_path / "portal" / url).exists() for url in URL.findall(hashet)] == [True, True]


@pytest.mark.parametrize("pakke", PAKKER)
def test_hver_pakke_har_versjon_og_lisens(pakke: str) -> None:
    mappe = STATISK / "vendor" / pakke
    assert re.fullmatch(r"\S+ \d+\.\d+\.\d+\n", (mappe / "VERSION").read_text(encoding="utf-8"))
    assert len((mappe / "LICENSE").read_text(encoding="utf-8")) > 500


def test_ingen_kildekart_og_ingen_adresser_utenfor() -> None:
    filer = [fil for slag in ("*.css", "*.js") for fil in STATISK.rglob(slag)]
    tekster = {fil: fil.read_text(encoding="utf-8") for fil in filer}
    assert [fil.name for fil, tekst in tekster.items() if "sourceMappingURL" in tekst] == []
    hentet = [url for fil, tekst in tekster.items() if fil.suffix == ".css" for url in URL.findall(tekst)]
    assert [url for url in hentet if not url.startswith(("data:", "../vendor/", "#"))] == []
