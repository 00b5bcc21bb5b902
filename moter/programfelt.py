"""The fields of one item in the programme's form."""

from django import forms
from django.utils.translation import gettext as _

from moter.models import Motedel, Programpost
from moter.models.program import KORTEST, LENGST
from moter.programtavle import FELT


def radfelt(*, leser_del1: bool) -> dict[str, forms.Field]:
    """Return the fields of one row, with the model's own limits."""
    felt: dict[str, forms.Field] = forms.fields_for_model(Programpost, fields=FELT[:-1])
    felt["start"].label, felt["varighet"].label = _("Begynner"), _("Minutter")
    felt["motedel"].label, felt["tittel"].label = _("Hører til"), _("Hva")
    felt["ansvarlig"].label, felt["beskrivelse"].label = _("Hvem leder eller snakker"), _("Kort beskrivelse")
    felt["start"].widget = forms.TimeInput()
    felt["varighet"] = forms.IntegerField(
        label=felt["varighet"].label,
        min_value=KORTEST,
        max_value=LENGST,
        widget=forms.NumberInput({"step": 5}),
    )
    felt["beskrivelse"].help_text = _("Bare for punkter i del 2 og felles punkter.")
    felt["beskrivelse"].widget = forms.Textarea({"rows": 2})
    korte = ((Motedel.DEL1, _("Del 1")), (Motedel.DEL2, _("Del 2")), (Motedel.FELLES, _("Felles")))
    valg = [v for v in korte if leser_del1 or v[0] != Motedel.DEL1]
    felt["motedel"] = forms.ChoiceField(label=felt["motedel"].label, choices=valg)
    if leser_del1:
        felt["bare_for_gruppen"] = forms.CharField(
            label=_("Bare for gruppen"),
            required=False,
            max_length=2000,
            widget=forms.Textarea({"rows": 2}),
            help_text=_(
                "Bare for punkter i del 1. Medlemmene ser det her i portalen, ingen andre, "
                "og det står ikke i noen e-post."
            ),
        )
    return felt
