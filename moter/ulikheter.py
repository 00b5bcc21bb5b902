"""What is no longer as a frozen innkalling says, in words: for the one who corrects it, and for a mail."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from moter.innhold import Innhold
from moter.models import Mote, Motedel
from nettverk.dokumenter.program import Post, poster_av
from nettverk.sprak import dato_dag, dato_lang, klokke, tidsrom


@dataclass(frozen=True)
class Ulikhet:
    """One thing that has changed: what it is now, and what it was, where that is worth a word."""

    hva: str
    na: str
    for_: str = ""

    def __str__(self) -> str:
        if not self.for_:
            return f"{self.hva}: {self.na}"
        return _("%(hva)s: %(na)s (før: %(for)s)") % {"hva": self.hva, "na": self.na, "for": self.for_}


def ulikheter(for_: Innhold, na: Innhold) -> list[Ulikhet]:
    """Return what differs between two contents for the same audience, in the active language."""
    funnet = [*_rammen(for_, na), *_programmet(poster_av(for_["bolker"]), poster_av(na["bolker"]))]
    if for_["praktisk"] != na["praktisk"]:
        funnet.append(Ulikhet(_("Praktisk informasjon"), _("er endret")))
    return funnet


def uten_del1(innhold: Innhold) -> Innhold:
    """Return the content without part 1's programme, as mails may say it (L10)."""
    return innhold | {"bolker": [bolk for bolk in innhold["bolker"] if bolk["del"] != Motedel.DEL1]}


def har_ulik_del1(for_: Innhold, na: Innhold) -> bool:
    """Whether something of part 1's programme has changed, which is not said in a mail."""
    return _del1(for_) != _del1(na)


def _del1(innhold: Innhold) -> list[Innhold]:
    return [bolk for bolk in innhold["bolker"] if bolk["del"] == Motedel.DEL1]


def _rammen(for_: Innhold, na: Innhold) -> Iterator[Ulikhet]:
    """Yield when, where, who and by when."""
    rader = (
        (_("Tid"), ("start", "slutt"), _tid),
        (_("Møteform"), ("form",), lambda i: str(Mote.Form(i["form"]).label)),
        (_("Sted"), ("sted", "adresse"), lambda i: ", ".join(filter(None, (i["sted"], i["adresse"])))),
        (_("Arrangør"), ("arrangor",), lambda i: i["arrangor"]["navn"] if i["arrangor"] else _("ingen")),
        (
            _("Svar senest"),
            ("pamelding_frist",),
            lambda i: dato_dag(i["pamelding_frist"]) if i["pamelding_frist"] else "",
        ),
        (_("Tema"), ("kompetansepunkt",), lambda i: i["kompetansepunkt"] or _("ikke valgt")),
    )
    for hva, felt, ord_ in rader:
        fra, til = ord_(for_), ord_(na)
        if fra != til and any(for_[navn] != na[navn] for navn in felt):
            yield Ulikhet(hva, til or _("ikke bestemt"), fra)


def _tid(innhold: Innhold) -> str:
    return f"{dato_lang(innhold['start'])} {tidsrom(innhold['start'], innhold['slutt'])}"


def _programmet(for_: list[Post], na: list[Post]) -> Iterator[Ulikhet]:
    """Yield what has happened to each item; where all have been moved alike, that once."""
    gamle, nye = _etter_navn(for_), _etter_navn(na)
    felles = [(gamle[nokkel], nye[nokkel]) for nokkel in nye if nokkel in gamle]
    flyttet_likt = len({_forskyvning(fra, til) for fra, til in felles}) == 1 and len(felles) > 1
    if flyttet_likt and _forskyvning(*felles[0]):
        yield Ulikhet(_("Programmet"), _("alle punktene er flyttet like mye"))
    for fra, til in felles:
        yield from _posten(fra, til, tid=not flyttet_likt or fra["slutt"] == til["slutt"])
    for post in (post for nokkel, post in nye.items() if nokkel not in gamle):
        yield Ulikhet(_i_sitat(post), _("nytt punkt, %(tid)s") % {"tid": _posttid(post)})
    for post in (post for nokkel, post in gamle.items() if nokkel not in nye):
        yield Ulikhet(_i_sitat(post), _("er tatt ut"))


def _posten(fra: Post, til: Post, *, tid: bool) -> Iterator[Ulikhet]:
    if tid and _posttid(fra) != _posttid(til):
        yield Ulikhet(_i_sitat(til), _posttid(til), klokke(fra["start"]))
    if fra["ansvarlig"] != til["ansvarlig"]:
        yield Ulikhet(_i_sitat(til), til["ansvarlig"] or _("ingen navngitt"), fra["ansvarlig"])
    if fra["beskrivelse"] != til["beskrivelse"]:
        yield Ulikhet(_i_sitat(til), _("ny beskrivelse"))


def _etter_navn(poster: list[Post]) -> dict[tuple[str, str, int], Post]:
    """Return the items by part and title; of those with the same, by which in turn."""
    funnet: dict[tuple[str, str, int], Post] = {}
    for post in poster:
        nr = sum(nokkel[:2] == (post["del"], post["tittel"]) for nokkel in funnet)
        funnet[post["del"], post["tittel"], nr] = post
    return funnet


def _forskyvning(fra: Post, til: Post) -> timedelta:
    moment = [datetime.strptime(post["start"], "%H:%M") for post in (fra, til)]  # noqa: DTZ007 (clock times)
    return moment[1] - moment[0]


def _i_sitat(post: Post) -> str:
    return f"«{post['tittel']}»"


def _posttid(post: Post) -> str:
    return tidsrom(post["start"], post["slutt"])
