"""What will happen when groups are merged, split or ended: what the preview shows, and the verb then does."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from moter.models import Gruppefil, Mote
from nettverk.klokke import dag as lokal_dag
from nettverk.models import Driftsrepresentant, Gruppe, Medlemskap, Omlegging
from nettverk.omlegging import EN_DAG, fra_og_med
from nettverk.sprak import dato

REFERAT = "referat"
LEDER = Medlemskap.Rolle.GRUPPEANSVARLIG


@dataclass(frozen=True)
class Plan:
    """A change from the local date `fra`. `gruppe` is the one people leave, `til` where they come to.

    `over` are the memberships that leave, with the role they get in `til`; `her_for` those of them whose
    person is a member there too; `moter` what the group has planned from that day on, `med` those of
    them that go along, and `avlyses` those that are cancelled.
    """

    slag: str
    gruppe: Gruppe
    til: Gruppe | None
    fra: date
    over: list[tuple[Medlemskap, str]]
    her_for: list[Medlemskap]
    blir: list[Medlemskap]
    moter: list[Mote]
    med: list[Mote] = field(default_factory=list)
    avlyses: list[Mote] = field(default_factory=list)

    @property
    def siste_dag(self) -> date:
        """The last day as it was."""
        return self.fra - EN_DAG

    @property
    def kommer(self) -> list[Medlemskap]:
        """Who become members of `til` by this, each once."""
        her = {m.pk for m in self.her_for}
        return [m for m, _rolle in self.over if m.pk not in her]

    @property
    def leder(self) -> Medlemskap | None:
        """Who leads `til` from that day; None where nobody does."""
        i_til = self._i_til()
        return next((m for m, rolle in i_til if rolle == LEDER and m.er_aktiv(self.fra)), None)

    @property
    def leder_igjen(self) -> Medlemskap | None:
        """Who leads what is left of `gruppe` when it is split; None where nobody does."""
        return next((m for m in self.blir if m.rolle == LEDER and m.er_aktiv(self.fra)), None)

    @property
    def gir_fra_seg(self) -> list[Medlemskap]:
        """Who led, or was the deputy, and will be an ordinary member."""
        return [m for m, rolle in self.over if m.rolle != rolle == Medlemskap.Rolle.MEDLEM]

    def _i_til(self) -> list[tuple[Medlemskap, str]]:
        der = fra_og_med(self.til, self.fra) if self.til and self.til.pk else []
        her = {m.pk for m in self.her_for}
        nye = [(m, rolle) for m, rolle in self.over if m.pk not in her]
        return [*((m, m.rolle) for m in der), *nye]

    @property
    def antall(self) -> int:
        """How many members `til` has from that day, each person once."""
        return len({m.person_id for m, _rolle in self._i_til()})

    @property
    def driftsgruppen(self) -> list[Driftsrepresentant]:
        """The operating group's part in `gruppe` on that day."""
        return list(self.gruppe.driftsrepresentanter.gjeldende(self.fra).select_related("person"))

    @property
    def driftsgruppen_der(self) -> list[Driftsrepresentant]:
        """The operating group's part in `til` on that day; it takes no part in a group that is new."""
        if self.til is None or self.til.pk is None:
            return []
        return list(self.til.driftsrepresentanter.gjeldende(self.fra).select_related("person"))

    @property
    def moter_der(self) -> list[Mote]:
        """What `til` has planned itself from that day on."""
        if self.til is None or self.til.pk is None:
            return []
        return list(planlagte(self.til, self.fra))

    @property
    def samme_dag(self) -> list[Mote]:
        """The meetings that go along to a day on which `til` meets already."""
        dager = {mote.dag for mote in self.moter_der}
        return [mote for mote in self.med if mote.dag in dager]

    @property
    def uten_arrangor(self) -> list[Mote]:
        """The meetings whose organiser will not be a member of the group that holds them."""
        alle = {m.person_id for m in self.gruppe.medlemskap.all()}
        over = {m.person_id for m, _rolle in self.over}
        med = {mote.pk for mote in self.med}
        staar = [m for m in self.moter if m not in self.avlyses and m.overtatt_for_id is None]
        return [
            mote
            for mote in staar
            if mote.arrangor_id in alle and (mote.arrangor_id in over) != (mote.pk in med)
        ]

    @property
    def holdt(self) -> int:
        """How many meetings stay with the group as its history."""
        return self.gruppe.moter.filter(avlyst=None, start__date__lt=self.fra).count()

    @property
    def filer(self) -> int:
        """How many files are on the group's shelf."""
        return Gruppefil.objects.filter(gruppe=self.gruppe).hylle().count()

    @property
    def uten_referat(self) -> list[Mote]:
        """The meetings whose minutes are not sent yet."""
        apne = Q(frister__slag=REFERAT, frister__gjort=None, frister__bortfalt=None)
        return list(self.gruppe.moter.filter(apne, avlyst=None, start__date__lt=self.fra).distinct())

    @property
    def kjennemerke(self) -> str:
        """What tells whether anything has changed since somebody saw it."""
        rader = sorted((m.pk, m.rolle, rolle, str(m.fra), str(m.til)) for m, rolle in self.over)
        moter = sorted((m.pk, m.sekvens, m.arrangor_id) for m in (*self.moter, *self.moter_der))
        leder = self.leder.pk if self.leder else None
        return sha256(repr((str(self.fra), rader, moter, leder)).encode()).hexdigest()[:16]


