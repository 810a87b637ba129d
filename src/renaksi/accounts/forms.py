"""The two forms of an account."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts

from renaksi.accounts.domain.guessing import Attempt, may_try, succeeded


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth ships no types
    """User name and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _word(self.fields["login"], "Nama pengguna", autocomplete="username", autocapitalize="none", spellcheck="false")
        _word(self.fields["password"], "Kata sandi", autocomplete="current-password")
        self.fields["password"].help_text = ""


class OwnPasswordForm(ChangePasswordForm):  # type: ignore[misc]  # allauth ships no types
    """The present password and the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        slip = self.user.must_change_password
        _word(self.fields["oldpassword"], "Kata sandi pada slip" if slip else "Kata sandi sekarang")
        _word(self.fields["password1"], "Kata sandi baru")
        _word(self.fields["password2"], "Kata sandi baru, sekali lagi")
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = password_validators_help_texts()[-1]

    def clean_oldpassword(self) -> str:
        """Refuses a wrong password, and after some of them any: a computer left open is no way to guess."""
        attempt = Attempt(self.user.username, "", device=f"own:{self.user.pk}")
        if not may_try(attempt):
            raise get_adapter().validation_error("too_many_login_attempts")
        password = str(super().clean_oldpassword())
        succeeded(attempt)
        return password

    def clean(self) -> dict[str, object]:
        cleaned: dict[str, object] = forms.Form.clean(self) or {}
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", "Tidak sama dengan kata sandi baru di atas.")
        if first and first == cleaned.get("oldpassword"):
            self.add_error("password1", "Pilih kata sandi yang lain daripada yang sekarang.")
        return cleaned


def _word(field: forms.Field, label: str, **attributes: str) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)
