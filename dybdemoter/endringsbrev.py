"""The notices of what is moved or cancelled: one to each person, with all that is hers in it (L17)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from dybdemoter import brev
from dybdemoter.brev import Innhold, motetid, send, serienavn, til_radgiverne
from dybdemoter.forfall import forfall_svar
from dybdemoter.kalender import kalendervedlegg
from dybdemoter.models import Serie, Seriemote
from dybdemoter.roller import Deres, alle_fra
from nettverk.sprak import dato_dag, dato_lang


def flyttet(
    serie: Serie, moter: Sequence[Seriemote], fra: Mapping[int, datetime], *, melding: str, naa: datetime
) -> None:
    """Tell everybody of meetings that have been moved; `fra` is meeting id → when it should have begun."""

    def tekst() -> Innhold:
        linjer = (
            _("%(fra)s er flyttet til %(til)s") % {"fra": dato_lang(fra[mote.pk]), "til": motetid(mote)}
            for mote in moter
        )
        return Innhold(_("Dybdemøter er flyttet"), _med(melding), tuple(linjer), knapp=_("Se møterekken"))

    emne = _emne(lambda: _("FLYTTET: %(hva)s"), serie, moter)
    _til_alle(serie, moter, slag=brev.FLYTTET, emne=emne, tekst=tekst, naa=naa)


def avlyst(serie: Serie, moter: Sequence[Seriemote], *, melding: str, naa: datetime) -> None:
    """Tell everybody of meetings that are cancelled; the others stand."""

    def tekst() -> Innhold:
        return Innhold(
            _("Dybdemøtet er avlyst"),
            (*_med(melding), _("De andre møtene er som før.")),
            tuple(motetid(mote) for mote in moter),
            knapp=_("Se møterekken"),
        )

    emne = _emne(lambda: _("AVLYST: %(hva)s"), serie, moter)
    _til_alle(serie, moter, slag=brev.AVLYST, emne=emne, tekst=tekst, naa=naa)


def serie_avlyst(serie: Serie, moter: Sequence[Seriemote], *, melding: str, naa: datetime) -> None:
    """Tell everybody who has applied that there will be no series."""

    def tekst() -> Innhold:
        return Innhold(
            _("Møterekken er avlyst"),
            (*_med(melding), _("Ingen av møtene blir holdt.")),
            tuple(motetid(mote) for mote in moter),
            knapp=_("Se møterekken"),
        )

    emne = _emne(lambda: _("AVLYST: %(hva)s"), serie, ())
    _til_alle(serie, moter, slag=brev.AVLYST, emne=emne, tekst=tekst, naa=naa)


def ny_lenke(serie: Serie, mote: Seriemote, *, naa: datetime) -> None:
    """Give those with a place a meeting's new Teams link, and nobody else."""

    def tekst() -> Innhold:
        return Innhold(
            _("Ny lenke til dybdemøtet"),
            (_("Møtet har fått en ny Teams-lenke. Tiden er som før."),),
            (f"{motetid(mote)} {mote.teams_lenke}",),
            knapp=_("Se møterekken"),
        )

    emne = _emne(lambda: _("Ny Teams-lenke: %(hva)s"), serie, (mote,))
    _til_alle(serie, (mote,), slag=brev.FLYTTET, emne=emne, tekst=tekst, bare_med_plass=True, naa=naa)


def ny_frist(serie: Serie, *, naa: datetime) -> None:
    """Tell those in the queue that others have more time, and when the answer now comes."""
    frist, svar = serie.pamelding_frist, forfall_svar(serie)
    assert frist is not None and svar is not None

    def tekst() -> Innhold:
        felt = {"frist": dato_lang(frist), "svar": dato_lang(svar)}
        return Innhold(
            _("Påmeldingsfristen er utvidet"),
            (
                _("Den nye fristen er %(frist)s. Dere får svar senest %(svar)s.") % felt,
                _("Dere beholder nummeret dere har i køen."),
            ),
            knapp=_("Se påmeldingen"),
        )

    emne = _emne(lambda: _("Ny påmeldingsfrist: %(hva)s"), serie, ())
    _til_alle(serie, (), slag=brev.UTSATT, emne=emne, tekst=tekst, naa=naa)


def _med(melding: str) -> tuple[str, ...]:
    return (melding.strip(),) if melding.strip() else ()


def _emne(form: Callable[[], str], serie: Serie, moter: Sequence[Seriemote]) -> Callable[[], str]:
    """Return the subject: which meeting where it is one, else the series."""

    def emne() -> str:
        if len(moter) != 1:
            return form() % {"hva": serienavn(serie)}
        felt = {"region": serie.get_region_display(), "dag": dato_dag(moter[0].dag)}
        return form() % {"hva": _("dybdemøte i %(region)s, %(dag)s") % felt}

    return emne


def _til_alle(
    serie: Serie,
    moter: Sequence[Seriemote],
    *,
    slag: str,
    emne: Callable[[], str],
    tekst: brev.Tekst,
    bare_med_plass: bool = False,
    naa: datetime,
) -> None:
    """Queue one mail to each person, and to the advisers; calendar files for those with a place only."""
    nokkel = f"{serie.pk}:{naa.isoformat()}"
    for deres, har_plass in _mottakere(serie):
        if har_plass or not bare_med_plass:
            kalender = kalendervedlegg(moter, deres.mottaker.malform, naa=naa) if har_plass else []
            send(
                deres, serie, slag=slag, nokkel=nokkel, emne=emne, tekst=tekst,
                vedlegg=kalender, gjelder=serie, auto=False, naa=naa,
            )  # fmt: skip
    # The advisers have the meetings in their calendars from when the places were given.
    med_kalender = moter if serie.svar_sendt is not None else ()
    til_radgiverne(
        serie,
        slag=slag,
        nokkel=nokkel,
        emne=emne,
        tekst=tekst,
        vedlegg=lambda til: kalendervedlegg(med_kalender, til.malform, naa=naa),
        gjelder=serie,
        naa=naa,
    )


def _mottakere(serie: Serie) -> list[tuple[Deres, bool]]:
    """Return everybody in a living application, and whether she has a place; each address once.

    Who speaks for two institutions, of which one has a place, is told as that one's contact.
    """
    funnet: dict[str, tuple[Deres, bool]] = {}
    soknader = serie.soknader.levende().for_frister()
    for soknad in sorted(soknader, key=lambda en: (not en.har_plass, en.nummer)):
        for deres in alle_fra(soknad):
            funnet.setdefault(deres.mottaker.adresse.lower(), (deres, soknad.har_plass))
    return list(funnet.values())
