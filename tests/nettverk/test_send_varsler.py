"""One run by hand says what it did, and does nothing twice."""

from datetime import date, datetime
from io import StringIO
from unittest import mock

import pytest
from django.core.management import CommandError, call_command

from nettverk import opprydding
from nettverk.models import Epost, Frist
from tests.factories import NAA, lag_gruppe, lag_gruppeansvarlig, lag_medlem, lag_mote


def kjor(naa: str) -> str:
    ut = StringIO()
    call_command("send_varsler", naa=naa, stdout=ut)
    return ut.getvalue()


@pytest.mark.django_db
def test_send_varsler_sender_det_som_er_forfalt_en_gang() -> None:
    gruppe = lag_gruppe()
    lag_gruppeansvarlig(gruppe)
    arrangor = lag_medlem(gruppe, "Arne Arrangør")
    lag_mote(gruppe, date(2027, 2, 25), arrangor=arrangor)

    # Programme contact is due 25 December; its first reminder is 21 days before, on a Friday.
    assert kjor("2026-12-04T07:59").startswith("Varsler: 0, i 0 e-post.")
    assert kjor("2026-12-04T08:00").startswith("Varsler: 1, i 1 e-post.")
    assert kjor("2026-12-04T08:00").startswith("Varsler: 0, i 0 e-post.")
    mail = Epost.objects.get()
    assert (mail.til, mail.status) == (arrangor.epost, Epost.Status.SENDT)


@pytest.mark.django_db
def test_send_varsler_rydder_ogsa_etter_moter_som_har_vaert() -> None:
    """Whoever uses cron has no other sweeps."""
    mote = lag_mote(lag_gruppe(), date(2027, 2, 25))
    kjor("2027-02-25T12:00")
    frister = Frist.objects.om(mote).filter(slag__in=("programkontakt", "innkalling", "pamelding"))
    assert [frist.apen for frist in frister] == [False, False, False]


def test_rydd_lar_ikke_en_feil_stoppe_resten(caplog: pytest.LogCaptureFixture) -> None:
    def knekk(naa: datetime) -> None:
        raise RuntimeError("broken")

    gjort: list[datetime] = []
    with mock.patch.object(opprydding, "_oppgaver", [knekk, gjort.append]):
        opprydding.rydd(NAA)
    assert gjort == [NAA]
    assert [rad.levelname for rad in caplog.records] == ["ERROR"]


@pytest.mark.django_db
def test_send_varsler_nekter_et_tidspunkt_som_ikke_er_noe() -> None:
    with pytest.raises(CommandError, match="2026-11-23T10:00"):
        kjor("i morgen")
