"""The outbox: queueing, secrets, who may see, claims, and what a server's answer means."""

from __future__ import annotations

import smtplib
from datetime import date, timedelta

import pytest
from celery import current_app
from django.core import mail
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.db import transaction
from django.utils.translation import get_language
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from nettverk.innsyn import Innsyn
from nettverk.models import Dokument, Epost, Nettverk, Nettverksrolle, Person, Vedlegg
from nettverk.utboks import Vedleggsdata, legg_i_ko
from nettverk.utboks.feil import er_midlertidig, ventetid
from nettverk.utboks.levering import lever
from tests.nettverk.byggere import i_ko, lokal, ny_gruppe, ny_person, nytt_nettverk

NAA = lokal("2026-11-03T08:00")
pytestmark = pytest.mark.django_db


def _legg(nettverk: Nettverk, **felt: object) -> Epost | None:
    """Queue the template of reminders with one line, which is the simplest there is."""
    linje = {
        "tittel": "Svar & møt",
        "forfall": date(2026, 11, 10),
        "lenke": "https://x.example/",
        "min": True,
    }
    standard = {
        "nokkel": "prove:1",
        "slag": "prove",
        "nettverk": nettverk,
        "til": "ase@helse.example",
        "til_navn": "Åse Bø",
        "mal": "epost/varsel",
        "emne": "Møte",
        "kontekst": {"mine": [linje]},
        "naa": NAA,
    }
    return legg_i_ko(**{**standard, **felt})  # type: ignore[arg-type]


def _dokument(nettverk: Nettverk) -> Dokument:
    return Dokument.objects.frys(
        gjelder=ny_gruppe(nettverk),
        slag="innkalling",
        malgruppe="gruppe",
        malform="nb",
        versjon=1,
        innhold={},
        nettverk=nettverk,
        filnavn="innkalling-åsane.pdf",
        naa=NAA,
    )


# --- Into the queue --------------------------------------------------------------------------


def test_legg_i_ko_same_event_twice_is_one_mail() -> None:
    nettverk = nytt_nettverk()
    assert [_legg(nettverk) is None, _legg(nettverk) is None] == [False, True]
    assert Epost.objects.count() == 1


def test_legg_i_ko_without_an_address_queues_nothing() -> None:
    assert _legg(nytt_nettverk(), til="") is None
    assert Epost.objects.count() == 0


def test_legg_i_ko_rolled_back_with_the_change_that_caused_it() -> None:
    nettverk = nytt_nettverk()
    with pytest.raises(RuntimeError), transaction.atomic():
        _legg(nettverk)
        raise RuntimeError
    assert Epost.objects.count() == 0


def test_legg_i_ko_sender_is_the_portal_in_the_networks_name() -> None:
    nettverk = nytt_nettverk(sekretariat="Kompetansesenteret i Øygarden", epost="klb@sekretariat.example")
    epost = _legg(nettverk)
    assert epost is not None
    assert epost.fra.endswith("<portal@nettverk.example>")
    assert epost.svar_til == "klb@sekretariat.example"


def test_legg_i_ko_uses_the_persons_language_then_the_networks() -> None:
    nettverk = nytt_nettverk(malform="nn")
    bokmal = _legg(nettverk, nokkel="a", person=ny_person(malform="nb"))
    nynorsk = _legg(nettverk, nokkel="b", person=ny_person())
    assert bokmal is not None
    assert nynorsk is not None
    assert [bokmal.malform, nynorsk.malform] == ["nb", "nn"]
    assert "tysdag 10. november" in nynorsk.tekst


def test_legg_i_ko_subject_function_runs_in_the_receivers_language() -> None:
    epost = _legg(nytt_nettverk(), malform="nn", emne=lambda: f"Møte ({get_language()})")
    assert epost is not None
    assert epost.emne == "Møte (nn)"


def test_legg_i_ko_folds_subject_and_name_and_refuses_broken_addresses() -> None:
    nettverk = nytt_nettverk()
    epost = _legg(nettverk, emne="Møte\r\nBcc: alle@helse.example", til_navn="Åse\nBø")
    assert epost is not None
    assert (epost.emne, epost.til_navn) == ("Møte Bcc: alle@helse.example", "Åse Bø")
    with pytest.raises(BadHeaderError):
        _legg(nettverk, nokkel="b", til="ase@helse.example\nBcc: alle@helse.example")


