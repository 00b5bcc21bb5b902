"""Meetings moved or cancelled, the deadline extended, the whole series called off (D11, D12, L17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from dybdemoter import endringsbrev
from dybdemoter.forfall import SVAR
from dybdemoter.koen import i_koen
from dybdemoter.lenker import la_lenkene_folge
from dybdemoter.models import Serie, Seriemote, Valg
from dybdemoter.serier import sesongens_ar
from nettverk.frister.oppdatering import la_frister_falle_bort, oppdater_frister
from nettverk.klokke import dag as lokal_dag

Tid = tuple[datetime, datetime]  # from and to, UTC moments


def flytt(serie: Serie, nye: Mapping[int, Tid], *, melding: str = "", naa: datetime) -> list[Seriemote]:
    """Move meetings, id → new time: calendar and deadlines follow, and each person gets one notice.

    A meeting that already is at its new time is left alone. Raises ValidationError, `mote-<number>` → why.
    """
    with i_koen(serie) as laast:
        _krev_i_gang(laast)
        moter = {mote.pk: mote for mote in Seriemote.objects.for_frister().filter(serie=laast)}
        flyttet = [moter[pk] for pk, tid in nye.items() if (moter[pk].start, moter[pk].slutt) != tid]
        fra = {mote.pk: mote.start for mote in flyttet}
        for mote in flyttet:
            mote.start, mote.slutt = nye[mote.pk]
        if feil := _feil(laast, list(moter.values()), flyttet, fra, naa):
            raise ValidationError(feil)
        for mote in flyttet:
            mote.sekvens += 1
            mote.save(update_fields=["start", "slutt", "sekvens"])
        if flyttet:
            la_lenkene_folge(laast)
            for mote in Seriemote.objects.for_frister().filter(pk__in=fra):
                oppdater_frister(mote, laast.nettverk, naa=naa)
            endringsbrev.flyttet(laast, flyttet, fra, melding=melding, naa=naa)
        return flyttet


def _krev_i_gang(serie: Serie) -> None:
    if serie.status == Serie.Status.UTKAST:
        raise ValidationError(_("Møterekken er ikke publisert ennå. Endre datoene i utkastet."))
    if serie.er_avlyst:
        raise ValidationError(_("Møterekken er avlyst."))


def _feil(
    serie: Serie, alle: list[Seriemote], flyttet: list[Seriemote], fra: Mapping[int, datetime], naa: datetime
) -> dict[str, list[str]]:
    """Return what is wrong with the new times."""
    feil: dict[str, list[str]] = {}
    for mote in flyttet:
        opptatt = {en.dag for en in alle if en != mote and not en.er_avlyst}
        ar = sesongens_ar(serie.sesong)
        brudd = (
            (mote.er_avlyst, _("Møtet er avlyst.")),
            (fra[mote.pk] <= naa, _("Møtet har begynt.")),
            (mote.start <= naa, _("Datoen er passert.")),
            (mote.slutt <= mote.start, _("Møtet må slutte etter at det begynner.")),
            (lokal_dag(mote.slutt) != mote.dag, _("Møtet må slutte samme dag som det begynner.")),
            (
                mote.minutter > serie.maks_minutter,
                _("Møtet varer lenger enn %(minutter)d minutter.") % {"minutter": serie.maks_minutter},
            ),
            (mote.dag in opptatt, _("Et annet møte i rekken er samme dag.")),
            (mote.dag.year not in ar, _("Datoen er utenfor sesongen %(sesong)s.") % {"sesong": serie.sesong}),
            (_for_fristen(serie, mote), _("Møtet må være etter påmeldingsfristen.")),
        )
        if hva := [ord_ for er_galt, ord_ in brudd if er_galt]:
            feil[f"mote-{mote.nummer}"] = hva
    return feil


def _for_fristen(serie: Serie, mote: Seriemote) -> bool:
    """Whether it would be held while one can still register."""
    return (
        serie.svar_sendt is None and serie.pamelding_frist is not None and mote.dag <= serie.pamelding_frist
    )


def avlys(mote: Seriemote, *, melding: str = "", naa: datetime) -> None:
    """Cancel one meeting. Its topic may be chosen for another. Raises ValidationError."""
    with i_koen(mote.serie) as laast:
        _krev_i_gang(laast)
        egen = Seriemote.objects.for_frister().get(pk=mote.pk)
        if egen.er_avlyst or egen.start <= naa:
            raise ValidationError(_("Møtet har begynt eller er avlyst."))
        _avlys_mote(egen, naa)
        endringsbrev.avlyst(laast, [egen], melding=melding, naa=naa)


def _avlys_mote(mote: Seriemote, naa: datetime) -> None:
    mote.avlyst = naa
    mote.sekvens += 1
    mote.save(update_fields=["avlyst", "sekvens"])
    la_frister_falle_bort(mote, naa=naa)
    for valg in Valg.objects.filter(mote=mote):
        valg.delete()


def avlys_serie(serie: Serie, *, melding: str, naa: datetime) -> None:
    """Call off a published series with all the meetings that have not been (D11). Raises ValidationError."""
    if not melding.strip():
        raise ValidationError({"melding": _("Skriv hvorfor. De som har meldt seg på, får lese det.")})
    with i_koen(serie) as laast:
        _krev_i_gang(laast)
        laast.status, laast.avlyst = Serie.Status.AVLYST, naa
        laast.save(update_fields=["status", "avlyst"])
        moter = list(Seriemote.objects.for_frister().gjeldende().filter(serie=laast, start__gt=naa))
        for mote in moter:
            _avlys_mote(mote, naa)
        la_frister_falle_bort(laast, naa=naa)
        endringsbrev.serie_avlyst(laast, moter, melding=melding.strip(), naa=naa)


def utvid_frist(serie: Serie, ny_frist: date, *, naa: datetime) -> None:
    """Give more time to register, until the answers are sent; who has registered is told (D11).

    Raises ValidationError for a date that is no extension, or not before the first meeting.
    """
    with i_koen(serie) as laast:
        _krev_i_gang(laast)
        if laast.svar_sendt is not None:
            raise ValidationError(_("Svarene er allerede sendt."))
        forste, gammel = laast.forste_mote, laast.pamelding_frist
        if gammel is None or ny_frist <= gammel or ny_frist < lokal_dag(naa):
            raise ValidationError({"pamelding_frist": _("Den nye fristen må være senere enn den gamle.")})
        if forste is not None and ny_frist >= forste.dag:
            raise ValidationError({"pamelding_frist": _("Påmeldingsfristen må være før det første møtet.")})
        laast.pamelding_frist = ny_frist
        laast.save(update_fields=["pamelding_frist"])
        oppdater_frister(laast, laast.nettverk, SVAR, naa=naa)
        endringsbrev.ny_frist(laast, naa=naa)


def sett_lenke(mote: Seriemote, teams_lenke: str, *, naa: datetime) -> None:
    """Set a meeting's Teams link; those who have the old one in their calendars get the new."""
    with i_koen(mote.serie) as laast:
        egen = Seriemote.objects.select_related("serie__nettverk").get(pk=mote.pk)
        if egen.teams_lenke == teams_lenke:
            return
        egen.teams_lenke = teams_lenke
        egen.sekvens += laast.status == Serie.Status.FORDELT
        egen.save(update_fields=["teams_lenke", "sekvens"])
        if laast.status == Serie.Status.FORDELT and egen.start > naa and not egen.er_avlyst:
            endringsbrev.ny_lenke(laast, egen, naa=naa)
