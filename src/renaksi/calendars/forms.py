"""The forms of days off and limits. What is right and wrong is the verbs' to say; the forms carry it to the field."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from renaksi.calendars.domain.holidays import kinds_for
from renaksi.calendars.domain.scope import scope_of
from renaksi.calendars.models import LONGEST, UNITS, Holiday, HolidayKind, Limit
from renaksi.offices.forms import DayField, RefusableForm
from renaksi.offices.models import Office

_CHECKED = (("1", "belum diverifikasi dengan naskahnya"), ("0", "sudah diverifikasi dengan naskahnya"))
_LEAVE = (("1", "tidak dihitung (hari libur)"), ("0", "tetap dihitung (hari kerja)"))


def _yes(value: str) -> bool:
    return value == "1"


class ReasonForm(RefusableForm):
    """Why."""

    reason = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="Tercatat di jejak."
    )


class HolidayForm(RefusableForm):
    """A day off. Only the kinds the office may set are offered."""

    day = DayField("Tanggal", required=True)
    name = forms.CharField(label="Nama hari libur", max_length=160)
    kind = forms.ChoiceField(label="Jenis")
    source = forms.CharField(
        label="Dasar",
        max_length=300,
        required=False,
        help_text="Nomor SKB Tiga Menteri, Keputusan Presiden, atau keputusan kepala daerah.",
    )
    is_unverified = forms.TypedChoiceField(label="Verifikasi", choices=_CHECKED, coerce=_yes, initial="0")

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - declared above
        titles = dict(HolidayKind.choices)
        kind.choices = [(key, titles[key]) for key in kinds_for(scope_of(office))]


class HolidayChangeForm(HolidayForm):
    """A day off that is there already, with the version shown and why it is changed."""

    reason = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="Tercatat di jejak."
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, holiday: Holiday, office: Office) -> HolidayChangeForm:
        """Filled with what stands now."""
        kept = {name: getattr(holiday, name) for name in ("day", "name", "kind", "source")}
        checked = "1" if holiday.is_unverified else "0"
        return cls(office=office, initial={**kept, "is_unverified": checked, "seen": holiday.version})


class LimitForm(RefusableForm):
    """How long something may take from a day on."""

    days = forms.IntegerField(label="Lama", min_value=1, max_value=LONGEST)
    unit = forms.ChoiceField(label="Satuan", choices=UNITS)
    counts_collective_leave = forms.TypedChoiceField(label="Hari cuti bersama", choices=_LEAVE, coerce=_yes)
    legal_source = forms.CharField(label="Dasar hukum", max_length=300, help_text="Peraturan dan pasalnya.")
    is_unverified = forms.TypedChoiceField(label="Verifikasi", choices=_CHECKED, coerce=_yes)
    since = DayField(
        "Berlaku sejak",
        help_text="Kosongkan bila sejak semula. Tanggal yang sama dengan yang berlaku berarti koreksi; "
        "tanggal lain menyimpan yang lama sebagai riwayat.",
    )
    reason = forms.CharField(
        label="Alasan", max_length=300, widget=forms.Textarea(attrs={"rows": 2}), help_text="Tercatat di jejak."
    )
    seen_id = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, limit: Limit, office: Office, today: date) -> LimitForm:
        """Filled with what is in force: its own is corrected, the nation's replaced from today on."""
        flags = {name: "1" if getattr(limit, name) else "0" for name in ("counts_collective_leave", "is_unverified")}
        kept = {name: getattr(limit, name) for name in ("days", "unit", "legal_source")}
        since = limit.since if limit.office == scope_of(office) else today
        return cls(initial={**kept, **flags, "since": since, "seen_id": limit.pk, "seen": limit.version})


class EndLimitForm(ReasonForm):
    """The last day of an office's own limit."""

    until = DayField("Hari terakhir", required=True)
    field_order = ("until", "reason")
