"""What a rehearsal found: JSON for machines, and «what is the portal going to send?» in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils import dateformat
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nettverk.admin.fristoppsett import ROLLENAVN
from nettverk.frister.regler import fristslag
from nettverk.sprak import dato, dato_lang
from oversikt.simulering.gang import Linje, Mail


def som_json(mail: Mail) -> str:
    """One mail as a line of JSON, with the codes of the table of deadlines."""
    linjer = [_linje(linje) for linje in mail.linjer]
    return json.dumps({"dato": mail.dato.isoformat(), "til": mail.til, "linjer": linjer}, ensure_ascii=False)


def _linje(linje: Linje) -> dict[str, str | int]:
    return {
        "slag": linje.slag,
        "trinn": linje.trinn,
        "forfall": linje.forfall.isoformat(),
        "rolle": linje.rolle,
        "gjelder": linje.gjelder,
    }


def sum_som_json(dager: int, mailer: Sequence[Mail]) -> str:
    """The last line: how much it was."""
    linjer = sum(len(mail.linjer) for mail in mailer)
    return json.dumps({"sum": {"dager": dager, "mailer": len(mailer), "linjer": linjer}})


def i_ord(fra: date, til: date, mailer: Sequence[Mail], *, flittig: bool) -> Iterator[str]:
    """Yield the report, line by line: how many, when, and about what to whom."""
    yield _overskrift(fra, til, flittig=flittig)
    yield ""
    if not mailer:
        yield _("Ingenting.")
        return
    yield _omfang(mailer)
    yield ""
    yield from _tabell((_("Måned"), _("E-poster"), _("Linjer")), _per_maned(mailer))
    yield ""
    yield from _tabell((_("Hva"), _("Til"), _("Når"), _("Linjer")), _per_steg(mailer))


def _overskrift(fra: date, til: date, *, flittig: bool) -> str:
    tekst = (
        _("Det portalen kommer til å sende fra %(fra)s til %(til)s når alle gjør sitt i tide:")
        if flittig
        else _("Det portalen kommer til å sende fra %(fra)s til %(til)s hvis ingen gjør noe:")
    )
    return tekst % {"fra": dato(fra), "til": dato(til)}


def _omfang(mailer: Sequence[Mail]) -> str:
    per_dag = Counter(mail.dato for mail in mailer)
    travleste = max(sorted(per_dag), key=lambda dag: per_dag[dag])
    tekst = ngettext(
        "%(mailer)d e-post om frister, %(dag)s.",
        "%(mailer)d e-poster om frister. Flest på én dag: %(flest)d, %(dag)s.",
        len(mailer),
    )
    return tekst % {
        "mailer": len(mailer),
        "flest": per_dag[travleste],
        "dag": dato_lang(travleste),
    }


def _per_maned(mailer: Sequence[Mail]) -> Iterator[tuple[str, ...]]:
    antall, linjer = Counter[date](), Counter[date]()
    for mail in mailer:
        maned = mail.dato.replace(day=1)
        antall[maned] += 1
        linjer[maned] += len(mail.linjer)
    for maned in sorted(antall):
        yield capfirst(dateformat.format(maned, "F Y")), str(antall[maned]), str(linjer[maned])


def _per_steg(mailer: Sequence[Mail]) -> Iterator[tuple[str, ...]]:
    """Yield the rows of the table of deadlines that were told of, each as often as it was."""
    antall = Counter((linje.slag, linje.trinn, linje.rolle) for mail in mailer for linje in mail.linjer)
    forrige = ""
    for slag, trinn, rolle in sorted(antall, key=lambda steg: (fristslag(steg[0]).plass, *steg)):
        hva = "" if slag == forrige else str(fristslag(slag).navn)
        yield hva, _hvem(slag, rolle), _nar(trinn), str(antall[slag, trinn, rolle])
        forrige = slag


def _hvem(slag: str, rolle: str) -> str:
    navn = str(ROLLENAVN.get(rolle, rolle))
    return _("%(rolle)s, liste") % {"rolle": navn} if rolle in fristslag(slag).uansett else navn


def _nar(trinn: int) -> str:
    if trinn == 0:
        return _("på dagen")
    dager = abs(trinn)
    if trinn < 0:
        return ngettext("%(dager)d dag før", "%(dager)d dager før", dager) % {"dager": dager}
    return ngettext("%(dager)d dag etter", "%(dager)d dager etter", dager) % {"dager": dager}


def _tabell(hode: tuple[str, ...], rader: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield columns of equal width; numbers stand at the right."""
    alle = [hode, *rader]
    bredder = [max(len(rad[nr]) for rad in alle) for nr in range(len(hode))]
    tall = [all(rad[nr].isdecimal() for rad in alle[1:]) for nr in range(len(hode))]
    for rad in alle:
        celler = (
            celle.rjust(bredde) if til_hoyre else celle.ljust(bredde)
            for celle, bredde, til_hoyre in zip(rad, bredder, tall, strict=True)
        )
        yield "  ".join(celler).rstrip()
