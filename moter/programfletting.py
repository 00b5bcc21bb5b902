"""When two write the programme at once: the second sees what the first saved, and loses nothing."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from moter.models import Motedel
from moter.programskjema import TEKSTER, ProgramForm
from moter.programtavle import MOTET, Utgave
from moter.programtider import NY
from nettverk.sprak import klokke

TEMA = "kompetansepunkt"


@dataclass(frozen=True)
class Fletting:
    """What to show when another has saved: the writer's own changes over what is saved now."""

    data: dict[str, str]
    lagret: dict[str, str]
    tatt_ut: list[str]
    eget: bool


def flett(skrevet: ProgramForm) -> Fletting:
    """Return a form's fields where each that the writer changed is hers, and the rest as saved.

    `lagret` has what another saved in the same fields, in words; `tatt_ut` the items that are gone,
    with what she had written in them. `eget` is whether she had written anything at all.
    """
    fra, na, data = skrevet.bygger_pa, skrevet.naa, skrevet.data
    egne = _egne(fra, data)
    ut = {navn: data[navn] for navn in skrevet.fields if navn in data and _er_felles(navn)}
    ut |= {f"{felt}_{n}": verdi for n in skrevet.tavle.poster for felt, verdi in na[n].items()}
    ut |= {navn: verdi for navn, verdi in egne.items() if navn in skrevet.fields}
    ut["utgangspunkt"] = json.dumps(na)
    eget_tema = data.get(TEMA, "") != fra.get(MOTET, {}).get(TEMA, "")
    if not eget_tema:
        ut[TEMA] = na[MOTET][TEMA]
    nytt = any(str(data.get(f"{navn}_{NY}", "")).strip() for navn in TEKSTER)
    return Fletting(
        data=ut,
        lagret=dict(_lagret_av_andre(skrevet, egne)),
        tatt_ut=_tatt_ut(fra, na, egne),
        eget=bool(egne) or nytt or eget_tema,
    )


def _er_felles(navn: str) -> bool:
    return navn.endswith(f"_{NY}") or navn in {"etter", "folg", TEMA}


def _lagret_av_andre(skrevet: ProgramForm, egne: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the fields that both have changed, with what is saved in them."""
    fra = skrevet.bygger_pa
    for nokkel in skrevet.tavle.poster:
        for felt, verdi in skrevet.naa[nokkel].items():
            navn, for_ = f"{felt}_{nokkel}", fra.get(nokkel, {}).get(felt, verdi)
            if navn in egne and not _lik(felt, verdi, for_) and not _lik(felt, verdi, egne[navn]):
                yield navn, _i_ord(felt, verdi)


def _tatt_ut(fra: Utgave, na: Utgave, egne: dict[str, str]) -> list[str]:
    """Return the items that another took out: what they were called, and what was being written in them."""
    rader = {nokkel: felter["tittel"] for nokkel, felter in fra.items() if "tittel" in felter}
    borte = {nokkel: tittel for nokkel, tittel in rader.items() if nokkel not in na}
    return [
        " / ".join([tittel, *(egne[f"{felt}_{nokkel}"] for felt in TEKSTER if egne.get(f"{felt}_{nokkel}"))])
        for nokkel, tittel in borte.items()
    ]


def _egne(fra: Utgave, data: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields that the writer has changed since she began."""
    return {
        f"{felt}_{nokkel}": data[f"{felt}_{nokkel}"]
        for nokkel, felter in fra.items()
        for felt, verdi in felter.items()
        if f"{felt}_{nokkel}" in data and not _lik(felt, data[f"{felt}_{nokkel}"], verdi)
    }


def _lik(felt: str, en: str, annen: str) -> bool:
    """Whether two texts of a field say the same, however the browser wrote them."""
    en, annen = (tekst.replace("\r\n", "\n").strip() for tekst in (en, annen))
    return en.replace(".", ":")[:5] == annen.replace(".", ":")[:5] if felt == "start" else en == annen


def _i_ord(felt: str, verdi: str) -> str:
    if felt == "start":
        return klokke(verdi)
    return str(Motedel(verdi).label) if felt == "motedel" else verdi
