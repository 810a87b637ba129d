"""The sheet as a respondent fills it, and the rows in which staff key in paper."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.core import signing
from django.forms import formset_factory
from django.http import QueryDict

from renaksi.offices.forms import DayField, RefusableForm
from renaksi.registers.surveys.arithmetic import LEAST_MARK, MOST_MARK
from renaksi.registers.surveys.domain.sheets import PROFILE
from renaksi.registers.surveys.instruments import MOST_QUESTIONS, Instrument
from renaksi.registers.surveys.models import MARKS, Answer

SOONEST = 3
"""Seconds in which nobody reads the questions and answers them."""
ROWS = 10


def stamp(token: str, sheet_id: int, moment: float | None = None) -> str:
    """The hidden mark of a form: which sheet it is, and when it was handed out. Signed, and kept nowhere."""
    return signing.dumps([sheet_id, int(time.time() if moment is None else moment)], salt=f"surveys:{token}")


def read_stamp(token: str, text: str) -> tuple[int, int] | None:
    """Sheet and moment of a form's mark; None for one that was not handed out here."""
    try:
        sheet_id, moment = signing.loads(text, salt=f"surveys:{token}")
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(sheet_id), int(moment)


def _profile_field(name: str) -> forms.ChoiceField:
    field: Any = Answer._meta.get_field(name)
    title = str(field.verbose_name)
    choices = [("", "Tidak diisi"), *((key, words) for key, words in field.flatchoices if key)]
    return forms.ChoiceField(label=title.capitalize(), choices=choices, required=False)


class SheetForm(RefusableForm):
    """The questions of a round, the profile, and what keeps machines out: ``kosong`` is a trap, ``cap`` has the time it took."""

    use_required_attribute = False

    def __init__(
        self, sent: QueryDict | None, *, instrument: Instrument, token: str, asks_code: bool, **kwargs: Any
    ) -> None:
        super().__init__(sent, auto_id="isi-%s", **kwargs)
        self.token, self.sheet_id = token, 0
        if asks_code:
            self.fields["code"] = _code_field()
        for name, question in zip(MARKS, instrument.questions, strict=False):
            self.fields[name] = forms.TypedChoiceField(
                label=question.text, choices=list(enumerate(question.answers, LEAST_MARK)), coerce=int,
                widget=forms.RadioSelect, error_messages={"required": "Pilih satu jawaban."},
            )  # fmt: skip
        for name in PROFILE:
            self.fields[name] = _profile_field(name)
        self.fields["kosong"] = forms.CharField(
            label="Jangan diisi", required=False, max_length=200,
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )  # fmt: skip
        self.fields["cap"] = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    @property
    def questions(self) -> list[forms.BoundField]:
        """The questions, in order."""
        return [self[name] for name in MARKS if name in self.fields]

    @property
    def profile(self) -> list[forms.BoundField]:
        """What is asked about the respondent, in order."""
        return [self[name] for name in PROFILE]

    def clean_kosong(self) -> str:
        """Filled by a machine, or by a browser on somebody's behalf: who is a person empties it and sends again."""
        if self.cleaned_data["kosong"]:
            raise forms.ValidationError("Kosongkan isian ini, lalu kirim lagi.")
        return ""

    def clean(self) -> dict[str, Any]:
        """Refuses a form that is not ours, or was sent faster than it can be read; nothing chosen is lost by it."""
        found: dict[str, Any] = super().clean() or {}
        known = read_stamp(self.token, found.get("cap") or "")
        if known is None:
            raise forms.ValidationError("Halaman ini sudah usang. Jawaban Anda masih ada di bawah; kirim sekali lagi.")
        self.sheet_id, moment = known
        if time.time() - moment < SOONEST:
            raise forms.ValidationError("Terlalu cepat. Periksa jawaban Anda sebentar, lalu kirim lagi.")
        return found


def _code_field() -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"})
    errors = {"required": "Tulis kode pada kartu Anda."}
    help_text = "Dua belas huruf dan angka pada kartu dari petugas. Satu kartu untuk satu jawaban."
    return forms.CharField(label="Kode kartu", max_length=20, help_text=help_text, widget=widget, error_messages=errors)


class PaperRow(forms.Form):
    """One sheet of paper: a digit an element, blank where it was left blank."""

    use_required_attribute = False

    def __init__(self, *args: Any, many: int = MOST_QUESTIONS, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fault = f"Angka {LEAST_MARK} sampai {MOST_MARK}."
        for at, name in enumerate(MARKS[:many], 1):
            self.fields[name] = forms.IntegerField(
                label=f"Unsur {at}", required=False, min_value=LEAST_MARK, max_value=MOST_MARK,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "1", "autocomplete": "off"}),
                error_messages={"invalid": fault, "min_value": fault, "max_value": fault},
            )  # fmt: skip
        for name in PROFILE:
            self.fields[name] = _profile_field(name)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label


PaperRows: Any = formset_factory(PaperRow, extra=ROWS, max_num=ROWS, absolute_max=ROWS)


class PaperDayForm(RefusableForm):
    """The day on which the sheets were filled."""

    use_required_attribute = False
    on = DayField("Tanggal lembar", required=True, error_messages={"required": "Tulis tanggal pada lembar."})
