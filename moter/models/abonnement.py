"""A person's own calendar address, to subscribe to (X6)."""

import secrets
from datetime import datetime

from django.core import signing
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nettverk.lenker import absolutt
from nettverk.models import Person


def nytt_merke() -> str:
    """Return a mark that nobody guesses, and that no other address has had."""
    return secrets.token_urlsafe(12)


def _signatur() -> signing.Signer:
    # A separator that is in no base64.
    return signing.Signer(sep=".", salt="moter.kalenderabonnement")


class KalenderabonnementQuerySet(models.QuerySet["Kalenderabonnement"]):
    """Finding the one an address is of."""

    def finn(self, nokkel: str) -> "Kalenderabonnement | None":
        """Return the subscription with this key, of somebody who may still log in; else None."""
        try:
            merke = _signatur().unsign(nokkel)
        except signing.BadSignature:
            return None
        return self.filter(merke=merke, person__is_active=True).select_related("person").first()


class Kalenderabonnement(models.Model):
    """That a person has a calendar address, and which. The row is gone when it is switched off.

    The key is the mark with the portal's signature: it can be shown again, and a copy of the database
    opens no calendar. A new mark is a new address, and the old one stops at once.
    """

    person = models.OneToOneField(
        Person, models.CASCADE, related_name="kalenderabonnement", verbose_name=_("person")
    )
    merke = models.CharField(max_length=32, unique=True, default=nytt_merke, editable=False)
    laget = models.DateTimeField(_("laget"))

    objects = KalenderabonnementQuerySet.as_manager()

    class Meta:
        verbose_name = _("kalenderabonnement")
        verbose_name_plural = _("kalenderabonnementer")

    def __str__(self) -> str:
        return str(self.person)

    @property
    def adresse(self) -> str:
        """The whole address, which is a secret of the person's."""
        return absolutt(reverse("kalenderstrom", args=(_signatur().sign(self.merke),)))

    def bytt(self, naa: datetime) -> None:
        """Make a new address; the old one opens nothing from now on."""
        self.merke, self.laget = nytt_merke(), naa
        self.save()
