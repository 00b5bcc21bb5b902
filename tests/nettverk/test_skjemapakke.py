"""The crispy pack: what a real form looks like to somebody who hears it or uses the keyboard."""

from html.parser import HTMLParser
from typing import Any

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Row, Submit
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template

Attributter = dict[str, str | None]


class Elementer(HTMLParser):
    """Every start tag of a piece of HTML with its attributes, in order; and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.alle: list[tuple[str, Attributter]] = []
        self.tekst = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.alle.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.tekst += data

    def med_id(self, ident: str) -> Attributter:
        (ett,) = [a for _, a in self.alle if a.get("id") == ident]
        return ett

    def av_slag(self, tag: str) -> list[Attributter]:
        return [a for t, a in self.alle if t == tag]


class Moteskjema(forms.Form):
    sted = forms.CharField(label="Sted", help_text="Navn og adresse")
    dag = forms.DateField(label="Dato")
    start = forms.TimeField(label="Start", required=False)
    slag = forms.ChoiceField(
        label="Møteform", choices=[("f", "Fysisk"), ("d", "Digitalt")], widget=forms.RadioSelect
    )
    deler = forms.MultipleChoiceField(
        label="Hva blir du med på?",
        choices=[("1", "Del 1"), ("2", "Del 2")],
        widget=forms.CheckboxSelectMultiple,
        help_text="Del 1 er bare for medlemmer",
    )
    tid = forms.SplitDateTimeField(label="Tid", required=False)
    lest = forms.BooleanField(label="Jeg har lest dette")
    skjult = forms.CharField(widget=forms.HiddenInput, required=False)


GYLDIG = {
    "sted": "Os",
    "dag": "2026-12-08",
    "start": "09:30",
    "slag": "f",
    "deler": ["1"],
    "lest": "on",
}


def tegnet(skjema: forms.BaseForm) -> Elementer:
    return Elementer(Template("{% load crispy_forms_filters %}{{ s|crispy }}").render(Context({"s": skjema})))


def utfylt(**endringer: Any) -> Moteskjema:
    return Moteskjema({**GYLDIG, **endringer})


def test_ubundet_skjema_har_ingen_oppsummering() -> None:
    assert tegnet(Moteskjema()).av_slag("ds-error-summary") == []


def test_gyldig_skjema_har_ingen_oppsummering() -> None:
    skjema = utfylt()
    assert skjema.errors == {}
    assert tegnet(skjema).av_slag("ds-error-summary") == []


def test_hver_etikett_peker_pa_ett_felt() -> None:
    side = tegnet(Moteskjema())
    pekere = [a["for"] for a in side.av_slag("label")]
    assert [side.med_id(str(i))["name"] for i in pekere] == [
        "sted", "dag", "start", "slag", "slag", "deler", "deler", "lest",
    ]  # fmt: skip


def test_hjelp_og_feil_er_knyttet_til_feltet() -> None:
    side = tegnet(utfylt(sted=""))
    felt = side.med_id("id_sted")
    assert (felt["aria-describedby"], felt["aria-invalid"]) == ("id_sted_helptext id_sted_error", "true")
    assert side.med_id("id_sted_helptext") and side.med_id("id_sted_error")


def test_felt_uten_feil_er_ikke_merket() -> None:
    felt = tegnet(utfylt(sted="")).med_id("id_dag")
    assert "aria-invalid" not in felt
    assert "aria-describedby" not in felt


def test_gruppe_er_fieldset_med_legend_hjelp_og_feil() -> None:
    side = tegnet(utfylt(deler=[]))
    assert side.med_id("div_id_deler")["aria-describedby"] == "id_deler_helptext id_deler_error"
    assert side.med_id("id_deler_0")["aria-invalid"] == "true"
    assert len(side.av_slag("legend")) == 3


def test_oppsummering_lenker_til_forste_kontroll_i_feltenes_rekkefolge() -> None:
    side = tegnet(Moteskjema({}))
    (boks,) = side.av_slag("ds-error-summary")
    assert (boks["role"], boks["tabindex"]) == ("alert", "-1")
    mal = [str(a["href"])[1:] for a in side.av_slag("a")]
    assert mal == ["id_sted", "id_dag", "id_slag_0", "id_deler_0", "id_lest"]
    assert all(side.med_id(ident) for ident in mal)


@pytest.mark.parametrize(
    ("data", "tittel"), [({}, "Rett opp 5 feil"), (GYLDIG | {"sted": ""}, "Rett opp 1 feil")]
)
def test_oppsummering_teller_feilene(data: dict[str, Any], tittel: str) -> None:
    assert tittel in tegnet(Moteskjema(data)).tekst


def test_etikett_med_sporsmalstegn_far_ikke_kolon() -> None:
    tekst = tegnet(utfylt(deler=[])).tekst
    assert "Hva blir du med på? " in tekst
    assert "Hva blir du med på?:" not in tekst


def test_valgfritt_sies_i_ord_og_bare_der() -> None:
    tekst = " ".join(tegnet(Moteskjema()).tekst.split())
    assert tekst.count("(valgfritt)") == 2
    assert "Start (valgfritt)" in tekst


def test_dato_og_klokke_bruker_nettleserens_velger() -> None:
    side = tegnet(utfylt(tid_0="2026-12-08", tid_1="12:00"))
    sett = [
        (side.med_id(i)["type"], side.med_id(i)["value"])
        for i in ("id_dag", "id_start", "id_tid_0", "id_tid_1")
    ]
    assert sett == [("date", "2026-12-08"), ("time", "09:30"), ("date", "2026-12-08"), ("time", "12:00")]


def test_hver_del_av_et_delt_felt_har_navn() -> None:
    side = tegnet(Moteskjema())
    assert [side.med_id(i)["aria-label"] for i in ("id_tid_0", "id_tid_1")] == ["Dato", "Klokkeslett"]


def test_det_som_ble_skrevet_star_selv_om_velgeren_ikke_kan_vise_det() -> None:
    felt = tegnet(utfylt(dag="8. des")).med_id("id_dag")
    assert (felt["type"], felt["value"]) == ("text", "8. des")


def test_skjult_felt_har_verken_etikett_eller_ramme() -> None:
    side = tegnet(Moteskjema())
    assert side.med_id("id_skjult") == {"type": "hidden", "name": "skjult", "id": "id_skjult"}


def test_tekst_fra_brukere_blir_ikke_til_kode() -> None:
    side = tegnet(utfylt(sted="<script>x</script>", slag="<b>"))
    assert [a.get("src") for a in side.av_slag("script")] == [
        "/static/vendor/designsystemet-web/designsystemet-web.js"
    ]
    assert side.av_slag("b") == []


class MedOppsett(Moteskjema):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.layout = Layout("sted", Fieldset("Når", Row("dag", "start")))
        self.helper.add_input(Submit("lagre", "Lagre"))


def test_oppsett_tegnes_i_ramme_med_knapp() -> None:
    side = Elementer(render_crispy_form(MedOppsett({})))
    (skjema,) = side.av_slag("form")
    assert skjema == {"method": "post", "novalidate": None}
    (knapp,) = side.av_slag("button")
    assert (knapp["type"], knapp["name"], knapp["class"]) == ("submit", "lagre", "ds-button")
    assert [a["id"] for a in side.av_slag("input") if a["type"] != "hidden"] == [
        "id_sted",
        "id_dag",
        "id_start",
    ]
    assert len(side.av_slag("ds-error-summary")) == 1


class Punkt(forms.Form):
    tittel = forms.CharField(label="Tittel")


Punktsett = forms.formset_factory(Punkt, extra=2)


def test_sett_har_en_oppsummering_som_sier_hvilket_punkt() -> None:
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-tittel": "Lunsj", "form-1-tittel": ""}
    mal = Template("{% load crispy_forms_filters %}{{ s|crispy }}")
    side = Elementer(mal.render(Context({"s": Punktsett(data)})))
    assert [a["href"] for a in side.av_slag("a")] == ["#id_form-1-tittel"]
    assert len(side.av_slag("ds-error-summary")) == 1
    assert "Nr. 2, Tittel: " in side.tekst


def test_flere_skjemaer_pa_en_side_far_felles_oppsummering() -> None:
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-tittel": ""}
    mal = Template("{% load skjema %}{% feiloppsummering s p %}")
    side = Elementer(mal.render(Context({"s": utfylt(sted=""), "p": Punktsett(data)})))
    assert [a["href"] for a in side.av_slag("a")] == ["#id_sted", "#id_form-0-tittel"]
