"""Where the demo data must not be put."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from nettverk.management.moment import les_moment
from nettverk.models import Nettverk, Person
from oversikt.management.commands.demo import er_trygg
from tests.verden import Verden

SMTP = "django.core.mail.backends.smtp.EmailBackend"


@pytest.mark.parametrize(
    ("backend", "tjener", "trygg"),
    [
        ("django.core.mail.backends.dummy.EmailBackend", "", True),
        ("django.core.mail.backends.locmem.EmailBackend", "", True),
        (SMTP, "localhost", True),
        (SMTP, "127.0.0.1", True),
        (SMTP, "[::1]", True),
        (SMTP, "smtp.helse.example", False),
        (SMTP, "10.0.0.5", False),
        (SMTP, "", False),
        ("anymail.backends.mailgun.EmailBackend", "localhost", False),
    ],
)
def test_trygg_er_bare_det_som_ikke_forlater_maskinen(backend: str, tjener: str, trygg: bool) -> None:
    assert er_trygg(backend, tjener) is trygg


@pytest.mark.django_db
def test_demo_nekter_der_en_e_posttjener_er_satt_opp(settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "smtp.helse.example"
    with pytest.raises(CommandError, match=r"e-posttjener utenfor maskinen \(smtp\.helse\.example\)"):
        call_command("demo", stderr=StringIO())
    assert Person.objects.count() == 0


def test_demo_nekter_i_en_portal_med_egne_nettverk(verden: Verden) -> None:
    Nettverk.objects.filter(slug="klb").update(slug="lindring")
    for_ = Person.objects.count()
    with pytest.raises(CommandError, match="egne nettverk"):
        call_command("demo", stderr=StringIO())
    assert Person.objects.count() == for_


@pytest.mark.parametrize(
    ("tekst", "utc"),
    [("2026-11-23T10:00", "2026-11-23T09:00:00+00:00"), ("2026-07-01T10:00Z", "2026-07-01T10:00:00+00:00")],
)
def test_naa_leses_som_norsk_tid(tekst: str, utc: str) -> None:
    assert les_moment(tekst).isoformat() == utc


def test_naa_som_ikke_er_et_oyeblikk_avvises() -> None:
    with pytest.raises(CommandError, match="dato og klokkeslett"):
        les_moment("i morgen")
