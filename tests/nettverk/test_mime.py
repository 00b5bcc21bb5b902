"""The bytes that leave the portal, read as a mail program reads them."""

from __future__ import annotations

from email import message_from_bytes, policy
from email.message import EmailMessage
from email.mime.base import MIMEBase

import pytest
from django.core.mail import EmailMultiAlternatives
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nettverk.models import Dokument, Epost
from nettverk.utboks import Vedleggsdata
from nettverk.utboks.levering import lever
from nettverk.utboks.mime import Filbunke, bygg
from tests.nettverk.byggere import i_ko, lokal, ny_gruppe, nytt_nettverk

NAA = lokal("2026-11-03T08:00")
pytestmark = pytest.mark.django_db


def _ra(**felt: object) -> bytes:
    """A mail as it goes over the wire."""
    i_ko(NAA, **felt)  # type: ignore[arg-type]
    epost = Epost.objects.ta_neste(NAA)
    assert epost is not None
    ra: bytes = bygg(epost).message().as_bytes(linesep="\r\n")
    return ra


def _lest(ra: bytes) -> EmailMessage:
    melding = message_from_bytes(ra, policy=policy.default)
    assert isinstance(melding, EmailMessage)
    return melding


def _hodelinjer(ra: bytes) -> list[bytes]:
    return ra.partition(b"\r\n\r\n")[0].split(b"\r\n")


def _er_velbrettet(ra: bytes) -> bool:
    """No line too long for RFC 5322, no header that begins with an empty line, and all of it ASCII."""
    return all(len(linje) <= 78 and linje.isascii() and linje[-2:] != b": " for linje in _hodelinjer(ra))


# --- Names and subject -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "navn",
    [
        "Åse Bø",
        "Sætre, Kåre (vikar)",
        'Per "Pelle" Øvrebø',
        "Kompetansesenter for lindrende behandling, Helseregion Vest – Ærlig, Østre og Ålesund",
        "Ålesund sjukehus, kompetansesenter for lindring i Møre og Romsdal og på Sunnmøre",
        "Ola Nordmann",
    ],
)
def test_names_of_sender_and_receiver_arrive_as_they_are(navn: str) -> None:
    ra = _ra(nettverk=nytt_nettverk(sekretariat=navn, epost="klb@klb.example"), til_navn=navn)
    melding = _lest(ra)
    (fra,), (til,) = melding["From"].addresses, melding["To"].addresses
    assert (fra.display_name, fra.addr_spec) == (navn, "portal@nettverk.example")
    assert (til.display_name, til.addr_spec) == (navn, "mottaker@helse.example")
    assert _er_velbrettet(ra)
    assert all(len(ord_) <= 75 for linje in _hodelinjer(ra) for ord_ in linje.split() if ord_[:2] == b"=?")


def test_a_domain_with_norwegian_letters_is_written_for_the_net() -> None:
    (til,) = _lest(_ra(til="post@blåbær.example", til_navn="Åse Bø"))["To"].addresses
    assert til.addr_spec == "post@xn--blbr-roah.example"


def test_the_senders_name_is_shown_decoded() -> None:
    epost = i_ko(NAA, nettverk=nytt_nettverk(sekretariat="KLB Øygarden"))
    assert epost.vist_fra == "KLB Øygarden <portal@nettverk.example>"


@pytest.mark.parametrize(
    "emne",
    [
        "Innkalling: nettverksmøte i Øygarden og Sotra, torsdag 19. november 2026, med lunsj på Ågotnes",
        "Til orientering: referat fra nettverksmote i Bergen sentrum, torsdag 19. november 2026, kl. 09",
        "æøå" * 80,
        "Møte",
    ],
)
def test_subject_of_any_length_arrives_whole_in_short_lines(emne: str) -> None:
    ra = _ra(emne=emne)
    assert str(_lest(ra)["Subject"]) == emne
    assert _er_velbrettet(ra)


def test_bodies_arrive_whole() -> None:
    tekst = "Hei på deg, Åse. " + "Møtet er på Ågotnes. " * 60
    melding = _lest(_ra(tekst=tekst, html=f"<p>{tekst}</p>"))
    deler = [(d.get_content_type(), d.get_content().rstrip("\r\n")) for d in melding.iter_parts()]
    assert deler == [("text/plain", tekst), ("text/html", f"<p>{tekst}</p>")]


# --- Attachments -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("navn", "fil", "navneparameter"),
    [
        ("innkalling-asane-2026-11-24.pdf", 'filename="innkalling-asane-2026-11-24.pdf"', None),
        ("to ord.pdf", 'filename="to ord.pdf"', None),
        ("Møte på Ås.pdf", "filename*=utf-8''M%C3%B8te%20p%C3%A5%20%C3%85s.pdf", "Mote pa As.pdf"),
        ("Ærlig talt é.pdf", "filename*=utf-8''%C3%86rlig%20talt%20%C3%A9.pdf", "Aerlig talt e.pdf"),
    ],
)
def test_file_names_for_new_and_old_mail_programs(navn: str, fil: str, navneparameter: str | None) -> None:
    ra = _ra(vedlegg=[Vedleggsdata(navn, innhold=b"%PDF-1.7")])
    (vedlagt,) = _lest(ra).iter_attachments()
    assert isinstance(vedlagt, EmailMessage)
    assert (vedlagt.get_filename(), vedlagt.get_content_type()) == (navn, "application/pdf")
    assert f"Content-Disposition: attachment; {fil}\r\n".encode() in ra.replace(b";\r\n ", b"; ")
    assert vedlagt.get_param("name") == navneparameter


