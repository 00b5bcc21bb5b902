"""The times of a programme as plain numbers: what follows when an item is lengthened, moved or put in.

Minutes after midnight, local time. Nothing here asks the database, and nothing is refused here but a
move without room: `brudd` says what does not hold, and whoever saves asks it first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

NY = "ny"  # the key of an item that is not saved yet


@dataclass(frozen=True)
class Tid:
    """One item's place in the day. `fast` is a block that may not be moved: part 1, to a non-member."""

    nokkel: str
    start: int
    varighet: int
    fast: bool = False

    @property
    def slutt(self) -> int:
        """When it ends."""
        return self.start + self.varighet


@dataclass(frozen=True)
class Brudd:
    """A time that does not hold: outside the meeting, or begun before `forrige` has ended."""

    tid: Tid
    forrige: Tid | None = None


Rekke = list[Tid]


def sortert(rekke: Sequence[Tid]) -> Rekke:
    """Return the items in the order of the day; those that begin together keep their order."""
    return sorted(rekke, key=lambda tid: tid.start)


def folg(rekke: Sequence[Tid], skrevet: Mapping[str, tuple[int, int]]) -> Rekke:
    """Return `rekke` with starts and lengths as written, and with those after following along.

    An item whose start is as it was, moves with the one before it, as far as `_videre` says. A written
    start counts, and what comes after follows it, unless the item was put ahead of the one before: then
    it goes alone. A fixed block stays, and stops what follows.
    """
    ut: Rekke = []
    forskyvning, sluttet = 0, 0
    for tid in sortert(rekke):
        luft, sluttet = tid.start - sluttet, tid.slutt
        if tid.fast:
            ut.append(tid)
            forskyvning = 0
            continue
        start, varighet = skrevet[tid.nokkel]
        if start == tid.start:
            forskyvning = _videre(forskyvning, luft)
            start += forskyvning
        elif ut and start < ut[-1].start:
            ut.append(replace(tid, start=start, varighet=varighet))
            continue
        else:
            forskyvning = start - tid.start
        ut.append(replace(tid, start=start, varighet=varighet))
        forskyvning += varighet - tid.varighet
    return sortert(ut)


def _videre(forskyvning: int, luft: int) -> int:
    """Return how many minutes an item moves when the one before it moved so, with `luft` free between.

    Free time takes what it can. So an early item can be lengthened while there is room for it, and the
    last one, which ends with the meeting, is not pushed out of it.
    """
    return max(0, forskyvning - luft) if forskyvning > 0 or luft > 0 else forskyvning


def sett_inn(rekke: Sequence[Tid], ny: Tid) -> Rekke:
    """Return `rekke` with a new item; those after it give way, as far as they must and no further."""
    foran = [tid for tid in sortert(rekke) if tid.start < ny.start]
    etter = [tid for tid in sortert(rekke) if tid.start >= ny.start]
    return [*foran, ny, *_skyv(etter, ny.slutt)]


def _skyv(rekke: Rekke, fra: int) -> Rekke:
    """Return the items, each begun when the one before it has ended or later, up to a fixed block."""
    fast = next((nr for nr, tid in enumerate(rekke) if tid.fast), len(rekke))
    skjovet: Rekke = []
    for tid in rekke[:fast]:
        skjovet.append(replace(tid, start=max(fra, tid.start)))
        fra = skjovet[-1].slutt
    return skjovet + rekke[fast:]


def ta_ut(rekke: Sequence[Tid], nokkel: str, *, lukk: bool) -> Rekke:
    """Return `rekke` without an item; with `lukk`, those after it come forward by its length."""
    alle = sortert(rekke)
    nr = _plass(alle, nokkel)
    foran, etter = alle[:nr], alle[nr + 1 :]
    fast = next((i for i, tid in enumerate(etter) if tid.fast), len(etter))
    fram = alle[nr].varighet if lukk else 0
    return foran + [replace(tid, start=tid.start - fram) for tid in etter[:fast]] + etter[fast:]


def bytt(rekke: Sequence[Tid], nokkel: str, *, opp: bool, fra: int, til: int) -> Rekke | None:
    """Return `rekke` with an item moved past its neighbour, `opp` or down, or None where it cannot be.

    The two change places within the time they have together, and the gap between them stays. Past a
    fixed block the item goes to the nearest room on the other side, if it is long enough; the meeting
    lasts from `fra` to `til`.
    """
    alle = sortert(rekke)
    nr = _plass(alle, nokkel)
    annen = nr - 1 if opp else nr + 1
    if alle[nr].fast or not 0 <= annen < len(alle):
        return None
    if alle[annen].fast:
        return _forbi(alle, nr, annen, fra, til)
    forst, sist = sorted((nr, annen))
    a, b = alle[forst], alle[sist]
    alle[forst] = replace(b, start=a.start)
    alle[sist] = replace(a, start=b.slutt - a.varighet)
    return alle


def _forbi(alle: Rekke, nr: int, blokk: int, fra: int, til: int) -> Rekke | None:
    """Move an item past a fixed block, where there is room; nothing else moves."""
    tid = alle[nr]
    if blokk < nr:
        start = alle[blokk - 1].slutt if blokk else fra
        plass = start + tid.varighet <= alle[blokk].start
    else:
        start = alle[blokk].slutt
        plass = start + tid.varighet <= (alle[blokk + 1].start if blokk + 1 < len(alle) else til)
    return sortert([*alle[:nr], replace(tid, start=start), *alle[nr + 1 :]]) if plass else None


def brudd(rekke: Sequence[Tid], fra: int, til: int) -> list[Brudd]:
    """Return what does not hold: items outside the meeting first, then those that overlap."""
    alle = sortert(rekke)
    utenfor = [Brudd(tid) for tid in alle if tid.start < fra or tid.slutt > til]
    overlapp = ((forrige, neste) for forrige, neste in pairwise(alle) if neste.start < forrige.slutt)
    return utenfor + [Brudd(neste, forrige) for forrige, neste in overlapp]


def ledig(rekke: Sequence[Tid], fra: int, til: int) -> int:
    """Return how many minutes of the meeting no item fills."""
    return til - fra - sum(tid.varighet for tid in rekke)


def _plass(rekke: Rekke, nokkel: str) -> int:
    return next(nr for nr, tid in enumerate(rekke) if tid.nokkel == nokkel)
