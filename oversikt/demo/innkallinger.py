"""What has been sent to KLB and to the groups, and what the members have answered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.contrib.contenttypes.models import ContentType

from moter import frister
from moter.innhold import innkallingsinnhold
from moter.models import Innkalling, Pamelding
from nettverk.dokumenter.filer import filnavn
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Dokument, Medlemskap, Person
from oversikt.demo.hendelser import kl
from oversikt.demo.moter import Bygd
from oversikt.demo.temaer import MATBEHOV

Malgruppe = Dokument.Malgruppe
Svar = tuple[bool, bool]
SVAR: tuple[Svar, ...] = ((True, True), (True, False), (False, True), (False, False))
MATBEHOV_VARER = timedelta(days=30)  # X12: food needs are deleted that long after the meeting
DRIFT_SVARER_ETTER = timedelta(hours=5)
ARSAKER = ("Innlederen ble klar sent.", "Sykdom hos arrangøren.", "")


def lag_innkallinger(bygde: list[Bygd], naa: datetime) -> None:
    """Make the rows and frozen documents of what was sent before `naa`, a UTC moment."""
    sendte = [bygd for bygd in bygde if bygd.hendelser.levert and not bygd.ekte("innkalling")]
    rader = Innkalling.objects.bulk_create(_innkalling(bygd) for bygd in sendte)
    Dokument.objects.bulk_create(
        dokument for bygd, rad in zip(sendte, rader, strict=True) for dokument in _dokumenter(bygd, rad, naa)
    )


def _innkalling(bygd: Bygd) -> Innkalling:
    levert, sendt = bygd.hendelser.levert, bygd.hendelser.sendt
    assert levert is not None
    sent = lokal_dag(levert) > frister.forfall_innkalling(bygd.mote)
    return Innkalling(
        mote=bygd.mote,
        versjon=1,
        status=Innkalling.Status.SENDT if sendt else Innkalling.Status.LEVERT,
        levert=levert,
        levert_av=bygd.mote.arrangor,
        etter_fristen=sent,
        arsak=bygd.rng("årsak").choice(ARSAKER) if sent else "",
        sendt=sendt,
        sendt_av=bygd.koordinator if sendt else None,
    )


def _dokumenter(bygd: Bygd, innkalling: Innkalling, naa: datetime) -> Iterator[Dokument]:
    """Yield the group's document, and the open one while somebody may still ask for it."""
    mote = bygd.mote
    for malgruppe in (Malgruppe.GRUPPE,) if mote.slutt < naa else (Malgruppe.GRUPPE, Malgruppe.APEN):
        yield Dokument(
            nettverk=mote.gruppe.nettverk,
            slag=Dokument.Slag.INNKALLING,
            malgruppe=malgruppe,
            malform=mote.gruppe.nettverk.malform,
            versjon=innkalling.versjon,
            innhold=innkallingsinnhold(mote, malgruppe),
            content_type=ContentType.objects.get_for_model(Innkalling),
            object_id=innkalling.pk,
            filnavn=filnavn("innkalling", mote.gruppe.navn, mote.dag.isoformat()),
            opprettet=innkalling.levert,
        )


def lag_pameldinger(bygde: list[Bygd], naa: datetime) -> list[Pamelding]:
    """Make and return the answers that have come by this UTC moment."""
    return Pamelding.objects.bulk_create(
        svar for bygd in bygde if not bygd.ekte("innkalling") for svar in _pameldinger(bygd, naa)
    )


def _pameldinger(bygd: Bygd, naa: datetime) -> Iterator[Pamelding]:
    rng = bygd.rng("svar")
    mote, sendt = bygd.mote, bygd.hendelser.sendt
    if sendt is None:
        return
    andel = bygd.plan.tilfelle.svar if bygd.plan.tilfelle else 1.0
    svarer = bygd.medlemskap[: round(len(bygd.medlemskap) * andel)]
    fristen = kl(frister.forfall_pamelding(mote), 15)
    siste = min(fristen, naa) if andel < 1 else fristen
    for medlemskap, svart in zip(svarer, _tider(sendt, siste, len(svarer), rng), strict=True):
        if svart <= naa:
            yield pamelding(bygd, medlemskap, svart, rng, naa)
    if sendt + DRIFT_SVARER_ETTER <= naa:
        yield from (_representant(bygd, person, sendt + DRIFT_SVARER_ETTER) for person in bygd.driftsgruppen)


def _representant(bygd: Bygd, person: Person, svart: datetime) -> Pamelding:
    return Pamelding(mote=bygd.mote, person=person, del1=True, del2=True, svart=svart, svart_av=person)


def _tider(sendt: datetime, siste: datetime, antall: int, rng: Random) -> list[datetime]:
    """Return when each answers, from an hour after the mail; now and then the last one is late."""
    siste = max(siste, sendt + timedelta(hours=6))
    sekunder = int((siste - sendt).total_seconds())
    tider = [sendt + timedelta(seconds=rng.randint(3600, sekunder)) for _medlem in range(antall)]
    if rng.random() < 0.06:
        tider[-1] = siste + timedelta(hours=20)
    return tider


def pamelding(bygd: Bygd, medlemskap: Medlemskap, svart: datetime, rng: Random, naa: datetime) -> Pamelding:
    """Return an unsaved answer; who leads or organises comes."""
    ma_komme = medlemskap is bygd.medlemskap[0] or medlemskap.person == bygd.mote.arrangor
    del1, del2 = (True, True) if ma_komme else trekk_svar(rng)
    mat = rng.choice(MATBEHOV) if (del1 or del2) and naa - bygd.mote.slutt < MATBEHOV_VARER else ""
    arrangor = bygd.mote.arrangor
    assert arrangor is not None
    return Pamelding(
        mote=bygd.mote,
        person=medlemskap.person,
        del1=del1,
        del2=del2,
        mat=mat,
        svart=svart,
        svart_av=medlemskap.person if medlemskap.person.epost else arrangor,
    )


def trekk_svar(rng: Random) -> Svar:
    """Return an answer: most come to both parts."""
    return rng.choices(SVAR, (82, 5, 4, 9))[0]