def test_legg_i_ko_text_is_not_escaped_and_html_is() -> None:
    epost = _legg(nytt_nettverk())
    assert epost is not None
    assert ("Svar & møt" in epost.tekst, "Svar &amp; møt" in epost.html) == (True, True)


# --- Secrets ---------------------------------------------------------------------------------


def _hemmelig_mail(nettverk: Nettverk) -> Epost:
    return i_ko(
        NAA,
        nettverk=nettverk,
        tekst="Svar: hemmelig.lenke.1 Kode: hemmelig.kode.2\n",
        html='<a href="hemmelig.lenke.1">hemmelig.lenke.1</a> <b>hemmelig.kode.2</b>',
        hemmeligheter={"hemmelig.lenke.1": "https://x.example/?a=1&b=2", "hemmelig.kode.2": "AB12"},
    )


def test_hemmeligheter_are_sent_but_not_stored_in_the_body() -> None:
    epost = _hemmelig_mail(nytt_nettverk())
    lever(NAA)
    melding = mail.outbox[0]
    assert isinstance(melding, EmailMultiAlternatives)
    assert melding.body == "Svar: https://x.example/?a=1&b=2 Kode: AB12\n"
    assert 'href="https://x.example/?a=1&amp;b=2"' in str(melding.alternatives[0][0])
    assert "AB12" not in epost.tekst + epost.html


def test_hemmeligheter_are_masked_and_wiped_once_sent(settings: Settings) -> None:
    settings.INNEBYGD = False
    epost = _hemmelig_mail(nytt_nettverk())
    masker = (
        "Svar: [personlig lenke] Kode: [engangskode]\n",
        '<a href="#">[personlig lenke]</a> <b>[engangskode]</b>',
    )
    assert (epost.vist_tekst, epost.vist_html) == masker
    lever(NAA)
    epost.refresh_from_db()
    assert (epost.vist_tekst, epost.vist_html) == masker
    assert set(epost.hemmeligheter.values()) == {None}


def test_hemmeligheter_stay_readable_in_the_embedded_mode() -> None:
    epost = _hemmelig_mail(nytt_nettverk())
    lever(NAA)
    epost.refresh_from_db()
    assert epost.vist_tekst == "Svar: https://x.example/?a=1&b=2 Kode: AB12\n"


def test_legg_i_ko_gives_templates_a_placeholder() -> None:
    epost = _legg(nytt_nettverk(), hemmeligheter={"til_navn": "hemmelig-verdi"})
    assert epost is not None
    assert "hemmelig-verdi" not in epost.tekst + epost.html
    assert "Hei, hemmelig-verdi." in epost.vist_tekst


# --- Who may see -----------------------------------------------------------------------------


def test_synlig_for_is_the_coordinators_of_that_network_only() -> None:
    eget, annet = nytt_nettverk(), nytt_nettverk()
    koordinator, radgiver, medlem = ny_person(), ny_person(), ny_person()
    Nettverksrolle.objects.create(person=koordinator, nettverk=eget, rolle="koordinator")
    Nettverksrolle.objects.create(person=radgiver, nettverk=eget, rolle="radgiver")
    drift = Person.objects.create_superuser("drift@helse.example", fornavn="Drift", etternavn="Vakt")
    i_ko(NAA, nettverk=eget, nokkel="eget")
    i_ko(NAA, nettverk=annet, nokkel="annet")
    i_ko(NAA, nokkel="kode")

    def ser(person: Person | None) -> set[str]:
        innsyn = Innsyn(dag=date(2026, 11, 3), person=person)
        return set(Epost.objects.synlig_for(innsyn).values_list("nokkel", flat=True))

    assert [ser(en) for en in (koordinator, radgiver, medlem, None)] == [{"eget"}, set(), set(), set()]
    assert ser(drift) == {"eget", "annet", "kode"}


# --- Claims ----------------------------------------------------------------------------------


def test_ta_of_the_same_row_succeeds_once() -> None:
    i_ko(NAA)
    en, to = Epost.objects.get(), Epost.objects.get()
    assert [en.ta(NAA), to.ta(NAA)] == [True, False]


