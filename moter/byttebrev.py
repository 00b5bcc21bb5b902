"""The mails about a swap: the question, and a no or a takeover to who asked (L5).

Who gets a meeting by it is told as every new organiser is, in arrangorbrev.
"""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import roller
from moter.brev import motenavn, send_om_mote
from moter.lenker import byttelenke
from moter.models import Arrangorbytte
from nettverk.lenker import absolutt
from nettverk.sprak import dato_dag
from nettverk.utboks.slag import registrer_slag


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            "bytte_sporsmal": gettext_lazy("Spørsmål om bytte av tur"),
            "bytte_svar": gettext_lazy("Svar på spørsmål om bytte"),
        }
    )


def sporsmal(bytte: Arrangorbytte, *, naa: datetime) -> None:
    """Ask the other one, with a link that answers without login. Her reply goes to who asks."""
    mote = bytte.mote

    def emne() -> str:
        felt = {"navn": bytte.spurt_av.navn, "dato": dato_dag(bytte.dag)}
        if bytte.mot_mote is None:
            return _("%(navn)s spør: kan du ta møtet %(dato)s?") % felt
        return _("%(navn)s spør: kan dere bytte møte?") % felt

    send_om_mote(
        roller.som_mottaker(bytte.spurt, mote.gruppe.nettverk),
        mote,
        nokkel=f"bytte:{bytte.pk}",
        slag="bytte_sporsmal",
        auto=False,
        mal="epost/bytte_sporsmal",
        emne=emne,
        kontekst={"bytte": bytte},
        hemmeligheter={"lenke": byttelenke(bytte)},
        svar_til=bytte.spurt_av.adresse or None,
        gjelder=mote,
        naa=naa,
    )


def svar(bytte: Arrangorbytte, *, naa: datetime) -> None:
    """Tell who asked that it was no, or that the other one has taken over her meeting."""
    mote = bytte.mote
    send_om_mote(
        roller.som_mottaker(bytte.spurt_av, mote.gruppe.nettverk),
        mote,
        nokkel=f"bytte-svar:{bytte.pk}",
        slag="bytte_svar",
        auto=False,
        mal="epost/bytte_svar",
        emne=lambda: (
            _("Du er ikke lenger arrangør: %(mote)s") if bytte.utfall == Arrangorbytte.Utfall.JA
            else _("Du er fortsatt arrangør: %(mote)s")
        ) % {"mote": motenavn(mote)},
        kontekst={"bytte": bytte, "url": absolutt(mote.get_absolute_url())},
        gjelder=mote,
        naa=naa,
    )  # fmt: skip
