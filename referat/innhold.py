"""What the minutes say, as plain data: frozen when they go to KLB.

There is nothing of part 1 in it but «Oppsummering» and who led it: its items and what is «Bare
for gruppen» never leave the group (L15). «Viktig å få med hvem som deltok / hvem som meldte fra
at de ikke kom»: who was away without a word is not listed.
"""

from moter.innhold import Innhold, moteinnhold, personinnhold
from moter.models import Motedel
from moter.nestearsinnhold import nestearsinnhold
from nettverk.klokke import dag as lokal_dag
from referat.models import Oppmote, Referat

Verdi = Oppmote.Verdi


def referatinnhold(referat: Referat) -> Innhold:
    """Return the minutes for everybody outside part 1; `referat` is about to be sent."""
    assert referat.levert is not None
    mote = referat.mote
    levert = lokal_dag(referat.levert).isoformat()
    rader = list(referat.oppmote.select_related("person"))
    return moteinnhold(mote) | {
        "referent": personinnhold(mote.referent, mote.gruppe),
        "versjon": 1,
        "godkjent": _godkjent(referat),
        "levert": levert,
        "deltok": _liste(rader, Verdi.DELTOK),
        "fravaer": _liste(rader, Verdi.FRAVAR),
        "oppsummering": referat.oppsummering,
        "saker": _saker(referat),
        "neste_ar": nestearsinnhold(mote),
        "versjoner": [{"nr": 1, "dato": levert, "av": referat.levert_av.navn if referat.levert_av else ""}],
    }


def _godkjent(referat: Referat) -> Innhold | None:
    if referat.godkjent is None or referat.godkjent_av is None:
        return None
    return {
        "navn": referat.godkjent_av.navn,
        "dato": lokal_dag(referat.godkjent).isoformat(),
        "person": referat.godkjent_av_id,
    }


def _liste(rader: list[Oppmote], verdi: str) -> list[Innhold]:
    """Return those with this attendance in either part, and which part if it is only one."""
    treff = []
    for rad in rader:
        deler = [nr for nr, gjelder in (("1", rad.del1), ("2", rad.del2)) if gjelder == verdi]
        if deler:
            treff.append(
                {
                    "person": rad.person_id,
                    "navn": rad.person.navn,
                    "yrke": rad.person.yrke,
                    "arbeidssted": rad.arbeidssted,
                    "del": "" if len(deler) == 2 else deler[0],
                }
            )
    return treff


def _saker(referat: Referat) -> list[Innhold]:
    """Return the items outside part 1, numbered by part so that no gap shows.

    Of what is common to both parts (velkommen, lunsj), only what something was written about.
    """
    numre = {Motedel.DEL2.value: 0, Motedel.FELLES.value: 0}
    saker = []
    for sak in referat.saker.exclude(motedel=Motedel.DEL1).exclude(motedel=Motedel.FELLES, tekst=""):
        numre[sak.motedel] += 1
        saker.append(
            {
                "del": sak.motedel,
                "nummer": numre[sak.motedel],
                "tittel": sak.tittel,
                "ansvarlig": sak.ansvarlig,
                "tekst": sak.tekst,
            }
        )
    return saker
