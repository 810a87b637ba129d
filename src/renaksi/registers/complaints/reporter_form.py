"""The form in which the office writes down who brought a complaint."""

from __future__ import annotations

from django import forms

from renaksi.offices.forms import RefusableForm


class ReporterForm(RefusableForm):
    """Name and how to reach them; what is right and wrong the verb says."""

    use_required_attribute = False
    name = forms.CharField(label="Nama pelapor", max_length=120, error_messages={"required": "Tulis nama pelapor."})
    contact = forms.CharField(label="Telepon atau surel", max_length=120, required=False)
    address = forms.CharField(label="Alamat", max_length=250, required=False)
