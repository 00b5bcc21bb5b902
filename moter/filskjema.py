"""The form with which a file is put on a meeting or the group's shelf."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moter.models import Motedel
from nettverk.filer import MAKS_MB, Filfelt

PASIENTER = gettext_lazy("Ingen opplysninger om pasienter.")


class FilForm(forms.Form):
    """A file and what it is; on a meeting also which part, where the viewer may choose."""

    fil = Filfelt(label=gettext_lazy("Fil"))
    tittel = forms.CharField(
        label=gettext_lazy("Hva er det?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Står feltet tomt, vises filnavnet."),
    )
    motedel = forms.ChoiceField(
        label=gettext_lazy("Hvem skal ha den?"),
        widget=forms.RadioSelect(),
        error_messages={"required": gettext_lazy("Velg hvem som skal ha filen.")},
    )

    def __init__(self, *args: Any, deler: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regler = _("PDF, Word, Excel, PowerPoint, OpenDocument eller bilde, inntil %(mb)d MB.")
        self.fields["fil"].help_text = f"{regler % {'mb': MAKS_MB}} {PASIENTER}"
        ord_ = {
            Motedel.DEL1: _("Del 1: bare gruppens medlemmer"),
            Motedel.DEL2: _("Del 2: også gjester, driftsgruppen og sekretariatet"),
        }
        self.deler = deler
        if len(deler) < 2:
            del self.fields["motedel"]
        else:
            valg = self.fields["motedel"]
            assert isinstance(valg, forms.ChoiceField)
            valg.choices = [(motedel, ord_[Motedel(motedel)]) for motedel in deler]

    def valgt_del(self) -> str:
        """Return the part: the one chosen, the only one there is, or none for the shelf."""
        eneste = self.deler[0] if self.deler else ""
        return str(self.cleaned_data.get("motedel", eneste))
