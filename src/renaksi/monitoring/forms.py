"""The forms of a cell. What is right and wrong is the verbs' to say; the forms carry it to the field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from renaksi.kernel.months import MONTH_NAMES
from renaksi.kernel.quantity import AMOUNT_TITLES, BASE_TITLES, KIND_TITLES, Kind
from renaksi.kernel.refusal import Refused
from renaksi.monitoring.domain.said import LONGEST_NARRATIVE, LONGEST_REASON, Said
from renaksi.monitoring.models import Outcome, Realisation
from renaksi.monitoring.numbers import parse_number, typed
from renaksi.offices.forms import DayField, RefusableForm

REASON_ERRORS = {"required": "Tuliskan alasannya."}


class NumberField(forms.Field):
    """A number as people write it; see monitoring.numbers. Whether it is needed depends on the outcome: the verb says."""

    def __init__(self, label: str, *, is_measured: bool = False) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 40}
        super().__init__(label=label, widget=forms.TextInput(attrs=attrs))
        self.is_measured = is_measured

    def validate(self, value: Any) -> None:
        """Nothing: see above."""

    def to_python(self, value: Any) -> Decimal | None:
        text = str(value or "").strip()
        number = parse_number(text, is_measured=self.is_measured)
        if text and number is None:
            raise forms.ValidationError("Tulis dengan angka, misalnya 12 atau 3,5.", code="no_number")
        return number

    def prepare_value(self, value: Any) -> Any:
        return typed(value) if isinstance(value, Decimal) else value


class ReasonField(forms.CharField):
    """Why; needed unless the work was carried out, as the verb says."""

    def validate(self, value: Any) -> None:
        """Nothing: see above."""


class MonthField(forms.TypedChoiceField):
    """A later month; needed where work is postponed, as the verb says."""

    def __init__(self, label: str) -> None:
        super().__init__(label=label, coerce=int, empty_value=None)

    def offer(self, months: Iterable[int]) -> None:
        """The months to choose from."""
        self.choices = [("", "Pilih bulan"), *((month, MONTH_NAMES[month - 1]) for month in months)]

    def validate(self, value: Any) -> None:
        """That it is one of those offered, or none."""
        if value:
            super().validate(value)


class CellForm(RefusableForm):
    """What a month came to. ``seen`` carries the version the person saw."""

    use_required_attribute = False

    outcome = forms.ChoiceField(
        label="Hasil",
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Pilih hasilnya: terlaksana, tidak terlaksana, atau ditunda."},
    )
    done_on = DayField("Tanggal pelaksanaan")
    narrative = forms.CharField(
        label="Uraian",
        required=False,
        max_length=LONGEST_NARRATIVE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reason = ReasonField(label="Alasan", max_length=LONGEST_REASON, widget=forms.Textarea(attrs={"rows": 2}))
    new_month = MonthField("Ditunda ke bulan")
    seen = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kind: Kind, unit: str = "", outcomes: Iterable[str], months: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        add_value_fields(self, kind, unit)
        offer_outcomes(self, outcomes)
        self.fields["new_month"].offer(months)  # type: ignore[attr-defined]  # a MonthField, declared above

    def said(self) -> Said:
        """What was said, of a valid form."""
        return said_in(self.cleaned_data)


def offer_outcomes(form: forms.Form, outcomes: Iterable[str], *first: tuple[str, str]) -> None:
    """The outcomes to choose from, after ``first``."""
    offered = set(outcomes)
    choices = [*first, *(pair for pair in Outcome.choices if pair[0] in offered)]
    form.fields["outcome"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField


def add_value_fields(form: forms.Form, kind: Kind, unit: str) -> None:
    """The number fields the kind needs: none for presence."""
    if kind is not Kind.PRESENCE:
        title = f"{AMOUNT_TITLES[kind]} ({unit})" if unit and kind is Kind.COUNT else AMOUNT_TITLES[kind]
        form.fields["amount"] = NumberField(title, is_measured=kind is Kind.INDEX)
    if kind in BASE_TITLES:
        form.fields["base"] = NumberField(BASE_TITLES[kind])


def said_in(given: dict[str, Any]) -> Said:
    """What a form's cleaned fields say."""
    return Said(
        outcome=given["outcome"],
        amount=given.get("amount"),
        base=given.get("base"),
        done_on=given.get("done_on"),
        narrative=given.get("narrative", ""),
        reason=given.get("reason", ""),
        new_month=given.get("new_month"),
    )


