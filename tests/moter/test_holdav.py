"""«Hold av dagen»: planned meetings as calendar entries, and one list to managers (L7)."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy

import pytest
from icalendar import Calendar

from moter.endring import avlys
from moter.holdav import send_hold_av
from moter.models import Mote
from nettverk.models import Driftsrepresentant, Epost
from nettverk.utboks.mime import bygg
from tests.factories import NAA, lag_medlem, lag_mote, lag_person
from tests.verden import Verden

DAGER = (date(2027, 3, 11), date(2027, 6, 3), date(2027, 11, 18))


@pytest.fixture
def moter(verden: Verden) -> list[Mote]:
    return [lag_mote(verden.gruppe, dag, arrangor=verden.arrangor) for dag in DAGER]


def _uider(epost: Epost) -> list[str]:
    filer = [Calendar.from_ical(bytes(v.innhold or b"")) for v in epost.vedlegg.all()]
    return [str(hendelse["uid"]) for fil in filer for hendelse in fil.walk("VEVENT")]


def test_hold_av_gir_hvert_medlem_en_mail_med_en_fil_for_hvert_mote(
    verden: Verden, moter: list[Mote]
) -> None:
    antall = send_hold_av(moter, av=verden.koordinator, naa=NAA)

    mail = Epost.objects.filter(slag="hold_av")
    assert {e.person for e in mail} == {verden.medlem, verden.arrangor, verden.gruppeansvarlig}
    assert {e.emne for e in mail} == {"Hold av dagen: 3 nettverksmøter i Åsane i 2027"}
    assert [_uider(e) for e in mail] == [[f"mote-{m.pk}@127.0.0.1" for m in moter]] * 3
    assert antall == Epost.objects.count() == mail.count() + 1


def test_hold_av_for_ett_mote_sier_dagen(verden: Verden, moter: list[Mote]) -> None:
    send_hold_av(moter[:1], av=verden.koordinator, naa=NAA)
    assert set(Epost.objects.filter(slag="hold_av").values_list("emne", flat=True)) == {
        "Hold av dagen: nettverksmøte i Åsane, torsdag 11. mars 2027"
    }


def test_hold_av_to_ganger_sender_en_gang(verden: Verden, moter: list[Mote]) -> None:
    send_hold_av(moter, av=verden.koordinator, naa=NAA)
    forste = Epost.objects.count()
    send_hold_av(list(reversed(moter)), av=verden.koordinator, naa=NAA)
    assert Epost.objects.count() == forste


def test_hold_av_gar_til_lederne_som_en_liste_for_aret(verden: Verden, moter: list[Mote]) -> None:
    send_hold_av(moter, av=verden.koordinator, naa=NAA)

    (liste,) = Epost.objects.filter(slag="moteliste")
    assert (liste.person, liste.emne) == (
        verden.naermeste_leder,
        "Til orientering: 3 nettverksmøter i Åsane i 2027",
    )
    assert [f"{dag.day}. " in liste.tekst for dag in DAGER] == [True] * 3
    assert "Arne Arrangør, Mari Medlem" in liste.tekst
    assert "Jeg%20er%20ikke%20leder%20for" in liste.avmelding
    assert not liste.vedlegg.exists()


def test_hold_av_sender_hver_bare_motene_hun_er_med_pa(verden: Verden, moter: list[Mote]) -> None:
    slutter = lag_medlem(verden.gruppe, "Siri Slutter", til=date(2027, 6, 3))
    permisjon = lag_medlem(verden.gruppe, "Petra Permisjon", permisjon_fra=date(2027, 1, 1))
    ny = lag_medlem(verden.gruppe, "Nina Ny", fra=date(2027, 8, 1))
    uten = lag_medlem(verden.gruppe, lag_person("Unni Uten", epost=None))

    send_hold_av(moter, av=verden.koordinator, naa=NAA)

    folk = (slutter, permisjon, ny, uten)
    fikk = {person: [len(_uider(e)) for e in Epost.objects.filter(person=person)] for person in folk}
    assert fikk == {slutter: [2], permisjon: [], ny: [1], uten: []}


def test_hold_av_gar_til_driftsgruppen_og_til_delt_postkasse_med_navn(
    verden: Verden, moter: list[Mote]
) -> None:
    drift = lag_person("Dag Drift", epost=None, delt_epost="drift@helse.example")
    Driftsrepresentant.objects.create(gruppe=verden.gruppe, person=drift, fra=date(2026, 1, 1))
    Mote.objects.filter(pk=moter[0].pk).update(form="digital", digital_lenke="https://video.example/m")

    send_hold_av([Mote.objects.get(pk=moter[0].pk)], av=verden.koordinator, naa=NAA)

    (epost,) = Epost.objects.filter(person=drift)
    assert epost.emne.endswith(" (til Dag Drift)")
    assert b"video.example" not in bytes(epost.vedlegg.get().innhold or b"")


def test_hold_av_tier_om_avlyste_og_passerte_moter(verden: Verden, moter: list[Mote]) -> None:
    avlys(moter[0], av=verden.koordinator, naa=NAA)
    Epost.objects.all().delete()
    moter[0].refresh_from_db()
    assert send_hold_av(moter, av=verden.koordinator, naa=moter[2].start) == 0
    assert send_hold_av(moter[:1], av=verden.koordinator, naa=NAA) == 0
    assert not Epost.objects.exists()


@pytest.mark.parametrize(("antall", "alternativer"), [(1, 3), (3, 2)])
def test_flere_kalenderfiler_star_bare_som_vedlegg(
    verden: Verden, moter: list[Mote], antall: int, alternativer: int
) -> None:
    """Outlook takes the one beside the text for the whole mail."""
    send_hold_av(moter[:antall], av=verden.koordinator, naa=NAA)
    epost = next(e for e in Epost.objects.ta_etter_tur(lambda: NAA) if e.slag == "hold_av")
    melding = message_from_bytes(bygg(epost).message().as_bytes(), policy=policy.default)
    forste, *filer = melding.iter_parts()
    assert (len(list(forste.iter_parts())), len(filer)) == (alternativer, antall)
