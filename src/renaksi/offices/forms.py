"""The forms of people and profiles. What is right and wrong is the verbs' to say; the forms carry it to the field."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from renaksi.accounts.models import User
from renaksi.accounts.roles import roles_for
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words, parse_day
from renaksi.offices.domain.person import AREAS, Person
from renaksi.offices.models import ZONES, NumberingForm, Office, OfficeProfile


class DayField(forms.Field):
    """A day as people write it: ``14 Februari 2026``, ``14-2-2026`` or ``2026-02-14``; the same on every computer."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"placeholder": "misalnya 14 Februari 2026", "autocomplete": "off", "class": "field-day"}
        )
        super().__init__(**{"label": label, "required": False, "widget": widget, **kwargs})

    def to_python(self, value: Any) -> date | None:
        text = str(value or "").strip()
        day = parse_day(text[:40])
        if text and day is None:
            raise forms.ValidationError("Tulis tanggalnya, misalnya 14 Februari 2026.", code="no_day")
        return day

    def prepare_value(self, value: Any) -> Any:
        return date_words(value) if isinstance(value, date) else value


class RefusableForm(forms.Form):
    """A form that shows a verb's refusal where it belongs."""

    def refuse(self, refusal: Refused) -> None:
        """Puts the sentence beside its field, or above the form."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.text)


class RoleForm(RefusableForm):
    """A role with its areas and days."""

    role = forms.ChoiceField(label="Peran")
    areas = forms.TypedMultipleChoiceField(
        label="Area perubahan",
        coerce=int,
        required=False,
        choices=[(area, f"Area {area}") for area in AREAS],
        widget=forms.CheckboxSelectMultiple,
        help_text="Hanya untuk koordinator area, pelaksana, dan agen perubahan; kosongkan bila untuk semua area.",
    )
    since = DayField("Sejak", help_text="Kosongkan bila mulai hari ini.")
    until = DayField("Sampai", help_text="Kosongkan bila tanpa batas waktu.")

    def __init__(self, *args: Any, office: Office, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - declared above
        role.choices = [("", "Pilih peran"), *((one.key, one.title) for one in roles_for(office.kind))]


class PersonForm(RoleForm):
    """A person who comes into the office, with a first role."""

    full_name = forms.CharField(label="Nama lengkap", max_length=120)
    username = forms.CharField(
        label="Nama pengguna",
        max_length=60,
        help_text="Dipakai untuk masuk: huruf kecil, angka, dan titik; misalnya NIP atau nama.belakang.",
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )
    nip = forms.CharField(
        label="NIP", max_length=25, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    email = forms.CharField(label="Surel", max_length=254, required=False, widget=forms.EmailInput)

    field_order = ("full_name", "username", "nip", "email", "role", "areas", "since", "until")

    def person(self) -> Person:
        """The person as written down."""
        given = self.cleaned_data
        return Person.of(**{**given, "areas": tuple(given["areas"])})


class IdentityForm(RefusableForm):
    """A person's name and numbers."""

    full_name = forms.CharField(label="Nama lengkap", max_length=120)
    nip = forms.CharField(
        label="NIP", max_length=25, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    email = forms.CharField(label="Surel", max_length=254, required=False, widget=forms.EmailInput)

    @classmethod
    def of(cls, user: User) -> IdentityForm:
        """Filled with what stands now."""
        return cls(initial={"full_name": user.full_name, "nip": user.nip, "email": user.email})


class AreasForm(RefusableForm):
    """The areas of a role that is held already."""

    areas = forms.TypedMultipleChoiceField(
        label="Area perubahan",
        coerce=int,
        required=False,
        choices=[(area, f"Area {area}") for area in AREAS],
        widget=forms.CheckboxSelectMultiple,
    )


class EndForm(RefusableForm):
    """The last day of a role."""

    until = DayField("Hari terakhir", help_text="Hari ini atau sebelumnya: berakhir seketika.")


class PeopleFileForm(RefusableForm):
    """The filled-in list."""

    file = forms.FileField(
        label="Berkas XLSX",
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        help_text="Formulir yang sudah diisi, paling besar 2 MB.",
    )


class ProfileForm(RefusableForm):
    """What is on the office's papers from a day on."""

    since = DayField(
        "Berlaku sejak",
        required=True,
        help_text="Misalnya tanggal pelantikan ketua yang baru. Profil lama tetap tersimpan.",
    )
    chair = forms.CharField(
        label="Ketua",
        max_length=120,
        required=False,
        help_text="Seperti pada keputusan, misalnya RAHMAT TELADAN.",
    )
    secretary = forms.CharField(label="Sekretaris", max_length=120, required=False)
    place = forms.CharField(
        label="Tempat kedudukan", max_length=80, required=False, help_text="Tertulis pada “Ditetapkan di”."
    )
    address = forms.CharField(label="Alamat", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    letterhead = forms.CharField(
        label="Kop surat", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Kosongkan bila sama dengan nama satuan kerja.",
    )  # fmt: skip
    numbering = forms.ChoiceField(label="Bentuk nomor keputusan", choices=NumberingForm.choices)
    time_zone = forms.ChoiceField(label="Zona waktu", choices=ZONES)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @classmethod
    def of(cls, profile: OfficeProfile, office: Office) -> ProfileForm:
        """Filled with what stands now, to hold from today."""
        kept = {name: getattr(profile, name) for name in cls.base_fields if name not in {"since", "seen"}}
        return cls(
            initial={
                **kept,
                "since": today(office.time_zone),
                "seen": profile.saved_at.isoformat() if profile.pk else "",
            }
        )


class CodeForm(RefusableForm):
    """From when until when the office used a code."""

    since = DayField("Sejak", help_text="Kosongkan bila sejak semula.")
    until = DayField("Sampai", help_text="Kosongkan bila masih dipakai.")


class TrailFilter(forms.Form):
    """Who, what and when."""

    who = forms.CharField(required=False)
    kind = forms.CharField(required=False)
    begin = DayField("Dari")
    end = DayField("Sampai")

    def wanted(self) -> dict[str, str | date | None]:
        """The filters that make sense; a nonsense one counts as none."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}
