"""What the minutes say, as plain data: frozen when they go to KLB.

There is nothing of part 1 in it but «Oppsummering» and who led it: its items, what is to be followed
up from them and what is «Bare for gruppen» never leave the group (L15). «Viktig å få med hvem som
deltok / hvem som meldte fra at de ikke kom»: who was away without a word is not listed.
"""

from moter.innhold import Innhold, moteinnhold, personinnhold
from moter.models import Motedel
from moter.nestearsinnhold import nestearsinnhold
from nettverk.klokke import dag as lokal_dag
from referat.models import Oppfolging, Oppmote, Referat
from referat.retting import apen, endringer

Verdi = Oppmote.Verdi


def referatinnhold(referat: Referat) -> Innhold:
    """Return the minutes for everybody outside part 1; `referat` is about to be sent."""
    assert referat.levert is not None
    mote = referat.mote
    levert = lokal_dag(referat.levert).isoformat()
    innhold = (
        moteinnhold(mote)
        | oppmotelister(referat)
        | {
            "referent": personinnhold(mote.referent, mote.gruppe),
            "versjon": referat.versjon,
            "godkjent": _godkjent(referat),
            "levert": levert,
            "gjester": _gjester(referat),
            "oppsummering": referat.oppsummering,
            "saker": _saker(referat),
            "fra_forrige": _fra_forrige(referat),
            "neste_ar": nestearsinnhold(mote),
        }
    )
    rettet = _rettet(referat, innhold)
    denne = {"nr": referat.versjon, "dato": levert, "av": referat.levert_av.navn if referat.levert_av else ""}
    if rettet is not None:
        denne["rettet"] = rettet["hva"]
    return innhold | {"rettet": rettet, "versjoner": [*_tidligere_versjoner(referat), denne]}


def oppmotelister(referat: Referat) -> Innhold:
    """Return who took part and who reported absence, members and operating group, as documents list them."""
    rader = list(referat.oppmote.select_related("person"))
    medlemmer = [rad for rad in rader if not rad.drift]
    drift = [rad for rad in rader if rad.drift]
    return {
        "deltok": _liste(medlemmer, Verdi.DELTOK),
        "fravaer": _liste(medlemmer, Verdi.FRAVAR),
        "drift": {"deltok": _liste(drift, Verdi.DELTOK), "fravaer": _liste(drift, Verdi.FRAVAR)},
    }


def forrige_innhold(referat: Referat) -> Innhold | None:
    """Return what the version before the present one said; None for the first."""
    dokument = referat.dokumenter.filter(versjon=referat.versjon - 1).order_by("pk").first()
    return dokument.innhold if dokument else None


def _tidligere_versjoner(referat: Referat) -> list[Innhold]:
    forrige = forrige_innhold(referat)
    return list(forrige["versjoner"]) if forrige else []


def _rettet(referat: Referat, innhold: Innhold) -> Innhold | None:
    """Return what has been corrected: in words, and what of the document is other than it was."""
    retting, forrige = apen(referat), forrige_innhold(referat)
    if retting is None:
        return None
    return {"hva": retting.hva, "endret": endringer(forrige, innhold) if forrige else []}


def _godkjent(referat: Referat) -> Innhold | None:
    if referat.godkjent is None or referat.godkjent_av is None:
        return None
    return {
        "navn": referat.godkjent_av.navn,
        "dato": lokal_dag(referat.godkjent).isoformat(),
        "person": referat.godkjent_av_id,
    }


def _liste(rader: list[Oppmote], verdi: str) -> list[Innhold]:
    """Return those with this attendance in either part, and which part if it is only one.

    Who was not expected in part 1, was there for all of hers.
    """
    treff = []
    for rad in rader:
        spurt = [(nr, svar) for nr, svar in (("1", rad.del1), ("2", rad.del2)) if svar]
        deler = [nr for nr, svar in spurt if svar == verdi]
        if deler:
            treff.append(
                {
                    "person": rad.person_id,
                    "navn": rad.person.navn,
                    "yrke": rad.person.yrke,
                    "arbeidssted": rad.arbeidssted,
                    "del": "" if len(deler) == len(spurt) else deler[0],
                }
            )
    return treff


def _gjester(referat: Referat) -> list[Innhold]:
    """Return the guests that came. Each is a row of her own, which erasure can reach by its id."""
    return [
        {"gjest": gjest.pk, "navn": gjest.navn, "arbeidssted": gjest.arbeidssted}
        for gjest in referat.gjester.filter(deltok=True)
    ]


def _saker(referat: Referat) -> list[Innhold]:
    """Return the items outside part 1, numbered by part so that no gap shows.

    Of what is common to both parts (velkommen, lunsj), only what something was written about.
    """
    numre = {Motedel.DEL2.value: 0, Motedel.FELLES.value: 0}
    oppfolginger: dict[int | None, list[Innhold]] = {}
    for en in referat.oppfolginger.utenfor_del1().filter(fra__isnull=True):
        oppfolginger.setdefault(en.sak_id, []).append(_oppfolging(en))
    saker = []
    for sak in referat.saker.exclude(motedel=Motedel.DEL1):
        avtalt = oppfolginger.get(sak.pk, [])
        if sak.motedel == Motedel.FELLES and not (sak.tekst or avtalt):
            continue
        numre[sak.motedel] += 1
        saker.append(
            {
                "del": sak.motedel,
                "nummer": numre[sak.motedel],
                "tittel": sak.tittel,
                "ansvarlig": sak.ansvarlig,
                "tekst": sak.tekst,
                "oppfolging": avtalt,
            }
        )
    return saker


def _fra_forrige(referat: Referat) -> list[Innhold]:
    """Return what was carried from earlier meetings, outside part 1, and what became of it."""
    return [
        _oppfolging(en) | {"gjort": en.status == Oppfolging.Status.GJORT, "kommentar": en.kommentar}
        for en in referat.oppfolginger.utenfor_del1().filter(fra__isnull=False)
    ]


def _oppfolging(en: Oppfolging) -> Innhold:
    return {
        "del": en.motedel,
        "hva": en.hva,
        "person": en.hvem_id,
        "navn": en.hvem_navn,
        "frist": en.frist.isoformat() if en.frist else "",
    }
