"""Which meetings somebody sees, and in which of them part 1 is open: the wall (L10) stands here."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from nettverk.innsyn import Innsyn
from nettverk.models import Gruppe, Lenke, Medlemskap, Nettverk
from nettverk.models.gruppe import MedlemskapQuerySet

if TYPE_CHECKING:
    from moter.models.mote import Mote  # noqa: F401 (named as a string, which ruff does not follow here)

SVARLENKE = "svar"
VERTSLENKE = "vert"  # the workplace's contact (L6)
GJESTELENKE = "gjest"
BYTTELENKE = "bytte"  # to say yes or no to a swap (L5)
OPPDRAG_VARER = timedelta(days=90)  # after the meeting: minutes, corrections, questions


class MoteQuerySet(models.QuerySet["Mote"]):
    """Which meetings somebody sees, and in which of them part 1 is open."""

    def synlig_for(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer may know of.

        A personal link shows its own meeting, and so does an open invitation. A person sees those of
        her groups, those of groups in which she represents the operating group, those she has a task
        in, and those of the networks she administers.
        """
        if innsyn.lenke is not None and innsyn.lenke.formal == VERTSLENKE:
            return self.arrangert_av(innsyn)
        if innsyn.lenke is not None:
            return self.filter(pk=_motet_i(innsyn.lenke))
        if innsyn.kode:
            return self.filter(gjestekode=innsyn.kode)
        if innsyn.person is None:
            return self.none()
        return self.filter(
            som_medlem(innsyn)
            | Q(gruppe__in=Gruppe.objects.med_driftsrepresentant(innsyn))
            | _har_oppdrag(innsyn, "arrangor", "referent")
            | Q(gruppe__nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))
        )

    def med_apen_del1(self, innsyn: Innsyn) -> Self:
        """Return the meetings whose part 1 the viewer may read: those of her own groups (L10).

        Not those held in the group before she came over to it from another (L18).

        «Gruppeansvarlig leder denne delen av møtet, som er forbeholdt medlemmene i gruppen.» Who comes
        by the link of a workplace's contact sees the open part, also where she is a member (L6).
        """
        if innsyn.lenke is not None and innsyn.lenke.formal == VERTSLENKE:
            return self.none()
        return self._innenfor_lenken(innsyn).filter(som_medlem(innsyn) & ~_for_hun_kom(innsyn))

    def _innenfor_lenken(self, innsyn: Innsyn) -> Self:
        """Return the meeting that a link or an open invitation is to; a login is limited to none."""
        lenket = innsyn.lenke is not None or innsyn.kode
        return self.synlig_for(innsyn) if lenket else self

    def med_del1_i_programmet(self, innsyn: Innsyn) -> Self:
        """Return the meetings in whose programme the viewer sees part 1's titles and times.

        Members do, and the operating group's representatives unless the group has chosen otherwise (L8).
        What is «Bare for gruppen» is for members alone. Who comes by the link of a workplace's contact
        sees a timed block, whatever else she is (L6, L10).
        """
        if innsyn.lenke is not None and innsyn.lenke.formal == VERTSLENKE:
            return self.none()
        drift = Gruppe.objects.med_driftsrepresentant(innsyn).filter(drift_i_del1=True)
        return self._innenfor_lenken(innsyn).filter(
            som_medlem(innsyn) & ~_for_hun_kom(innsyn) | Q(gruppe__in=drift)
        )

    def styrt_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer may arrange: as organiser, or as lead or deputy."""
        if innsyn.person is None:
            return self.arrangert_av(innsyn)
        return self.filter(_har_oppdrag(innsyn, "arrangor") | Q(gruppe__in=Gruppe.objects.ledet_av(innsyn)))

    def arrangert_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer organises herself, also by the link of a workplace's contact."""
        if innsyn.lenke is not None:
            er_vert = innsyn.lenke.formal == VERTSLENKE
            egen = self.filter(pk=_motet_i(innsyn.lenke), arrangor=innsyn.lenke.person_id)
            return egen if er_vert else self.none()
        return self.filter(_har_oppdrag(innsyn, "arrangor")) if innsyn.person else self.none()

    def besvart_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings in which the viewer may answer for others: as lead, deputy or organiser.

        Not as the contact of a workplace that has taken over, who is limited to part 2 (L6).
        """
        if innsyn.person is None:
            return self.none()
        egne = self.arrangert_av(innsyn).filter(gruppe__in=Gruppe.objects.med_medlem(innsyn))
        return egne | self.filter(gruppe__in=Gruppe.objects.ledet_av(innsyn))

    def tar_imot_filer_fra(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer may put files on: her group's, and those she arranges."""
        if innsyn.person is None:
            return self.none()
        return (self.med_apen_del1(innsyn) | self.styrt_av(innsyn)).filter(avlyst=None)

    def fordelt_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings whose organiser the viewer confirms: as lead, deputy or coordinator (L5)."""
        return self.filter(gruppe__in=Gruppe.objects.ledet_av(innsyn)) | self.koordinert_av(innsyn)

    def forvaltet_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings the viewer may move, cancel and see the answers of (L17)."""
        return self.styrt_av(innsyn) | self.koordinert_av(innsyn)

    def referert_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings whose minutes the viewer may write: the referent's, and her own; by login."""
        if innsyn.person is None:
            return self.none()
        return self.filter(
            _har_oppdrag(innsyn, "arrangor", "referent") | Q(gruppe__in=Gruppe.objects.ledet_av(innsyn))
        )

    def ar_planlagt_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings at which the viewer may enter next year's: those who write the minutes.

        They are to be members, since the page names the members and whose turn it is; the group lead
        and the coordinators may in any case (L7).
        """
        skriver = self.referert_av(innsyn).filter(gruppe__in=Gruppe.objects.med_medlem(innsyn))
        return skriver | self.fordelt_av(innsyn)

    def koordinert_av(self, innsyn: Innsyn) -> Self:
        """Return the meetings in networks the viewer administers."""
        return self.filter(gruppe__nettverk__in=Nettverk.objects.koordinert_av(innsyn.person))

    def i_aret(self, ar: int) -> Self:
        """Return the meetings that start in this calendar year, local time."""
        return self.filter(start__year=ar)

    def for_frister(self) -> Self:
        """Fetch with many meetings what their deadlines ask for: roles, addresses, innkallinger."""
        medlemskap = Medlemskap.objects.select_related("person")
        return self.prefetch_related(
            "gruppe__nettverk",
            Prefetch("gruppe__medlemskap", medlemskap),
            "arrangor",
            "referent",
            "innkallinger",
        )

    def med_navn(self) -> Self:
        """Fetch with it what a list prints."""
        return self.select_related(
            "gruppe__nettverk", "arrangor", "arrangorsted", "referent", "kompetansepunkt"
        )


def som_medlem(innsyn: Innsyn) -> Q:
    """Ask for the meetings that are the viewer's as a member: all of the groups she is in today.

    And when groups are merged or split: those at which she was a member, as long as she is one somewhere
    in the network; and those ahead that she will come to (L18).
    """
    if innsyn.medlem_id is None:
        return Q(pk__in=())
    pa_dagen = _medlem_pa_dagen(innsyn)
    i_nettverket = Medlemskap.objects.gjeldende(innsyn.dag).filter(
        person=innsyn.medlem_id, gruppe__nettverk=OuterRef("gruppe__nettverk")
    )
    var_der = pa_dagen.filter(fortsetter_i__isnull=False)
    kommer = pa_dagen.fulgte_med().filter(fra__gt=innsyn.dag)
    return Q(gruppe__in=Gruppe.objects.med_medlem(innsyn)) | (
        Q(Exists(i_nettverket)) & (Q(Exists(var_der)) | Q(Exists(kommer)))
    )


def _for_hun_kom(innsyn: Innsyn) -> Q:
    """Ask for meetings held before the viewer came over to the group, unless she was a member then."""
    kom_senere = Medlemskap.objects.fulgte_med().filter(
        person=innsyn.medlem_id, gruppe=OuterRef("gruppe"), fra__gt=OuterRef("start__date")
    )
    return Q(Exists(kom_senere)) & ~Q(Exists(_medlem_pa_dagen(innsyn)))


def _medlem_pa_dagen(innsyn: Innsyn) -> MedlemskapQuerySet:
    """Return the viewer's memberships of the meeting's group on its day, to be asked within it."""
    dagen = OuterRef("start__date")
    return Medlemskap.objects.filter(
        Q(til__isnull=True) | Q(til__gte=dagen),
        person=innsyn.medlem_id,
        gruppe=OuterRef("gruppe"),
        fra__lte=dagen,
    )


def _motet_i(lenke: Lenke) -> int | None:
    """Return the meeting's id, where the link is to a meeting, or to a guest's place or a swap in one."""
    if lenke.formal in (GJESTELENKE, BYTTELENKE):
        return getattr(lenke.gjelder, "mote_id", None)
    return lenke.object_id if lenke.content_type.model == "mote" else None


def _har_oppdrag(innsyn: Innsyn, *oppdrag: str) -> Q:
    """Ask for meetings in which the viewer organises or writes minutes, as long as that lasts.

    `oppdrag` are fields that name who has a task; any of them will do.

    A task ends some time after the meeting, and when one leaves the group; not where the group was merged
    or split after the meeting (L18). A workplace's contact has hers from the workplace (L6).
    """
    egne = Medlemskap.objects.filter(person=innsyn.person, gruppe=OuterRef("gruppe"))
    fulgte_med = Q(fortsetter_i__isnull=False, til__gte=OuterRef("start__date"))
    forlatt = egne.filter(~fulgte_med, til__lt=innsyn.dag, til__gte=OuterRef("opprettet__date"))
    return (
        Q(*((felt, innsyn.person) for felt in oppdrag), _connector=Q.OR)
        & Q(slutt__date__gte=innsyn.dag - OPPDRAG_VARER)
        & (
            ~Exists(forlatt)
            | Q(gruppe__in=Gruppe.objects.med_medlem(innsyn))
            | Q(arrangor=innsyn.person, overtatt_for__isnull=False)
        )
    )
