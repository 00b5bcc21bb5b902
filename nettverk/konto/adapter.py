"""What django-allauth does differently here: mail through the outbox, no sign-up, our own words."""

import uuid
from datetime import date
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nettverk import klokke
from nettverk.models import Medlemskap, Nettverk, Person
from nettverk.utboks.ko import legg_i_ko
from nettverk.utboks.slag import INNLOGGINGSKODE

KODEBREV = "account/email/login_code"


def _emne() -> str:
    """The subject, in the language that is active when the mail is rendered. It never has the code."""
    return _("Kode for å logge inn i Nettverksportalen")


def _nettverk(person: Person, dag: date) -> Nettverk | None:
    """The network whose name and language the mail has: where one is a member, else coordinator."""
    medlemskap = Medlemskap.objects.gjeldende(dag).filter(person=person).select_related("gruppe__nettverk")
    if (forste := medlemskap.first()) is not None:
        return forste.gruppe.nettverk
    return Nettverk.objects.koordinert_av(person).first()


class KontoAdapter(DefaultAccountAdapter):
    """allauth's account adapter for a portal where the secretariat registers people."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": gettext_lazy("Denne brukeren er stengt. Ta kontakt med sekretariatet."),
        "incorrect_code": gettext_lazy("Koden stemmer ikke. Se etter i den siste e-posten fra oss."),
        "rate_limited": gettext_lazy("Du har bedt om kode mange ganger. Vent et minutt og prøv igjen."),
        "too_many_login_attempts": gettext_lazy("For mange forsøk. Vent et minutt og be om en ny kode."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for herself: the secretariat registers the members."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue the code in the receiver's language, as a secret that is masked wherever mail is shown.

        Called only for a known address: nothing is sent to others, who see the same page.
        ValueError for any other of allauth's mails: the pages that send them are not in our urls.
        """
        if template_prefix != KODEBREV:
            raise ValueError(template_prefix)
        person = Person.objects.get(epost=email.strip().lower(), is_active=True)
        naa = klokke.naa()
        with transaction.atomic():
            legg_i_ko(
                nokkel=f"innloggingskode:{uuid.uuid4()}",
                slag=INNLOGGINGSKODE,
                nettverk=_nettverk(person, klokke.dag(naa)),
                til=person.adresse,
                til_navn=person.navn,
                mal=KODEBREV,
                emne=_emne,
                hemmeligheter={"kode": context["code"]},
                person=person,
                hast=True,
                naa=naa,
            )
