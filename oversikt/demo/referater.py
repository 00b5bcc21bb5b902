"""The minutes of meetings that have been, from draft to sent."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.contrib.contenttypes.models import ContentType

from moter.models import Motedel, Pamelding, Programpost
from nettverk.dokumenter.filer import filnavn
from nettverk.models import Dokument, Medlemskap
from oversikt.demo import temaer
from oversikt.demo.moter import Bygd
from referat.innhold import referatinnhold
from referat.models import Gruppenotat, Oppmote, Referat, Referatsak

Status = Referat.Status
Verdi = Oppmote.Verdi
Notat = tuple[Referatsak, str]


def lag_referater(bygde: list[Bygd], svar: list[Pamelding], naa: datetime) -> dict[int, Referat]:
    """Make the minutes that have been begun by this UTC moment; return them by meeting."""
    begynt = [bygd for bygd in bygde if bygd.hendelser.utkast]
    referater = Referat.objects.bulk_create(_referat(bygd) for bygd in begynt)
    svarene: dict[int, dict[int, Pamelding]] = defaultdict(dict)
    for ett in svar:
        svarene[ett.mote_id][ett.person_id] = ett
    par = list(zip(begynt, referater, strict=True))
    Oppmote.objects.bulk_create(
        rad for bygd, referat in par for rad in _oppmote(bygd, referat, svarene[bygd.mote.pk])
    )
    _lag_saker(par)
    ferdige = [(bygd, referat) for bygd, referat in par if referat.levert]
    Dokument.objects.bulk_create(_dokument(bygd, referat, naa) for bygd, referat in ferdige)
    return {referat.mote_id: referat for referat in referater}


def _referat(bygd: Bygd) -> Referat:
    """Return the minutes as a row. What the portal's own verb is to send, waits for approval."""
    skjedd, leder = bygd.hendelser, bygd.medlemskap[0].person
    levert = None if bygd.ekte("referat") else skjedd.referat_levert
    lagret = skjedd.til_godkjenning or skjedd.utkast
    assert lagret is not None
    return Referat(
        mote=bygd.mote,
        status=_status(skjedd.til_godkjenning, levert),
        utgave=3 if skjedd.til_godkjenning else 2,
        oppsummering=bygd.rng("oppsummering").choice(temaer.OPPSUMMERINGER),
        lagret=lagret,
        lagret_av=bygd.mote.referent,
        godkjent=levert,
        godkjent_av=leder if levert else None,
        levert=levert,
        levert_av=leder if levert else None,
        kopi_sendt=skjedd.kopi_sendt,
        kopi_sendt_av=bygd.koordinator if skjedd.kopi_sendt else None,
    )


def _status(til_godkjenning: datetime | None, levert: datetime | None) -> Status:
    if levert:
        return Status.LEVERT
    return Status.TIL_GODKJENNING if til_godkjenning else Status.UTKAST


def _oppmote(bygd: Bygd, referat: Referat, svar: dict[int, Pamelding]) -> Iterator[Oppmote]:
    """Yield attendance as people answered, but for the few who did not turn up."""
    rng = bygd.rng("oppmøte")
    for medlemskap in bygd.medlemskap:
        ett = svar.get(medlemskap.person_id)
        borte = rng.random() < 0.03 and medlemskap.person != bygd.mote.arrangor
        deler = [Verdi.DELTOK if kommer else Verdi.FRAVAR for kommer in ett.deler] if ett else ["", ""]
        if borte and ett and ett.kommer:
            deler = [Verdi.BORTE, Verdi.BORTE]
        yield Oppmote(
            referat=referat,
            person=medlemskap.person,
            arbeidssted=_arbeidssted(medlemskap),
            del1=deler[0],
            del2=deler[1],
        )


def _arbeidssted(medlemskap: Medlemskap) -> str:
    return medlemskap.arbeidssted.navn if medlemskap.arbeidssted else ""


def _lag_saker(par: Iterable[tuple[Bygd, Referat]]) -> None:
    """Make the items, and what is «Bare for gruppen» for those of part 1."""
    saker: list[Referatsak] = []
    notater: list[Notat] = []
    for bygd, referat in par:
        egne = [_sak(bygd, referat, post) for post in bygd.poster]
        saker += egne
        notater += zip(
            [sak for sak in egne if sak.motedel == Motedel.DEL1],
            bygd.rng("gruppen").sample(temaer.BARE_FOR_GRUPPEN, len(temaer.BARE_FOR_GRUPPEN)),
            strict=False,
        )
    Referatsak.objects.bulk_create(saker)
    Gruppenotat.objects.bulk_create(Gruppenotat(sak=sak, tekst=tekst) for sak, tekst in notater)


def _sak(bygd: Bygd, referat: Referat, post: Programpost) -> Referatsak:
    skrevet = referat.status != Status.UTKAST or post.tittel.startswith("Om ")
    return Referatsak(
        referat=referat,
        motedel=post.motedel,
        start=post.start,
        tittel=post.tittel,
        ansvarlig=post.ansvarlig,
        tekst=_tekst(bygd, post) if skrevet else "",
    )


def _tekst(bygd: Bygd, post: Programpost) -> str:
    """Return what the minutes say of an item; of part 1's, breaks and welcomes nothing."""
    if post.motedel != Motedel.DEL2 or not post.ansvarlig:
        return ""
    hvem = post.ansvarlig.partition(",")[0]
    if post.tittel.startswith("Om "):
        return f"{hvem} fortalte om arbeidsstedet og viste oss rundt."
    return bygd.rng(post.tittel).choice(temaer.REFERERT).format(innleder=hvem)


def _dokument(bygd: Bygd, referat: Referat, naa: datetime) -> Dokument:
    mote = bygd.mote
    assert referat.levert is not None
    return Dokument(
        nettverk=mote.gruppe.nettverk,
        slag=Dokument.Slag.REFERAT,
        malgruppe=Dokument.Malgruppe.APEN,
        malform=mote.gruppe.nettverk.malform,
        versjon=1,
        innhold=referatinnhold(referat),
        content_type=ContentType.objects.get_for_model(Referat),
        object_id=referat.pk,
        filnavn=filnavn("referat", mote.gruppe.navn, mote.dag.isoformat()),
        opprettet=referat.levert,
    )
