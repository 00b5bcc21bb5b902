"""Who is told of a move or a cancellation, and what each reads: one notice per person (L17)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from icalendar import Calendar, Event

from moter.beskjeder import Som, beskjeder
from moter.endring import avlys, flytt
from moter.models import Gjest, Mote, Pamelding
from nettverk.frister.motor import kjor
from nettverk.models import Driftsrepresentant, Epost, Person, Varsel
from tests.factories import (
    NAA,
    lag_innkalling_sendt,
    lag_medlem,
    lag_person,
    lag_svar,
    lokal,
)
from tests.verden import Verden

I_DAG = date(2026, 11, 23)


def lag_gjest(mote: Mote, epost: str, status: str = Gjest.Status.PAMELDT, **felt: object) -> Gjest:
    return Gjest.objects.create(
        mote=mote, epost=epost, navn=epost.partition("@")[0], status=status, opprettet=NAA, **felt
    )


def lag_drift(verden: Verden, person: Person) -> Person:
    Driftsrepresentant.objects.create(gruppe=verden.gruppe, person=person, fra=date(2026, 1, 1))
    return person


def flytt_en_uke(verden: Verden, **felt: object) -> int:
    dag = date(2026, 12, 17)
    standard = {
        "start": lokal(dag, time(9)), "slutt": lokal(dag, time(15)), "sted": verden.mote.sted,
        "adresse": verden.mote.adresse, "av": verden.gruppeansvarlig, "naa": NAA,
    }  # fmt: skip
    return flytt(verden.mote, **standard | felt)  # type: ignore[arg-type]


def brev_til(til: Person | str, slag: str) -> Epost:
    return Epost.objects.get(slag=slag, til=til if isinstance(til, str) else til.adresse)


def kalender(epost: Epost) -> tuple[Calendar, Event]:
    fil = Calendar.from_ical(bytes(epost.vedlegg.get().innhold or b""))
    (hendelse,) = fil.events
    return fil, hendelse


def test_alle_far_beskjed_en_gang_ogsa_drift_og_gjester(verden: Verden) -> None:
    drift = lag_drift(verden, lag_person("Dag Drift"))
    for status in Gjest.Status.values:
        lag_gjest(verden.mote, f"{status}@gjest.example", status)
    avlys(verden.mote, av=verden.koordinator, naa=NAA)

    medlemmer = {m.person.adresse for m in verden.mote.medlemmer()}
    gjester = {f"{status}@gjest.example" for status in ("invitert", "pameldt", "venter")}
    til = list(Epost.objects.filter(slag="avlyst").values_list("til", flat=True))
    assert sorted(til) == sorted(medlemmer | {drift.adresse, verden.nettverk.epost} | gjester)


def test_en_med_flere_roller_far_en_beskjed(verden: Verden) -> None:
    """She is member, organiser, referent and representative, and has registered as a guest."""
    selv = verden.arrangor
    lag_drift(verden, selv)
    lag_gjest(verden.mote, str(selv.epost).upper())
    Mote.objects.filter(pk=verden.mote.pk).update(referent=selv)
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    assert Epost.objects.filter(slag="avlyst", til__iexact=selv.epost).count() == 1
    assert "Du beholder turen din" in brev_til(selv, "avlyst").tekst


def test_gruppene_sier_hvorfor_hver_far_den(verden: Verden) -> None:
    drift = lag_drift(verden, lag_person("Dag Drift", epost=None))
    gjest = lag_gjest(verden.vertsmote, "gry@gjest.example")
    alle = {en.hvem: en.som for en in beskjeder(verden.vertsmote, I_DAG)}
    assert alle == {
        **{str(m.person_id): Som.MEDLEM for m in verden.vertsmote.medlemmer()},
        str(verden.kontakt.pk): Som.OPPDRAG,
        str(drift.pk): Som.DRIFT,
        gjest.epost: Som.GJEST,
        verden.nettverk.epost: Som.KLB,
    }


@pytest.mark.parametrize(
    ("deler", "ord_"),
    [
        ((True, True), "Svaret ditt står: du er påmeldt."),
        ((False, True), "Svaret ditt står: du er påmeldt del 2, og har meldt fravær fra del 1."),
        ((False, False), "Svaret ditt står: du har meldt fravær."),
        (None, "Du har ikke svart ennå."),
    ],
)
def test_flytting_sier_hvert_medlem_svaret_som_star(
    verden: Verden, deler: tuple[bool, bool] | None, ord_: str
) -> None:
    lag_innkalling_sendt(verden.mote)
    if deler:
        lag_svar(verden.mote, verden.medlem, del1=deler[0], del2=deler[1])
    flytt_en_uke(verden)
    epost = brev_til(verden.medlem, "flyttet")
    assert ord_ in epost.tekst
    assert set(Pamelding.objects.values_list("del1", "del2")) == ({deler} if deler else set())


def test_meldingen_star_i_alles_brev(verden: Verden) -> None:
    lag_gjest(verden.mote, "gry@gjest.example")
    avlys(verden.mote, av=verden.gruppeansvarlig, melding="Veien er stengt", naa=NAA)
    for epost in Epost.objects.filter(slag="avlyst"):
        assert "Lise Leder skriver: «Veien er stengt»" in epost.tekst
        assert "«Veien er stengt»" in epost.html


def test_arrangoren_far_de_nye_fristene_i_samme_brev(verden: Verden) -> None:
    flytt_en_uke(verden)
    assert (
        "- Send innkallingen til KLB: torsdag 3. desember 2026" in brev_til(verden.arrangor, "flyttet").tekst
    )
    assert "Fristene dine" not in brev_til(verden.medlem, "flyttet").tekst


def test_bare_gruppeansvarlig_bes_om_ny_dato(verden: Verden) -> None:
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    med = {epost.til for epost in Epost.objects.filter(slag="avlyst") if "Finn en ny dato" in epost.tekst}
    assert med == {verden.gruppeansvarlig.epost}


def test_nytt_sted_alene_sier_det(verden: Verden) -> None:
    mote = verden.mote
    flytt_en_uke(verden, start=mote.start, slutt=mote.slutt, sted="Rådhuset", adresse="")
    tekst = brev_til(verden.medlem, "flyttet").tekst
    assert "har fått nytt sted" in tekst
    assert "Det skulle vært på Ågotnes helsesenter, Ågotnesvegen 1. Nå er det:" in tekst


def test_gjesten_far_del_2_og_sin_egen_kalenderpost(verden: Verden) -> None:
    lag_gjest(verden.mote, "gry@gjest.example")
    flytt_en_uke(verden, start=lokal(date(2026, 12, 17), time(10)), slutt=lokal(date(2026, 12, 17), time(16)))
    epost = brev_til("gry@gjest.example", "flyttet")
    _fil, hendelse = kalender(epost)
    assert str(hendelse["uid"]) == f"mote-{verden.mote.pk}-gjest@127.0.0.1"
    assert [f"{moment:%d.%m %H:%M}" for moment in (hendelse.start, hendelse.end)] == [
        "17.12 13:00",  # lunch, which is beside part 2
        "17.12 15:30",
    ]
    assert "kl.\N{NO-BREAK SPACE}13.00–15.30" in epost.tekst
    assert "Påmeldingen din står." in epost.tekst
    assert "Siden sist" not in epost.tekst + epost.html + str(hendelse)


def test_en_gjest_som_ikke_har_svart_far_verken_kalender_eller_kvittering(verden: Verden) -> None:
    lag_gjest(verden.mote, "gry@gjest.example", Gjest.Status.INVITERT)
    start, slutt = verden.mote.start + timedelta(hours=1), verden.mote.slutt + timedelta(hours=1)
    flytt(verden.mote, start=start, slutt=slutt, sted="X", adresse="", av=verden.arrangor, naa=NAA)
    epost = brev_til("gry@gjest.example", "flyttet")
    assert not epost.vedlegg.exists()
    for ord_, star in (
        ("Dagen er den samme.", True), ("Stedet er også nytt.", True), ("Svar på invitasjonen", True),
        ("Påmeldingen din står.", False), ("Kalenderfilen", False),
    ):  # fmt: skip
        assert ((ord_ in epost.tekst), (ord_ in epost.html)) == (star, star), ord_


def test_en_leder_som_gjest_far_beskjeden_pa_sitt_eget_mal(verden: Verden) -> None:
    leder = lag_person("Lise Leder", malform="nn")
    lag_gjest(verden.mote, leder.adresse, person=leder)
    flytt_en_uke(verden)
    assert "Påmeldinga di står." in brev_til(leder, "flyttet").tekst


def test_kalenderen_fjernes_hos_den_som_ikke_er_med_pa_den_nye_dagen(verden: Verden) -> None:
    slutter = lag_medlem(verden.gruppe, "Siri Slutter", til=date(2026, 12, 12))
    flytt_en_uke(verden)
    epost = brev_til(slutter, "flyttet")
    fil, hendelse = kalender(epost)
    assert (str(fil["method"]), hendelse["sequence"]) == ("CANCEL", 1)
    assert "du skal ikke møte" in epost.tekst


def test_bare_medlemmer_og_drift_med_eget_adresse_far_den_digitale_lenken(verden: Verden) -> None:
    Mote.objects.filter(pk=verden.mote.pk).update(form="begge", digital_lenke="https://video.example/m")
    drift = lag_drift(verden, lag_person("Dag Drift"))
    delt = lag_medlem(verden.gruppe, lag_person("Turid Turnus", epost=None, delt_epost="a@helse.example"))
    lag_gjest(verden.mote, "gry@gjest.example")
    flytt_en_uke(verden)
    har = {e.til for e in Epost.objects.filter(slag="flyttet") if b"video" in bytes(e.vedlegg.get().innhold)}  # type: ignore[arg-type]
    egne = {m.person.epost for m in verden.mote.medlemmer() if m.person != delt}
    assert har == egne | {drift.epost}

    verden.gruppe.drift_i_del1 = False
    verden.gruppe.save()
    Epost.objects.all().delete()
    avlys(Mote.objects.get(pk=verden.mote.pk), av=verden.koordinator, naa=NAA)
    har = {e.til for e in Epost.objects.filter(slag="avlyst") if b"video" in bytes(e.vedlegg.get().innhold)}  # type: ignore[arg-type]
    assert har == egne


def test_ingen_paaminnes_om_et_avlyst_mote(verden: Verden) -> None:
    lag_innkalling_sendt(verden.mote)
    avlys(verden.mote, av=verden.koordinator, naa=NAA)
    avlys(verden.vertsmote, av=verden.koordinator, naa=NAA)
    Epost.objects.all().delete()
    for dag in range(90):
        kjor(NAA + timedelta(days=dag))
    linjer = Varsel.objects.exclude(frist__slag="neste_aar").filter(frist__nettverk=verden.nettverk)
    assert set(linjer.values_list("frist__object_id", flat=True)) == {verden.nabomote.pk}
