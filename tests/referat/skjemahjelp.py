"""What a browser sends from the page of the minutes."""

from typing import Any

from django.forms import CheckboxInput
from django.test import Client
from django.urls import reverse

from referat.forms import ReferatForm
from referat.models import Referat
from tests.verden import Verden


def skriveside(verden: Verden) -> str:
    """The address of the page."""
    return reverse("referat_skriv", args=(verden.mote.pk,))


def apnet(client: Client, verden: Verden, hvem: str = "medlem") -> dict[str, Any]:
    """Open the page, and return its form as the browser would send it back unchanged."""
    client.force_login(getattr(verden, hvem))
    skjema: ReferatForm = client.get(skriveside(verden)).context["skjema"]
    data: dict[str, Any] = {}
    for felt in skjema:
        verdi = felt.value()
        if isinstance(felt.field.widget, CheckboxInput):
            data |= {felt.html_name: "1"} if verdi else {}
        else:
            data[felt.html_name] = "" if verdi is None else verdi
        if felt.field.show_hidden_initial:
            data[felt.html_initial_name] = verdi or ""
    for navn in skjema.fields:
        if navn.startswith(("del1_", "del2_")):
            data[navn] = data.get(navn) or "deltok"
    return data


def referatet(verden: Verden) -> Referat:
    """The minutes of the meeting, as they are in the database."""
    return Referat.objects.get(mote=verden.mote)
