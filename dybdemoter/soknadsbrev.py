"""The mails about one application: receipt, answer, offer, withdrawal (D4 to D8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dybdemoter import brev, svarord
from dybdemoter.brev import Innhold, Tekst, motelinjer, send, serienavn, til_radgiverne
from dybdemoter.forfall import forfall_svar
from dybdemoter.kalender import kalendervedlegg
from dybdemoter.models import Kontakt, Serie, Soknad
from dybdemoter.roller import Deres, alle_fra, kontakten, kontakter
from nettverk.klokke import OSLO
from nettverk.sprak import dato_dag, dato_lang


def kvittering(soknad: Soknad, kontakt: Kontakt, *, naa: datetime) -> None:
    """«A receipt with queue number is sent at once, and says that a receipt is not yet a place» (D4)."""
    serie = soknad.serie

    def tekst() -> Innhold:
        felt = {
            "institusjon": soknad.institusjon.navn,
            "nummer": soknad.nummer,
            "tid": f"{dato_lang(soknad.mottatt)} kl. {soknad.mottatt.astimezone(OSLO):%H.%M.%S}",
            "serie": serienavn(serie),
        }
        return Innhold(
            _("Vi har fått påmeldingen: nr. %(nummer)d i køen") % felt,
            (
                _("%(institusjon)s er meldt på %(serie)s. Påmeldingen kom %(tid)s.") % felt,
                _("En kvittering er ikke en plass."),
                _svar_kommer(serie),
            ),
            knapp=_("Se påmeldingen"),
            etter=(
                _("Med lenken melder du deltakere og retter eller trekker påmeldingen. Ikke del den."),
                _sett_av(),
            ),
            punkter=motelinjer(serie, med_lenke=False),
        )

    _til(
        Deres(kontakten(kontakt, serie.nettverk), kontakt),
        soknad,
        brev.KVITTERING,
        emne=lambda: (
            _("Nr. %(nummer)d i køen: %(serie)s") % {"nummer": soknad.nummer, "serie": serienavn(serie)}
        ),
        tekst=tekst,
        naa=naa,
    )


def _svar_kommer(serie: Serie) -> str:
    senest = forfall_svar(serie)
    assert senest is not None
    return _("Dere får svar på om dere har fått plass senest %(dag)s.") % {"dag": dato_lang(senest)}


def _sett_av() -> str:
    return _("Sett av tid til alle møtene. Får dere plass, er minst én av dere med på hvert av dem.")


def ny_kontakt(soknad: Soknad, ny: Kontakt, *, naa: datetime) -> None:
    """Tell a colleague that she has joined what was registered, and the first contact that she has."""
    felt = {"institusjon": soknad.institusjon.navn, "navn": ny.navn, "nummer": soknad.nummer}

    def til_ny() -> Innhold:
        return Innhold(
            _("Institusjonen er allerede meldt på"),
            (
                _(
                    "%(institusjon)s er meldt på %(serie)s, og er nr. %(nummer)d i køen. Du er nå "
                    "kontaktperson sammen med den som meldte på først."
                )
                % (felt | {"serie": serienavn(soknad.serie)}),
                _("En kvittering er ikke en plass."),
            ),
            knapp=_("Se påmeldingen"),
        )

    def til_andre() -> Innhold:
        return Innhold(
            _("Dere har fått en kontaktperson til"),
            (
                _("%(navn)s har også meldt på %(institusjon)s, og er nå kontaktperson sammen med deg.")
                % felt,
                _("Kjenner du ikke %(navn)s? Svar på denne e-posten.") % felt,
            ),
            knapp=_("Se påmeldingen"),
        )

    for deres in kontakter(soknad):
        er_ny = deres.kontakt == ny
        _til(
            deres,
            soknad,
            brev.NY_KONTAKT,
            nokkel=str(ny.pk),
            emne=lambda: _("Kontaktpersoner for %(institusjon)s i dybdemøtene") % felt,
            tekst=til_ny if er_ny else til_andre,
            naa=naa,
        )


def plass(soknad: Soknad, *, naa: datetime) -> None:
    """Tell everybody from an institution that it has a place, with the calendar and the Teams link (D7)."""
    moter = [mote for mote in soknad.serie.gjeldende_moter() if mote.slutt > naa]
    emne, tekst = svarord.plass(soknad)
    for deres in alle_fra(soknad):
        _til(
            deres,
            soknad,
            brev.PLASS,
            emne=emne,
            tekst=tekst,
            vedlegg=kalendervedlegg(moter, deres.mottaker.malform, naa=naa),
            auto=False,
            naa=naa,
        )


def venteliste(soknad: Soknad, plass_i_koen: int, *, naa: datetime) -> None:
    """Tell the contacts that there was no place, and where on the waiting list the institution stands."""
    emne, tekst = svarord.venteliste(soknad, plass_i_koen)
    for deres in kontakter(soknad):
        _til(deres, soknad, brev.VENTELISTE, emne=emne, tekst=tekst, auto=False, naa=naa)


def nei(soknad: Soknad, grunn: str, *, naa: datetime) -> None:
    """Tell the contacts that the institution is not given a place, and why."""

    def tekst() -> Innhold:
        felt = {"institusjon": soknad.institusjon.navn, "serie": serienavn(soknad.serie)}
        return Innhold(
            _("Dere får ikke plass"),
            (_("%(institusjon)s får ikke plass i %(serie)s.") % felt, grunn),
            knapp=_("Se påmeldingen"),
        )

    _til_kontaktene(soknad, brev.NEI, lambda: _("Ikke plass: %(serie)s"), tekst, auto=False, naa=naa)


def tilbud(soknad: Soknad, *, naa: datetime) -> None:
    """Offer a place that has become free; it says by when, and that nobody else has it meanwhile (D8)."""
    assert soknad.tilbud_til is not None
    til_og_med = soknad.tilbud_til

    def tekst() -> Innhold:
        felt = {
            "institusjon": soknad.institusjon.navn,
            "serie": serienavn(soknad.serie),
            "dag": dato_lang(til_og_med),
        }
        return Innhold(
            _("En plass er ledig for dere"),
            (
                _("%(institusjon)s er først på ventelisten, og får tilbud om plass i %(serie)s.") % felt,
                _("Svar ja eller nei senest %(dag)s. Svarer dere ikke, går plassen til den neste.") % felt,
            ),
            punkter=motelinjer(soknad.serie, med_lenke=False),
            knapp=_("Svar på tilbudet"),
        )

    _til_kontaktene(
        soknad,
        brev.TILBUD,
        lambda: _("Ledig plass, svar innen %(dag)s: %(serie)s").replace("%(dag)s", dato_dag(til_og_med)),
        tekst,
        auto=False,
        naa=naa,
    )


def tilbudet_er_ute(soknad: Soknad, *, naa: datetime) -> None:
    """Tell the contacts and the advisers that nobody answered in time."""

    def tekst() -> Innhold:
        return Innhold(
            _("Tilbudet om plass er utløpt"),
            (_("Vi fikk ikke svar innen fristen, og plassen går til den neste på ventelisten."),),
            knapp=_("Se påmeldingen"),
        )

    _til_kontaktene(soknad, brev.TILBUD_UTE, lambda: _("Tilbudet er utløpt: %(serie)s"), tekst, naa=naa)
    plass_ledig(soknad, naa=naa)


def trukket(soknad: Soknad, *, hadde_plass: bool, naa: datetime) -> None:
    """Confirm a withdrawal; the meetings leave the calendars of those who had a place."""
    serie = soknad.serie
    moter = [mote for mote in serie.gjeldende_moter() if mote.start > naa] if hadde_plass else []

    def tekst() -> Innhold:
        felt = {"institusjon": soknad.institusjon.navn, "serie": serienavn(serie)}
        ut = (_("Kalenderfilene i e-posten tar møtene ut av kalenderen."),) if moter else ()
        return Innhold(
            _("Dere er trukket fra dybdemøtene"),
            (_("%(institusjon)s er ikke lenger med i %(serie)s.") % felt, *ut),
            knapp=_("Se påmeldingen"),
        )

    for deres in alle_fra(soknad) if hadde_plass else kontakter(soknad):
        _til(
            deres,
            soknad,
            brev.TRUKKET,
            emne=lambda: _("Trukket: %(serie)s") % {"serie": serienavn(serie)},
            tekst=tekst,
            vedlegg=kalendervedlegg(moter, deres.mottaker.malform, avlyst=True, naa=naa),
            naa=naa,
        )


def plass_ledig(soknad: Soknad, grunn: str = "", *, naa: datetime) -> None:
    """Ask the advisers whether the place this institution had, or was offered, goes to the next (D8)."""

    def tekst() -> Innhold:
        felt = {"institusjon": soknad.institusjon.navn, "tilstand": soknad.get_tilstand_display()}
        hvorfor = (_("Grunnen er: %(grunn)s") % {"grunn": grunn},) if grunn else ()
        return Innhold(
            _("En plass er ledig"),
            (
                f"{soknad.institusjon.navn}: {felt['tilstand']}.",
                *hvorfor,
                _("Vil dere tilby plassen til den neste på ventelisten?"),
            ),
            knapp=_("Åpne møterekken"),
        )

    til_radgiverne(
        soknad.serie,
        nokkel=f"ledig:{soknad.pk}",
        emne=lambda: _("En plass er ledig: %(serie)s") % {"serie": serienavn(soknad.serie)},
        tekst=tekst,
        gjelder=soknad,
        naa=naa,
    )


def _til_kontaktene(
    soknad: Soknad, slag: str, emne: Callable[[], str], tekst: Tekst, *, auto: bool = True, naa: datetime
) -> None:
    """Queue one mail to each contact. `emne` takes the name of the series."""
    for deres in kontakter(soknad):
        _til(
            deres,
            soknad,
            slag,
            emne=lambda: emne() % {"serie": serienavn(soknad.serie)},
            tekst=tekst,
            auto=auto,
            naa=naa,
        )


def _til(deres: Deres, soknad: Soknad, slag: str, *, nokkel: str = "", **felt: Any) -> None:
    send(deres, soknad.serie, slag=slag, nokkel=f"{soknad.pk}:{nokkel}", gjelder=soknad, **felt)
