"""`make meldinger`: gather what is to be translated, keep what has been, compile the catalogues.

Source strings are bokmål, so our own need nynorsk only: locale/nn. Libraries write English; where they
lack a language, and where we word it better, the text stands in locale_bibliotek. Texts are read from
the code by Django's own makemessages (it needs gettext); the catalogues carry neither dates nor line
numbers, so that a diff shows words only. Exit code 1 when something is left to translate.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import polib

ROT = Path(__file__).resolve().parent.parent

# The libraries whose texts people can meet, each with what lies there but is not used or not text.
BIBLIOTEKENE: dict[str, set[str]] = {
    "django": {"contrib", "i18n_catalog.js"},
    "django.contrib.admin": set(),
    "django.contrib.auth": set(),
    "django.contrib.contenttypes": set(),
    "django.contrib.messages": set(),
    "django.contrib.sessions": set(),
    "django.contrib.staticfiles": set(),
    "allauth": {"idp", "headless", "usersessions"},
    "crispy_forms": set(),
    "csp": set(),
    "simple_history": set(),
    "whitenoise": set(),
}
ENDELSER = {".py", ".html", ".txt", ".js"}
UTENOM = {"locale", "vendor", "tests", "migrations", "__pycache__"}
HODE = {
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

Nokkel = tuple[str, str, bool]


class Katalog(NamedTuple):
    """A catalogue: its folder of languages, the language, and «django» (pages) or «djangojs» (scripts)."""

    mappe: Path
    sprak: str
    domene: str = "django"

    def fil(self, endelse: str = "po") -> Path:
        """Its source («po») or compiled («mo») file, which need not exist."""
        return self.mappe / self.sprak / "LC_MESSAGES" / f"{self.domene}.{endelse}"


EGNE = Katalog(ROT / "locale", "nn")
BIBLIOTEK = [
    Katalog(ROT / "locale_bibliotek", sprak, domene)
    for sprak in ("nb", "nn")
    for domene in ("django", "djangojs")
]


def nokkel(tekst: polib.POEntry | polib.MOEntry) -> Nokkel:
    """What gettext looks a text up by: context, source string, and whether it is asked for with a number."""
    return tekst.msgctxt or "", tekst.msgid, bool(tekst.msgid_plural)


def mappe_for(bibliotek: str) -> Path:
    """Where an installed library lies. Raises ModuleNotFoundError when it is not installed."""
    spec = find_spec(bibliotek)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(bibliotek)
    return Path(spec.origin).parent


def kopier(fra: Path, til: Path, utenom: set[str]) -> None:
    """Copy the files that may hold texts, without the `locale` folders makemessages would write in."""
    for fil in fra.rglob("*"):
        sti = fil.relative_to(fra)
        if fil.suffix in ENDELSER and not utenom.intersection(sti.parts):
            (til / sti).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(fil, til / sti)


def makemessages(arbeid: Path, domene: str) -> None:
    """Run Django's own, without our settings. Raises CalledProcessError where the code cannot be read."""
    kommando = f"-P -m django makemessages -l nn -d {domene} -v 0 --no-wrap --add-location file"
    miljo = {navn: verdi for navn, verdi in os.environ.items() if navn != "DJANGO_SETTINGS_MODULE"}
    subprocess.run([sys.executable, *kommando.split()], cwd=arbeid, env=miljo, check=True)


def uttrekk(mapper: dict[str, tuple[Path, set[str]]], domene: str = "django") -> polib.POFile:
    """Every text to translate below these folders: name in the references -> folder, what to leave out.

    Raises FileNotFoundError without gettext.
    """
    if shutil.which("xgettext") is None:
        raise FileNotFoundError("xgettext mangler. Kjør: apt-get install gettext")
    with tempfile.TemporaryDirectory() as navn:
        arbeid = Path(navn)
        for sti, (mappe, utenom) in mapper.items():
            kopier(mappe, arbeid / sti, UTENOM | utenom)
        (arbeid / "locale").mkdir()
        makemessages(arbeid, domene)
        fil = Katalog(arbeid / "locale", "nn", domene).fil()
        return polib.pofile(str(fil)) if fil.exists() else polib.POFile()


