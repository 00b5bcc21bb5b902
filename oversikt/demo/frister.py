"""The deadlines of all these meetings, and what has been told of those that are open."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from moter import frister as mote
from moter import neste_ar
from moter.models import Mote, Pamelding
from nettverk.frister.regler import fristslag
from nettverk.frister.trinn import Steg, neste_moment
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Frist, Varsel
from oversikt.demo.moter import Bygd
from referat import frister as referat

SATT_FOR = timedelta(days=330)  # meetings are agreed on at the last one of the year before


def lag_frister(bygde: list[Bygd], svar: list[Pamelding], naa: datetime) -> None:
    """Make the deadlines of every meeting as they stand at this UTC moment."""
    svart: dict[int, list[datetime]] = defaultdict(list)
    for pamelding in svar:
        svart[pamelding.mote_id].append(pamelding.svart)
    rader = [rad for bygd in bygde for rad in _rader(bygd, svart[bygd.mote.pk], naa)]
    Frist.objects.bulk_create(rader)


def _rader(bygd: Bygd, svart: list[datetime], naa: datetime) -> Iterator[Frist]:
    """Yield a meeting's deadlines. What the portal's own verbs are to do is not done yet."""
    motet, skjedd = bygd.mote, bygd.hendelser
    levert = None if bygd.ekte("innkalling") else skjedd.levert
    referat_levert = None if bygd.ekte("referat") else skjedd.referat_levert
    yield _rad(bygd, mote.PROGRAMKONTAKT, mote.forfall_programkontakt(motet), skjedd.programkontakt, naa)
    yield _rad(bygd, mote.INNKALLING, mote.forfall_innkalling(motet), levert, naa)
    if levert:
        yield _rad(bygd, mote.UTSENDING, mote.forfall_utsending(motet), skjedd.sendt, naa)
    yield _rad(bygd, mote.PAMELDING, mote.forfall_pamelding(motet), _alle_har_svart(bygd, svart, naa), naa)
    yield _rad(bygd, referat.REFERAT, referat.forfall_referat(motet), referat_levert, naa)
    if referat_levert:
        yield _rad(bygd, referat.LEDERKOPI, referat.forfall_lederkopi(motet), skjedd.kopi_sendt, naa)
    avtales = neste_ar.forfall(motet)
    if avtales:
        yield _rad(bygd, neste_ar.NESTE_AAR, avtales, _neste_ar_avtalt(motet, naa), naa)


def _neste_ar_avtalt(motet: Mote, naa: datetime) -> datetime | None:
    """Return when next year's meetings were agreed on, if they were: at the year's last meeting.

    One that has been cancelled since was agreed on all the same.
    """
    avtalte = Mote.objects.i_aret(motet.dag.year + 1).filter(gruppe=motet.gruppe).count()
    return min(motet.slutt, naa) if avtalte >= neste_ar.MOTER_I_ARET else None


def _rad(bygd: Bygd, slag: str, forfall: date | None, gjort: datetime | None, naa: datetime) -> Frist:
    motet = bygd.mote
    assert forfall is not None
    return Frist(
        nettverk=motet.gruppe.nettverk,
        slag=slag,
        content_type=ContentType.objects.get_for_model(Mote),
        object_id=motet.pk,
        forfall=forfall,
        fodt=min(motet.dag - SATT_FOR, lokal_dag(naa) - timedelta(days=1)),
        gjort=gjort,
        bortfalt=motet.avlyst if gjort is None else None,
    )


def _alle_har_svart(bygd: Bygd, svart: list[datetime], naa: datetime) -> datetime | None:
    """Return when the last one answered, or when the meeting began (F2)."""
    if len(svart) == len(bygd.medlemskap) + len(bygd.driftsgruppen):
        return max(svart)
    return bygd.mote.start if bygd.mote.start <= naa and not bygd.mote.avlyst else None


def fortell(frister: QuerySet[Frist], naa: datetime) -> None:
    """Let the deadlines be told up to now, so that the first run sends no burst.

    Writes what was told of each that is open, and sets when to tell next as the engine would: of
    a registration that is done, the lists.
    """
    rader = list(frister.filter(bortfalt__isnull=True).prefetch_related("gjelder"))
    Varsel.objects.bulk_create(varsel for rad in rader if rad.apen for varsel in _varsler(rad, naa))
    for rad in rader:
        rad.fortalt_til = naa
        rad.neste_varsel = neste_moment(rad.steg(), naa, naa)
    Frist.objects.bulk_update(rader, ("fortalt_til", "neste_varsel"))


def _varsler(frist: Frist, naa: datetime) -> Iterator[Varsel]:
    """Yield the lines of the steps until now, each receiver once per step whatever the roles."""
    fortalt = set()
    for steg in (ett for ett in frist.steg() if ett.nar <= naa):
        for varsel in _linjer(frist, steg):
            hvem = (steg.trinn, varsel.mottaker, varsel.person_id)
            if hvem not in fortalt:
                fortalt.add(hvem)
                yield varsel


def _linjer(frist: Frist, steg: Steg) -> Iterator[Varsel]:
    for mottaker in fristslag(frist.slag).handler.mottakere(frist, steg.rolle, lokal_dag(steg.nar)):
        yield Varsel(
            frist=frist,
            forfall=frist.forfall,
            trinn=steg.trinn,
            rolle=steg.rolle,
            mottaker=mottaker.adresse,
            person=mottaker.person,
            opprettet=steg.nar,
        )
