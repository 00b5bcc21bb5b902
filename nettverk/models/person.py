"""A person: somebody who logs in, is written to, or is only named."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from nettverk.alfabet import Alfabetisk


class Malform(models.TextChoices):
    """The two written standards; both are complete in the portal (X3)."""

    NB = "nb", "Bokmål"
    NN = "nn", "Nynorsk"


class PersonManager(BaseUserManager["Person"]):
    """Creates people; nobody has a password, login is by code to the person's own address."""

    def create_user(self, epost: str | None = None, **felt: Any) -> "Person":
        """Create a person without a usable password. `epost` is the own, unique address."""
        person = self.model(epost=epost, **felt)
        person.set_unusable_password()
        person.save(using=self._db)
        return person

    def create_superuser(self, epost: str, password: str | None = None, **felt: Any) -> "Person":
        """Create an operator. A given password is ignored: login is by code."""
        return self.create_user(epost, is_superuser=True, **felt)

    def get_by_natural_key(self, username: str | None) -> "Person":
        """Find by own address, whatever its case."""
        return self.get(epost=(username or "").lower())


class Person(AbstractBaseUser, PermissionsMixin):
    """One human being, the same across groups and networks.

    `epost` is the person's own address and the only one that gives login. Somebody without
    one may have a shared one, `delt_epost` (a ward's mailbox): it receives mail with the
    person's name in the subject, and gives neither login nor part 1 (L19).
    """

    password = models.CharField(_("passord"), max_length=128, editable=False)
    fornavn = models.CharField(_("fornavn"), max_length=80)
    etternavn = models.CharField(_("etternavn"), max_length=80)
    epost = models.EmailField(
        _("egen e-postadresse"),
        unique=True,
        null=True,
        blank=True,
        help_text=_("Adressen personen logger inn med. Bare personen selv leser den."),
    )
    delt_epost = models.EmailField(
        _("delt e-postadresse"),
        blank=True,
        help_text=_("For eksempel postkassen til en avdeling. Gir ikke innlogging."),
    )
    telefon = models.CharField(_("telefon"), max_length=30, blank=True)
    yrke = models.CharField(_("yrke"), max_length=80, blank=True)
    malform = models.CharField(
        _("målform"),
        max_length=2,
        choices=Malform,
        blank=True,
        help_text=_("Tomt betyr nettverkets målform."),
    )
    is_active = models.BooleanField(_("kan logge inn"), default=True)
    opprettet = models.DateTimeField(_("opprettet"), auto_now_add=True)

    USERNAME_FIELD = "epost"
    EMAIL_FIELD = "epost"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["fornavn", "etternavn"]

    objects = PersonManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login"])

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = (Alfabetisk("etternavn"), Alfabetisk("fornavn"), "id")
        constraints = (
            models.UniqueConstraint(
                Lower("epost"),
                name="person_epost_uten_hensyn_til_store",
                violation_error_message=_("En annen person har denne adressen."),
            ),
        )

    def __str__(self) -> str:
        return self.navn

    def clean(self) -> None:
        """Make the own address lower case, and nothing rather than empty."""
        self.epost = (self.epost or "").strip().lower() or None

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with the own address in the form that `unique` compares."""
        self.clean()
        super().save(*args, **kwargs)

    @property
    def navn(self) -> str:
        """First name and last name, as one reads it aloud."""
        return f"{self.fornavn} {self.etternavn}".strip()

    @property
    def initialer(self) -> str:
        """Two letters for the round mark in the page header."""
        return (self.fornavn[:1] + self.etternavn[:1]).upper()

    @property
    def har_egen_epost(self) -> bool:
        """Whether mail reaches this person alone; only that opens part 1 by link (L19)."""
        return bool(self.epost)

    @property
    def adresse(self) -> str:
        """Where mail to this person goes; empty when nobody can be reached."""
        return self.epost or self.delt_epost

    @cached_property
    def is_staff(self) -> bool:
        """Admin is for coordinators and operators."""
        return self.is_superuser or self.nettverksroller.exists()

    def get_full_name(self) -> str:
        """Return the name, under the name Django asks for."""
        return self.navn

    def get_short_name(self) -> str:
        """Return the first name, under the name Django asks for."""
        return self.fornavn
