"""The way in to a digital meeting: a link for all, and part 1's own for those it is for (L9, L10)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from moter.models import Mote
from nettverk.lenker import absolutt

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Motelenke:
    """A link, and in words what it leads to, in the language of whoever reads it."""

    hva: "StrOrPromise"
    adresse: str

    def __str__(self) -> str:
        return f"{self.hva}: {self.adresse}"


def motelenker(mote: Mote, *, del1: bool) -> list[Motelenke]:
    """Return the links of a meeting; `del1` is whether the receiver is let in to part 1.

    Where part 1 has no link of its own, who has the meeting's is let in to it, and so the others get none.
    """
    if mote.form == Mote.Form.FYSISK:
        return []
    if not mote.digital_lenke_del1:
        alene = [Motelenke(_("Digitalt møte"), mote.digital_lenke)]
        return alene if del1 and mote.digital_lenke else []
    egen = [Motelenke(_("Del 1, bare for medlemmer"), mote.digital_lenke_del1)] if del1 else []
    apen = [Motelenke(_("Del 2 og felles"), mote.digital_lenke)] if mote.digital_lenke else []
    return egen + apen


def motelenker_i_epost(mote: Mote, *, del1: bool) -> list[Motelenke]:
    """Return the links as a mail or its calendar file may have them.

    KLB reads what is sent to its members, and is not let in to part 1 (L10). So its own link is not in
    it: the mail leads to the meeting's page, which has the link for those it is for.
    """
    siden = absolutt(mote.get_absolute_url())
    return [
        Motelenke(lenke.hva, siden) if lenke.adresse == mote.digital_lenke_del1 else lenke
        for lenke in motelenker(mote, del1=del1)
    ]


def motelenker_for_arrangor(mote: Mote, *, del1: bool) -> list[Motelenke]:
    """Return the same for who arranges the meeting: she has set the open link herself."""
    lenker = motelenker(mote, del1=del1)
    if lenker or not mote.digital_lenke or mote.form == Mote.Form.FYSISK:
        return lenker
    return [Motelenke(_("Digitalt møte"), mote.digital_lenke)]
