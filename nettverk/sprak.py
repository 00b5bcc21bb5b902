"""Dates and times in words, in the active language (bokmål or nynorsk).

Every function takes a date, a moment, or the ISO text that frozen documents keep. An aware
moment is first turned into local time; a naive one and a text are local already.
"""

from datetime import date, datetime, time, timedelta

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

HARDT_MELLOMROM = "\N{NO-BREAK SPACE}"
TANKESTREK = "\N{EN DASH}"
# The same in both languages. Django's own short forms («mar.», «jun.») follow no Norwegian rule.
MANEDER_KORT = (
    "jan.", "feb.", "mars", "april", "mai", "juni",
    "juli", "aug.", "sep.", "okt.", "nov.", "des.",
)  # fmt: skip

Dag = date | datetime | str
Tid = time | datetime | str


def _dag(verdi: Dag) -> date:
    """Return the local date. Raises ValueError for a text that is no ISO date or moment."""
    if isinstance(verdi, str):
        verdi = datetime.fromisoformat(verdi)
    if isinstance(verdi, datetime):
        return _lokal(verdi).date()
    return verdi


def _tid(verdi: Tid) -> time:
    """Return the local time of day. Raises ValueError for a text that is neither."""
    if isinstance(verdi, str):
        verdi = datetime.fromisoformat(verdi) if "T" in verdi else time.fromisoformat(verdi)
    if isinstance(verdi, datetime):
        return _lokal(verdi).time()
    return verdi


def _lokal(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


def dato_lang(dag: Dag) -> str:
    """«torsdag 19. november 2026»."""
    return dateformat.format(_dag(dag), "l j. F Y")


def dato_dag(dag: Dag) -> str:
    """«torsdag 19. november», where the year is plain from what stands around it."""
    return dateformat.format(_dag(dag), "l j. F")


def dato(dag: Dag) -> str:
    """«19. november 2026», where the weekday does not matter."""
    return dateformat.format(_dag(dag), "j. F Y")


def maned(dag: Dag) -> str:
    """«november 2026», where the day does not matter."""
    return dateformat.format(_dag(dag), "F Y")


def dato_kort(dag: Dag) -> str:
    """«19. nov.», for tables and labels."""
    lokal = _dag(dag)
    return f"{lokal.day}.{HARDT_MELLOMROM}{MANEDER_KORT[lokal.month - 1]}"


def klokke(tid: Tid) -> str:
    """«09.00», with the point that Norwegian uses."""
    return f"{_tid(tid):%H.%M}"


def tidsrom(fra: Tid, til: Tid) -> str:
    """«kl. 09.00–15.00», which never breaks after «kl.»."""
    return f"kl.{HARDT_MELLOMROM}{klokke(fra)}{TANKESTREK}{klokke(til)}"


def ringbart(telefon: str) -> str:
    """Return a phone number as a link needs it: digits, with a plus before them if there is one."""
    tall = "".join(tegn for tegn in telefon if tegn in "0123456789")
    return f"+{tall}" if tall and telefon.lstrip().startswith("+") else tall


def varighet(minutter: int) -> str:
    """«1 time og 30 minutter», with nothing about what there is none of."""
    timer, rest = divmod(minutter, 60)
    deler = []
    if timer:
        deler.append(ngettext("%(antall)d time", "%(antall)d timer", timer) % {"antall": timer})
    if rest or not timer:
        deler.append(ngettext("%(antall)d minutt", "%(antall)d minutter", rest) % {"antall": rest})
    return " og ".join(deler)


def nar(moment: datetime, dag: date) -> str:
    """«i dag kl. 09.00» as one says it on the local date `dag`; so yesterday and tomorrow, else the date."""
    lokal = _dag(moment)
    navn = {
        dag - timedelta(days=1): _("i går"),
        dag: _("i dag"),
        dag + timedelta(days=1): _("i morgen"),
    }
    ord_ = navn.get(lokal) or (dato_dag(lokal) if lokal.year == dag.year else dato_lang(lokal))
    return f"{ord_} kl.{HARDT_MELLOMROM}{klokke(moment)}"
