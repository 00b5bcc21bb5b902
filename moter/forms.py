"""Forms of a meeting. Each refuses with a message beside its field, and keeps what was typed."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Medlemsnotat, Mote, Motedel, Programpost
from moter.program import slutt_paa_dagen, tidsfeil
from nettverk.innsyn import Innsyn
from nettverk.models import Person
from nettverk.sprak import dato_dag


class DetaljerForm(forms.ModelForm[Mote]):
    """What the organiser decides about the meeting, apart from date and time."""

    digital_lenke = forms.URLField(
        label=gettext_lazy("Lenke til digitalt møte"), required=False, assume_scheme="https"
    )

    class Meta:
        model = Mote
        fields = (
            "form", "sted", "adresse", "digital_lenke", "pamelding_frist", "kompetansepunkt",
            "referent", "praktisk",
        )  # fmt: skip
        widgets = {"pamelding_frist": forms.DateInput(), "praktisk": forms.Textarea({"rows": 4})}
        help_texts = {
            "sted": gettext_lazy("For eksempel «Solstrandtunet, møterom Ulven»."),
            "pamelding_frist": gettext_lazy("Til og med denne dagen. Dagen etter får du listen."),
            "kompetansepunkt": gettext_lazy("Temaet del 2 hører til. Du kan sende uten."),
            "referent": gettext_lazy("Den som skriver referatet. Gruppeansvarlig godkjenner det."),
            "praktisk": gettext_lazy("Parkering, inngang, hva deltakerne bør ta med."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mote = self.instance
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


class ProgrampostForm(forms.ModelForm[Programpost]):
    """One item of the programme, checked against the others and the meeting's own hours."""

    bare_for_gruppen = forms.CharField(
        label=gettext_lazy("Bare for gruppen"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy(
            "Bare for punkter i del 1. Medlemmene ser det her i portalen, ingen andre, "
            "og det står ikke i noen e-post."
        ),
    )

    class Meta:
        model = Programpost
        fields = ("motedel", "start", "varighet", "tittel", "ansvarlig", "beskrivelse")
        widgets = {
            "motedel": forms.RadioSelect(),
            "start": forms.TimeInput(),
            "beskrivelse": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "beskrivelse": gettext_lazy("Bare for punkter i del 2 og felles punkter."),
        }

    def __init__(self, *args: Any, innsyn: Innsyn, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mote = self.instance.mote
        self.andre = list(mote.programposter.exclude(pk=self.instance.pk))
        synlige = set(mote.programposter.synlig_for(innsyn).values_list("pk", flat=True))
        for post in self.andre:
            if post.pk not in synlige:
                post.tittel = str(Motedel.DEL1.label)
        self.leser_del1 = Mote.objects.med_apen_del1(innsyn).filter(pk=mote.pk).exists()
        valg = [v for v in Motedel.choices if self.leser_del1 or v[0] != Motedel.DEL1]
        self.fields["motedel"].choices = valg  # type: ignore[attr-defined]
        if not self.leser_del1:
            del self.fields["bare_for_gruppen"]
        elif self.instance.pk:
            notat = Medlemsnotat.objects.filter(post=self.instance).first()
            self.fields["bare_for_gruppen"].initial = notat.tekst if notat else ""

    def clean(self) -> dict[str, Any]:
        """Refuse times that overlap or leave the meeting, and texts that belong elsewhere."""
        data = super().clean() or self.cleaned_data
        del1 = data.get("motedel") == Motedel.DEL1
        if del1 and data.get("beskrivelse"):
            self.add_error("beskrivelse", _("Skriv det i «Bare for gruppen» når punktet er i del 1."))
        if not del1 and data.get("bare_for_gruppen"):
            self.add_error(
                "bare_for_gruppen", _("Skriv det i «Kort beskrivelse» når punktet ikke er i del 1.")
            )
        if {"start", "varighet", "tittel"} <= data.keys():
            self._sjekk_tid(data)
        return data

    def _sjekk_tid(self, data: dict[str, Any]) -> None:
        mote = self.instance.mote
        post = Programpost(start=data["start"], varighet=data["varighet"], tittel=data["tittel"])
        berort = [
            annen for annen in self.andre
            if annen.start < slutt_paa_dagen(post).time() and post.start < annen.slutt
        ]  # fmt: skip
        for feil in tidsfeil(mote, [post]) or tidsfeil(mote, [post, *berort]):
            self.add_error("start", feil)

    def save(self, commit: bool = True) -> Programpost:
        """Save the item and what is said about it to members only."""
        post = super().save(commit)
        if self.leser_del1:
            tekst = self.cleaned_data.get("bare_for_gruppen", "")
            if tekst:
                Medlemsnotat.objects.update_or_create(post=post, defaults={"tekst": tekst})
            else:
                Medlemsnotat.objects.filter(post=post).delete()
        return post


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
