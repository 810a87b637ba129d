"""The forms of an adopted plan: correcting it, taking it back."""

from __future__ import annotations

from typing import Any

from django import forms

from renaksi.kernel.months import MONTH_NAMES


class ReasonForm(forms.Form):
    """Why; asked before anything in an adopted plan changes."""

    reason = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Tercatat dalam jejak dan riwayat koreksi, misalnya: salah ketik saat menyalin dari keputusan.",
        error_messages={"required": "Alasan wajib diisi."},
    )


class WithdrawForm(ReasonForm):
    """Why a plan is taken back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Tercatat dalam jejak dan tampil pada rencana yang ditarik."


class TextCorrectionForm(ReasonForm):
    """A text put right. ``seen`` carries what the user saw, so that a change made meanwhile by another is noticed."""

    value = forms.CharField(label="Seharusnya", required=False, widget=forms.Textarea(attrs={"rows": 4}))
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    field_order = ("value", "reason")


class NumberCorrectionForm(TextCorrectionForm):
    """A short value put right."""

    value = forms.CharField(label="Seharusnya", required=False)


class MonthsCorrectionForm(ReasonForm):
    """The months put right: twelve boxes to tick."""

    value = forms.MultipleChoiceField(
        label="Bulan pelaksanaan seharusnya",
        required=False,
        choices=list(enumerate(MONTH_NAMES, 1)),
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    field_order = ("value", "reason")

    def clean_value(self) -> str:
        """The months as the domain takes them: ``"1, 3, 4"``."""
        return ", ".join(self.cleaned_data["value"])


class MoveForm(ReasonForm):
    """Another sub-activity for an indicator."""

    sub_activity = forms.ChoiceField(label="Sub kegiatan yang benar")
    field_order = ("sub_activity", "reason")

    def __init__(self, *args: Any, choices: list[tuple[str, list[tuple[int, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sub_activity"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField, declared above
