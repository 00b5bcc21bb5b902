"""Sending a mail again, as a new mail with a new link (X10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from nettverk.frister.melding import SLAG as VARSEL
from nettverk.frister.melding import har_noe_apent
from nettverk.hemmelig import er_kode
from nettverk.lenker import forny
from nettverk.models.epost import Epost
from nettverk.models.frist import Varsel
from nettverk.models.lenke import Lenke
from nettverk.utboks.ko import Vedleggsdata, ny_epost

Adresseslag, Status = Epost.Adresseslag, Epost.Status


@dataclass(frozen=True)
class Utkast:
    """Where a mail would go if it were sent again, and the links that would be made anew."""

    epost: Epost
    til: str
    til_navn: str
    lenker: dict[str, Lenke]


def utkast(epost: Epost, *, naa: datetime) -> Utkast:
    """Say to whom the mail can be sent again at this UTC moment; nothing is written.

    It goes to where the person is now; but a shared mailbox never gets what was written for an own
    address (L19). Raises ValidationError with the reason where it cannot be sent.
    """
    _krev_ferdig(epost)
    til, til_navn = _mottaker(epost)
    if epost.slag != VARSEL:
        return Utkast(epost, til, til_navn, _lenker(epost, naa))
    if not har_noe_apent(epost, til, naa):
        raise ValidationError(_("Ingenting i påminnelsen venter på mottakeren lenger."))
    return Utkast(epost, til, til_navn, {})


@transaction.atomic
def send_pa_nytt(epost: Epost, *, naa: datetime) -> Epost:
    """Queue the mail again as a new one, and return that; the old one keeps its status.

    Each personal link in it is made anew, for the same thing and until the same moment. A reminder is
    composed anew of what is still open. Attachments follow. Twice gives one new mail: the second time
    is refused. Raises ValidationError with the reason where it cannot be sent.
    """
    epost = (
        Epost.objects.select_for_update(of=("self",)).select_related("person", "nettverk").get(pk=epost.pk)
    )
    til = utkast(epost, naa=naa)
    ny = _nytt_varsel(til, naa) if epost.slag == VARSEL else _ny_utgave(til, naa)
    epost.sendt_pa_nytt_som = ny
    epost.save(update_fields=["sendt_pa_nytt_som"])
    return ny


def _krev_ferdig(epost: Epost) -> None:
    """Refuse what is still on its way, has been replaced, or must not be repeated."""
    if epost.status == Status.KO:
        raise ValidationError(_("Den ligger fortsatt i kø, og blir sendt."))
    if epost.status == Status.TATT:
        raise ValidationError(_("Den blir sendt akkurat nå."))
    if epost.status == Status.BORTFALT:
        raise ValidationError(_("Den er ikke lenger aktuell."))
    if epost.sendt_pa_nytt_som_id is not None:
        raise ValidationError(_("Den er allerede sendt på nytt."))
    if any(er_kode(merke) for merke in epost.hemmeligheter):
        raise ValidationError(
            _("Innloggingskoder varer bare en kort stund. Mottakeren får en ny på innloggingssiden.")
        )


def _mottaker(epost: Epost) -> tuple[str, str]:
    """Return address and name of the receiver as they are now."""
    if epost.adresseslag == Adresseslag.NETTVERK and epost.nettverk is not None:
        return epost.nettverk.epost, epost.til_navn
    if epost.adresseslag == Adresseslag.ANNEN:
        return epost.til, epost.til_navn
    if epost.person is None or not epost.person.adresse:
        raise ValidationError(_("Mottakeren har ingen e-postadresse lenger. Gi beskjed på en annen måte."))
    skrevet_for_egen = epost.adresseslag == Adresseslag.EGEN and epost.slag != VARSEL
    if skrevet_for_egen and not epost.person.har_egen_epost:
        raise ValidationError(
            _("Den ble skrevet for en egen adresse, og skal ikke til en delt postkasse. Registrer en egen.")
        )
    return epost.person.adresse, epost.person.navn


def _lenker(epost: Epost, naa: datetime) -> dict[str, Lenke]:
    """Return the link behind each placeholder, all of them still working."""
    rader = Lenke.objects.select_related("person").in_bulk(epost.lenker.values())
    funnet = {merke: rader.get(epost.lenker.get(merke, 0)) for merke in epost.hemmeligheter}
    lenker = {merke: lenke for merke, lenke in funnet.items() if lenke is not None and lenke.gjelder}
    if len(lenker) < len(funnet):
        raise ValidationError(_("Den personlige lenken i den gjelder noe som ikke finnes lenger."))
    if any(lenke.trukket for lenke in lenker.values()):
        raise ValidationError(_("Den personlige lenken i den er trukket tilbake."))
    if not all(lenke.virker(naa) for lenke in lenker.values()):
        raise ValidationError(_("Den personlige lenken i den er utløpt."))
    return lenker


def _ny_utgave(til: Utkast, naa: datetime) -> Epost:
    """Queue the same text with new links in place of the old."""
    gammel = til.epost
    nye = {merke: forny(lenke) for merke, lenke in til.lenker.items()}
    vedlegg = [
        Vedleggsdata(
            ett.navn, ett.mime, None if ett.innhold is None else bytes(ett.innhold), ett.dokument, ett.fil
        )
        for ett in gammel.vedlegg.select_related("dokument", "fil").defer(
            "dokument__pdf", "dokument__innhold"
        )
    ]
    return _i_ko(
        til,
        naa,
        malform=gammel.malform,
        svar_til=gammel.svar_til,
        adresseslag=gammel.adresseslag,
        emne=gammel.emne,
        tekst=gammel.tekst,
        html=gammel.html,
        hemmeligheter={merke: ny.adresse for merke, ny in nye.items()},
        lenker={merke: ny.lenke.pk for merke, ny in nye.items()},
        avmelding=gammel.avmelding,
        vedlegg=vedlegg,
    )


def _nytt_varsel(til: Utkast, naa: datetime) -> Epost:
    """Queue an empty reminder, and let it have the lines of the old; what is open is found when it is sent.

    A line that has been told at the new address already stays where it is.
    """
    gammel = til.epost
    malform = gammel.nettverk.malform_for(gammel.person) if gammel.nettverk else gammel.malform
    ny = _i_ko(til, naa, malform=malform)
    egne = gammel.varsler.all()
    andre = Varsel.objects.filter(mottaker=til.til, person=gammel.person, frist__in=egne.values("frist"))
    fortalt = set(andre.exclude(pk__in=egne).values_list("frist", "forfall", "trinn"))
    flyttes = [v.pk for v in egne if (v.frist_id, v.forfall, v.trinn) not in fortalt]
    Varsel.objects.filter(pk__in=flyttes).update(epost=ny, mottaker=til.til)
    return ny


def _i_ko(til: Utkast, naa: datetime, **felter: object) -> Epost:
    gammel = til.epost
    ny = ny_epost(
        nokkel=f"pa-nytt:{gammel.pk}",
        slag=gammel.slag,
        nettverk=gammel.nettverk,
        til=til.til,
        til_navn=til.til_navn,
        person=gammel.person,
        content_type=gammel.content_type,
        object_id=gammel.object_id,
        auto=gammel.auto,
        hast=gammel.hast,
        naa=naa,
        **felter,  # type: ignore[arg-type]
    )
    assert ny is not None, "the row is locked, and has not been sent again"
    return ny
