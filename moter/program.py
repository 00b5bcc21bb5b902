"""The programme as a whole: its runs of items, its gaps and its faults."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Medlemsnotat, Mote, Motedel, Programpost
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
    rekke = sorted(poster, key=lambda post: post.start)
    return _utenfor(mote, rekke) + _overlapp(rekke)


def _utenfor(mote: Mote, rekke: list[Programpost]) -> list[str]:
    fra, til = mote.lokal_start, mote.lokal_slutt
    return [
        _("«%(post)s» er fra %(fra)s til %(til)s, men møtet varer fra %(start)s til %(slutt)s.")
        % {
            "post": post.tittel,
            "fra": klokke(post.start),
            "til": klokke(post.slutt),
            "start": klokke(fra.time()),
            "slutt": klokke(til.time()),
        }
        for post in rekke
        if post.start < fra.time() or slutt_paa_dagen(post) > paa_dagen(til.time())
    ]


def _overlapp(rekke: list[Programpost]) -> list[str]:
    return [
        _("«%(neste)s» begynner %(start)s, før «%(forrige)s» er ferdig %(slutt)s.")
        % {
            "neste": neste.tittel,
            "start": klokke(neste.start),
            "forrige": forrige.tittel,
            "slutt": klokke(forrige.slutt),
        }
        for forrige, neste in pairwise(rekke)
        if paa_dagen(neste.start) < slutt_paa_dagen(forrige)
    ]


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


def foreslatt_program(mote: Mote) -> list[Programpost]:
    """Return unsaved items that fill the meeting as the routine describes it.

    «Ønske velkommen, fortelle litt om arbeidsstedet og lede den faglige delen av møtet.»
    Lengths follow the meeting's own; starts are whole five minutes.
    """
    start, slutt = mote.lokal_start, mote.lokal_slutt
    minutter = int((slutt - start).total_seconds() // 60)
    poster, brukt, andel = [], 0, 0
    for motedel, del_av_dagen, tittel in FORSLAG:
        andel += del_av_dagen
        til = minutter if andel == 100 else minutter * andel // 500 * 5
        begynner = (start + timedelta(minutes=brukt)).time()
        if til > brukt:
            poster.append(
                Programpost(
                    mote=mote,
                    motedel=motedel,
                    start=begynner,
                    varighet=til - brukt,
                    tittel=str(tittel),
                    ansvarlig=_ansvarlig(mote, motedel),
                )
            )
        brukt = til
    return poster


def _ansvarlig(mote: Mote, motedel: Motedel) -> str:
    """Name who leads the part: the group lead part 1, the organiser the rest."""
    leder = mote.gruppe.gruppeansvarlig(mote.dag) if motedel == Motedel.DEL1 else mote.arrangor
    return leder.navn if leder else ""
