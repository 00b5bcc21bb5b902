"""The mails to guests, and about them to the organiser (L13, L4). None has anything of part 1."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter import frister, roller
from moter.brev import Emne, ikke_leder_for, motenavn, send_om_mote
from moter.gjestekalender import apen_lenke, gjestetid, gjestevedlegg
from moter.gjesteprogram import apent_program
from moter.lenker import gjestelenke
from moter.models import Gjest
from nettverk.frister.regler import Mottaker
from nettverk.klokke import dag as lokal_dag
from nettverk.sprak import dato_dag
from nettverk.utboks.slag import registrer_slag

INVITASJON = "gjesteinvitasjon"
PAMELDT, VENTER, NEI, LENKE = "gjest_pameldt", "gjest_venter", "gjest_nei", "gjest_lenke"
TIL_ARRANGOR = "gjest_til_arrangor"


def registrer_brev() -> None:
    """Declare what these mails are called in the register of mails."""
    registrer_slag(
        {
            INVITASJON: gettext_lazy("Invitasjon til gjest"),
            PAMELDT: gettext_lazy("Gjest er påmeldt"),
            VENTER: gettext_lazy("Gjest venter på svar"),
            NEI: gettext_lazy("Gjest har ikke plass"),
            LENKE: gettext_lazy("Ny lenke til gjest"),
            TIL_ARRANGOR: gettext_lazy("Om gjester, til arrangøren"),
        }
    )


def som_mottaker(gjest: Gjest) -> Mottaker:
    """Return a guest as a receiver, in the language she has chosen, else the network's."""
    nettverk = gjest.mote.gruppe.nettverk
    malform = gjest.malform or nettverk.malform_for(gjest.person)
    return Mottaker(gjest.epost, gjest.navn or gjest.epost, gjest.person, malform)


def invitasjon(gjest: Gjest, *, hilsen: str, ansatte: Sequence[str] = (), nr: int = 1, naa: datetime) -> None:
    """Invite somebody; a manager is told whose, and may say that she is not (L19).

    `nr` is 1 for the first, and grows when it is sent again. The subject says that an answer is asked.
    """
    mote = gjest.mote
    frist = frister.forfall_pamelding(mote)
    i_tide = lokal_dag(naa) <= frist

    def emne() -> str:
        if not i_tide:
            return _("Invitasjon: faglig påfyll i %(mote)s") % {"mote": motenavn(mote)}
        felt = {"frist": dato_dag(frist), "mote": motenavn(mote)}
        return _("Invitasjon, svar innen %(frist)s: faglig påfyll i %(mote)s") % felt

    _til_gjest(
        gjest,
        INVITASJON,
        nokkel=f"{nr}",
        emne=emne,
        kontekst={
            "hilsen": hilsen,
            "ansatte": list(ansatte),
            "frist": frist if i_tide else None,
            "invitert_av": gjest.lagt_til_av,
        },
        avmelding=(lambda: ikke_leder_for(list(ansatte), mote)) if ansatte else None,
        naa=naa,
    )


def pameldt(gjest: Gjest, *, naa: datetime) -> None:
    """Confirm that she is registered and let in, with the calendar file and the link to a digital meeting."""
    mote = gjest.mote
    malform = som_mottaker(gjest).malform
    _til_gjest(
        gjest,
        PAMELDT,
        nokkel=naa.isoformat(),
        emne=lambda: (
            _("%(navn)s har meldt deg på: faglig påfyll i %(mote)s") if gjest.meldt_pa_av
            else _("Du er påmeldt: faglig påfyll i %(mote)s")
        ) % {"navn": gjest.meldt_pa_av, "mote": motenavn(mote)},
        kontekst={"av": gjest.meldt_pa_av, "lunsj_usikker": lokal_dag(naa) > frister.forfall_pamelding(mote)},
        vedlegg=[gjestevedlegg(mote, malform, naa=naa)],
        naa=naa,
    )  # fmt: skip


def venter(gjest: Gjest, *, naa: datetime) -> None:
    """Tell her that the organiser must say yes first, and why nobody else decides (L4)."""
    _til_gjest(
        gjest,
        VENTER,
        nokkel=naa.isoformat(),
        emne=lambda: (
            _("Venter på svar fra arrangøren: faglig påfyll i %(mote)s") % {"mote": motenavn(gjest.mote)}
        ),
        kontekst={"av": gjest.meldt_pa_av},
        naa=naa,
    )


def nei(gjest: Gjest, *, var_pameldt: bool, naa: datetime) -> None:
    """Tell her that the organiser has said no, or has taken her off the list."""
    _til_gjest(
        gjest,
        NEI,
        nokkel=naa.isoformat(),
        emne=lambda: (
            _("Du er ikke lenger påmeldt: faglig påfyll i %(mote)s") if var_pameldt
            else _("Ikke plass: faglig påfyll i %(mote)s")
        ) % {"mote": motenavn(gjest.mote)},
        kontekst={"var_pameldt": var_pameldt},
        med_lenke=False,
        naa=naa,
    )  # fmt: skip


def ny_lenke(gjest: Gjest, *, naa: datetime) -> None:
    """Send her own link to somebody who registers at an address that is registered; at most once an hour."""
    _til_gjest(
        gjest,
        LENKE,
        nokkel=f"{naa:%Y-%m-%dT%H}",
        emne=lambda: _("Lenken din: faglig påfyll i %(mote)s") % {"mote": motenavn(gjest.mote)},
        kontekst={},
        naa=naa,
    )


def _til_gjest(
    gjest: Gjest,
    slag: str,
    *,
    nokkel: str,
    emne: Emne,
    kontekst: dict[str, object],
    med_lenke: bool = True,
    **felt: Any,
) -> None:
    """Queue one mail to a guest, with her own link. Answers go to the organiser, who has invited."""
    mote = gjest.mote
    send_om_mote(
        som_mottaker(gjest),
        mote,
        nokkel=f"{slag}:{gjest.pk}:{nokkel}",
        slag=slag,
        auto=False,
        mal=f"epost/{slag}",
        emne=emne,
        kontekst={
            "gjest": gjest,
            "tid": gjestetid(mote),
            "apen_lenke": apen_lenke(mote),
            # Rendered in the receiver's language, which is not that of the page.
            "program": lambda: apent_program(mote),
            **kontekst,
        },
        hemmeligheter={"lenke": gjestelenke(gjest)} if med_lenke else {},
        svar_til=mote.arrangor.adresse if mote.arrangor and mote.arrangor.adresse else None,
        gjelder=gjest,
        **felt,
    )


def til_arrangor(gjest: Gjest, hva: str, *, naa: datetime) -> None:
    """Tell the organiser of a guest who waits for her yes, or who has withdrawn after the deadline."""
    mote = gjest.mote
    emner = {
        "venter": gettext_lazy("Gjest venter på svar: %(navn)s"),
        "avmeldt": gettext_lazy("Gjest har meldt seg av: %(navn)s"),
    }
    for mottaker in roller.mottakere(mote, "arrangor", lokal_dag(naa)):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"{TIL_ARRANGOR}:{gjest.pk}:{hva}:{naa.isoformat()}",
            slag=TIL_ARRANGOR,
            mal=f"epost/{TIL_ARRANGOR}",
            emne=lambda: str(emner[hva]) % {"navn": gjest},
            kontekst={"gjest": gjest, "hva": hva},
            sti=reverse("gjester", args=(mote.pk,)),
            gjelder=gjest,
            naa=naa,
        )