def egne_tekster() -> polib.POFile:
    """The texts of our own apps and templates."""
    mapper = [fil.parent for fil in ROT.glob("*/apps.py")] + [ROT / "templates"]
    return uttrekk({mappe.name: (mappe, set()) for mappe in mapper})


@cache
def bibliotekstekster(domene: str) -> polib.POFile:
    """The texts of the libraries."""
    mapper = {navn.replace(".", "/"): (mappe_for(navn), utenom) for navn, utenom in BIBLIOTEKENE.items()}
    return uttrekk(mapper, domene)


def bibliotekenes(katalog: Katalog) -> set[Nokkel]:
    """The texts that the libraries themselves have in that language, as Django loads them."""
    mapper = [mappe_for(navn) / ("conf" if navn == "django" else "") / "locale" for navn in BIBLIOTEKENE]
    filer = [katalog._replace(mappe=mappe).fil("mo") for mappe in mapper]
    return {nokkel(tekst) for fil in filer if fil.exists() for tekst in polib.mofile(str(fil))}


def lest(katalog: Katalog) -> dict[Nokkel, polib.POEntry]:
    """The translated texts of a catalogue; none when there is no such file yet."""
    fil = katalog.fil()
    tekster = polib.pofile(str(fil)) if fil.exists() else []
    return {nokkel(tekst): tekst for tekst in tekster if tekst.translated()}


def trengs(tekster: polib.POFile, katalog: Katalog) -> list[polib.POEntry]:
    """The libraries' texts that belong in our catalogue: what they lack, and what we word ourselves."""
    deres, egen_ordlyd = bibliotekenes(katalog), lest(katalog)
    return [tekst for tekst in tekster if nokkel(tekst) not in deres or nokkel(tekst) in egen_ordlyd]


def flettet(tekst: polib.POEntry, gammel: polib.POEntry | None) -> polib.POEntry:
    """The entry as the code has it now, with the translation we had."""
    ny = polib.POEntry(msgctxt=tekst.msgctxt, msgid=tekst.msgid, msgid_plural=tekst.msgid_plural)
    ny.msgstr = gammel.msgstr if gammel else ""
    if tekst.msgid_plural:
        ny.msgstr_plural = (gammel and gammel.msgstr_plural) or {0: "", 1: ""}
    ny.comment = tekst.comment
    ny.tcomment = gammel.tcomment if gammel else ""
    ny.occurrences = [(fil, "") for fil in sorted({fil for fil, _ in tekst.occurrences})]
    ny.flags = [flagg for flagg in tekst.flags if flagg.endswith("-format")]
    return ny


def skriv(katalog: Katalog, tekster: list[polib.POEntry]) -> list[str]:
    """Write and compile a catalogue of `tekster`. Returns the source strings left to translate."""
    gamle = lest(katalog)
    po = polib.POFile(wrapwidth=100)
    po.header = "Kept by `make meldinger`: write the translations here, the rest follows the code."
    po.metadata = {"Language": katalog.sprak, **HODE}
    nye = [flettet(tekst, gamle.get(nokkel(tekst))) for tekst in tekster]
    po.extend(sorted(nye, key=lambda tekst: (tekst.occurrences[0], tekst.msgid, tekst.msgctxt or "")))
    katalog.fil().parent.mkdir(parents=True, exist_ok=True)
    po.save(str(katalog.fil()))
    po.save_as_mofile(str(katalog.fil("mo")))
    return [tekst.msgid for tekst in po if not tekst.translated()]


def main() -> int:
    """Bring all catalogues up to date and say what is left."""
    mangler = {EGNE: skriv(EGNE, egne_tekster())}
    for katalog in BIBLIOTEK:
        mangler[katalog] = skriv(katalog, trengs(bibliotekstekster(katalog.domene), katalog))
    for katalog, tekster in mangler.items():
        navn = katalog.fil().relative_to(ROT)
        sys.stdout.write("\n  ".join([f"{navn}: {len(tekster)} å oversette", *map(repr, tekster)]) + "\n")
    return 1 if any(mangler.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
