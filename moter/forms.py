"""Forms of a meeting. Each refuses with a message beside its field, and keeps what was typed."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Mote
from nettverk.models import Person
from nettverk.sprak import dato_dag


class DetaljerForm(forms.ModelForm[Mote]):
    """What the organiser decides about the meeting, apart from date and time."""

    digital_lenke = forms.URLField(
        label=gettext_lazy("Lenke til digitalt møte"), required=False, assume_scheme="https"
    )

    digital_lenke_del1 = forms.URLField(
        label=gettext_lazy("Egen lenke til del 1"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Mote
        fields = (
            "form", "sted", "adresse", "digital_lenke", "digital_lenke_del1", "pamelding_frist",
            "kompetansepunkt", "referent", "praktisk",
        )  # fmt: skip
        widgets = {"pamelding_frist": forms.DateInput(), "praktisk": forms.Textarea({"rows": 4})}
        help_texts = {
            "sted": gettext_lazy("For eksempel «Solstrandtunet, møterom Ulven»."),
            "pamelding_frist": gettext_lazy("Til og med denne dagen. Dagen etter får du listen."),
            "kompetansepunkt": gettext_lazy("Temaet del 2 hører til. Du kan sende uten."),
            "referent": gettext_lazy("Den som skriver referatet. Gruppeansvarlig godkjenner det."),
            "praktisk": gettext_lazy("Parkering, inngang, hva deltakerne bør ta med."),
        }

    def __init__(self, *args: Any, leser_del1: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mote = self.instance
        if leser_del1:
            self.fields["digital_lenke"].help_text = _("Har del 1 sin egen lenke, er denne for alle.")
            self.fields["digital_lenke_del1"].help_text = _("Bare medlemmene og driftsgruppen får den.")
        else:
            del self.fields["digital_lenke_del1"]
        medlemmer = Q(medlemskap__in=mote.gruppe.medlemskap.aktive(mote.dag))
        self.fields["referent"].queryset = Person.objects.filter(  # type: ignore[attr-defined]
            medlemmer | Q(pk=mote.referent_id)
        ).distinct()
        self.fields["kompetansepunkt"].queryset = (  # type: ignore[attr-defined]
            mote.gruppe.nettverk.kompetansepunkter.filter(Q(aktiv=True) | Q(pk=mote.kompetansepunkt_id))
        )


class ProgramkontaktForm(forms.Form):
    """When organiser and group lead spoke about the programme."""

    dato = forms.DateField(label=gettext_lazy("Når snakket dere om programmet?"), widget=forms.DateInput())

    def __init__(self, *args: Any, i_dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.i_dag = i_dag

    def clean_dato(self) -> date:
        """Refuse a day that has not come."""
        dato: date = self.cleaned_data["dato"]
        if dato > self.i_dag:
            raise ValidationError(_("Datoen kan ikke være etter i dag."))
        return dato


class LeverForm(forms.Form):
    """The last look before the innkalling goes to KLB."""

    arsak = forms.CharField(
        label=gettext_lazy("Hvorfor kommer innkallingen sent?"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Sekretariatet ser svaret. Innkallingen blir merket «levert etter fristen»."),
    )


class UtsendingForm(forms.Form):
    """Whether the members get more time to answer, where the innkalling goes out late (F2)."""

    NY, SOM_FOR = "ny", "som_for"

    frist = forms.ChoiceField(label=gettext_lazy("Påmeldingsfrist"), widget=forms.RadioSelect(), initial=NY)

    def __init__(self, *args: Any, mote: Mote, foreslatt: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        na = {"dato": dato_dag(mote.pamelding_frist)} if mote.pamelding_frist else {"dato": ""}
        felt = self.fields["frist"]
        assert isinstance(felt, forms.ChoiceField)
        felt.choices = [
            (self.NY, _("Utsett til %(dato)s") % {"dato": dato_dag(foreslatt)}),
            (self.SOM_FOR, _("Behold %(dato)s") % na),
        ]
        felt.help_text = _("Det er kort tid til fristen. Velger du en ny, står den i innkallingen.")


class ReturForm(forms.Form):
    """What KLB wants mended."""

    kommentar = forms.CharField(
        label=gettext_lazy("Hva må rettes?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("Arrangøren får kommentaren på e-post, og to virkedager på seg."),
    )


class SvarForm(forms.Form):
    """A participant's answer. Nothing is chosen beforehand (X1).

    Without `del1`, part 1 does not concern her: to come is to come to part 2 (L8).
    """

    KOMMER, KOMMER_IKKE = "ja", "nei"

    svar = forms.ChoiceField(
        label=gettext_lazy("Svaret ditt"),
        choices=[
            (KOMMER, gettext_lazy("Jeg kommer")),
            (KOMMER_IKKE, gettext_lazy("Jeg kan ikke komme")),
        ],
        widget=forms.RadioSelect(),
        error_messages={
            "required": gettext_lazy("Velg om du kommer eller ikke kan komme. Ingenting er sendt.")
        },
    )
    deler = forms.MultipleChoiceField(
        label=gettext_lazy("Hva blir du med på?"),
        choices=[("1", ""), ("2", "")],
        widget=forms.CheckboxSelectMultiple(),
        required=False,
    )
    mat = forms.CharField(
        label=gettext_lazy("Må kjøkkenet vite noe? (valgfritt)"), max_length=120, required=False
    )

    def __init__(self, *args: Any, del1: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not del1:
            del self.fields["deler"]

    def clean(self) -> dict[str, Any]:
        """Ask for at least one part from who comes."""
        data = super().clean() or self.cleaned_data
        velger = "deler" in self.fields
        if velger and data.get("svar") == self.KOMMER and not data.get("deler"):
            self.add_error("deler", _("Kryss av for minst én del, eller svar at du ikke kan komme."))
        return data

    def valgte_deler(self) -> tuple[bool, bool]:
        """Return whether part 1 and part 2 are answered yes."""
        if self.cleaned_data["svar"] == self.KOMMER_IKKE:
            return False, False
        deler = self.cleaned_data.get("deler", ["2"])
        return "1" in deler, "2" in deler
