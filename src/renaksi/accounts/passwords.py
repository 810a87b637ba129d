"""What a password may not be."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

CONTEXT_WORDS = ("renaksi", "kpu", "kip", "pemilu", "bawaslu", "sekretariat", "komisi", "password", "sandi", "rahasia")


class ContextWordValidator:
    """Refuses a password that is little more than a word everyone here would try (OWASP ASVS 6.2.11)."""

    def validate(self, password: str, user: Any = None) -> None:
        rest = password.lower()
        names = (getattr(user, "username", ""), *getattr(user, "full_name", "").lower().split())
        for word in (*CONTEXT_WORDS, *(name for name in names if len(name) > 2)):
            rest = rest.replace(word, "")
        if len(rest.strip("0123456789 .-_!@#")) < 5:
            raise ValidationError(
                "Kata sandi terlalu mudah ditebak; tambahkan beberapa kata yang tidak berkaitan.", code="context"
            )

    def get_help_text(self) -> str:
        return "Minimal 12 karakter; jangan hanya nama Anda, nama satuan kerja, atau kata seperti kpu dan pemilu."
