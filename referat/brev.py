"""The mails about minutes."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.brev import ikke_leder_for, motenavn, send_om_mote
from moter.dokumenter import i_malform
from moter.roller import mottakere, sekretariatet, som_mottaker
from nettverk.klokke import dag as lokal_dag
from nettverk.lenker import absolutt, lag_lenke, registrer_lenkeside
from nettverk.models import Dokument, Medlemskap, Person
from nettverk.utboks import Vedleggsdata
from nettverk.utboks.slag import registrer_slag
from referat.models import Referat

REFERATLENKE = "referat"
LENKE_VARER = timedelta(days=90)


def registrer_brev() -> None:
    """Declare which page the link opens, and what these mails are called in the register of mails."""
    registrer_lenkeside(REFERATLENKE, "referat_lenke")
    registrer_slag(
        {
            "referat_godkjenning": gettext_lazy("Referat til godkjenning"),
            "referat_klb": gettext_lazy("Referat til sekretariatet"),
            "referat_kommentar": gettext_lazy("Kommentar til referatet"),
            "referat": gettext_lazy("Referat til gruppen"),
            "lederkopi": gettext_lazy("Kopi av referat til leder"),
        }
    )


def til_godkjenning(referat: Referat, *, av: Person, naa: datetime) -> None:
    """Tell the group lead that minutes wait for approval."""
    mote = referat.mote
    for mottaker in mottakere(mote, "gruppeansvarlig", lokal_dag(naa)):
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"referat-godkjenning:{referat.pk}:{referat.utgave}",
            slag="referat_godkjenning",
            auto=False,
            mal="epost/referat_godkjenning",
            emne=lambda: _("Godkjenn referatet: %(mote)s") % {"mote": motenavn(mote)},
            kontekst={"av": av, "url": absolutt(reverse("referat", args=(mote.pk,)))},
            gjelder=referat,
            naa=naa,
        )


def ny_kommentar(referat: Referat, *, av: Person, naa: datetime) -> None:
    """Tell those who write the minutes of the day's first comment. What it says stands in the portal only."""
    mote, dag = referat.mote, lokal_dag(naa)
    alle = [m for rolle in ("referent", "gruppeansvarlig") for m in mottakere(mote, rolle, dag)]
    for mottaker in {m.person: m for m in alle if m.person not in (None, av)}.values():
        assert mottaker.person is not None
        send_om_mote(
            mottaker,
            mote,
            nokkel=f"referat-kommentar:{referat.pk}:{dag}:{mottaker.person.pk}",
            slag="referat_kommentar",
            auto=False,
            mal="epost/referat_kommentar",
            emne=lambda: _("Kommentar til referatet: %(mote)s") % {"mote": motenavn(mote)},
            kontekst={"av": av, "url": absolutt(reverse("referat_skriv", args=(mote.pk,)))},
            gjelder=referat,
            naa=naa,
        )


def referat_til_klb(referat: Referat, dokument: Dokument, *, naa: datetime) -> None:
    """«Referat sendes til KLB sin epostadresse innen 14. dager etter møtet.»"""
    mote = referat.mote
    send_om_mote(
        sekretariatet(mote.gruppe.nettverk),
        mote,
        nokkel=f"referat-klb:{referat.pk}:{dokument.versjon}",
        slag="referat_klb",
        auto=False,
        mal="epost/referat_klb",
        emne=lambda: (
            _("Rettet referat: %(mote)s") if _rettet(dokument) else _("Referat: %(mote)s")
        ) % {"mote": motenavn(mote)},
        kontekst={
            "referat": referat,
            "rettet": _rettet(dokument),
            "url": absolutt(reverse("referat", args=(mote.pk,))),
        },
        vedlegg=[Vedleggsdata(navn=dokument.filnavn, dokument=dokument)],
        gjelder=referat,
        naa=naa,
    )  # fmt: skip


def _rettet(dokument: Dokument) -> str:
    """Return what a correction is about, in the words of whoever made it; empty for the first version."""
    rettet = dokument.innhold.get("rettet")
    return rettet["hva"] if rettet else ""


def lederkopi(referat: Referat, leder: Person, medlemskap: list[Medlemskap], *, naa: datetime) -> None:
    """Send one manager the minutes, whoever of hers it is about (L16). Nothing is asked of her.

    She may say that she is not their manager (List-Unsubscribe).
    """
    ansatte = [m.person.navn for m in medlemskap]
    _med_referat(
        referat,
        leder,
        slag="lederkopi",
        emne=lambda rettet: (
            _("Til orientering: rettet referat fra nettverksmøte i %(mote)s") if rettet
            else _("Til orientering: referat fra nettverksmøte i %(mote)s")
        ) % {"mote": motenavn(referat.mote)},
        kontekst={"ansatte": ansatte},
        avmelding=lambda: ikke_leder_for(ansatte, referat.mote),
        naa=naa,
    )  # fmt: skip


def referat_til_medlem(referat: Referat, person: Person, *, naa: datetime) -> None:
    """Send a member of the group the same document as KLB got (L10)."""
    _med_referat(
        referat,
        person,
        slag="referat",
        emne=lambda rettet: (
            _("Rettet referat fra nettverksmøte i %(mote)s") if rettet
            else _("Referat fra nettverksmøte i %(mote)s")
        ) % {"mote": motenavn(referat.mote)},
        kontekst={"mote_url": absolutt(reverse("referat", args=(referat.mote_id,)))},
        naa=naa,
    )  # fmt: skip


def _med_referat(
    referat: Referat,
    person: Person,
    *,
    slag: str,
    emne: Callable[[str], str],
    kontekst: dict[str, object],
    naa: datetime,
    **felt: Any,
) -> None:
    """Send a person the version that stands; `emne` makes the subject from what was corrected, if at all."""
    mote = referat.mote
    nettverk = mote.gruppe.nettverk
    frosset = referat.dokumenter.order_by("-versjon", "pk").first()
    assert frosset is not None
    dokument = i_malform(frosset, nettverk.malform_for(person), naa=naa)
    rettet = _rettet(dokument)
    lenke = lag_lenke(person=person, formal=REFERATLENKE, gjelder=mote, utloper=naa + LENKE_VARER)
    send_om_mote(
        som_mottaker(person, nettverk),
        mote,
        nokkel=f"{slag}:{referat.pk}:{dokument.versjon}:{person.pk}",
        slag=slag,
        auto=False,
        mal=f"epost/{slag}",
        kontekst=kontekst | {"rettet": rettet},
        emne=lambda: emne(rettet),
        hemmeligheter={"lenke": lenke},
        vedlegg=[Vedleggsdata(navn=dokument.filnavn, dokument=dokument)],
        gjelder=referat,
        naa=naa,
        **felt,
    )
