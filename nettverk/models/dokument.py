"""What was sent is frozen: a document's content as data, and the PDF made of it (idea 4).

`innhold` is plain JSON without language; the templates word it. Persons in it are references
beside name snapshots. Times are local: «2026-11-19T09:00» for moments, «09:00» for times of
day, «2026-11-12» for dates.

innkalling: nettverk {navn, sekretariat, kortnavn, postadresse, epost}, gruppe, nummer, antall,
ar, start, slutt, form (fysisk | digital | begge), sted, adresse, pamelding_frist, arrangor
{person, navn, yrke, arbeidssted, epost}, gruppeansvarlig (same), kompetansepunkt, praktisk,
bolker [{del (1 | 2 | felles), start, slutt, poster [{start, slutt, tittel, ansvarlig,
beskrivelse}]}].

referat: the same down to gruppeansvarlig, without form and pamelding_frist; referent, versjon,
godkjent {navn, dato} or null, levert, deltok and fravaer [{person, navn, yrke, arbeidssted,
del}], drift {deltok, fravaer}, gjester [{gjest, navn, arbeidssted}], oppsummering, saker [{del,
nummer, tittel, ansvarlig, tekst, oppfolging [{del, hva, person, navn, frist}]}], fra_forrige [the
same with gjort, kommentar], rettet {hva, endret [{hva, tittel}]} or null, versjoner [{nr, dato, av,
rettet}].

oppmoteliste: nettverk, gruppe, start, slutt, form, sted, adresse; innsjekk (the address of «Jeg er
her»), rader [{slag (medlem | drift | gjest), person, gjest, navn, yrke, arbeidssted, uten_svar, del1,
del2 (false: not coming to that part)}].

navnelapper: the same without innsjekk; lapper [{person, gjest, navn, yrke, arbeidssted}].

deltakerbevis: the same down to adresse; gruppeansvarlig {person, navn}, kompetansepunkt, temaer
(titles of part 2), deltakere [{person, gjest, navn, yrke, arbeidssted, del1, del2 (minutes; null: not
there)}].
"""

import json
from datetime import datetime, timedelta
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.utils.translation import gettext_lazy as _

from nettverk.models.organisasjon import Nettverk
from nettverk.models.person import Malform
from nettverk.vekking import vekk

FORELDET = timedelta(minutes=5)


class Frosset(ValueError):
    """The document exists with another content. What was sent stands; make a new version."""


class DokumentQuerySet(models.QuerySet["Dokument"]):
    """Freezing documents, and claiming those whose PDF is not made yet."""

    def frys(
        self,
        *,
        gjelder: models.Model,
        slag: str,
        malgruppe: str,
        malform: str,
        versjon: int,
        innhold: dict[str, Any],
        nettverk: Nettverk,
        filnavn: str,
        naa: datetime,
    ) -> "Dokument":
        """Keep this content for good and queue its PDF; the same twice gives the same row.

        `naa` is the UTC moment that stands in the PDF. Raises Frosset for another content under
        the same version, and ValueError for part 1 in a document for others than the group.
        """
        if malgruppe != Dokument.Malgruppe.GRUPPE and _har_del1(innhold):
            raise ValueError("part 1 in a document that leaves the group")
        dokument, ny = self.get_or_create(
            content_type=ContentType.objects.get_for_model(gjelder),
            object_id=gjelder.pk,
            slag=slag,
            malgruppe=malgruppe,
            malform=malform,
            versjon=versjon,
            defaults={"innhold": innhold, "nettverk": nettverk, "filnavn": filnavn, "opprettet": naa},
        )
        if ny:
            vekk("lag_dokumenter")
        elif not dokument.sier(innhold):
            raise Frosset(f"{dokument} is already frozen with another content")
        return dokument

    def frys_ny(self, *, gjelder: models.Model, slag: str, malform: str, **felt: Any) -> "Dokument":
        """Keep this content as the next version, unless the last one says the same: then that one.

        The caller holds a lock on what it is about, so that two at once do not take the same number.
        """
        siste = self.utgaver(gjelder, slag, malform).first()
        if siste is not None and siste.sier(felt["innhold"]):
            return siste
        versjon = siste.versjon + 1 if siste else 1
        return self.frys(gjelder=gjelder, slag=slag, malform=malform, versjon=versjon, **felt)

    def utgaver(self, gjelder: models.Model, slag: str, malform: str) -> Self:
        """Return the versions of one kind about this thing, in one language, the last one first."""
        om = ContentType.objects.get_for_model(gjelder)
        alle = self.filter(content_type=om, object_id=gjelder.pk, slag=slag, malform=malform)
        return alle.order_by("-versjon")

    def de_noen_venter_pa_forst(self) -> Self:
        """Order for making: those a queued mail waits for, the oldest first, then the newest."""
        i_ko = Q(vedlegg__epost__status="ko")
        return self.annotate(haster=Count("vedlegg", filter=i_ko)).order_by(
            Case(When(haster__gt=0, then=0), default=1),
            Case(When(haster__gt=0, then=F("opprettet"))),
            "-opprettet",
            "-pk",
        )

    def ventende(self, naa: datetime) -> Self:
        """Return those nobody makes a PDF of at this UTC moment, the oldest first.

        A claim older than five minutes belongs to a worker that is gone.
        """
        ledig = Q(tatt_naa__isnull=True) | Q(tatt_naa__lt=naa - FORELDET)
        return self.filter(ledig, pdf_status=Dokument.PdfStatus.VENTER).order_by("opprettet", "pk")

    def uten_pdf(self) -> Self:
        """Return those whose PDF failed or could not be made."""
        return self.filter(pdf_status__in=(Dokument.PdfStatus.FEILET, Dokument.PdfStatus.UMULIG))

    def prov_igjen(self) -> int:
        """Queue again those that failed or could not be made; return how many."""
        return self.uten_pdf().update(pdf_status=Dokument.PdfStatus.VENTER, pdf_feil="", tatt_naa=None)


