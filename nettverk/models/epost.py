"""The outbox: one row per recipient, written in the transaction of the change that causes the mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.header import decode_header, make_header

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nettverk.hemmelig import maskert_html, maskert_tekst, utfylt_html, utfylt_tekst
from nettverk.innsyn import Innsyn
from nettverk.models.organisasjon import Nettverk
from nettverk.posthode import ny_message_id

FORELDET = timedelta(minutes=10)  # a claim older than this belongs to a worker that died
BOLK = 25  # mails found at a time; an urgent one waits for so many at most


class EpostQuerySet(models.QuerySet["Epost"]):
    """Mails, who may see them, and the claim of the next one to send."""

    def synlig_for(self, innsyn: Innsyn) -> EpostQuerySet:
        """What `innsyn` may see: coordinators their own network's mail, superusers all, others nothing."""
        if innsyn.lenke is not None or innsyn.person is None:
            return self.none()
        if innsyn.person.is_superuser:
            return self.all()
        return self.filter(nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))

    def uavsluttet(self) -> EpostQuerySet:
        """Those that wait or were not delivered, few among all; worded as the index is, or SQLite scans."""
        return self.exclude(status=Epost.Status.SENDT).exclude(status=Epost.Status.BORTFALT)

    def sendbare(self, naa: datetime) -> EpostQuerySet:
        """Queued and due at `naa`, or claimed by a worker that died; none that waits for its PDF."""
        venter_pa_pdf = Vedlegg.objects.filter(epost=models.OuterRef("pk"), dokument__pdf_status="venter")
        underveis = self.filter(neste_forsok__lte=naa, status__in=(Epost.Status.KO, Epost.Status.TATT))
        return underveis.exclude(models.Exists(venter_pa_pdf))

    def til_adresse(self, til: str) -> EpostQuerySet:
        """Mails to this address, whatever the case it is written in; found by an index."""
        return self.alias(adressen=Lower("til")).filter(adressen=Lower(models.Value(til)))

    def siste_utgave(self) -> EpostQuerySet:
        """Those that have not been sent again as another mail."""
        return self.filter(sendt_pa_nytt_som__isnull=True)

    def ikke_levert(self) -> EpostQuerySet:
        """Those that did not reach anybody, and have not been sent again: somebody must look at them."""
        return self.siste_utgave().filter(status__in=Epost.IKKE_LEVERT)

    def ta_etter_tur(self, moment: Callable[[], datetime]) -> Iterator[Epost]:
        """Claim one mail after the other, as long as there are any to send at each `moment`.

        They are found some at a time and claimed one by one: two workers never get the same one.
        """
        rekke = ("-hast", "neste_forsok", "pk")
        while funnet := list(self.sendbare(moment()).order_by(*rekke).prefetch_related("vedlegg")[:BOLK]):
            yield from (epost for epost in funnet if epost.ta(moment()))

    def ta_neste(self, naa: datetime) -> Epost | None:
        """Claim the next mail to send at `naa`, or None."""
        return next(self.ta_etter_tur(lambda: naa), None)


