"""What screens and papers show of a round: its result in words, its period."""

from __future__ import annotations

from renaksi.kernel.wording import date_words, number_words
from renaksi.registers.surveys.models import RECKONED, Survey


def result_words(survey: Survey) -> str:
    """``84,72 (B) dari 60 responden``; "" before it is closed."""
    if survey.state not in RECKONED:
        return ""
    people = f"{number_words(survey.respondents or 0)} responden"
    if survey.index is None:
        return f"tidak dapat dihitung ({people})"
    return f"{number_words(survey.index, 2)} ({survey.letter}) dari {people}"


def period_words(survey: Survey) -> str:
    """``2 Februari 2026 s.d. 27 Februari 2026``."""
    return f"{date_words(survey.asked_from)} s.d. {date_words(survey.asked_until)}"
