"""The form of obstacles and recommendations. What is right and wrong is the verb's to say."""

from __future__ import annotations

from django import forms

from renaksi.kernel.refusal import Refused


class NoteForm(forms.Form):
    """What is said of a period; ``seen`` is the version the person had before them."""

    obstacles = forms.CharField(label="Kendala", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    recommendations = forms.CharField(label="Rekomendasi", required=False, widget=forms.Textarea(attrs={"rows": 6}))
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def refuse(self, refusal: Refused) -> None:
        """Shows a refusal beside the field it belongs to."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.text)
