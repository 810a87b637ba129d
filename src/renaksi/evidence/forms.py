"""The forms of evidence. What is right and wrong is the verbs' to say; the forms carry it to the field."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict

from renaksi.evidence.models import Evidence, EvidenceKind
from renaksi.offices.forms import DayField, RefusableForm

_NEEDED = {"required": "Tulis tanggalnya."}


def _day() -> forms.TextInput:
    """A box for a day that still tells how to write it where it is narrow."""
    return forms.TextInput(attrs={"placeholder": "mis. 14 Feb 2026", "autocomplete": "off"})


class PeriodForm(RefusableForm):
    """The days new evidence stands for."""

    proves_from = DayField("Membuktikan sejak", required=True, error_messages=_NEEDED, widget=_day())
    proves_until = DayField("Membuktikan sampai", required=True, error_messages=_NEEDED, widget=_day())


class DescribeForm(PeriodForm):
    """What is said of one piece. Its fields carry the piece's id, so that they may lie inside another form."""

    title = forms.CharField(label="Judul", max_length=200, error_messages={"required": "Tulis judul buktinya."})
    kind = forms.ChoiceField(label="Jenis", choices=EvidenceKind.choices)
    document_on = DayField("Tanggal dokumen", help_text="Yang tertulis pada dokumennya.", widget=_day())
    note = forms.CharField(
        label="Keterangan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10**6)

    field_order = ("title", "kind", "document_on", "proves_from", "proves_until", "note", "seen")

    @classmethod
    def of(cls, evidence: Evidence, sent: QueryDict | None = None) -> DescribeForm:
        """Filled with what stands now, or with what was sent."""
        now: dict[str, Any] = {
            name: getattr(evidence, name)
            for name in ("title", "kind", "document_on", "proves_from", "proves_until", "note")
        }
        prefix = f"bukti-{evidence.pk}"
        return cls(sent, initial={**now, "seen": evidence.version}, prefix=prefix, auto_id="id_%s")


class ReasonForm(RefusableForm):
    """Why a piece is taken back or put in force again."""

    reason = forms.CharField(
        label="Alasan",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Tulis alasannya, satu kalimat cukup."},
    )


def day_of(text: str | None, otherwise: date) -> date:
    """The day of an address or hidden field; ``otherwise`` for anything that is none."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise
