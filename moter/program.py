"""The programme as a whole: its runs of items, its gaps and its faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Medlemsnotat, Mote, Motedel, Programpost
from moter.programtider import Brudd, Tid, brudd
from nettverk.innsyn import Innsyn
from nettverk.sprak import klokke

NOEN_DAG = date(2000, 1, 1)


@dataclass
class Bolk:
    """A run of consecutive items of one part. `poster` is empty where the viewer sees a block."""

    motedel: str
    start: time
    slutt: time
    poster: list[Programpost] = field(default_factory=list)
    skjult: bool = False

    @property
    def navn(self) -> str:
        """What the part is called."""
        return str(Motedel(self.motedel).label)


def bolker(mote: Mote, innsyn: Innsyn) -> list[Bolk]:
    """Return the programme as the viewer may see it.

    Who is not a member sees of part 1 that it is, and from when to when; nothing else.
    """
    synlige = {post.pk: post for post in mote.programposter.synlig_for(innsyn)}
    notater = dict(
        Medlemsnotat.objects.synlig_for(innsyn).filter(post__mote=mote).values_list("post_id", "tekst")
    )
    rekke = samlet(mote.programposter.only("mote", "motedel", "start", "varighet"))
    for bolk in rekke:
        bolk.poster = [synlige[post.pk] for post in bolk.poster if post.pk in synlige]
        bolk.skjult = not bolk.poster
        for post in bolk.poster:
            post.bare_for_gruppen = notater.get(post.pk, "")
    return rekke


def samlet(poster: Iterable[Programpost]) -> list[Bolk]:
    """Return items, in the order of the day, as runs of one part each."""
    rekke = sorted(poster, key=lambda post: (post.start, post.pk or 0))
    bolkede = [list(gruppe) for _motedel, gruppe in groupby(rekke, key=lambda p: p.motedel)]
    return [Bolk(p[0].motedel, p[0].start, p[-1].slutt, p) for p in bolkede]


def tidsfeil(mote: Mote, poster: Iterable[Programpost]) -> list[str]:
    """Return what is wrong with the times, in words: outside the meeting, or overlapping (L9).

    `poster` need not be saved. An empty list means that the times hold.
    """
    navngitte = {str(nr): post for nr, post in enumerate(poster)}
    rekke = [Tid(nokkel, minutter(post.start), post.varighet) for nokkel, post in navngitte.items()]
    fra, til = ramme(mote)
    titler = {nokkel: post.tittel for nokkel, post in navngitte.items()}
    return [bruddord(ett, titler, fra, til) for ett in brudd(rekke, fra, til)]


def bruddord(ett: Brudd, titler: Mapping[str, str], fra: int, til: int) -> str:
    """Say what does not hold, by the items' titles; the meeting lasts from `fra` to `til`."""
    if ett.forrige is None:
        return _("«%(post)s» er fra %(fra)s til %(til)s, men møtet varer fra %(start)s til %(slutt)s.") % {
            "post": titler[ett.tid.nokkel],
            "fra": klokke(klokkeslett(ett.tid.start)),
            "til": klokke(klokkeslett(ett.tid.slutt)),
            "start": klokke(klokkeslett(fra)),
            "slutt": klokke(klokkeslett(til)),
        }
    return _("«%(neste)s» begynner %(start)s, før «%(forrige)s» er ferdig %(slutt)s.") % {
        "neste": titler[ett.tid.nokkel],
        "start": klokke(klokkeslett(ett.tid.start)),
        "forrige": titler[ett.forrige.nokkel],
        "slutt": klokke(klokkeslett(ett.forrige.slutt)),
    }


def ramme(mote: Mote) -> tuple[int, int]:
    """Return from when to when the meeting lasts, in minutes after midnight, local time."""
    return minutter(mote.lokal_start.time()), minutter(mote.lokal_slutt.time())


def minutter(tid: time) -> int:
    """Return a clock as minutes after midnight."""
    return tid.hour * 60 + tid.minute


def klokkeslett(etter_midnatt: int) -> time:
    """Return minutes after midnight as a clock; what is beyond the day wraps, to be named in a message."""
    return time(*divmod(etter_midnatt % (24 * 60), 60))


def paa_dagen(klokkeslett: time) -> datetime:
    """Return a clock as a moment on some day, so that it can be added to and compared."""
    return datetime.combine(NOEN_DAG, klokkeslett)


def slutt_paa_dagen(post: Programpost) -> datetime:
    """Return when an item ends, on a day that does not wrap at midnight."""
    return paa_dagen(post.start) + timedelta(minutes=post.varighet)


# The routine's day: the share of the whole that each item usually takes.
FORSLAG = (
    (Motedel.FELLES, 4, gettext_lazy("Velkommen")),
    (Motedel.DEL1, 14, gettext_lazy("Siden sist: runde rundt bordet")),
    (Motedel.DEL1, 18, gettext_lazy("Erfaringer og arbeidsredskaper")),
    (Motedel.FELLES, 12, gettext_lazy("Lunsj")),
    (Motedel.DEL2, 8, gettext_lazy("Om arbeidsstedet")),
    (Motedel.DEL2, 38, gettext_lazy("Faglig påfyll")),
    (Motedel.DEL2, 6, gettext_lazy("Oppsummering")),
)
NESTE_AR_VARER = 10
LUNSJ_VARER = 30


def foreslatt_program(mote: Mote, *, neste_ar: int | None = None) -> list[Programpost]:
    """Return unsaved items that fill the meeting as the routine describes it.

    «Ønske velkommen, fortelle litt om arbeidsstedet og lede den faglige delen av møtet.»
    Lengths follow the meeting's own; starts are whole five minutes. With `neste_ar` that year's
    meetings are agreed on after part 1, while nobody has left (L7).
    """
    fra, til = ramme(mote)
    fast = NESTE_AR_VARER if neste_ar else 0
    dagen, poster, brukt, andel, forrige = til - fra - fast, [], 0, 0, Motedel.FELLES
    for motedel, del_av_dagen, tittel in FORSLAG:
        if fast and forrige == Motedel.DEL1 != motedel:
            poster.append(_punkt(mote, Motedel.FELLES, fra + brukt, fast, neste_ar_tittel(neste_ar)))
            fra, fast = fra + fast, 0
        andel += del_av_dagen
        slutt = dagen if andel == 100 else dagen * andel // 500 * 5
        if slutt > brukt:
            poster.append(_punkt(mote, motedel, fra + brukt, slutt - brukt, str(tittel)))
        brukt, forrige = slutt, motedel
    return poster


def _punkt(mote: Mote, motedel: Motedel, start: int, varighet: int, tittel: str) -> Programpost:
    return Programpost(
        mote=mote,
        motedel=motedel,
        start=klokkeslett(start),
        varighet=varighet,
        tittel=tittel,
        ansvarlig=_ansvarlig(mote, motedel),
    )


def _ansvarlig(mote: Mote, motedel: Motedel) -> str:
    """Name who leads the part: the group lead part 1, the organiser the rest."""
    leder = mote.gruppe.gruppeansvarlig(mote.dag) if motedel == Motedel.DEL1 else mote.arrangor
    return leder.navn if leder else ""


def neste_ar_tittel(ar: int | None) -> str:
    """Return what the item is called in which next year's meetings are agreed on (L7)."""
    return _("Møtene i %(ar)s") % {"ar": ar}


def nevner_aret(poster: Iterable[Programpost], ar: int) -> bool:
    """Whether an item is about that year's meetings, whatever it is called."""
    return any(str(ar) in post.tittel for post in poster)
