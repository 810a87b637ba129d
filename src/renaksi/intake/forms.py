"""The forms of upload, adoption and discarding."""

from __future__ import annotations

from typing import Any

from django import forms

from renaksi.plan.facts import FIRST_YEAR, LAST_YEAR


class YearField(forms.IntegerField):
    """A year of four digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label="Tahun rencana",
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4, "size": 6, "autocomplete": "off"}),
            error_messages={
                "invalid": "Tulis tahun dengan empat angka, seperti 2022.",
                "min_value": f"Tahun rencana paling awal {FIRST_YEAR}.",
                "max_value": f"Tahun rencana paling akhir {LAST_YEAR}.",
                "required": "Tulis tahun rencananya.",
            },
            **kwargs,
        )


class UploadForm(forms.Form):
    """One file, or pasted text; the year only where the decree's own is not to be trusted."""

    file = forms.FileField(label="Berkas keputusan", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Atau tempel teks keputusan di sini",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
    )
    year = YearField(required=False, help_text="Bila dikosongkan, tahun diambil dari keputusannya.")

    def clean(self) -> dict[str, Any]:
        """Exactly one of file and text."""
        given = super().clean() or {}
        has_text = bool((given.get("text") or "").strip())
        if given.get("file") and has_text:
            self.add_error("file", "Pilih salah satu: berkas atau teks tempelan.")
        elif not given.get("file") and not has_text and "file" not in self.errors:
            self.add_error("file", "Pilih berkas keputusan, atau tempel teksnya.")
        return given


class YearForm(forms.Form):
    """The year of a plan begun without a file."""

    year = YearField()


class AdoptForm(forms.Form):
    """The last word before a draft becomes the plan."""

    year = forms.IntegerField(widget=forms.HiddenInput, min_value=FIRST_YEAR, max_value=LAST_YEAR)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DiscardForm(forms.Form):
    """Why a draft is put aside."""

    reason = forms.CharField(
        label="Alasan",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya, satu kalimat cukup."},
    )
