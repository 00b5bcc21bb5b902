"""One run by hand says what it did, and does nothing twice."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from nettverk.models import Epost
from tests.factories import lag_gruppe, lag_gruppeansvarlig, lag_medlem, lag_mote


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
def test_send_varsler_nekter_et_tidspunkt_som_ikke_er_noe() -> None:
    with pytest.raises(CommandError, match="2026-11-23T10:00"):
        kjor("i morgen")
