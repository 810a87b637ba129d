"""Forms made from a register's fields: the same words, widgets and order on every book. What is right and wrong the verbs say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.forms.models import apply_limit_choices_to_to_formfield
from django.http import QueryDict

from renaksi.desk.domain.told import LONGEST_REASON
from renaksi.desk.register import Lines, Register, Step
from renaksi.desk.shown import column_title, field_of
from renaksi.entries.models import Entry
from renaksi.offices.forms import DayField, RefusableForm
from renaksi.offices.models import Office

REASON_ERRORS = {"required": "Tuliskan alasannya."}


class RowForm(RefusableForm):
    """The fields of a row in the order given; fields of dates, choices and people get the house's controls."""

    use_required_attribute = False
    seen = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        model: type[models.Model],
        names: Iterable[str],
        office: Office,
        needs: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        needs = set(needs)
        for name in names:
            self.fields[name] = field_for(model, name, office, needed=name in needs)

    @property
    def values(self) -> dict[str, Any]:
        """What was said, of a valid form, by field name."""
        return {name: value for name, value in self.cleaned_data.items() if name not in {"seen", "reason"}}


class ReasonedForm(RowForm):
    """Likewise, with a reason."""

    reason = forms.CharField(
        label="Alasan",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=REASON_ERRORS,
    )


class ReasonForm(RefusableForm):
    """Why, and nothing else."""

    use_required_attribute = False
    reason = forms.CharField(
        label="Alasan",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=REASON_ERRORS,
    )


class ExtendForm(ReasonForm):
    """By how many days a time limit is extended, and why."""

    days = forms.IntegerField(
        label="Tambahan hari", min_value=1, max_value=365, error_messages={"required": "Tuliskan banyaknya hari."}
    )
    field_order = ("days", "reason")


def field_for(model: type[models.Model], name: str, office: Office, *, needed: bool = False) -> forms.Field:
    """The form field of a model field: days as people write them, rows of the office alone, text areas of two rows."""
    column, label = field_of(model, name), column_title(model, name)
    help_text = str(column.help_text)
    required = needed or not (column.blank or isinstance(column, models.BooleanField))
    missing = {"required": f"{label} belum diisi."}
    if isinstance(column, models.DateField):
        return DayField(label, help_text=help_text, required=required, error_messages=missing)
    found = column.formfield(label=label, help_text=help_text)
    if found is None:
        raise TypeError(f"{model.__name__}.{name} cannot be asked in a form")
    found.required, found.error_messages = required, {**found.error_messages, **missing}
    if isinstance(found, forms.ModelChoiceField):
        _of_office(found, office)
    elif isinstance(found, forms.TypedChoiceField):
        nothing = "Pilih" if required else "Tidak ada"
        offered: list[Any] = list(found.widget.choices)  # those of the field, already listed
        found.choices = [(key, words) if key else (key, nothing) for key, words in offered]
    elif isinstance(column, models.TextField):
        found.widget = forms.Textarea(attrs={"rows": 2})
    return found


def _of_office(field: forms.ModelChoiceField[Any], office: Office) -> None:
    apply_limit_choices_to_to_formfield(field)
    queryset = field.queryset
    assert queryset is not None  # noqa: S101 - a foreign key's field has one
    if any(column.name == "office" for column in queryset.model._meta.get_fields()):
        field.queryset = queryset.filter(office=office)
    field.empty_label = "Pilih" if field.required else "Tidak ada"


def entry_form(register: Register, office: Office, entry: Entry | None, sent: QueryDict | None = None) -> RowForm:
    """The form of an entry, new or as it stands."""
    initial = _initial(entry, register.fields) | {"seen": entry.version} if entry else {}
    return RowForm(sent, initial=initial, model=register.model, names=register.fields, office=office, auto_id="isi-%s")


def step_form(register: Register, office: Office, entry: Entry, step: Step, sent: QueryDict | None = None) -> RowForm:
    """The form of a step: its fields as they stand, and a reason where it asks one."""
    form = ReasonedForm if step.asks_reason else RowForm
    return form(
        sent, initial=_initial(entry, step.fields), model=register.model, names=step.fields, office=office,
        needs=step.needs, auto_id=f"{step.key}-%s",
    )  # fmt: skip


def line_form(lines: Lines, office: Office, sent: QueryDict | None = None) -> RowForm:
    """The form of a new row of an entry."""
    return RowForm(sent, model=lines.model, names=lines.fields, office=office, auto_id=f"{lines.key}-%s")


def _initial(row: models.Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, field_of(type(row), name).attname) for name in names}
