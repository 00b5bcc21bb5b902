"""The states round today: one meeting of most groups, at a fixed distance, whatever day it is."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime, timedelta

from nettverk.arbeidsdager import arbeidsdag_for
from oversikt.demo.hendelser import Hendelser, kl

REKKEFOLGE = tuple(felt.name for felt in fields(Hendelser))


@dataclass(frozen=True)
class Tilfelle:
    """A group's meeting round today, and what is special about it.

    `avstand` is days from today: the meeting is on the first possible day from there on, or
    the last one before it unless `tidligst`. Nothing from `stopp_for` on has happened; `nar`
    has days from today for what has. `svar` is the share of the members who have answered.
    The portal's own verbs do what is done with what `ekte` names («innkalling» or «referat»),
    so that mails, links and PDFs exist.
    """

    gruppe: str
    avstand: int
    stopp_for: str = ""
    nar: Mapping[str, int] = field(default_factory=dict)
    tidligst: bool = True
    svar: float = 1.0
    program: str = "helt"
    ekte: str = ""
    flyttet: bool = False

    def endre(self, hendelser: Hendelser, idag: date) -> Hendelser:
        """Return the usual course with what is special; `idag` is a local date."""
        stopp = REKKEFOLGE.index(self.stopp_for) if self.stopp_for else len(REKKEFOLGE)
        endret: dict[str, datetime | None] = dict.fromkeys(REKKEFOLGE[stopp:])
        for hva, dager in self.nar.items():
            dag = arbeidsdag_for(idag + timedelta(days=dager))
            endret[hva] = kl(dag, 9 + REKKEFOLGE.index(hva), 5)
        return replace(hendelser, **endret)


TILFELLER = (
    Tilfelle("Åsane", -20, "utkast", tidligst=False),
    Tilfelle("Modalen og Vaksdal", -18, "til_godkjenning", {"utkast": -5}, tidligst=False),
    Tilfelle("Ytrebygda", -12, "til_godkjenning", {"utkast": -2}, svar=0.95),
    Tilfelle("Bergenhus", -13, "referat_levert", {"utkast": -6, "til_godkjenning": -1}),
    Tilfelle("Fyllingsdalen", -24, "kopi_sendt", {"referat_levert": -7}, tidligst=False, ekte="referat"),
    Tilfelle("Laksevåg", -20, "kopi_sendt", {"referat_levert": -9}, ekte="referat"),
    Tilfelle("Arna og Osterøy", -5, "utkast"),
    Tilfelle("Kvam", 10, "levert", tidligst=False),
    Tilfelle("Bjørnafjorden", 15, "levert", program="bare del 1"),
    Tilfelle("Øygarden nord", 16, "levert"),
    Tilfelle("Masfjorden og Gulen", 9, "sendt", {"levert": -3}, tidligst=False, ekte="innkalling"),
    Tilfelle("Askøy", 19, "sendt", {"levert": -1}, ekte="innkalling"),
    Tilfelle("Samnanger", 18, "sendt", {"levert": -3, "returnert": -1}, ekte="innkalling"),
    Tilfelle("Årstad", 15, "", {"levert": -5, "sendt": -4}, svar=0.5, ekte="innkalling"),
    Tilfelle("Austrheim og Fedje", 8, "", {"levert": -9, "sendt": -7}, svar=0.6),
    Tilfelle("Austevoll", 2, svar=0.9),
    Tilfelle("Øygarden sør", 5),
    Tilfelle("Haukeland og Haraldsplass", 50, "programkontakt", program="tomt", tidligst=False),
    Tilfelle("Voss", 64, "programkontakt", program="tomt"),
    Tilfelle("Ulvik og Eidfjord", 6, "", {"avlyst": -3}),
    Tilfelle("Alver", 25, "levert", flyttet=True),
)