class Dokument(models.Model):
    """One document as it was sent: for one audience, in one language, in one version."""

    class Slag(models.TextChoices):
        INNKALLING = "innkalling", _("innkalling")
        REFERAT = "referat", _("referat")
        OPPMOTELISTE = "oppmoteliste", _("oppmøteliste")
        NAVNELAPPER = "navnelapper", _("navnelapper")
        DELTAKERBEVIS = "deltakerbevis", _("deltakerbevis")

    class Malgruppe(models.TextChoices):
        GRUPPE = "gruppe", _("gruppen og sekretariatet")
        APEN = "apen", _("uten del 1")

    class PdfStatus(models.TextChoices):
        VENTER = "venter", _("lages")
        KLAR = "klar", _("klar")
        FEILET = "feilet", _("kunne ikke lages")
        UMULIG = "umulig", _("kan ikke lages på denne maskinen")

    nettverk = models.ForeignKey(
        Nettverk, models.CASCADE, related_name="dokumenter", verbose_name=_("nettverk")
    )
    slag = models.CharField(_("slag"), max_length=20, choices=Slag)
    malgruppe = models.CharField(_("for hvem"), max_length=10, choices=Malgruppe)
    malform = models.CharField(_("målform"), max_length=2, choices=Malform)
    versjon = models.PositiveSmallIntegerField(_("versjon"))
    innhold = models.JSONField(_("innhold"))
    content_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    gjelder = GenericForeignKey()
    filnavn = models.CharField(_("filnavn"), max_length=150)
    pdf = models.BinaryField(null=True, editable=False)
    pdf_status = models.CharField(_("PDF"), max_length=10, choices=PdfStatus, default=PdfStatus.VENTER)
    pdf_feil = models.TextField(_("hvorfor PDF-en mangler"), blank=True)
    tatt_naa = models.DateTimeField(null=True, editable=False)
    opprettet = models.DateTimeField(_("opprettet"))

    objects = DokumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        ordering = ("-opprettet", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=("content_type", "object_id", "slag", "malgruppe", "malform", "versjon"),
                name="ett_dokument_per_versjon",
            ),
        )
        indexes = (
            models.Index(fields=("opprettet",), condition=Q(pdf_status="venter"), name="dokument_ventende"),
            models.Index(fields=("pdf_status", "nettverk"), name="dokument_pdf_status"),
        )

    def __str__(self) -> str:
        return self.filnavn

    def sier(self, innhold: dict[str, Any]) -> bool:
        """Whether this is what it says, as JSON keeps it."""
        return bool(self.innhold == json.loads(json.dumps(innhold)))

    def lag_pdf_pa_nytt(self) -> None:
        """Keep what erasure has changed in the content, and queue the PDF to be made of that.

        A worker that makes one of what it said before has lost its claim.
        """
        self.pdf, self.pdf_status, self.pdf_feil, self.tatt_naa = None, self.PdfStatus.VENTER, "", None
        self.save(update_fields=["innhold", "pdf", "pdf_status", "pdf_feil", "tatt_naa"])
        vekk("lag_dokumenter")

    def ta(self, naa: datetime) -> bool:
        """Claim the making of the PDF at this UTC moment; False when another was first."""
        tatt = Dokument.objects.ventende(naa).filter(pk=self.pk).update(tatt_naa=naa)
        self.tatt_naa = naa
        return bool(tatt)

    def noter_pdf(self, status: str, pdf: bytes | None = None, feil: str = "") -> bool:
        """Write how our claim ended; False when the claim has passed to another worker."""
        vart = Dokument.objects.filter(pk=self.pk, tatt_naa=self.tatt_naa, pdf_status=self.PdfStatus.VENTER)
        return bool(vart.update(pdf_status=status, pdf=pdf, pdf_feil=feil[:2000], tatt_naa=None))


def _har_del1(innhold: dict[str, Any]) -> bool:
    """Whether a programme or an agenda, or what is to be followed up, holds anything of part 1."""
    saker = innhold.get("saker", ())
    oppfolginger = [en for sak in saker for en in sak.get("oppfolging", ())]
    alt = (*innhold.get("bolker", ()), *saker, *oppfolginger, *innhold.get("fra_forrige", ()))
    return any(ting["del"] == "1" for ting in alt)
