"""Who comes, who has reported absence, who has not answered (L2, L4)."""

from dataclasses import dataclass, field

from moter.models import Gjest, Mote, Pamelding
from nettverk.models import Medlemskap


@dataclass(frozen=True)
class Svarrad:
    """A member and the answer, if there is one."""

    medlemskap: Medlemskap
    pamelding: Pamelding | None

    @property
    def deler(self) -> tuple[bool, bool]:
        """Whether the member comes to part 1 and to part 2."""
        return self.pamelding.deler if self.pamelding else (False, False)


@dataclass(frozen=True)
class Pameldingsliste:
    """The organiser's list: the members in three heaps, and the guests who are let in to part 2."""

    kommer: list[Svarrad]
    fravar: list[Svarrad]
    uten_svar: list[Svarrad]
    gjester: list[Gjest] = field(default_factory=list)
    gjester_som_venter: int = 0

    @property
    def antall_kommer(self) -> int:
        """How many come, members and guests."""
        return len(self.kommer) + len(self.gjester)

    @property
    def til_lunsj(self) -> int:
        """How many the kitchen counts with: members who come, and guests who have said that they eat."""
        return len(self.kommer) + sum(gjest.lunsj for gjest in self.gjester)

    @property
    def medlemmer(self) -> int:
        """How many should answer."""
        return len(self.kommer) + len(self.fravar) + len(self.uten_svar)

    @property
    def har_svart(self) -> int:
        """How many have answered."""
        return len(self.kommer) + len(self.fravar)

    @property
    def i_del1(self) -> int:
        """How many come to part 1."""
        return sum(rad.pamelding is not None and rad.pamelding.del1 for rad in self.kommer)

    @property
    def i_del2(self) -> int:
        """How many come to part 2, guests included."""
        medlemmer = sum(rad.pamelding is not None and rad.pamelding.del2 for rad in self.kommer)
        return medlemmer + len(self.gjester)

    @property
    def matbehov(self) -> list[str]:
        """What the kitchen must know, without names."""
        medlemmenes = [rad.pamelding.mat for rad in self.kommer if rad.pamelding and rad.pamelding.mat]
        return medlemmenes + [gjest.mat for gjest in self.gjester if gjest.mat]


def pameldingsliste(mote: Mote) -> Pameldingsliste:
    """Return the list as it stands; whose membership has ended does not count."""
    svar = {p.person_id: p for p in Pamelding.objects.filter(mote=mote)}
    gjestene = list(mote.gjester.all())
    rader = [Svarrad(m, svar.get(m.person_id)) for m in mote.medlemmer()]
    return Pameldingsliste(
        kommer=[rad for rad in rader if rad.pamelding and rad.pamelding.kommer],
        fravar=[rad for rad in rader if rad.pamelding and not rad.pamelding.kommer],
        uten_svar=[rad for rad in rader if rad.pamelding is None],
        gjester=[gjest for gjest in gjestene if gjest.kommer],
        gjester_som_venter=sum(gjest.venter for gjest in gjestene),
    )