def initial_of(realisation: Realisation | None) -> dict[str, Any]:
    """What a form shows of a cell as it stands; of an empty one that it was carried out."""
    if realisation is None:
        return {"outcome": Outcome.DONE, "seen": 0}
    fields = ("outcome", "amount", "base", "done_on", "narrative", "reason", "new_month")
    return {field: getattr(realisation, field) for field in fields} | {"seen": realisation.version}


class SeenReasonForm(RefusableForm):
    """Why, and the version that was seen."""

    use_required_attribute = False

    reason = forms.CharField(
        label="Alasan",
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages=REASON_ERRORS,
    )
    seen = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)


class ReturnForm(SeenReasonForm):
    """What is to be put right in a cell given back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.label = "Apa yang perlu diperbaiki"
        reason.error_messages["required"] = "Tuliskan apa yang perlu diperbaiki."


class KindForm(RefusableForm):
    """What sort of value an indicator asks for."""

    kind = forms.ChoiceField(
        label="Jenis nilai",
        required=False,
        choices=[("", "Menurut templat atau bunyi indikator"), *((kind.value, KIND_TITLES[kind]) for kind in Kind)],
    )
    unit = forms.CharField(
        label="Satuan", required=False, max_length=40, help_text="Misalnya laporan, dokumen, atau orang."
    )


class RowForm(RefusableForm):
    """One cell among many: an outcome, its numbers, and one text that is its narrative or, where it was not done, its reason."""

    use_required_attribute = False
    outcome = forms.ChoiceField(label="Hasil", required=False)
    text = forms.CharField(
        label="Uraian atau alasan",
        required=False,
        max_length=LONGEST_NARRATIVE,
        widget=forms.Textarea(attrs={"rows": 1}),
    )
    new_month = MonthField("Ditunda ke")
    seen = forms.IntegerField(required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, kind: Kind, unit: str = "", outcomes: Iterable[str], months: Iterable[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        add_value_fields(self, kind, unit)
        offer_outcomes(self, outcomes, ("", "Belum diisi"))
        self.fields["new_month"].offer(months)  # type: ignore[attr-defined]  # a MonthField, declared above

    @property
    def is_empty(self) -> bool:
        """Whether nothing was filled in: such a row is left alone."""
        names = (name for name in ("outcome", "amount", "base", "text") if name in self.fields)
        return not any(str(self[name].value() or "").strip() for name in names)

    def clean(self) -> dict[str, Any]:
        """Numbers alone say that it was done; words alone say nothing."""
        given = self.cleaned_data
        if not given.get("outcome") and "outcome" not in self.errors:
            if given.get("amount") is not None:
                given["outcome"] = Outcome.DONE.value
            elif not self.is_empty:
                self.add_error("outcome", "Pilih hasilnya.")
        return given

    def said(self, done_on: date | None) -> Said:
        """What was said, of a valid form; ``done_on`` is the day for all that was carried out."""
        given = self.cleaned_data
        is_done = given["outcome"] == Outcome.DONE
        texts = {"narrative": given["text"], "reason": ""} if is_done else {"narrative": "", "reason": given["text"]}
        return said_in(given | texts | {"done_on": done_on})

    def refuse(self, refusal: Refused) -> None:
        """Puts the sentence beside its field."""
        field = {"narrative": "text", "reason": "text"}.get(refusal.field, refusal.field)
        self.add_error(field if field in self.fields else None, refusal.text)


class SharedForm(RefusableForm):
    """What is the same for all rows."""

    done_on = DayField("Tanggal pelaksanaan", help_text="Untuk semua baris yang terlaksana.")


class RejectForm(SeenReasonForm):
    """Why what a book proposes is not taken; ``seen`` is the proposal's mark."""

    seen = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)  # type: ignore[assignment]  # a mark, no number


class BindingForm(RefusableForm):
    """Which measure answers an indicator."""

    binding = forms.ChoiceField(label="Asal nilai", required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str | list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["binding"].choices = choices  # type: ignore[attr-defined]  # a ChoiceField
