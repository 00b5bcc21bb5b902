"""A file somebody has uploaded: kept outside what the web server serves, under a name nobody can guess."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Self

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models import Exists, OuterRef
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalChanges

from nettverk.filnavn import rent_navn
from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Person

logger = logging.getLogger(__name__)


def _plass(fil: Fil, navn: str) -> str:
    # Nothing of the name that came with it: it may be a path, or a promise of another type.
    return f"{secrets.token_hex(2)}/{secrets.token_urlsafe(24)}"


class FilQuerySet(models.QuerySet["Fil"]):
    """Keeping files. What has not been through `nettverk.filer.godkjent` is not to come here."""

    def ta_vare_pa(
        self, opplastet: UploadedFile[bytes], *, mime: str, nettverk: Nettverk, av: Person, naa: datetime
    ) -> Fil:
        """Keep an upload that has been found to be of the type `mime`."""
        return self.create(
            nettverk=nettverk,
            navn=rent_navn(opplastet.name or ""),
            mime=mime,
            storrelse=opplastet.size or 0,
            innhold=opplastet,
            lastet_opp=naa,
            lastet_opp_av=av,
        )

    def uten_bruk(self) -> Self:
        """Return those that nothing points to any more, history not counted."""
        return self.exclude(models.Q(*(Exists(pekere) for pekere in _pekere()), _connector=models.Q.OR))


def _pekere() -> Iterator[models.QuerySet[models.Model]]:
    """Yield the rows that point to a file, relation by relation, also those without a way back."""
    for felt in Fil._meta.get_fields(include_hidden=True):
        if isinstance(felt, models.ManyToOneRel) and not issubclass(felt.related_model, HistoricalChanges):
            yield felt.related_model._base_manager.filter(**{felt.field.name: OuterRef("pk")})


class Fil(models.Model):
    """One uploaded file. Who may have it is for what it hangs on to say; it has no address of its own."""

    nettverk = models.ForeignKey(Nettverk, models.CASCADE, related_name="filer", verbose_name=_("nettverk"))
    navn = models.CharField(_("filnavn"), max_length=150)
    mime = models.CharField(_("type"), max_length=100)
    storrelse = models.PositiveIntegerField(_("størrelse i byte"))
    innhold = models.FileField(_("innhold"), upload_to=_plass, max_length=120)
    lastet_opp = models.DateTimeField(_("lastet opp"))
    lastet_opp_av = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name=_("lastet opp av")
    )

    objects = FilQuerySet.as_manager()

    class Meta:
        verbose_name = _("fil")
        verbose_name_plural = _("filer")
        ordering = ("-lastet_opp", "-pk")

    def __str__(self) -> str:
        return self.navn


@receiver(post_delete, sender=Fil)
def _slett_innholdet(instance: Fil, **_: object) -> None:
    """Delete the bytes once the row is gone for good, however it went.

    They are no database's: a transaction that is rolled back must leave them, and trouble with a disk
    must not bring back a row that is deleted.
    """
    lager, navn = instance.innhold.storage, instance.innhold.name or ""

    def slett() -> None:
        try:
            lager.delete(navn)
        except OSError:
            logger.exception("The bytes of file %s could not be deleted", navn)

    transaction.on_commit(slett)