def test_ta_neste_takes_urgent_first_then_oldest() -> None:
    i_ko(NAA, nokkel="senere")
    i_ko(NAA - timedelta(hours=1), nokkel="eldre")
    i_ko(NAA, nokkel="kode", hast=True)
    i_ko(NAA + timedelta(minutes=1), nokkel="i morgen")
    rekke = [Epost.objects.ta_neste(NAA) for _nr in range(4)]
    assert [epost and epost.nokkel for epost in rekke] == ["kode", "eldre", "senere", None]


def test_ta_neste_takes_up_a_dead_workers_claim_with_the_same_headers() -> None:
    i_ko(NAA)
    en = Epost.objects.ta_neste(NAA)
    assert Epost.objects.ta_neste(NAA + timedelta(minutes=9)) is None
    to = Epost.objects.ta_neste(NAA + timedelta(minutes=11))
    assert en is not None
    assert to is not None
    assert (to.pk, to.message_id, to.dato, to.forsok) == (en.pk, en.message_id, en.dato, 2)
    assert [en.noter("sendt"), to.noter("sendt")] == [False, True]


def test_ta_neste_waits_for_the_document() -> None:
    nettverk = nytt_nettverk()
    dokument = _dokument(nettverk)
    i_ko(NAA, nettverk=nettverk, vedlegg=[Vedleggsdata("innkalling.pdf", dokument=dokument)])
    assert Epost.objects.ta_neste(NAA) is None
    for status in ("klar", "umulig", "feilet"):
        Dokument.objects.update(pdf_status=status)
        assert Epost.objects.sendbare(NAA).count() == 1


def test_lever_document_goes_as_pdf_or_without() -> None:
    nettverk = nytt_nettverk()
    dokument = _dokument(nettverk)
    for nokkel in ("med", "uten"):
        i_ko(NAA, nokkel=nokkel, vedlegg=[Vedleggsdata("innkalling-åsane.pdf", dokument=dokument)])
        Dokument.objects.update(
            pdf_status="klar" if nokkel == "med" else "umulig", pdf=b"%PDF-1" if nokkel == "med" else None
        )
        lever(NAA)
    vedlagt = [[d.get_payload(decode=True) for d in melding.attachments] for melding in mail.outbox]
    assert vedlagt == [[b"%PDF-1"], []]


def test_vedlegg_keeps_its_document() -> None:
    nettverk = nytt_nettverk()
    i_ko(NAA, vedlegg=[Vedleggsdata("a.pdf", dokument=_dokument(nettverk))])
    assert str(Vedlegg.objects.get()) == "a.pdf"


# --- Trouble ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("feil", "midlertidig"),
    [
        (smtplib.SMTPRecipientsRefused({"a@x": (450, b"busy")}), True),
        (smtplib.SMTPRecipientsRefused({"a@x": (550, b"no such user")}), False),
        (smtplib.SMTPDataError(451, b"later"), True),
        (smtplib.SMTPDataError(554, b"spam"), False),
        (smtplib.SMTPSenderRefused(530, b"login first", "p@x"), True),
        (smtplib.SMTPServerDisconnected("gone"), True),
        (smtplib.SMTPNotSupportedError("SMTPUTF8"), False),
        (TimeoutError("timed out"), True),
        (BadHeaderError("newline"), False),
        (RuntimeError("something of ours"), True),
    ],
)
def test_er_midlertidig_follows_the_servers_code(feil: Exception, midlertidig: bool) -> None:
    assert er_midlertidig(feil) is midlertidig


def test_ventetid_doubles_to_a_cap_with_jitter() -> None:
    minutter = [ventetid(n) / timedelta(minutes=1) for n in (1, 2, 3, 40)]
    grenser = [(0.75, 1.25), (1.5, 2.5), (3, 5), (90, 150)]
    assert all(fra <= verdi <= til for verdi, (fra, til) in zip(minutter, grenser, strict=True))


def test_vekk_asks_once_per_commit_and_survives_a_dead_broker(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dod(*args: object, **kwargs: object) -> None:
        raise OSError("no broker")

    monkeypatch.setattr(current_app, "send_task", dod)
    nettverk = nytt_nettverk()
    with django_capture_on_commit_callbacks(execute=True) as kall:
        _legg(nettverk, nokkel="a")
        _legg(nettverk, nokkel="b")
    assert len(kall) == 1
    assert Epost.objects.count() == 2
