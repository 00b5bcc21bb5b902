"""The institution's personal link: one contact's key to one application, without login (X1)."""

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import models

from dybdemoter.adresser import MIN_SERIE
from dybdemoter.models import Kontakt, Serie
from nettverk.lenker import Personlenke, lag_lenke, registrer_lenkeside
from nettverk.models import Lenke

INSTITUSJONSLENKE = "institusjon"


def institusjonslenke(kontakt: Kontakt) -> Personlenke:
    """Make a link for a contact to her application. It lives until a month after the last meeting."""
    return lag_lenke(
        person=None,
        formal=INSTITUSJONSLENKE,
        gjelder=kontakt,
        utloper=kontakt.soknad.serie.lenker_utloper(),
        til=kontakt.epost,
    )


def la_lenkene_folge(serie: Serie) -> None:
    """Let the links of a series whose meetings have been moved end as its last meeting now does."""
    _lenker(serie).update(utloper=serie.lenker_utloper())


def trekk_lenker(kontakt: Kontakt, *, naa: datetime) -> None:
    """Withdraw the links of one contact, as when she no longer speaks for the institution."""
    kontakt.lenker.filter(trukket__isnull=True).update(trukket=naa)


def _lenker(serie: Serie) -> "models.QuerySet[Lenke]":
    kontakter = Kontakt.objects.filter(soknad__serie=serie)
    type_ = ContentType.objects.get_for_model(Kontakt)
    return Lenke.objects.filter(content_type=type_, object_id__in=kontakter.values("pk"), trukket=None)


def registrer_lenker() -> None:
    """Declare which page the link opens."""
    registrer_lenkeside(INSTITUSJONSLENKE, MIN_SERIE)