def sammenslaing(gruppe: Gruppe, til: Gruppe, *, fra: date, naa: datetime) -> Plan:
    """Return what happens when `gruppe` goes up in `til`; what becomes of each meeting is not chosen yet.

    Raises ValidationError for the same group, another network's, one that is ended, or a day that has been.
    """
    if gruppe.pk == til.pk:
        raise ValidationError(_("En gruppe kan ikke slås sammen med seg selv."))
    if gruppe.nettverk_id != til.nettverk_id:
        raise ValidationError(_("Gruppene hører til hvert sitt nettverk."))
    _krev(gruppe, til, fra=fra, naa=naa)
    der = fra_og_med(til, fra)
    har = {m.person_id for m in der}
    opptatt = {m.rolle for m in der if m.rolle != Medlemskap.Rolle.MEDLEM}
    over = [
        (m, Medlemskap.Rolle.MEDLEM.value if m.rolle in opptatt else m.rolle) for m in fra_og_med(gruppe, fra)
    ]
    her_for = [m for m, _rolle in over if m.person_id in har]
    moter = list(planlagte(gruppe, fra))
    return Plan(Omlegging.Slag.SAMMENSLAING, gruppe, til, fra, over, her_for, [], moter)


def deling(
    gruppe: Gruppe, navn: str, *, valgte: Collection[int], leder: int, fra: date, moter: Collection[int],
    naa: datetime,
) -> Plan:  # fmt: skip
    """Return what happens when the people `valgte` (ids) leave for a new group, led by `leder` (her id).

    `moter` are the ids of those that go along. Raises ValidationError where nobody or everybody leaves,
    the lead is none of them, the name is taken, the group is ended, or the day has been; its code is the
    argument it is about.
    """
    _krev(gruppe, None, fra=fra, naa=naa)
    alle = fra_og_med(gruppe, fra)
    over = [m for m in alle if m.person_id in valgte]
    blir = [m for m in alle if m.person_id not in valgte]
    if not over:
        raise ValidationError(_("Velg hvem som går over til den nye gruppen."), code="valgte")
    if not blir:
        feil = _("Noen må bli igjen. Skal alle over, kan gruppen få nytt navn i stedet.")
        raise ValidationError(feil, code="valgte")
    if leder not in {m.person_id for m in over}:
        raise ValidationError(_("Den som skal lede den nye gruppen, må gå over til den."), code="leder")
    # Compared here, since SQLite knows no capital Å.
    navnene = Gruppe.objects.filter(nettverk=gruppe.nettverk_id).values_list("navn", flat=True)
    if navn.casefold() in {annet.casefold() for annet in navnene}:
        feil = _("Nettverket har allerede en gruppe som heter %(navn)s.") % {"navn": navn}
        raise ValidationError(feil, code="navn")
    roller = [(m, LEDER.value if m.person_id == leder else Medlemskap.Rolle.MEDLEM.value) for m in over]
    til = Gruppe(nettverk=gruppe.nettverk, navn=navn, fylke=gruppe.fylke, drift_i_del1=gruppe.drift_i_del1)
    alle_moter = list(planlagte(gruppe, fra))
    med = [mote for mote in alle_moter if mote.pk in moter]
    return Plan(Omlegging.Slag.DELING, gruppe, til, fra, roller, [], blir, alle_moter, med)


def slutt(gruppe: Gruppe, *, fra: date, naa: datetime) -> Plan:
    """Return what happens when the group ends, `fra` being the first day without it.

    Raises ValidationError where it is ended already, or the day has been.
    """
    _krev(gruppe, None, fra=fra, naa=naa)
    over = [(m, m.rolle) for m in fra_og_med(gruppe, fra)]
    moter = list(planlagte(gruppe, fra))
    return Plan(Omlegging.Slag.SLUTT, gruppe, None, fra, over, [], [], moter, avlyses=moter)


def planlagte(gruppe: Gruppe, fra: date) -> "list[Mote]":
    """Return the group's meetings on this local date or later, those that are not cancelled."""
    moter = Mote.objects.filter(gruppe=gruppe, avlyst=None, start__date__gte=fra).med_navn()
    return list(moter.order_by("start", "pk"))


def _krev(gruppe: Gruppe, til: Gruppe | None, *, fra: date, naa: datetime) -> None:
    """Refuse a day that has been, a group that is ended, and one that is to be changed already."""
    if fra < lokal_dag(naa):
        raise ValidationError(_("Datoen har vært. Velg i dag eller en senere dag."), code="fra")
    grupper = [gruppe, *([til] if til else [])]
    for en in grupper:
        if en.slutt is not None:
            felt = {"gruppe": en.navn, "dato": dato(en.slutt)}
            raise ValidationError(_("%(gruppe)s er avsluttet %(dato)s.") % felt)
    venter = Omlegging.objects.som_star().filter(fra__gt=lokal_dag(naa))
    venter = venter.filter(Q(gruppe__in=grupper) | Q(til__in=grupper))
    if venter.exists():
        raise ValidationError(_("Det er alt bestemt en endring som ikke har skjedd ennå. Angre den først."))
    if any(mote.start <= naa for mote in planlagte(gruppe, fra)):
        raise ValidationError(_("Gruppen har møte i dag. Velg en senere dag."), code="fra")
