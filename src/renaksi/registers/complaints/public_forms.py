"""What the public fills in."""

from __future__ import annotations

from typing import Any

from django import forms

from renaksi.offices.forms import RefusableForm
from renaksi.registers.complaints.domain.receive import Told
from renaksi.registers.complaints.models import ComplaintKind, Privacy, Topic

_PRIVACY = (
    (Privacy.CONFIDENTIAL.value, "Dirahasiakan"),
    (Privacy.OPEN.value, "Terbuka bagi petugas"),
    (Privacy.ANONYMOUS.value, "Tanpa identitas"),
)
_LINE = "Paling panjang %(limit_value)d huruf."


def _text(
    label: str, longest: int, missing: str, *, rows: int = 0, help_text: str = "", **attrs: str
) -> forms.CharField:
    """A line, or a box where ``rows`` are given; must be filled where ``missing`` says what to do."""
    widget = forms.Textarea(attrs={"rows": rows, **attrs}) if rows else forms.TextInput(attrs=attrs)
    errors = {"required": missing, "max_length": _LINE}
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        widget=widget,
        help_text=help_text,
        error_messages=errors,
    )


def _choice(label: str, choices: Any, missing: str) -> forms.ChoiceField:
    errors = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(label=label, choices=choices, error_messages=errors)


class ComplaintForm(RefusableForm):
    """A complaint of the public. ``kosong`` is a trap for machines that fill in whatever they find."""

    use_required_attribute = False
    kind = _choice("Jenis", ComplaintKind.choices, "Pilih jenisnya.")
    topic = _choice("Topik", [("", "Pilih topik"), *Topic.choices], "Pilih topik yang paling dekat.")
    title = _text(
        "Perihal", 160, "Tulis perihalnya dalam beberapa kata.", help_text="Misalnya: loket tutup pada jam pelayanan."
    )
    summary = _text(
        "Uraian", 5000, "Ceritakan apa yang terjadi.", rows=6, help_text="Apa yang terjadi, di mana, dan kapan."
    )
    privacy = _choice("Identitas Anda", _PRIVACY, "Pilih bagaimana identitas Anda diperlakukan.")
    privacy.help_text = "Dirahasiakan: nama Anda hanya dapat dibuka petugas yang ditunjuk, dan setiap kali dicatat."
    name = _text("Nama", 120, "", autocomplete="name", help_text="Tidak perlu diisi bila tanpa identitas.")
    contact = _text("Nomor telepon atau surel", 120, "", autocomplete="tel", help_text="Bila petugas perlu bertanya.")
    address = _text("Alamat", 250, "", autocomplete="street-address")
    kosong = _text("Jangan diisi", 200, "", autocomplete="off", tabindex="-1")

    def clean(self) -> dict[str, Any]:
        """Who is not anonymous says a name; the trap stays empty."""
        said = super().clean() or self.cleaned_data
        if said.get("privacy") in {Privacy.OPEN, Privacy.CONFIDENTIAL} and not said.get("name"):
            self.add_error("name", "Tulis nama Anda, atau pilih “Tanpa identitas” di atas.")
        if said.get("kosong"):
            self.add_error("kosong", "Kosongkan isian ini, lalu kirim lagi.")
        return said

    @property
    def values(self) -> dict[str, str]:
        """The complaint itself, of a valid form."""
        return {name: self.cleaned_data[name] for name in ("kind", "topic", "title", "summary", "privacy")}

    @property
    def reporter(self) -> Told | None:
        """Who brings it; None for one without a name. What such a one typed is not kept."""
        said = self.cleaned_data
        if said["privacy"] == Privacy.ANONYMOUS:
            return None
        return Told(said["name"], said["contact"], said["address"])

    @property
    def words(self) -> tuple[str, ...]:
        """All that was said, for telling one sending from another."""
        return tuple(str(self.cleaned_data[name]) for name in sorted(self.cleaned_data))


class FollowForm(RefusableForm):
    """Number and code of a complaint."""

    use_required_attribute = False
    number = _text("Nomor pengaduan", 20, "Tulis nomornya, misalnya 12/2026.", autocomplete="off", inputmode="text")
    secret = _text(
        "Kode lacak", 40, "Tulis kode lacak pada tanda terima.", help_text="Enam belas huruf dan angka.",
        autocomplete="off", autocapitalize="characters", spellcheck="false",
    )  # fmt: skip
