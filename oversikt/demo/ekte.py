"""The few meetings where the portal's own verbs did the work, so that mails, links and PDFs exist."""

from datetime import datetime, timedelta

from moter import innkallinger, svar
from oversikt.demo.gjester import lag_gjester
from oversikt.demo.innkallinger import trekk_svar
from oversikt.demo.moter import Bygd
from referat import levering
from referat.models import Referat

KOMMENTAR = "Fint program! Skriv hvem som innleder etter pausen, og legg inn lenke til parkering."


def kjor_verbene(bygde: list[Bygd], referater: dict[int, Referat], naa: datetime) -> None:
    """Send innkallinger and minutes as organisers, group leads and KLB did before this moment."""
    for bygd in bygde:
        if bygd.ekte("innkalling"):
            _innkalling(bygd, naa)
        if bygd.ekte("referat"):
            _referat(bygd, referater[bygd.mote.pk])


def _innkalling(bygd: Bygd, naa: datetime) -> None:
    skjedd, arrangor = bygd.hendelser, bygd.mote.arrangor
    assert skjedd.levert is not None and arrangor is not None
    innkalling = innkallinger.lever(bygd.mote, av=arrangor, naa=skjedd.levert)
    if skjedd.returnert:
        innkallinger.returner(innkalling, av=bygd.koordinator, kommentar=KOMMENTAR, naa=skjedd.returnert)
    if skjedd.sendt:
        innkallinger.send_ut(innkalling, av=bygd.koordinator, naa=skjedd.sendt)
        _svar(bygd, skjedd.sendt, naa)
        lag_gjester(bygd, naa)


def _svar(bygd: Bygd, sendt: datetime, naa: datetime) -> None:
    """Let the share of the case answer, one after the other. Lead, deputy and organiser come."""
    assert bygd.plan.tilfelle is not None
    rng = bygd.rng("svar")
    svarer = [m for m in bygd.medlemskap if m.person.epost]
    svarer = svarer[: round(len(bygd.medlemskap) * bygd.plan.tilfelle.svar)]
    mellom = (naa - sendt - timedelta(hours=1)) / (len(svarer) + 1)
    for nummer, medlemskap in enumerate(svarer, 1):
        ma_komme = nummer <= 2 or medlemskap.person == bygd.mote.arrangor
        del1, del2 = (True, True) if ma_komme else trekk_svar(rng)
        person = medlemskap.person
        svar.svar(bygd.mote, person, del1=del1, del2=del2, av=person, naa=sendt + nummer * mellom)


def _referat(bygd: Bygd, referat: Referat) -> None:
    levert = bygd.hendelser.referat_levert
    assert levert is not None
    levering.lever(referat, av=bygd.medlemskap[0].person, godkjent=True, naa=levert)
