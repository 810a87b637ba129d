"""The forms of obstacles and recommendations, and of signing. What is right and wrong is the verbs' to say."""

from __future__ import annotations

from django import forms

from renaksi.kernel.refusal import Refused
from renaksi.offices.forms import DayField, RefusableForm
from renaksi.reports.monev.gather import SIGNERS


class NoteForm(forms.Form):
    """What is said of a period; ``seen`` is the version the person had before them."""

    obstacles = forms.CharField(label="Kendala", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    recommendations = forms.CharField(label="Rekomendasi", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def refuse(self, refusal: Refused) -> None:
        """Shows a refusal beside the field it belongs to."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.text)


class SignForm(RefusableForm):
    """Under which number, on which day and by whom the report is signed."""

    use_required_attribute = False
    number = forms.CharField(
        label="Nomor laporan", max_length=120, help_text="Misalnya 14/PR.08/9999/2026.",
        error_messages={"required": "Isi nomor laporannya."},
    )  # fmt: skip
    signed_on = DayField("Tanggal", required=True, error_messages={"required": "Isi tanggal tanda tangannya."})
    signer = forms.ChoiceField(label="Penanda tangan", choices=list(SIGNERS.items()))
