"""The standard texts of a series' public page, in the source's own words (D1).

A series keeps only the texts it has changed: so the standard ones are there in both languages, and
say the number of places, meetings and minutes that the series has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nettverk.sprak import varighet

if TYPE_CHECKING:
    from dybdemoter.models.serie import Serie

FELT = ("ingress", "formal", "malgruppe", "om_plassene", "forberedelse", "gjennomforing")


def tekster_for(serie: Serie) -> dict[str, str]:
    """Return each text of this series by its field, in the active language where it is the standard."""
    standard = standardtekster(serie)
    return {felt: getattr(serie, felt) or standard[felt] for felt in FELT}


def standardtekster(serie: Serie) -> dict[str, str]:
    """Return the source's texts by field, with this series' own numbers in them."""
    return {
        "ingress": _(
            "Har dere faglige problemstillinger dere ønsker å gå i dybden på? Bli med i en digital møterekke "
            "der dere kan diskutere slike problemstillinger med andre som jobber med arbeidsrettet "
            "rehabilitering i regionen."
        ),
        "formal": _formal(),
        "malgruppe": _malgruppe(),
        "om_plassene": _om_plassene(serie),
        "forberedelse": _(
            "Du og teamet trenger ikke forberede dere til møtene. Det er heller ikke noe krav om "
            "etterarbeid. Vårt håp er imidlertid at alle møtene vil gi tankestoff som hver institusjon vil "
            "ønske å jobbe videre med på egen hånd, med mål om praksisforbedring."
        ),
        "gjennomforing": _gjennomforing(serie),
    }


def _formal() -> str:
    return _(
        "Vi kaller det «dybdemøter» fordi vi ønsker at møtene skal være en arena for å gå i dybden på "
        "praksis, med mulighet for å presentere, diskutere og få respons på praksis på en grundig måte. "
        "Målet med møtene er å utvikle praksis gjennom erfaringsutveksling.\n\n"
        "I møtene får dere som jobber på tverrfaglige team muligheten til å\n\n"
        "- gå i dybden på faglige problemstillinger gjennom å diskutere dem med andre tverrfaglige team i "
        "din region\n"
        "- reflektere over egen praksis, og oppdage mulige justeringer, forbedringer og alternative måter "
        "å løse ting på\n\n"
        "Rådgivere fra kompetansetjenesten leder møtene, og stiller spørsmål rundt praksis.\n\n"
        "Da det er et hovedpoeng at dere skal få mest mulig ut av dybdemøtene, vil dere selv være med på å "
        "bestemme hvilke problemstillinger vi skal diskutere i hvert møte."
    )


def _malgruppe() -> str:
    return _(
        "Møtene er for deg som jobber på et tverrfaglig team i arbeidsrettet rehabilitering, uansett om "
        "dere tilbyr arbeidsrettet rehabilitering som\n\n"
        "- poliklinisk tilbud\n"
        "- dagtilbud\n"
        "- døgntilbud\n\n"
        "Med arbeidsrettet rehabilitering mener vi i denne sammenhengen all rehabilitering som har arbeid "
        "som hovedmål."
    )


def _om_plassene(serie: Serie) -> str:
    if serie.plasser < 2:
        return _("Det er bare plass til én institusjon/klinikk fra hver region.")
    andre = serie.plasser - 1
    moter_dere = ngettext(
        "Du møter folk fra tverrfaglige team på inntil %(antall)s annen institusjon i din helseregion, "
        "enten den tilbyr arbeidsrettet rehabilitering som dagtilbud, døgntilbud eller poliklinisk tilbud.",
        "Du møter folk fra tverrfaglige team på inntil %(antall)s andre institusjoner i din helseregion, "
        "enten disse tilbyr arbeidsrettet rehabilitering som dagtilbud, døgntilbud eller poliklinisk tilbud.",
        andre,
    ) % {"antall": tall_i_ord(andre)}
    resten = _(
        "Til sammen blir dere altså inntil %(antall)s institusjoner, og det er de samme institusjonene som "
        "deltar hver gang.\n\n"
        "Grunnen til at vi begrenser antall institusjoner som deltar i møtene til %(antall)s, er at vi "
        "ønsker at alle skal få mulighet til å bli godt kjent med praksisen og teamene på de andre "
        "institusjonene som deltar."
    ) % {"antall": tall_i_ord(serie.plasser)}
    return f"{moter_dere} {resten}"


def _gjennomforing(serie: Serie) -> str:
    return _(
        "Alle møtene foregår digitalt på Teams. Gi beskjed om Teams på grunn av for eksempel intern "
        "sikkerhet og brannmurer fungerer dårlig for dere, så vil vi se om det kan finnes andre "
        "løsninger.\n\n"
        "Dere kan selv velge om dere vil sitte på hver deres skjerm eller om dere fra samme "
        "institusjon/klinikk ønsker å sitte på samme skjerm.\n\n"
        "Vi kommer til å ta kortere pauser underveis i møtene. Alle møtene varer i maksimalt %(varighet)s."
    ) % {"varighet": varighet(serie.maks_minutter)}


def tall_i_ord(antall: int) -> str:
    """Return a number from 0 to 12 as a word in the active language, and a bigger one in digits."""
    ord_ = (
        _("null"), _("én"), _("to"), _("tre"), _("fire"), _("fem"), _("seks"),
        _("sju"), _("åtte"), _("ni"), _("ti"), _("elleve"), _("tolv"),
    )  # fmt: skip
    return ord_[antall] if 0 <= antall < len(ord_) else str(antall)
