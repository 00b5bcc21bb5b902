"""A file somebody has uploaded: kept outside what the web server serves, under a name nobody can guess."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import PurePath
from typing import Self

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Person


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
            navn=PurePath(opplastet.name or "").name[:150],
            mime=mime,
            storrelse=opplastet.size or 0,
            innhold=opplastet,
            lastet_opp=naa,
            lastet_opp_av=av,
        )

    def uten_bruk(self) -> Self:
        """Return those that nothing points to any more."""
        pekere = [felt for felt in self.model._meta.related_objects if not felt.hidden]
        return self.filter(**{f"{felt.name}__isnull": True for felt in pekere})


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
