"""«Rettet innkalling»: what has changed since, in words; then told, or only kept (L17)."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from moter.endring import flytt, lagre_detaljer
from moter.innkallinger import er_endret_siden, siste_sendte
from moter.models import Gjest, Innkalling, Mote, Motedel, Programpost
from moter.retting import rett, rettelse
from nettverk.models import Driftsrepresentant, Epost, Frist
from tests.conftest import Klient
from tests.factories import NAA, lag_innkalling_sendt, lag_medlem, lag_person, lag_svar, lokal
from tests.verden import Verden

KL = "kl.\N{NO-BREAK SPACE}"


@pytest.fixture
def mote(verden: Verden) -> Mote:
    """A meeting whose innkalling is out, without the mails."""
    lag_innkalling_sendt(verden.mote)
    Epost.objects.all().delete()
    return Mote.objects.get(pk=verden.mote.pk)


def endre(mote: Mote, **felt: object) -> Mote:
    for navn, verdi in felt.items():
        setattr(mote, navn, verdi)
    lagre_detaljer(mote, list(felt), naa=NAA)
    return Mote.objects.get(pk=mote.pk)


def ord_om(mote: Mote) -> list[str]:
    funnet = rettelse(mote, NAA)
    return [str(en) for en in funnet.alt()] if funnet else []


def test_uten_endring_er_det_ingenting_a_rette(mote: Mote, verden: Verden) -> None:
    assert rettelse(mote, NAA) is None
    with pytest.raises(ValidationError, match="ingenting å rette"):
        rett(mote, av=verden.arrangor, naa=NAA, fortell=True)


def test_det_som_er_endret_star_i_ord(mote: Mote) -> None:
    mote = endre(
        mote, form="digital", digital_lenke="https://video.example/m", pamelding_frist=date(2026, 12, 4),
        praktisk="Ta med pc",
    )  # fmt: skip
    assert ord_om(mote) == [
        "Møteform: Digitalt (før: Fysisk)",
        "Sted: ikke bestemt (før: Ågotnes helsesenter, Ågotnesvegen 1)",
        "Svar senest: fredag 4. desember (før: torsdag 3. desember)",
        "Praktisk informasjon: er endret",
        "Lenken til det digitale møtet: er ny",
    ]


def test_programmets_endringer_star_punkt_for_punkt(mote: Mote) -> None:
    lunsj, del2 = mote.programposter.get(tittel="Lunsj"), mote.programposter.get(motedel=Motedel.DEL2)
    lunsj.start = time(12, 30)
    lunsj.save()
    del2.ansvarlig = "Kari Lie"
    del2.save()
    mote.programposter.get(tittel="Velkommen").delete()
    Programpost.objects.create(
        mote=mote, motedel=Motedel.DEL2, start=time(14, 30), varighet=15, tittel="Oppsummering"
    )
    assert ord_om(mote) == [
        f"«Lunsj»: {KL}12.30–13.15 (før: 12.00)",
        "«Munnstell i livets siste fase»: Kari Lie (før: Åse Bø)",
        f"«Oppsummering»: nytt punkt, {KL}14.30–14.45",
        "«Velkommen»: er tatt ut",
    ]


def test_et_flyttet_mote_sier_det_en_gang(mote: Mote, verden: Verden) -> None:
    dag = date(2026, 12, 17)
    flytt(
        mote, start=lokal(dag, time(10)), slutt=lokal(dag, time(16)), sted=mote.sted, adresse=mote.adresse,
        av=verden.arrangor, naa=NAA,
    )  # fmt: skip
    assert ord_om(Mote.objects.get(pk=mote.pk)) == [
        f"Tid: torsdag 17. desember 2026 {KL}10.00–16.00 (før: torsdag 10. desember 2026 {KL}09.00–15.00)",
        "Svar senest: torsdag 10. desember (før: torsdag 3. desember)",
        "Programmet: alle punktene er flyttet like mye",
    ]


def test_rettet_innkalling_til_alle_og_klb_orienteres(mote: Mote, verden: Verden) -> None:
    drift = lag_person("Dag Drift")
    Driftsrepresentant.objects.create(gruppe=verden.gruppe, person=drift, fra=date(2026, 1, 1))
    Gjest.objects.create(mote=mote, epost="gry@gjest.example", status="pameldt", opprettet=NAA)
    lag_svar(mote, verden.medlem)
    Epost.objects.all().delete()
    mote = endre(mote, sted="Møterom 2")
    antall = rett(mote, av=verden.arrangor, naa=NAA, fortell=True)

    til = set(Epost.objects.filter(slag="innkalling_rettet").values_list("til", flat=True))
    assert til == {m.person.adresse for m in mote.medlemmer()} | {drift.adresse, "gry@gjest.example"}
    assert antall == len(til)
    epost = Epost.objects.get(til=verden.medlem.adresse)
    assert epost.emne == "RETTET: innkalling til Åsane, torsdag 10. desember"
    assert "- Sted: Møterom 2, Ågotnesvegen 1 (før: Ågotnes helsesenter, Ågotnesvegen 1)" in epost.tekst
    assert "Svaret ditt står: du er påmeldt." in epost.tekst
    ics, pdf = epost.vedlegg.all()
    assert b"SEQUENCE:1" in bytes(ics.innhold or b"")
    assert pdf.dokument is not None
    assert (pdf.dokument.malgruppe, pdf.dokument.innhold["sted"]) == ("gruppe", "Møterom 2")
    klb = Epost.objects.get(slag="innkalling_rettet_klb")
    assert (klb.til, "Gruppen har fått den nye." in klb.tekst) == (verden.nettverk.epost, True)


def test_bare_oppdater_skriver_bare_til_klb(mote: Mote, verden: Verden) -> None:
    mote = endre(mote, praktisk="Parker bak bygget")
    assert rett(mote, av=verden.gruppeansvarlig, naa=NAA, fortell=False) == 0
    assert list(Epost.objects.values_list("slag", flat=True)) == ["innkalling_rettet_klb"]
    assert "Gruppen har ikke fått e-post om det." in Epost.objects.get().tekst
    siste = siste_sendte(mote)
    assert siste is not None
    assert (siste.versjon, siste.rettet, er_endret_siden(siste)) == (2, True, False)


def test_en_retting_rorer_ingen_frister(mote: Mote, verden: Verden) -> None:
    for_ = list(Frist.objects.om(mote).order_by("pk").values("slag", "forfall", "gjort", "bortfalt"))
    senere = NAA + timedelta(days=5)
    mote = endre(mote, sted="Møterom 2")
    rett(mote, av=verden.arrangor, naa=senere, fortell=True)
    assert list(Frist.objects.om(mote).order_by("pk").values("slag", "forfall", "gjort", "bortfalt")) == for_
    dag = date(2026, 12, 11)
    flytt(
        mote, start=lokal(dag), slutt=lokal(dag, time(15)), sted=mote.sted, adresse="", av=verden.arrangor,
        naa=senere,
    )  # fmt: skip
    utsending = Frist.objects.om(mote).get(slag="utsending")
    assert (utsending.gjort, utsending.forfall) == (NAA, date(2026, 11, 25))


def test_del_1_star_i_ingen_mail_og_gjester_hores_ikke_om_den(mote: Mote, verden: Verden) -> None:
    Gjest.objects.create(mote=mote, epost="gry@gjest.example", status="pameldt", opprettet=NAA)
    delt = lag_medlem(verden.gruppe, lag_person("Turid Turnus", epost=None, delt_epost="a@helse.example"))
    post = mote.programposter.get(motedel=Motedel.DEL1)
    post.tittel = "Tiurleik"
    post.save()
    rett(mote, av=verden.arrangor, naa=NAA, fortell=True)

    alle = Epost.objects.all()
    assert not any("Tiurleik" in e.tekst + e.html + e.emne for e in alle)
    assert not alle.filter(til="gry@gjest.example").exists()
    assert "- Programmet i del 1: er endret, se innkallingen" in alle.get(person=verden.medlem).tekst
    til_delt = alle.get(person=delt)
    assert "del 1" not in til_delt.tekst
    (dokument,) = (v.dokument for v in til_delt.vedlegg.all() if v.dokument)
    assert dokument.malgruppe == "apen"


def test_kontakten_ser_ikke_del_1_pa_rettesiden(verden: Verden, client_for: Klient) -> None:
    mote = verden.vertsmote
    lag_innkalling_sendt(mote)
    post = mote.programposter.get(motedel=Motedel.DEL1)
    post.tittel = "Tiurleik"
    post.save()
    url = reverse("innkalling_rett", args=(mote.pk,))
    sider = {p: client_for(p).get(url).content.decode() for p in (verden.kontakt, verden.gruppeansvarlig)}
    assert ["Tiurleik" in side for side in sider.values()] == [False, True]
    assert "Programmet i del 1" in sider[verden.kontakt]


def test_to_som_retter_samtidig_far_en_innkalling(mote: Mote, verden: Verden, client_for: Klient) -> None:
    endre(mote, sted="Møterom 2")
    url = reverse("innkalling_rett", args=(mote.pk,))
    leder, arrangor = client_for(verden.gruppeansvarlig), client_for(verden.arrangor)
    sett = leder.get(url).context["sett"]
    endre(Mote.objects.get(pk=mote.pk), sted="Møterom 3")

    svar = leder.post(url, {"valg": "send", "sett": sett}, follow=True)
    assert "endret igjen siden du åpnet siden" in svar.content.decode()
    sett = svar.context["sett"]
    arrangor.post(url, {"valg": "send", "sett": sett})
    svar = leder.post(url, {"valg": "send", "sett": sett}, follow=True)
    assert "Det er ingenting å rette" in svar.content.decode()
    assert Innkalling.objects.filter(mote=mote, rettet=True).count() == 1


def test_panelet_star_til_det_er_rettet(mote: Mote, verden: Verden, client_for: Klient) -> None:
    endre(mote, sted="Møterom 2")
    klienter = {p: client_for(p) for p in (verden.arrangor, verden.koordinator, verden.medlem)}

    def panel() -> list[bool]:
        sider = [klient.get(mote.get_absolute_url()).content.decode() for klient in klienter.values()]
        return ["Innkallingen er sendt, og møtet er endret siden" in side for side in sider]

    assert panel() == [True, True, False]
    klienter[verden.arrangor].post(reverse("innkalling_rett", args=(mote.pk,)), {"valg": "oppdater"})
    assert panel() == [False, False, False]


def test_det_som_mangler_ma_pa_plass_forst(mote: Mote, verden: Verden) -> None:
    mote = endre(mote, form="digital")
    with pytest.raises(ValidationError, match="Legg inn lenke"):
        rett(mote, av=verden.arrangor, naa=NAA, fortell=False)


def test_avlyst_og_ferdig_rettes_ikke(mote: Mote) -> None:
    mote = endre(mote, sted="Møterom 2")
    assert rettelse(mote, NAA) is not None
    assert rettelse(mote, mote.slutt) is None
    mote.avlyst = NAA
    assert rettelse(mote, NAA) is None
