"""How a frozen programme is set: what guests see of it, and how rows are put under headings."""

from itertools import dropwhile, groupby
from typing import Any

Post = dict[str, Any]


def fagdelen(bolker: list[dict[str, Any]]) -> list[Post]:
    """Return the posts of part 2 with the shared ones that lie up to it without a gap.

    What guests are invited to (L9, L13): a shared «velkommen» before a part 1 they do not see
    would leave a gap to wonder about. Without a part 2 everything is returned.
    """
    poster = poster_av(bolker)
    del2 = [nr for nr, post in enumerate(poster) if post["del"] == "2"]
    if not del2:
        return poster
    forste, siste = del2[0], del2[-1]
    while forste > 0 and poster[forste - 1]["slutt"] >= poster[forste]["start"]:
        forste -= 1
    while siste + 1 < len(poster) and poster[siste]["slutt"] >= poster[siste + 1]["start"]:
        siste += 1
    return poster[forste : siste + 1]


def poster_av(bolker: list[dict[str, Any]]) -> list[Post]:
    """Return every post in order, each with its part and with who leads it set for print."""
    return [
        post | {"del": bolk["del"]} | _hvem(post["ansvarlig"]) for bolk in bolker for post in bolk["poster"]
    ]


def under_overskrifter(poster: list[Post]) -> list[dict[str, Any]]:
    """Gather posts in runs of one part; a part that comes again says that it goes on."""
    bolker: list[dict[str, Any]] = []
    for del_, gruppe in groupby(poster, key=lambda post: post["del"]):
        for_her = any(bolk["del"] == del_ for bolk in bolker)
        bolker.append({"del": del_, "poster": list(gruppe), "fortsetter": for_her})
    return bolker


def _hvem(ansvarlig: str) -> dict[str, str]:
    """Part «Sigrid Bjørndal, overlege» in name and role, so that the role can stand below.

    A role begins with a small letter; what begins with a capital is a second name or a place.
    """
    navn, _, rolle = ansvarlig.partition(", ")
    er_rolle = next(dropwhile(lambda tegn: not tegn.isalpha(), rolle), "").islower()
    return {"hvem": navn, "rolle": rolle} if er_rolle else {"hvem": ansvarlig, "rolle": ""}
