"""How much one address is sent in an hour, so that a slip of ours cannot bury anybody's mailbox (X10)."""

from __future__ import annotations

from datetime import datetime, timedelta

from nettverk.models.epost import FORELDET, Epost

# One a minute. The busiest honest mailbox is the network's own, on a day when all of some 23 groups
# deliver an innkalling or minutes, each with a reminder or two. More than 60 is a fault (a loop, a ward's
# address on everybody after an import), and mail servers begin to take the sender for a nuisance: they
# then refuse all its mail, also to others.
GRENSE = 60
VINDU = timedelta(hours=1)


def apner_igjen(epost: Epost, naa: datetime) -> datetime | None:
    """When the address of a claimed mail can have it, if it has had its share; None for «now».

    At most GRENSE mails in any VINDU are accepted by the server for one address, whatever its case.
    Mails that other workers are about to deliver count as if they were, so that two at work at once do
    not pass the limit together. Urgent mail (codes, a meeting moved) neither waits nor counts. One
    query, by the index on address and claim: a mail is accepted within FORELDET of its claim.
    """
    if epost.hast:
        return None
    hos_serveren = (Epost.Status.TATT, Epost.Status.SENDT, Epost.Status.RETUR)
    andre = Epost.objects.til_adresse(epost.til).filter(
        status__in=hos_serveren, hast=False, tatt_naa__gt=naa - VINDU - FORELDET
    )
    momenter = andre.exclude(pk=epost.pk).order_by().values_list("sendt_naa", flat=True)
    i_vinduet = sorted(moment or naa for moment in momenter if moment is None or moment > naa - VINDU)
    return i_vinduet[-GRENSE] + VINDU if len(i_vinduet) >= GRENSE else None


def hold_igjen(epost: Epost, apner: datetime) -> int:
    """Put a claimed mail back until `apner`, with all that wait for the same address; return how many.

    They keep their order, lose nothing, and use up no attempt. Others are not delayed by them.
    """
    epost.slipp(apner)
    i_samme_ko = Epost.objects.til_adresse(epost.til).filter(
        status=Epost.Status.KO, hast=False, neste_forsok__lt=apner
    )
    return 1 + i_samme_ko.update(neste_forsok=apner)
