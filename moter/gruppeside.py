"""What stands on a group's page: its members, its meetings year by year, and whose turn it is.

The number of queries depends neither on how many members there are nor on how many meetings.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.db.models import Prefetch
from django.utils.translation import gettext as _

from moter.arrangor import NesteTur, neste_tur
from moter.models import Arrangorbytte, Arrangorskifte, Innkalling, Mote
from moter.neste_ar import MOTER_I_ARET, NESTE_AAR
from nettverk.innsyn import Innsyn
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Driftsrepresentant, Gruppe, Medlemskap
from nettverk.sprak import ringbart
from nettverk.tilstand import Tilstand, avlyst, hos_klb, tilstand

REFERAT = "referat"
ROLLEREKKE = (Medlemskap.Rolle.GRUPPEANSVARLIG, Medlemskap.Rolle.NESTLEDER, Medlemskap.Rolle.MEDLEM)


@dataclass(frozen=True)
class Medlem:
    """One membership, with the phone number only where the viewer may have it (L17)."""

    medlemskap: Medlemskap
    telefon: str
    permisjon: bool
    begynner: bool

    @property
    def nummer(self) -> str:
        """The number as a link needs it."""
        return ringbart(self.telefon)


@dataclass(frozen=True)
class Moterad:
    """One meeting with its state, and which documents of it have gone out.

    `grunn` is why another organises than those whose turn it was, for who confirms organisers.
    """

    mote: Mote
    tilstand: Tilstand
    ekstra: bool
    innkalling: bool
    referat: bool
    grunn: str = ""


@dataclass(frozen=True)
class Motear:
    """A calendar year's meetings, set against how many there are to be, `av` (L1)."""

    ar: int
    rader: list[Moterad]
    frist: Tilstand | None = None
    av: int = MOTER_I_ARET

    @property
    def antall(self) -> int:
        """How many are not cancelled."""
        return sum(not rad.mote.er_avlyst for rad in self.rader)

    @property
    def for_fa(self) -> bool:
        """Whether there are fewer than the routine asks for."""
        return self.antall < self.av


@dataclass(frozen=True)
class Gruppeside:
    """The whole page. `kan_byttes` are ids of meetings whose turn the viewer may ask to swap."""

    medlemmer: list[Medlem]
    i_ar: Motear
    i_fjor: Motear
    neste_ar: Motear
    tur: NesteTur
    i_dag: date

    fordeler: bool
    aktuelle: list[Medlemskap]
    driftsgruppen: list[Driftsrepresentant]
    leder: bool
    bytter: list[Arrangorbytte]
    kan_byttes: set[int]

    @property
    def forslag(self) -> list[tuple[Medlemskap, str]]:
        """The next three to organise, and why, in words."""
        return [(t.medlemskap, t.begrunnelse(self.i_dag)) for t in self.tur.forslag]


def med_medlemmer() -> "Prefetch[str, models.QuerySet[Medlemskap], str]":
    """Return the memberships, past ones too, as `gruppeside` needs them fetched with the group."""
    return Prefetch("medlemskap", Medlemskap.objects.select_related("person", "arbeidssted"))


def gruppeside(gruppe: Gruppe, innsyn: Innsyn, naa: datetime) -> Gruppeside:
    """Return the page as this viewer may see it; `gruppe` has been fetched `med_medlemmer`."""
    ar = innsyn.dag.year
    synlige = Mote.objects.synlig_for(innsyn).filter(gruppe=gruppe, start__year__range=(ar - 1, ar + 1))
    moter = list(
        synlige.select_related("arrangor", "arrangorsted").prefetch_related(
            "innkallinger", "frister", "arrangorskifter"
        )
    )
    for mote in moter:
        mote.gruppe = gruppe
    fordeler = Mote.objects.fordelt_av(innsyn).filter(gruppe=gruppe).exists()
    i_fjor, i_ar, neste_ar = (_motear(moter, et_ar, naa, grunn=fordeler) for et_ar in (ar - 1, ar, ar + 1))
    tur = neste_tur(gruppe, naa)
    return Gruppeside(
        medlemmer=_medlemmer(gruppe, innsyn.dag, telefon=ser_telefon(gruppe, innsyn, naa)),
        i_ar=i_ar,
        i_fjor=i_fjor,
        neste_ar=neste_ar,
        tur=tur,
        i_dag=innsyn.dag,
        fordeler=fordeler,
        driftsgruppen=list(gruppe.driftsrepresentanter.gjeldende(innsyn.dag).select_related("person")),
        leder=Gruppe.objects.ledet_av(innsyn).filter(pk=gruppe.pk).exists(),
        aktuelle=[m for m in gruppe.medlemskap.all() if tur.mote and m.er_aktiv(tur.mote.dag)],
        bytter=_bytter(gruppe, innsyn, naa),
        kan_byttes={mote.pk for mote in moter if _er_egen(mote, innsyn, naa)},
    )


