"""What the surveys measure; keys, kinds, units and spans are those of the national template."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby

from django.db.models import Count as CountOf
from django.db.models import Q, QuerySet

from renaksi.kernel.quantity import Kind
from renaksi.measures.counting import presence
from renaksi.measures.declare import Asked, Count, Measure, Part, Span
from renaksi.registers.surveys.models import RECKONED, Answer, Subject, Survey, Way


def _reckoned(asked: Asked, subject: Subject) -> QuerySet[Survey]:
    """Rounds closed by the month's end whose index is worked out, the last one first."""
    rounds: QuerySet[Survey] = Survey.objects.filter(office=asked.office, removed_at__isnull=True, subject=subject)
    closed = rounds.filter(state__in=RECKONED, closed_on__lte=asked.ends_on, index__isnull=False)
    return closed.order_by("-asked_until", "-pk")


def _together(asked: Asked, subject: Subject) -> list[list[Survey]]:
    """Rounds that ended on the same day belong together (several services asked at once); the last ones first."""
    return [list(same) for _, same in groupby(_reckoned(asked, subject), lambda each: each.asked_until)]


def index_of(rounds: list[Survey]) -> tuple[Decimal, Decimal]:
    """The index of rounds taken together, each weighing as many as answered it, and how many those are."""
    people = sum(Decimal(each.respondents or 0) for each in rounds)
    weighed = sum(((each.index or Decimal(0)) * (each.respondents or 0) for each in rounds), Decimal(0))
    return (weighed / people if people else Decimal(0)), Decimal(people)


def _index(subject: Subject) -> Callable[[Asked], Count]:
    def counted(asked: Asked) -> Count:
        last = next(iter(_together(asked, subject)), [])
        amount, people = index_of(last)
        return Count(amount, people, (), tuple(sorted(each.pk for each in last)))

    return counted


def _trend(asked: Asked) -> Count:
    """Two rounds to compare, or nothing is known."""
    found = _together(asked, Subject.INFORMATION)[:2]
    if len(found) < 2:
        return Count(Decimal(0), Decimal(0))
    (new, _), (old, _) = index_of(found[0]), index_of(found[1])
    return Count(new, old, (), tuple(sorted(each.pk for each in (*found[0], *found[1]))))


def _built(asked: Asked) -> Count:
    rounds = Survey.objects.standing().filter(office=asked.office, subject=Subject.SERVICE)
    of_this_year = Q(closed_on__isnull=True) | Q(closed_on__gte=asked.year_starts_on)
    return presence(rounds.filter(of_this_year, approved_on__lte=asked.ends_on))


def _processed(asked: Asked) -> Count:
    rounds = _reckoned(asked, Subject.SERVICE).filter(closed_on__gte=asked.year_starts_on)
    sheets = Answer.objects.filter(survey__in=rounds.order_by()).order_by()
    many = dict(sheets.values_list("way").annotate(CountOf("pk")))
    return presence(rounds, parts=[Part(way.label, Decimal(many[way])) for way in Way if way in many])


_SAME_DAY = "putaran yang berakhir pada hari yang sama ditimbang menurut respondennya"
MEASURES = (
    Measure(
        "surveys.service_survey_built", "Survei kepuasan layanan siap", Kind.PRESENCE, "survei", Span.AT_END,
        "Survei pelayanan publik yang pertanyaannya sudah disetujui, dan belum ditutup sebelum tahun ini", _built, is_public=True,
    ),
    Measure(
        "surveys.service_survey_processed", "Survei kepuasan layanan diolah", Kind.PRESENCE, "survei", Span.AT_END,
        "Putaran pelayanan publik yang ditutup dalam tahun ini dan indeksnya terhitung", _processed, is_public=True,
    ),
    Measure(
        "surveys.service_index", "Indeks kepuasan layanan", Kind.INDEX, "indeks", Span.AT_END,
        f"Indeks putaran pelayanan publik terakhir yang sudah ditutup; {_SAME_DAY}", _index(Subject.SERVICE), is_public=True,
    ),
    Measure(
        "surveys.information_service_index", "Indeks kepuasan pemohon informasi", Kind.INDEX, "indeks", Span.AT_END,
        f"Indeks putaran pelayanan informasi terakhir yang sudah ditutup; {_SAME_DAY}", _index(Subject.INFORMATION),
        is_public=True,
    ),
    Measure(
        "surveys.election_apps_index", "Indeks kepuasan atas aplikasi pemilu", Kind.INDEX, "indeks", Span.AT_END,
        f"Indeks putaran aplikasi pemilu terakhir yang sudah ditutup; {_SAME_DAY}", _index(Subject.ELECTION_APPS),
        is_public=True,
    ),
    Measure(
        "surveys.information_service_trend", "Kepuasan pemohon informasi dibanding sebelumnya", Kind.TREND, "indeks",
        Span.AT_END, "Indeks putaran pelayanan informasi terakhir dibanding putaran sebelumnya; perlu dua putaran", _trend,
        is_public=True,
    ),
)  # fmt: skip
