"""The mail to whom somebody else has answered for (L19)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.brev import motenavn, send_om_mote
from moter.lenker import svarlenke
from moter.models import Pamelding
from moter.roller import som_mottaker
from nettverk.frister.regler import Mottaker
from nettverk.utboks.slag import registrer_slag

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def registrer_brev() -> None:
    """Declare what this mail is called in the register of mails."""
    registrer_slag({"svart_for": gettext_lazy("Svart for deltakeren")})


def svart_for(
    pamelding: Pamelding,
    varsles: Sequence[tuple[Mottaker, "StrOrPromise"]],
    *,
    mangler_leder: bool,
    naa: datetime,
) -> None:
    """Tell the participant what was answered for her, by whom, whom that told, and how to change it.

    Who has no address gets none; the page says so to the one who answered (L19).
    """
    mote, person = pamelding.mote, pamelding.person
    if not person.adresse:
        return
    send_om_mote(
        som_mottaker(person, mote.gruppe.nettverk),
        mote,
        nokkel=f"svart-for:{pamelding.pk}:{naa.isoformat()}",
        slag="svart_for",
        auto=False,
        mal="epost/svart_for",
        emne=lambda: (
            _("%(navn)s har meldt deg på: %(mote)s") if pamelding.kommer
            else _("%(navn)s har meldt fravær for deg: %(mote)s")
        ) % {"navn": pamelding.svart_av.navn, "mote": motenavn(mote)},
        kontekst={
            "pamelding": pamelding,
            "varsles": [mottaker.navn for mottaker, _rolle in varsles],
            "mangler_leder": mangler_leder,
        },
        hemmeligheter={"lenke": svarlenke(mote, person)},
        gjelder=pamelding,
        naa=naa,
    )  # fmt: skip
