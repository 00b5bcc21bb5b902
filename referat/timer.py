"""How long the parts of a meeting lasted, for the certificates (X14)."""

from collections.abc import Iterable

from moter.models import Motedel, Programpost
from moter.program import paa_dagen, slutt_paa_dagen

DELER = (Motedel.DEL1, Motedel.DEL2)


def minutter(poster: Iterable[Programpost]) -> dict[str, int]:
    """Return the minutes of part 1 and of part 2, under «1» and «2».

    Lunch is not counted. What is common to both parts is counted once, with the part that lies nearest in
    time; as near to both, with the one that follows. So who was there all day has the day without lunch,
    and who came to one part has that part with what leads into it and out of it.
    """
    uten_lunsj = [post for post in poster if not post.er_lunsj]
    egne = [post for post in uten_lunsj if post.motedel in DELER]
    sum_: dict[str, int] = {del_.value: 0 for del_ in DELER}
    for post in uten_lunsj:
        hos = post if post.motedel in DELER else _nermeste(post, egne)
        if hos is not None:
            sum_[hos.motedel] += post.varighet
    return sum_


def _nermeste(post: Programpost, egne: list[Programpost]) -> Programpost | None:
    """Return the item of a part that lies nearest in time, the following one if two do."""
    return min(egne, key=lambda en: _avstand(post, en), default=None)


def _avstand(post: Programpost, annen: Programpost) -> tuple[float, bool]:
    """Return the seconds between two items, and whether the other one comes before."""
    etter = (paa_dagen(annen.start) - slutt_paa_dagen(post)).total_seconds()
    for_ = (paa_dagen(post.start) - slutt_paa_dagen(annen)).total_seconds()
    return max(etter, for_, 0), annen.start < post.start
