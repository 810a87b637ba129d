"""What a closed round came to, gathered for screens and papers in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count

from renaksi.registers.surveys.arithmetic import LEAST_SHOWN, Element, Result, lowest, reckon, rounded, shown_counts
from renaksi.registers.surveys.domain.sheets import PROFILE
from renaksi.registers.surveys.models import RECKONED, Answer, Survey, Way

MOST_ROUNDS = 8


@dataclass(frozen=True, slots=True)
class Row:
    """One element: its short name, its mean, whether it is among the lowest three."""

    at: int
    title: str
    element: Element
    is_lowest: bool

    @property
    def mean(self) -> str:
        """``3,25``; ``–`` where nobody answered it."""
        return decimal_words(self.element.mean, 2)

    @property
    def value(self) -> str:
        """The mean times 25: ``81,25``."""
        mean = self.element.mean
        return decimal_words(None if mean is None else mean * 25, 2)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A round's elements and result; ``lowest`` are the places of the lowest three, the lowest first."""

    survey: Survey
    rows: tuple[Row, ...]
    lowest: tuple[Row, ...]
    result: Result | None

    @property
    def tells_elements(self) -> bool:
        """Whether enough people answered that the means tell nobody's own sheet."""
        return (self.survey.respondents or 0) >= LEAST_SHOWN


def outcome_of(survey: Survey) -> Outcome | None:
    """The outcome of a round; None before it is closed: until then nobody sees what people say."""
    if survey.state not in RECKONED:
        return None
    elements, titles = survey.elements(), [question.title for question in survey.instrument.questions]
    low = lowest(elements)
    rows = tuple(
        Row(at + 1, title, element, at in low) for at, (title, element) in enumerate(zip(titles, elements, strict=True))
    )
    return Outcome(survey, rows, tuple(rows[at] for at in low), reckon(elements, survey.asked_until))


def profile_of(survey: Survey) -> list[tuple[str, list[tuple[str, int | None]]]]:
    """By sex, age, education and occupation how many answered; None where few enough to be known by it."""
    sheets = Answer.objects.filter(survey=survey).order_by()
    return [_counted(name, dict(sheets.values_list(name).annotate(Count("pk")))) for name in PROFILE]


def _counted(name: str, found: dict[str, int]) -> tuple[str, list[tuple[str, int | None]]]:
    field = Answer._meta.get_field(name)
    words = {**{str(key): str(text) for key, text in field.flatchoices if key}, "": "tidak diisi"}  # type: ignore[union-attr]  # own fields
    counts = shown_counts({key: found.get(key, 0) for key in words if key}) | {
        "": found.get("", 0)
    }  # that tells of nobody
    return str(field.verbose_name), [(words[key], counts[key]) for key in words]  # type: ignore[union-attr]  # as above


def ways_of(survey: Survey) -> list[tuple[str, int]]:
    """How many sheets came in which way."""
    found = dict(Answer.objects.filter(survey=survey).order_by().values_list("way").annotate(Count("pk")))
    return [(way.label, found[way]) for way in Way if way in found]


def earlier_rounds(survey: Survey, *, public: bool = False) -> list[Survey]:
    """The rounds of the same subject and service up to this one whose index is known, the oldest first; one query."""
    states = ("published",) if public else RECKONED
    same = Survey.objects.standing().filter(office=survey.office_id, subject=survey.subject, service=survey.service)
    known = same.filter(state__in=states, index__isnull=False, asked_until__lte=survey.asked_until)
    return list(reversed(known.order_by("-asked_until", "-pk")[:MOST_ROUNDS]))


def decimal_words(value: Fraction | None, places: int) -> str:
    """A fraction as people write it, rounded half up once: ``3,25``; ``–`` for none."""
    return "–" if value is None else str(rounded(value, places)).replace(".", ",")
