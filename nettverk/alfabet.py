"""Norwegian alphabetical order, the same from either database and in Python: æ, ø, å last, and aa as å.

By default SQLite sorts by code point, with Å before Æ and Ø, and PostgreSQL as its locale happens to be.
"""

import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Func

SQLITE_FUNKSJON = "norsk_alfabet"
ETTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})


def norsk_nokkel(tekst: str | None) -> str | None:
    """Return what a text is sorted by: without case and accents; None for None, as SQL has it."""
    if tekst is None:
        return None
    liten = unicodedata.normalize("NFC", tekst).casefold().replace("aa", "å").translate(ETTER_Z)
    return "".join(tegn for tegn in unicodedata.normalize("NFKD", liten) if not unicodedata.combining(tegn))


def alfabetisk(tekst: str) -> str:
    """Return the key of a text that is there, for `sorted`."""
    return norsk_nokkel(tekst) or ""


class Alfabetisk(Func):
    """A text field in an ordering, by the Norwegian alphabet: `ordering = (Alfabetisk("navn"), "id")`."""

    arity = 1
    template = "%(expressions)s"

    def as_sqlite(self, compiler: Any, connection: Any, **felt: Any) -> Any:
        """Call the function that `laer_sqlite` has given the connection."""
        return self.as_sql(compiler, connection, template=f"{SQLITE_FUNKSJON}(%(expressions)s)", **felt)

    def as_postgresql(self, compiler: Any, connection: Any, **felt: Any) -> Any:
        """Use ICU's order for bokmål, which every usual build of PostgreSQL has."""
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "nb-NO-x-icu"', **felt)


def laer_sqlite(connection: BaseDatabaseWrapper, **_felt: Any) -> None:
    """Give a new connection to SQLite the function; to be called for each."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(SQLITE_FUNKSJON, 1, norsk_nokkel, deterministic=True)


def registrer_alfabetet() -> None:
    """Let every connection know the alphabet."""
    connection_created.connect(laer_sqlite)
