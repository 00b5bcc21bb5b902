"""What the answers say: the same words in the preview and in the mail (D6)."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _

from dybdemoter.brev import Innhold, Tekst, motelinjer, serienavn
from dybdemoter.models import Soknad

Brevord = tuple[Callable[[], str], Tekst]  # subject and text, each called in the receiver's language


def plass(soknad: Soknad) -> Brevord:
    """Return what everybody from an institution that has a place is told."""
    serie = soknad.serie

    def tekst() -> Innhold:
        felt = {"institusjon": soknad.institusjon.navn, "serie": serienavn(serie)}
        return Innhold(
            _("Dere har fått plass"),
            (
                _("%(institusjon)s har fått plass i %(serie)s.") % felt,
                _("Plassen er bindende: minst én av dere er med på hvert møte."),
                _("Kalenderfilene i e-posten legger møtene i kalenderen, med lenken til Teams."),
            ),
            punkter=motelinjer(serie, med_lenke=True),
            knapp=_("Se møterekken"),
            etter=(_("Lenken til Teams er bare for dere som har fått plass."),),
        )

    return lambda: _("Dere har fått plass: %(serie)s") % {"serie": serienavn(serie)}, tekst


def venteliste(soknad: Soknad, plass_i_koen: int) -> Brevord:
    """Return what the contacts of an institution that waits are told."""

    def tekst() -> Innhold:
        felt = {"institusjon": soknad.institusjon.navn, "plass": plass_i_koen}
        return Innhold(
            _("Dere fikk ikke plass denne gangen"),
            (
                _("Det var flere påmeldte enn plasser. %(institusjon)s er nr. %(plass)d på ventelisten.")
                % felt,
                _("Blir en plass ledig, får den neste på listen tilbud om den, med en frist å svare innen."),
            ),
            knapp=_("Se påmeldingen"),
        )

    return lambda: _("Venteliste: %(serie)s") % {"serie": serienavn(soknad.serie)}, tekst
