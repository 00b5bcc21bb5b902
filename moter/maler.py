"""Blank templates of innkalling and minutes to fill in with Word: «bruk mal fra nettverket» (L12)."""

from collections.abc import Iterable
from io import BytesIO

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as Wordfil
from docx.oxml.ns import qn
from docx.shared import Pt

from nettverk.frister.oppsett import grense
from nettverk.innsyn import Innsyn
from nettverk.models import Medlemskap, Nettverk

INNKALLING, REFERAT = "innkalling", "referat"
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TOMME_RADER = 12


def nettverk_for(innsyn: Innsyn) -> Iterable[Nettverk]:
    """Return the networks whose templates the viewer uses: of her groups, and those she administers."""
    egne = Medlemskap.objects.gjeldende(innsyn.dag).filter(person=innsyn.person)
    administrerte = Nettverk.objects.koordinert_av(innsyn.person)
    arrangerer = Q(grupper__moter__arrangor=innsyn.person)
    return Nettverk.objects.filter(
        Q(grupper__medlemskap__in=egne) | Q(pk__in=administrerte.values("pk")) | arrangerer
    ).distinct()


def mal(nettverk: Nettverk, slag: str, malform: str) -> bytes:
    """Return a template as a Word file, in «nb» or «nn»; `slag` is one of the two kinds."""
    with translation.override(malform):
        dokument = _tomt(nettverk, malform)
        (_innkalling if slag == INNKALLING else _referat)(dokument, nettverk)
    ut = BytesIO()
    dokument.save(ut)
    return ut.getvalue()


def _tomt(nettverk: Nettverk, malform: str) -> Wordfil:
    """Return an empty document with the network's name on each page, in its language."""
    dokument = Document()
    stil = dokument.styles["Normal"]
    stil.font.size = Pt(11)
    sprak = stil.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): f"{malform}-NO"})
    stil.element.get_or_add_rPr().append(sprak)
    dokument.core_properties.author = nettverk.sekretariat
    dokument.core_properties.language = f"{malform}-NO"
    dokument.sections[0].header.paragraphs[0].text = f"{nettverk.navn}. {nettverk.sekretariat}"
    return dokument


def _innkalling(dokument: Wordfil, nettverk: Nettverk) -> None:
    _tittel(dokument, _("Møteinnkalling"))
    _felter(
        dokument,
        (
            _("Gruppe"), _("Dato"), _("Tid, fra og til"), _("Sted og adresse"), _("Digital lenke"),
            _("Arrangør, arbeidssted og e-post"), _("Gruppeansvarlig"), _("Påmelding til, innen"),
            _("Tema fra kompetanseplanen"),
        ),
    )  # fmt: skip
    dokument.add_heading(_("Program"), 2)
    _tabell(
        dokument,
        (_("Tid"), _("Hva"), _("Hvem leder eller snakker")),
        (
            (_("Velkommen"), ""),
            (_("Om arbeidsstedet"), ""),
            (_("Del 1: Erfaringsutveksling (bare for medlemmer)"), _("Gruppeansvarlig")),
            ("", ""),
            (_("Lunsj"), ""),
            (_("Del 2: Faglig påfyll (åpen for kolleger og ledere)"), _("Arrangør")),
            ("", ""),
            ("", ""),
            (_("Oppsummering og avslutning"), ""),
        ),
    )
    dokument.add_heading(_("Praktisk informasjon"), 2)
    dokument.add_paragraph()
    felt = {"epost": nettverk.epost, "dager": grense(nettverk, INNKALLING, "dager")}
    dokument.add_paragraph(_("Sendes til %(epost)s senest %(dager)d dager før møtet.") % felt)


def _referat(dokument: Wordfil, nettverk: Nettverk) -> None:
    _tittel(dokument, _("Referat"))
    _felter(
        dokument,
        (_("Gruppe"), _("Dato"), _("Sted"), _("Arrangør"), _("Hvem ledet del 1"), _("Referent")),
    )
    dokument.add_heading(_("Deltok"), 2)
    tomme = [("", "")] * TOMME_RADER
    _tabell(dokument, (_("Navn"), _("Arbeidssted"), _("Del 1, del 2 eller begge")), tomme, forst=True)
    dokument.add_heading(_("Meldte fra at de ikke kom"), 2)
    _tabell(dokument, (_("Navn"), _("Arbeidssted"), _("Del 1, del 2 eller begge")), tomme[:4], forst=True)
    dokument.add_heading(_("Del 1: Erfaringsutveksling"), 2)
    dokument.add_paragraph(
        _("Oppsummering av temaene, uten navn og pasientopplysninger. Lederne får også lese dette.")
    )
    dokument.add_paragraph()
    dokument.add_heading(_("Del 2: Faglig påfyll"), 2)
    dokument.add_paragraph()
    dokument.add_heading(_("Neste møter"), 2)
    dokument.add_paragraph(_("På årets siste møte: tid, sted og arrangør for møtene neste år."))
    _tabell(dokument, (_("Dato og tid"), _("Sted"), _("Arrangør")), [("", "")] * 3, forst=True)
    felt = {"epost": nettverk.epost, "dager": grense(nettverk, REFERAT, "dager")}
    dokument.add_paragraph()
    dokument.add_paragraph(_("Sendes til %(epost)s innen %(dager)d dager etter møtet.") % felt)


def _tittel(dokument: Wordfil, tittel: str) -> None:
    dokument.core_properties.title = tittel
    dokument.add_heading(tittel, 1)


def _felter(dokument: Wordfil, ledetekster: Iterable[str]) -> None:
    """Add a form: what to fill in to the left, room for it to the right."""
    tabell = dokument.add_table(0, 2, style="Table Grid")
    for ledetekst in ledetekster:
        celler = tabell.add_row().cells
        celler[0].paragraphs[0].add_run(ledetekst).bold = True


def _tabell(
    dokument: Wordfil,
    hoder: tuple[str, str, str],
    rader: Iterable[tuple[str, str]],
    *,
    forst: bool = False,
) -> None:
    """Add a table with headings; `rader` fill the second and third column, or nothing where `forst`."""
    tabell = dokument.add_table(1, 3, style="Table Grid")
    for celle, hode in zip(tabell.rows[0].cells, hoder, strict=True):
        celle.paragraphs[0].add_run(hode).bold = True
    for hva, hvem in rader:
        celler = tabell.add_row().cells
        if not forst:
            celler[1].text, celler[2].text = hva, hvem