class Epost(models.Model):
    """One mail to one recipient. Message-ID and Date are frozen when it is first claimed."""

    class Status(models.TextChoices):
        KO = "ko", _("i kø")
        TATT = "tatt", _("sendes nå")
        SENDT = "sendt", _("tatt imot av e-posttjeneren")
        FEILET = "feilet", _("ikke levert")
        RETUR = "retur", _("kom i retur")
        BORTFALT = "bortfalt", _("ikke lenger aktuell")

    class Adresseslag(models.TextChoices):
        """Whose address a mail was written for, which decides where it may be sent again (L19)."""

        EGEN = "egen", _("egen adresse")
        DELT = "delt", _("delt postkasse")
        NETTVERK = "nettverk", _("nettverkets adresse")
        ANNEN = "annen", _("annen adresse")

    IKKE_LEVERT = (Status.FEILET, Status.RETUR)

    nokkel = models.CharField(max_length=255, unique=True, editable=False)
    nettverk = models.ForeignKey(
        Nettverk,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="epost_ut",
        verbose_name=_("nettverk"),
    )
    slag = models.CharField(_("slag"), max_length=40)
    person = models.ForeignKey(
        "nettverk.Person",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="epost_ut",
        verbose_name=_("person"),
    )
    til = models.CharField(_("til"), max_length=254)
    adresseslag = models.CharField(
        _("skrevet for"), max_length=10, choices=Adresseslag, default=Adresseslag.ANNEN
    )
    til_navn = models.CharField(_("mottakers navn"), max_length=200, blank=True)
    malform = models.CharField(_("målform"), max_length=2, default="nb")
    emne = models.CharField(_("emne"), max_length=255, blank=True)
    tekst = models.TextField(_("tekst"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    hemmeligheter = models.JSONField(default=dict, blank=True, editable=False)
    # Placeholder -> id of the Lenke behind it. Not wiped: it opens nothing, and a new link is made of it.
    lenker = models.JSONField(default=dict, blank=True, editable=False)
    # A name of 160 letters, encoded for the header, needs more room than the address itself.
    fra = models.CharField(_("fra"), max_length=500)
    avmelding = models.TextField(blank=True, editable=False)
    svar_til = models.CharField(_("svar til"), max_length=254, blank=True)
    auto = models.BooleanField(_("automatisk"), default=True)
    hast = models.BooleanField(_("haster"), default=False)
    message_id = models.CharField(max_length=255, blank=True, editable=False)
    dato = models.DateTimeField(_("dato"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.KO)
    forsok = models.PositiveIntegerField(_("forsøk"), default=0)
    # When to take the row up next: also of one being sent, if its worker dies. None when it is settled.
    neste_forsok = models.DateTimeField(_("neste forsøk"), null=True, blank=True)
    tatt_naa = models.DateTimeField(null=True, blank=True, editable=False)
    sendt_naa = models.DateTimeField(_("sendt"), null=True, blank=True)
    feil = models.TextField(_("feil"), blank=True)
    opprettet = models.DateTimeField(_("opprettet"))
    sendt_pa_nytt_som = models.OneToOneField(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sendt_pa_nytt_fra",
        verbose_name=_("sendt på nytt som"),
    )
    content_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    object_id = models.PositiveBigIntegerField(null=True, blank=True)
    gjelder = GenericForeignKey("content_type", "object_id")

    objects = EpostQuerySet.as_manager()

    class Meta:
        verbose_name = _("e-post")
        verbose_name_plural = _("e-post")
        ordering = ["-opprettet", "-pk"]
        indexes = [
            models.Index(
                fields=["-hast", "neste_forsok", "id"],
                condition=models.Q(neste_forsok__isnull=False),
                name="epost_usendt",
            ),
            models.Index(fields=["content_type", "object_id"], name="epost_gjelder"),
            models.Index(fields=["nettverk", "-opprettet"], name="epost_nyeste"),
            models.Index(
                fields=["nettverk"],
                condition=~models.Q(status="sendt") & ~models.Q(status="bortfalt"),
                name="epost_uavsluttet",
            ),
            models.Index(Lower("til"), "tatt_naa", name="epost_mottaker"),
        ]

    def __str__(self) -> str:
        return f"{self.emne} → {self.til}"

    @property
    def vist_fra(self) -> str:
        """The sender as a mail program shows it."""
        return str(make_header(decode_header(self.fra)))

    @property
    def vist_emne(self) -> str:
        """The subject, or what stands for it until a reminder is composed."""
        return self.emne or gettext("Påminnelse (skrives når den sendes)")

    @property
    def vist_tekst(self) -> str:
        """The text as it may be shown: secrets masked, except in the embedded mode."""
        vis = utfylt_tekst if settings.INNEBYGD else maskert_tekst
        return vis(self.tekst, self.hemmeligheter)

    @property
    def vist_html(self) -> str:
        """The HTML as it may be shown: secrets masked, except in the embedded mode."""
        vis = utfylt_html if settings.INNEBYGD else maskert_html
        return vis(self.html, self.hemmeligheter)

    def ta(self, naa: datetime) -> bool:
        """Claim this row as it was read; False when somebody else was first."""
        felter = {
            "status": self.Status.TATT,
            "tatt_naa": naa,
            "neste_forsok": naa + FORELDET,
            "forsok": self.forsok + 1,
            "message_id": self.message_id or ny_message_id(),
            "dato": self.dato or naa,
        }
        lest = {"status": self.status, "tatt_naa": self.tatt_naa, "neste_forsok": self.neste_forsok}
        if not Epost.objects.filter(pk=self.pk, **lest).update(**felter):
            return False
        for navn, verdi in felter.items():
            setattr(self, navn, verdi)
        return True

    def slipp(self, neste_forsok: datetime) -> bool:
        """Give back our own claim before anything was sent: as if it had not been, but for the time."""
        dato = None if self.forsok == 1 else self.dato
        return self.noter(self.Status.KO, neste_forsok=neste_forsok, forsok=self.forsok - 1, dato=dato)

    def merk_retur(self) -> bool:
        """Note that a mail the server took came back; False for any other. Undone by `angre_retur`."""
        return self._bytt(self.Status.SENDT, self.Status.RETUR)

    def angre_retur(self) -> bool:
        """Take the note back: accepted by the mail server is what we know again."""
        return self._bytt(self.Status.RETUR, self.Status.SENDT)

    def _bytt(self, fra: str, til: str) -> bool:
        if not Epost.objects.filter(pk=self.pk, status=fra).update(status=til):
            return False
        self.status = til
        return True

    def noter(self, status: str, **felter: object) -> bool:
        """Write the outcome of our own claim; False when the claim has passed to another worker."""
        egen = Epost.objects.filter(pk=self.pk, status=self.Status.TATT, tatt_naa=self.tatt_naa)
        if status != self.Status.KO:
            felter["neste_forsok"] = None
            if not settings.INNEBYGD:
                felter["hemmeligheter"] = dict.fromkeys(self.hemmeligheter)  # the names stay, for the mask
        return bool(egen.update(status=status, **felter))


class Vedlegg(models.Model):
    """An attachment: fixed bytes (a calendar file), or a document's PDF or a file, taken when sending."""

    epost = models.ForeignKey(Epost, on_delete=models.CASCADE, related_name="vedlegg")
    dokument = models.ForeignKey(
        "nettverk.Dokument", null=True, blank=True, on_delete=models.PROTECT, related_name="vedlegg"
    )
    fil = models.ForeignKey(
        "nettverk.Fil", null=True, blank=True, on_delete=models.PROTECT, related_name="vedlegg"
    )
    navn = models.CharField(_("filnavn"), max_length=200)
    mime = models.CharField(max_length=100, default="application/pdf")
    innhold = models.BinaryField(null=True, blank=True)

    class Meta:
        verbose_name = _("vedlegg")
        verbose_name_plural = _("vedlegg")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.navn
