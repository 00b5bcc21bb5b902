"""Signs of life: when each thing that works by itself last showed that it does."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Value
from django.db.models.functions import Greatest

STILLHET = timedelta(minutes=5)  # signs come every minute; who gives none for so long is silent


class LivstegnQuerySet(models.QuerySet["Livstegn"]):
    """Signs of life, one row per name."""

    def noter(self, navn: str, naa: datetime) -> None:
        """Write that `navn` showed itself at this UTC moment; any number of processes may, in any order."""
        i_live = self.filter(navn=navn, siden__lte=naa, sist__range=(naa - STILLHET, naa + STILLHET))
        if not i_live.update(sist=Greatest("sist", Value(naa))):
            # The first sign of all, or after a silence, or after the clock was set back.
            self.bulk_create(
                [Livstegn(navn=navn, sist=naa, siden=naa)],
                update_conflicts=True,
                unique_fields=["navn"],
                update_fields=["sist", "siden"],
            )


class Livstegn(models.Model):
    """The last sign of life under one name, in UTC, and the first since the name was last silent.

    `nettverk.vakt` has what is judged by them.
    """

    class Navn(models.TextChoices):
        KLOKKE = "klokke"  # has put on the queue that the worker shall give a sign
        ARBEIDER = "arbeider"  # has come to that in the queue
        PAMINNELSER = "paminnelser"  # the deadlines have been gone through
        EPOSTTJENER = "eposttjener"  # has taken a mail from us, or said no to one

    navn = models.CharField(max_length=20, choices=Navn, primary_key=True)
    sist = models.DateTimeField()
    siden = models.DateTimeField()

    objects = LivstegnQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.navn} {self.sist:%d.%m.%Y %H:%M}"
