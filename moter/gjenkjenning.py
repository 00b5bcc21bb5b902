"""Finding oneself at the door, by name or e-mail address, without seeing who else is there.

The code on the wall may be photographed by anybody. So nobody is shown a list: one must know a whole
name, or an address, to be asked «Er du …?».
"""

import re
from unicodedata import normalize

from moter.oppmote import Ventet
from nettverk.dokumenter.filer import ascii_navn

IKKE_ORD = re.compile(r"[\W_]+")


def navneord(navn: str) -> tuple[str, ...]:
    """Return a name's words as one would compare them: «Anne-Grethe KVÅLE» is anne, grethe, kvale.

    A word in letters that have no likeness in ASCII stays as it is.
    """
    ord_ = IKKE_ORD.sub(" ", normalize("NFKC", navn).casefold()).split()
    return tuple(ascii_navn(ett) or ett for ett in ord_)


def finn_blant(alle: list[Ventet], skrevet: str) -> list[Ventet]:
    """Return those whose address this is, or whose name: the whole one, or first and last word of it.

    Somebody who stands there twice, as member and as guest, is found once.
    """
    if "@" in skrevet:
        treff = [en for en in alle if skrevet.strip().lower() in en.adresser]
    else:
        ord_ = navneord(skrevet)
        treff = [en for en in alle if _er_navnet(navneord(en.navn), ord_)]
    unike: list[Ventet] = []
    for en in treff:
        if not any(_samme(en, annen) for annen in unike):
            unike.append(en)
    return unike


def _er_navnet(navn: tuple[str, ...], skrevet: tuple[str, ...]) -> bool:
    """Whether it is the name. One word alone is none: a first name is too easily guessed."""
    if len(skrevet) < 2:
        return bool(skrevet) and skrevet == navn
    return skrevet == navn or skrevet == (navn[0], navn[-1])


def _samme(en: Ventet, annen: Ventet) -> bool:
    return navneord(en.navn) == navneord(annen.navn) and bool(en.adresser & annen.adresser)