def test_file_name_with_a_line_break_is_folded() -> None:
    (vedlagt,) = _lest(_ra(vedlegg=[Vedleggsdata("a\r\nX-Ny: 1.pdf", innhold=b"%PDF-1")])).iter_attachments()
    assert (vedlagt.get_filename(), vedlagt["X-Ny"]) == ("a X-Ny: 1.pdf", None)


# --- What machines are told ------------------------------------------------------------------


def test_automatic_mail_asks_machines_not_to_answer() -> None:
    hoder = [_lest(_ra(auto=auto)) for auto in (True, False)]
    assert [(h["Auto-Submitted"], h["X-Auto-Response-Suppress"]) for h in hoder] == [
        ("auto-generated", "OOF, AutoReply"),
        (None, None),
    ]


def test_list_unsubscribe_is_one_ascii_line() -> None:
    adresse = (
        "mailto:klb@klb.example?subject=Jeg%20er%20ikke%20leder%20for%20%C3%85se%20B%C3%B8" + "%C3%B8" * 50
    )
    ra = _ra(avmelding=adresse)
    assert f"<{adresse}>".encode() in ra
    assert str(_lest(ra)["List-Unsubscribe"]) == f"<{adresse}>"


# --- Encoded once for many -------------------------------------------------------------------


def _dokument(nr: int = 1, pdf: bytes | None = b"%PDF-1.7 \xff\xd8 innkalling") -> Dokument:
    nettverk = nytt_nettverk()
    dokument = Dokument.objects.frys(
        gjelder=ny_gruppe(nettverk),
        slag="innkalling",
        malgruppe="gruppe",
        malform="nb",
        versjon=nr,
        innhold={},
        nettverk=nettverk,
        filnavn=f"innkalling-{nr}.pdf",
        naa=NAA,
    )
    Dokument.objects.filter(pk=dokument.pk).update(pdf=pdf, pdf_status="klar" if pdf else "umulig")
    return dokument


def _vedlagt(melding: EmailMultiAlternatives) -> bytes:
    """The first attachment as it goes over the wire."""
    del_ = melding.message().get_payload(1)
    assert isinstance(del_, MIMEBase)
    return del_.as_bytes()


def _leste_pdf(sporringer: CaptureQueriesContext) -> int:
    return sum('"nettverk_dokument"."pdf" ' in s["sql"] for s in sporringer.captured_queries)


def test_document_for_many_is_read_and_encoded_once_per_round(
    mailoutbox: list[EmailMultiAlternatives],
) -> None:
    dokument = _dokument()
    for nr in range(25):
        i_ko(NAA, emne=f"Brev {nr}", vedlegg=[Vedleggsdata("innkalling.pdf", dokument=dokument)])
    with CaptureQueriesContext(connection) as sporringer:
        assert lever(NAA).sendt == 25
    assert _leste_pdf(sporringer) == 1
    filer = {_vedlagt(melding) for melding in mailoutbox}
    assert (len(mailoutbox), len(filer)) == (25, 1)


def test_document_shared_by_a_round_gives_the_same_bytes_as_alone() -> None:
    dokument = _dokument()
    for _nr in range(2):
        i_ko(NAA, vedlegg=[Vedleggsdata("innkalling.pdf", dokument=dokument)])
    filer = Filbunke()
    eposter = [epost for epost in (Epost.objects.ta_neste(NAA), Epost.objects.ta_neste(NAA)) if epost]
    fellesbygd = [_vedlagt(bygg(epost, filer)) for epost in eposter]
    alene = [_vedlagt(bygg(epost)) for epost in eposter]
    assert fellesbygd == alene
    assert fellesbygd[0] == (
        b"Content-Type: application/pdf\n"
        b"MIME-Version: 1.0\n"
        b"Content-Transfer-Encoding: base64\n"
        b'Content-Disposition: attachment; filename="innkalling.pdf"\n'
        b"\n"
        b"JVBERi0xLjcg/9ggaW5ua2FsbGluZw==\n"
    )


def test_round_holds_few_documents_at_a_time() -> None:
    """The one not used for longest goes; when it is wanted again, it is read again."""
    filer = Filbunke(maks=2)
    dokumenter = [_dokument(nr) for nr in range(3)]
    for dokument in dokumenter:
        i_ko(NAA, vedlegg=[Vedleggsdata(dokument.filnavn, dokument=dokument)])
    a, b, c = (epost.vedlegg.get() for epost in Epost.objects.order_by("pk"))
    lest = []
    for vedlegg in (a, b, a, c, a, b):
        with CaptureQueriesContext(connection) as sporringer:
            assert filer.del_for(vedlegg) is not None
        lest.append(_leste_pdf(sporringer))
    assert lest == [1, 1, 0, 1, 0, 1]


def test_document_without_a_pdf_is_asked_for_again() -> None:
    dokument, filer = _dokument(pdf=None), Filbunke()
    vedlegg = i_ko(NAA, vedlegg=[Vedleggsdata("innkalling.pdf", dokument=dokument)]).vedlegg.get()
    assert filer.del_for(vedlegg) is None
    Dokument.objects.update(pdf=b"%PDF-1.7")
    assert filer.del_for(vedlegg) is not None