def _bytter(gruppe: Gruppe, innsyn: Innsyn, naa: datetime) -> list[Arrangorbytte]:
    """Return the swaps that the viewer has a part in, and that wait for an answer."""
    egne = Arrangorbytte.objects.synlig_for(innsyn).apne().filter(mote__gruppe=gruppe).med_alt()
    return [bytte for bytte in egne if bytte.venter(naa)]


def _er_egen(mote: Mote, innsyn: Innsyn, naa: datetime) -> bool:
    """Say of a meeting in a list what `bytte.kan_sporre` asks the database."""
    if mote.er_avlyst or mote.start <= naa or mote.overtatt_for_id is not None or innsyn.person is None:
        return False
    mine = [m for m in mote.gruppe.medlemskap.all() if m.person_id == innsyn.person.pk]
    return mote.arrangor_id == innsyn.person.pk and any(m.er_aktiv(mote.dag) for m in mine)


def ser_telefon(gruppe: Gruppe, innsyn: Innsyn, naa: datetime) -> bool:
    """Whether the viewer leads the group, or organises a meeting of it that is still to be.

    «Phone numbers are optional, seen by group lead and organiser» (L17); the deputy is the lead's.
    """
    egne = Mote.objects.arrangert_av(innsyn).filter(gruppe=gruppe, avlyst=None, slutt__gte=naa)
    return Gruppe.objects.ledet_av(innsyn).filter(pk=gruppe.pk).exists() or egne.exists()


def _medlemmer(gruppe: Gruppe, dag: date, *, telefon: bool) -> list[Medlem]:
    na = [m for m in gruppe.medlemskap.all() if m.til is None or m.til >= dag]
    na.sort(key=lambda m: (m.fra > dag, ROLLEREKKE.index(Medlemskap.Rolle(m.rolle))))
    return [
        Medlem(
            medlemskap=m,
            telefon=m.person.telefon if telefon else "",
            permisjon=m.gjelder(dag) and not m.er_aktiv(dag),
            begynner=m.fra > dag,
        )
        for m in na
    ]


def _motear(moter: list[Mote], ar: int, naa: datetime, *, grunn: bool) -> Motear:
    rader, gjelder = [], 0
    for mote in (mote for mote in moter if mote.dag.year == ar):
        gjelder += not mote.er_avlyst
        rader.append(_rad(mote, ekstra=gjelder > MOTER_I_ARET and not mote.er_avlyst, naa=naa, grunn=grunn))
    frister = [
        frist
        for mote in moter if mote.dag.year == ar - 1
        for frist in mote.frister.all() if frist.slag == NESTE_AAR and frist.apen
    ]  # fmt: skip
    return Motear(ar, rader, tilstand(frister[0], naa) if frister else None)


def _rad(mote: Mote, *, ekstra: bool, naa: datetime, grunn: bool) -> Moterad:
    referat = any(frist.slag == REFERAT and frist.gjort for frist in mote.frister.all())
    return Moterad(
        mote,
        _tilstand(mote, naa),
        ekstra,
        innkalling=mote.innkalling_sendt is not None,
        referat=referat,
        grunn=_grunn(mote) if grunn else "",
    )


def _grunn(mote: Mote) -> str:
    ble = [s for s in mote.arrangorskifter.all() if s.slag == Arrangorskifte.Slag.BLE]
    return ble[-1].grunn if ble and ble[-1].person_id == mote.arrangor_id else ""


def _tilstand(mote: Mote, naa: datetime) -> Tilstand:
    if mote.er_avlyst:
        return avlyst()
    if mote.er_ferdig(naa):
        return Tilstand("success", "gjort", _("Holdt"))
    if mote.mangler_arrangor(lokal_dag(naa)):
        return Tilstand("warning", "snart", _("Mangler arrangør"), fylt=True)
    status = {innkalling.status for innkalling in mote.innkallinger.all()}
    if Innkalling.Status.SENDT in status:
        return Tilstand("accent", "gjort", _("Innkalling sendt"))
    if Innkalling.Status.LEVERT in status:
        return hos_klb(mote.gruppe.nettverk.kortnavn)
    return Tilstand("accent", "kommer", _("Planlagt"))
