"""Personal links: how somebody without a password does the one thing a mail asks for (X1)."""

import hashlib
import secrets
from datetime import datetime
from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from nettverk.models.person import Person


def _avtrykk(nokkel: str) -> str:
    return hashlib.sha256(nokkel.encode()).hexdigest()


class LenkeQuerySet(models.QuerySet["Lenke"]):
    """Making and finding links. The key itself is never stored, only its digest."""

    def lag(
        self, *, person: Person | None, formal: str, gjelder: models.Model, utloper: datetime, til: str = ""
    ) -> tuple["Lenke", str]:
        """Make a link and return it with its secret key, which is shown this once only.

        `utloper` is a UTC moment; the link is of no use from then on. `til` is the address it goes to,
        where that is not the person's: a guest is no person of the network's.
        """
        nokkel = secrets.token_urlsafe(24)
        lenke = self.create(
            person=person,
            formal=formal,
            gjelder=gjelder,
            utloper=utloper,
            nokkel_avtrykk=_avtrykk(nokkel),
            sendt_til=til or (person.adresse if person else ""),
        )
        return lenke, nokkel

    def finn(self, nokkel: str, formal: str) -> Self:
        """Return the link with this key and purpose (none or one), expired or not."""
        return self.filter(nokkel_avtrykk=_avtrykk(nokkel), formal=formal)


class Lenke(models.Model):
    """One person's key to one thing for one purpose, with an end.

    `person` is None for a guest, whose link is to her own row.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="lenker", null=True)
    formal = models.CharField(_("formål"), max_length=30)
    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    gjelder = GenericForeignKey()
    nokkel_avtrykk = models.CharField(max_length=64, unique=True, editable=False)
    sendt_til = models.EmailField(_("sendt til"), blank=True)
    utloper = models.DateTimeField(_("utløper"))
    trukket = models.DateTimeField(_("trukket tilbake"), null=True, blank=True)
    opprettet = models.DateTimeField(_("opprettet"), auto_now_add=True)

    objects = LenkeQuerySet.as_manager()

    class Meta:
        verbose_name = _("personlig lenke")
        verbose_name_plural = _("personlige lenker")
        indexes = (models.Index(fields=("content_type", "object_id")),)

    def __str__(self) -> str:
        return f"{self.formal} {self.pk}"

    @property
    def sendt_til_egen(self) -> bool:
        """Whether it went to the person's own address, which only that person reads."""
        person = self.person
        return person is not None and bool(person.epost) and self.sendt_til == person.epost

    def virker(self, naa: datetime) -> bool:
        """Whether the link still opens anything at this UTC moment."""
        return self.trukket is None and naa < self.utloper
