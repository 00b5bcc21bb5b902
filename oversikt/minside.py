"""What stands on a person's own page: what is asked of her now, her meetings, and her turn.

The number of queries depends on how many groups she is in, never on how many meetings or members.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from moter.arrangor import NesteTur, neste_tur
from moter.deltakere import Deltaker
from moter.gruppeside import med_medlemmer
from moter.models import Mote, Pamelding
from moter.models.synlighet import som_medlem
from nettverk.frister.regler import fristslag
from nettverk.innsyn import Innsyn
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Driftsrepresentant, Frist, Gruppe, Medlemskap, Person
from nettverk.sprak import dato_dag
from nettverk.tilstand import din_tur, tilstand
from oversikt.gjoremal import Gjoremal
from oversikt.minside_serier import fra_seriene
from oversikt.minside_sporsmal import sporsmal
from referat.models import Oppfolging, Oppmote
from referat.oppfolging import apne_for

SETT_BAKOVER = timedelta(days=200)  # what is still open from before that is the coordinator's to tidy
TIDLIGERE = 9


@dataclass(frozen=True)
class MinTur:
    """Her place in one group's queue of organisers, from 1; None where she stands in none (on leave)."""

    gruppe: Gruppe
    plass: int | None
    av: int
    grunn: str
    mote: Mote | None


@dataclass(frozen=True)
class Minside:
    """The whole page. `bevis` is the ids of the meetings for which there is a certificate."""

    gjoremal: list[Gjoremal]
    oppfolginger: list[Oppfolging]
    kommende: list[tuple[Mote, Pamelding | None]]
    tidligere: list[Mote]
    bevis: frozenset[int]
    turer: list[MinTur]
    medlemskap: list[Medlemskap]


def minside(person: Person, innsyn: Innsyn, naa: datetime) -> Minside:
    """Return the page of a person who is logged in, at this UTC moment."""
    medlemskap = list(
        Medlemskap.objects.filter(person=person).select_related(
            "gruppe__nettverk", "arbeidssted", "naermeste_leder"
        )
    )
    na = [m for m in medlemskap if m.gjelder(innsyn.dag)]
    egne = _egne_moter(person, innsyn, naa)
    kommende = [mote for mote in egne if mote.slutt >= naa]
    svar = {p.mote_id: p for p in Pamelding.objects.filter(person=person, mote__in=kommende)}
    roller = [*medlemskap, *Driftsrepresentant.objects.filter(person=person)]
    gjoremal = [
        *_a_svare(kommende, svar, roller, naa),
        *sporsmal(person, kommende, innsyn, naa),
        *_plikter(person, egne, naa),
        *fra_seriene(person, naa),
    ]
    return Minside(
        gjoremal=gjoremal,
        oppfolginger=apne_for(person, innsyn),
        kommende=[(mote, svar.get(mote.pk)) for mote in kommende],
        tidligere=[mote for mote in reversed(egne) if mote.slutt < naa][:TIDLIGERE],
        bevis=frozenset(Oppmote.objects.med_bevis(person).values_list("referat__mote", flat=True)),
        turer=[_min_tur(m, naa) for m in na],
        medlemskap=na,
    )


def _egne_moter(person: Person, innsyn: Innsyn, naa: datetime) -> list[Mote]:
    """Return the meetings she comes to or has a task in, the oldest first."""
    egne = (
        som_medlem(innsyn)
        | Q(gruppe__in=Gruppe.objects.med_driftsrepresentant(innsyn))
        | Q(arrangor=person)
        | Q(referent=person)
    )
    moter = Mote.objects.synlig_for(innsyn).filter(egne, slutt__gte=naa - SETT_BAKOVER - timedelta(days=200))
    return list(moter.med_navn().for_frister().prefetch_related("frister").distinct())


def _a_svare(
    kommende: list[Mote], svar: dict[int, Pamelding], roller: Sequence[Deltaker], naa: datetime
) -> Iterator[Gjoremal]:
    """Yield the innkallinger she has not answered. On leave one has no duties (L18)."""
    for mote in kommende:
        skal = any(rolle.gruppe_id == mote.gruppe_id and _har_plikter(rolle, mote) for rolle in roller)
        frist = next((f for f in mote.frister.all() if f.slag == "pamelding"), None)
        if not skal or mote.pk in svar or mote.er_avlyst or mote.innkalling_sendt is None or frist is None:
            continue
        hva = _("Svar på innkallingen: %(gruppe)s, %(dato)s")
        yield Gjoremal(
            hva % {"gruppe": mote.gruppe.navn, "dato": dato_dag(mote.dag)},
            reverse("mote_svar", args=(mote.pk,)),
            _("Svar nå"),
            tilstand(frist, naa) if frist.apen else din_tur(),
        )


def _har_plikter(rolle: Deltaker, mote: Mote) -> bool:
    return rolle.er_aktiv(mote.dag) if isinstance(rolle, Medlemskap) else rolle.gjelder(mote.dag)


def _plikter(person: Person, egne: list[Mote], naa: datetime) -> Iterator[Gjoremal]:
    """Yield the open deadlines whose holder she is, what is late or due first at the top."""
    fra = lokal_dag(naa - SETT_BAKOVER)
    apne = [
        (frist, mote)
        for mote in egne
        for frist in mote.frister.all()
        if frist.apen and frist.slag != "pamelding" and frist.forfall >= fra
    ]
    for frist, mote in sorted(apne, key=lambda par: (par[0].forfall, par[0].pk)):
        frist.gjelder = mote
        if _er_min(frist, person, naa):
            handler = fristslag(frist.slag).handler
            yield Gjoremal(handler.tittel(frist), handler.url(frist), _knapp(frist), tilstand(frist, naa))


def _er_min(frist: Frist, person: Person, naa: datetime) -> bool:
    """Whether she must act, now: nobody writes minutes before the meeting has been."""
    slag = fristslag(frist.slag)
    for rolle in slag.ansvarlige:
        vindu = slag.handler.vindu(frist, rolle)
        if (vindu.fra and naa < vindu.fra) or (vindu.til and naa >= vindu.til):
            continue
        if any(m.person == person for m in slag.handler.mottakere(frist, rolle, lokal_dag(naa))):
            return True
    return False


def _knapp(frist: Frist) -> str:
    return _("Skriv referatet") if frist.slag == "referat" else _("Gå til møtet")


def _min_tur(medlemskap: Medlemskap, naa: datetime) -> MinTur:
    gruppe = Gruppe.objects.prefetch_related(med_medlemmer()).get(pk=medlemskap.gruppe_id)
    neste: NesteTur = neste_tur(gruppe, naa)
    i_dag = lokal_dag(naa)
    for plass, tur in enumerate(neste.turer, 1):
        if tur.medlemskap.person_id == medlemskap.person_id:
            return MinTur(gruppe, plass, len(neste.turer), tur.begrunnelse(i_dag), neste.mote)
    return MinTur(gruppe, None, len(neste.turer), "", neste.mote)
