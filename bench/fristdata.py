"""A million deadlines, of which a thousand are due. Import after `Portal.bli_del_av`.

Most are of meetings long past, and done; some lie ahead. Those that are due are the real thing: of
meetings in groups with members, a lead and a deputy, so that the engine has somebody to ask for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, cycle, islice

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction

from bench.brev import NAA
from moter.frister import INNKALLING, PAMELDING, PROGRAMKONTAKT
from moter.models import Innkalling, Mote
from nettverk.frister.trinn import kl_atte
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Epost, Frist, Gruppe, Lenke, Medlemskap, Person, Varsel
from referat.frister import REFERAT
from tests.factories import lokal
from tests.nettverk.byggere import ny_gruppe, nytt_nettverk

DAG = lokal_dag(NAA)  # a Monday
BUNKE = 10_000  # rows in one go
# Kinds with a step that falls on the Monday: days from it to the due date, and from that to the meeting.
MED_STEG_I_DAG = {INNKALLING: (7, 14), PROGRAMKONTAKT: (7, 61), REFERAT: (4, -14), PAMELDING: (5, 7)}
# Each is told to one person; of the second row, one in ten to every member.
TIL_EN = (INNKALLING, PROGRAMKONTAKT) * 4 + (REFERAT,) * 2
TIL_MANGE = (*TIL_EN[:-1], PAMELDING)
SLAG = ("programkontakt", "innkalling", "utsending", "pamelding", "referat", "lederkopi")
_nr = count(1)


class Grupper:
    """Groups spread over some networks, with members: the first leads her group, the second is deputy."""

    def __init__(self, nettverk: int, grupper: int, personer: int = 200) -> None:
        disse = [nytt_nettverk() for _ in range(nettverk)]
        self.alle = [ny_gruppe(disse[nr % nettverk], f"Gruppe {nr + 1}") for nr in range(grupper)]
        roller = (Medlemskap.Rolle.GRUPPEANSVARLIG, Medlemskap.Rolle.NESTLEDER)
        folk: dict[int, list[Person]] = {gruppe.pk: [] for gruppe in self.alle}
        medlemskap = []
        for nr, person in enumerate(Person.objects.bulk_create(_person() for _ in range(personer))):
            gruppe, plass = self.alle[nr % grupper], nr // grupper
            rolle = roller[plass] if plass < len(roller) else Medlemskap.Rolle.MEDLEM
            medlemskap.append(Medlemskap(gruppe=gruppe, person=person, rolle=rolle, fra=date(2024, 1, 1)))
            folk[gruppe.pk].append(person)
        Medlemskap.objects.bulk_create(medlemskap)
        self._arrangorer = {pk: cycle(hver) for pk, hver in folk.items()}

    def arrangor(self, gruppe: Gruppe) -> Person:
        """A member of the group; all of them in turn."""
        return next(self._arrangorer[gruppe.pk])


class Forfalte:
    """Deadlines that are due at `NAA`, and can be made so again."""

    def __init__(self, navn: str, grupper: Grupper, antall: int, alle_slag: Sequence[str] = TIL_EN) -> None:
        self.navn, self.antall = navn, antall
        moter, frister = [], []
        for nr in range(antall):
            runde, plass = divmod(nr, len(grupper.alle))
            gruppe, slag = grupper.alle[plass], alle_slag[runde % len(alle_slag)]
            til_forfall, til_mote = MED_STEG_I_DAG[slag]
            forfall = DAG + timedelta(days=til_forfall)
            moter.append(_mote(gruppe, forfall + timedelta(days=til_mote), grupper.arrangor(gruppe)))
            fodt = DAG - timedelta(days=90)
            frister.append(Frist(nettverk_id=gruppe.nettverk_id, slag=slag, forfall=forfall, fodt=fodt))
        for frist, mote in zip(frister, Mote.objects.bulk_create(moter), strict=True):
            frist.content_type, frist.object_id = _om_mote(), mote.pk
        _send_innkalling(frist.object_id for frist in frister if frist.slag == PAMELDING)
        self._frister = [frist.pk for frist in Frist.objects.bulk_create(frister)]

    def gjor_forfalt(self) -> None:
        """Put the deadlines where no run has told of them, and take away what the last run wrote."""
        with transaction.atomic():
            self._sett(kl_atte(DAG))
            Varsel.objects.all().delete()
            Epost.objects.all().delete()
            Lenke.objects.all().delete()

    def legg_bort(self) -> None:
        """Let none of them be due."""
        self._sett(None)

    def _sett(self, moment: datetime | None) -> None:
        Frist.objects.filter(pk__in=self._frister).update(neste_varsel=moment, fortalt_til=None)


def fyll_masse(antall: int, grupper: Sequence[Gruppe]) -> None:
    """All the others, of meetings in these groups over seven years; what is past is done or cancelled."""
    moter = (antall + len(SLAG) - 1) // len(SLAG)
    dager = (DAG + timedelta(days=nr % 2500 - 2190) for nr in range(moter))
    with transaction.atomic():
        _i_bunker(Mote, (_mote(gruppe, dag) for gruppe, dag in zip(cycle(grupper), dager)))
        rader = Mote.objects.order_by("pk").values_list("pk", "start", "gruppe__nettverk")
        _i_bunker(Frist, islice(_fristene(rader.iterator()), antall))
    if connection.vendor == "postgresql":
        # What autovacuum does within the minute; SQLite has nobody who does it.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _fristene(moter: Iterable[tuple[int, datetime, int]]) -> Iterator[Frist]:
    """The six deadlines of each meeting."""
    for pk, start, nettverk in moter:
        for nr, slag in enumerate(SLAG):
            forfall = lokal_dag(start) + timedelta(days=14 * (nr - 3))
            frist = Frist(nettverk_id=nettverk, slag=slag, content_type=_om_mote(), object_id=pk)
            frist.forfall, frist.fodt = forfall, forfall - timedelta(days=200)
            if forfall > DAG + timedelta(days=30):
                frist.neste_varsel = kl_atte(forfall - timedelta(days=21))
            elif pk % 20:
                frist.gjort = kl_atte(forfall)
            else:
                frist.bortfalt = kl_atte(forfall)
            yield frist


def _i_bunker(modell: type[models.Model], rader: Iterator[models.Model]) -> None:
    while bunke := list(islice(rader, BUNKE)):
        modell._default_manager.bulk_create(bunke)


def _send_innkalling(moter: Iterable[int]) -> None:
    """Ten days ago, so that the members may be asked for an answer."""
    sendt = NAA - timedelta(days=10)
    Innkalling.objects.bulk_create(
        Innkalling(mote_id=pk, versjon=1, status=Innkalling.Status.SENDT, levert=sendt, sendt=sendt)
        for pk in moter
    )


def _person() -> Person:
    nr = next(_nr)
    return Person(fornavn="Åse", etternavn=f"Bø {nr}", epost=f"person{nr}@bench.example")


def _mote(gruppe: Gruppe, dag: date, arrangor: Person | None = None) -> Mote:
    start, slutt = lokal(dag, time(9)), lokal(dag, time(15))
    return Mote(gruppe=gruppe, start=start, slutt=slutt, sted="Ågotnes helsesenter", arrangor=arrangor)


def _om_mote() -> ContentType:
    return ContentType.objects.get_for_model(Mote)
