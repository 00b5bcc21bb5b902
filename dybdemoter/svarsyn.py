"""What the advisers see of the answers: the proposal in words, and each mail before it is sent (D5, D6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dybdemoter import brev, svarord
from dybdemoter.fordeling import Bytte, Forslag
from dybdemoter.models import Serie, Soknad
from dybdemoter.roller import Deres, alle_fra, kontakter, sekretariatet
from dybdemoter.tekster import tall_i_ord
from nettverk.models import Epost
from nettverk.utboks.gjengivelse import Innhold, gjengi
from nettverk.utboks.status import REKKE, Leveringer

SVAR = (brev.PLASS, brev.VENTELISTE, brev.NEI)


def begrunnelse(forslag: Forslag, plasser: int, navn: Mapping[int, str]) -> list[str]:
    """Return why the rule proposes what it does, a sentence or two each; `navn` is number → institution."""
    if not forslag.venter:
        return [_("Alle som har søkt, får plass.")]
    forste = {"antall": tall_i_ord(plasser)}
    linjer = [
        ngettext(
            "Utgangspunktet er den som meldte seg på først.",
            "Utgangspunktet er de %(antall)s som meldte seg på først.",
            plasser,
        )
        % forste
    ]
    linjer += [_byttet(bytte, plasser, navn) for bytte in forslag.bytter]
    for type_ in forslag.mangler:
        felt = {"tilbud": _ingen(type_).capitalize()}
        linjer.append(
            _("%(tilbud)s får plass: Ingen av de andre kan vike uten at en annen type blir borte.") % felt
        )
    if not forslag.bytter and not forslag.mangler:
        linjer.append(_("Alle typene som har søkt, er med. Derfor foreslås ingen bytter."))
    return linjer


def _byttet(bytte: Bytte, plasser: int, navn: Mapping[int, str]) -> str:
    felt = {
        "ut": bytte.ut.nummer,
        "ut_navn": navn[bytte.ut.nummer],
        "inn": bytte.inn.nummer,
        "inn_navn": navn[bytte.inn.nummer],
        "tilbud": _ingen(bytte.type),
        "antall": tall_i_ord(plasser),
    }
    setning = _(
        "Nr. %(ut)d %(ut_navn)s viker for nr. %(inn)d %(inn_navn)s, fordi %(tilbud)s var blant de "
        "%(antall)s første. Nr. %(ut)d er den siste som kan vike uten at en annen type blir borte."
    )
    return setning % felt


def _ingen(type_: str) -> str:
    return {
        "dogn": _("ingen døgntilbud"),
        "dag": _("ingen dagtilbud"),
        "poliklinisk": _("ingen polikliniske tilbud"),
    }[type_]


@dataclass(frozen=True)
class Svarbrev:
    """One institution's answer before it is sent: yes or no, who gets it, and what it says."""

    soknad: Soknad
    ja: bool
    til: list[Deres]
    innhold: Innhold


def svarbrev(soknader: Iterable[Soknad], valgt: Iterable[int]) -> list[Svarbrev]:
    """Return every answer as it will be read, in the queue's order; links are masked.

    Each is written to its first contact, in her language; what the others get differs in the greeting.
    """
    far_plass, alle, venter = set(valgt), [], 0
    for soknad in sorted(soknader, key=lambda en: en.nummer):
        if soknad.nummer in far_plass:
            alle.append(Svarbrev(soknad, True, alle_fra(soknad), _les(soknad, svarord.plass(soknad))))
        else:
            venter += 1
            ord_ = svarord.venteliste(soknad, venter)
            alle.append(Svarbrev(soknad, False, kontakter(soknad), _les(soknad, ord_)))
    return alle


def _les(soknad: Soknad, ord_: svarord.Brevord) -> Innhold:
    emne, tekst = ord_
    nettverk = soknad.nettverk
    # Long after the season nobody is left to write to (X12); the words are the same.
    mottaker = next((deres.mottaker for deres in kontakter(soknad)), sekretariatet(nettverk))
    return gjengi(
        "epost/dybdebrev",
        {"brev": tekst, "svar_til": nettverk.epost, "lenke": _("[personlig lenke]")},
        emne=emne,
        nettverk=nettverk,
        til_navn=mottaker.navn,
        malform=mottaker.malform,
    )


@dataclass(frozen=True)
class Leverte:
    """One institution's answer after it was sent, and how it went with its mails."""

    soknad: Soknad
    leveringer: Leveringer


def leverte(serie: Serie) -> list[Leverte]:
    """Return how it went with the answers, in the queue's order, in a fixed number of queries."""
    alle = serie.soknader.exclude(svart=None).select_related("institusjon").order_by("nummer")
    soknader = list(alle)
    funnet = Epost.objects.filter(
        content_type=ContentType.objects.get_for_model(Soknad),
        object_id__in=[en.pk for en in soknader],
        slag__in=SVAR,
    )
    per_soknad: dict[int | None, list[Epost]] = {}
    for epost in funnet.siste_utgave().defer("tekst", "html", "hemmeligheter"):
        per_soknad.setdefault(epost.object_id, []).append(epost)
    return [Leverte(en, Leveringer(sorted(per_soknad.get(en.pk, []), key=_hastigst), [])) for en in soknader]


def _hastigst(epost: Epost) -> tuple[int, str, int]:
    return REKKE.index(Epost.Status(epost.status)), epost.til_navn, epost.pk
