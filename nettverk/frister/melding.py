"""The reminder mail, put together when it is sent: only what is still open is in it (F4, idea 2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import dateformat, translation
from django.utils.translation import gettext as _

from nettverk import klokke
from nettverk.frister.lister import lister_for
from nettverk.frister.regler import Fristslag, Liste, MedLister, MedPersonligLenke, Mottaker, fristslag
from nettverk.hemmelig import Gjemme
from nettverk.lenker import absolutt
from nettverk.models.epost import Epost
from nettverk.models.frist import Frist, Varsel
from nettverk.utboks.gjengivelse import gjengi

SLAG = "varsel"


@dataclass(frozen=True)
class Linje:
    """One duty in the mail, or lists of it. `lenke` may be a placeholder; `min`: the receiver must act."""

    tittel: str
    forfall: date
    lenke: str
    min: bool
    forsinket: bool
    lister: Sequence[Liste] = ()


def sett_sammen(epost: Epost, naa: datetime) -> bool:
    """Write subject and body of a claimed reminder, and freeze them; False when nothing is open."""
    gjemme = Gjemme()
    with translation.override(epost.malform):
        linjer = sorted(_linjer(epost, naa, gjemme), key=lambda linje: linje.forfall)
        if not linjer:
            return False
        mine = [linje for linje in linjer if linje.min]
        innhold = gjengi(
            "epost/varsel",
            {
                "mine": mine,
                "andre": [linje for linje in linjer if not linje.min],
                "for_navn": _for_navn(epost),
                "svar_til": epost.svar_til,
            },
            emne=_for_navn(epost) + emne(mine, linjer, klokke.dag(naa)),
            nettverk=epost.nettverk,
            til_navn=epost.til_navn,
            malform=epost.malform,
        )
    epost.emne, epost.tekst, epost.html = innhold.emne[:255], innhold.tekst, innhold.html
    epost.hemmeligheter, epost.lenker = gjemme.hemmeligheter, gjemme.lenker
    epost.save(update_fields=["emne", "tekst", "html", "hemmeligheter", "lenker"])
    return True


def har_noe_apent(epost: Epost, til: str, naa: datetime) -> bool:
    """Whether anything the reminder tells of would still be told to its receiver at the address `til`."""
    for varsel in epost.varsler.select_related("frist"):
        slag = fristslag(varsel.frist.slag)
        varsel.mottaker = til  # as it would be told now; not saved
        if _som_ma_gjore_noe(varsel, slag, naa) or lister_for(varsel, slag, naa, Gjemme()):
            return True
    return False


def emne(mine: Sequence[Linje], alle: Sequence[Linje], dag: date) -> str:
    """What is asked and by when; the most urgent first."""
    if not mine:
        return _orientering(alle)
    forste = mine[0]
    if len(mine) == 1:
        return f"{_innen(forste, dag)}: {_liten(forste.tittel)}"
    antall_og_dato = {"antall": len(mine), "dato": _dato(forste.forfall)}
    if forste.forsinket:
        return _("%(antall)d ting å gjøre, første frist var %(dato)s") % antall_og_dato
    return _("%(antall)d ting å gjøre, første innen %(dato)s") % antall_og_dato


def _orientering(linjer: Sequence[Linje]) -> str:
    if len(linjer) == 1:
        return _("Til orientering: %(sak)s") % {"sak": _liten(linjer[0].tittel)}
    return _("Til orientering: %(antall)d frister") % {"antall": len(linjer)}


def _innen(linje: Linje, dag: date) -> str:
    if linje.forfall == dag:
        return _("I dag")
    if linje.forsinket:
        return _("Fristen var %(dato)s") % {"dato": _dato(linje.forfall)}
    return _("Innen %(dato)s") % {"dato": _dato(linje.forfall)}


def _dato(dag: date) -> str:
    """«24. november»: short enough for a subject on a phone."""
    return dateformat.format(dag, "j. F")


def _liten(tittel: str) -> str:
    """The title inside a sentence: first letter small, unless it begins an abbreviation."""
    return tittel if tittel[1:2].isupper() else tittel[:1].lower() + tittel[1:]


def _for_navn(epost: Epost) -> str:
    """L19: mail to a shared mailbox names the person in the subject."""
    delt = epost.person is not None and epost.til != epost.person.epost
    return _("Til %(navn)s: ") % {"navn": epost.til_navn} if delt else ""


def _linjer(epost: Epost, naa: datetime, gjemme: Gjemme) -> Iterator[Linje]:
    """The lines still open, one per deadline, the latest step of each."""
    siste: dict[int, Varsel] = {}
    for varsel in epost.varsler.select_related("frist").order_by("opprettet", "trinn"):
        siste[varsel.frist_id] = varsel
    for varsel in siste.values():
        frist, slag = varsel.frist, fristslag(varsel.frist.slag)
        mottaker = _som_ma_gjore_noe(varsel, slag, naa)
        lister = lister_for(varsel, slag, naa, gjemme)
        if mottaker is not None:
            yield Linje(
                tittel=slag.handler.tittel(frist),
                forfall=frist.forfall,
                lenke=_lenke(frist, slag, mottaker, naa, gjemme),
                min=varsel.rolle in slag.ansvarlige,
                forsinket=frist.forsinket(klokke.dag(naa)),
                lister=lister,
            )
        elif lister and isinstance(slag.handler, MedLister):
            yield _listelinje(varsel, slag.handler, lister, gjemme)


def _listelinje(varsel: Varsel, handler: MedLister, lister: list[Liste], gjemme: Gjemme) -> Linje:
    """The lists of a duty, done or not; nothing is asked of who gets them."""
    frist = varsel.frist
    personlig = handler.personlig_listeurl(frist, varsel.person)
    return Linje(
        tittel=handler.listetittel(frist),
        forfall=frist.forfall,
        lenke=gjemme.gjem("lenke", personlig) if personlig else absolutt(handler.listeurl(frist)),
        min=False,
        forsinket=False,
        lister=lister,
    )


def _som_ma_gjore_noe(varsel: Varsel, slag: Fristslag, naa: datetime) -> Mottaker | None:
    """The receiver of a line that reminds of something; a line with lists only asks for nothing."""
    return None if varsel.rolle in slag.uansett else _fortsatt(varsel, slag, naa)


def _fortsatt(varsel: Varsel, slag: Fristslag, naa: datetime) -> Mottaker | None:
    """The receiver, if the deadline is open, not moved since, and still that person's matter."""
    frist = varsel.frist
    if not frist.apen or frist.forfall != varsel.forfall or frist.gjelder is None:
        return None
    for mottaker in slag.handler.mottakere(frist, varsel.rolle, klokke.dag(naa)):
        person_id = mottaker.person.pk if mottaker.person else None
        if (mottaker.adresse, person_id) == (varsel.mottaker, varsel.person_id):
            return mottaker
    return None


def _lenke(frist: Frist, slag: Fristslag, mottaker: Mottaker, naa: datetime, gjemme: Gjemme) -> str:
    """The address of the page, or a placeholder for a personal link."""
    if isinstance(slag.handler, MedPersonligLenke):
        personlig = slag.handler.personlig_url(frist, mottaker, naa)
        if personlig:
            return gjemme.gjem("lenke", personlig)
    return absolutt(slag.handler.url(frist))
