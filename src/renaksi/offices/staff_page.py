"""What the staff screens show: the list with its filters, one person, the posts and who holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from renaksi.audit.models import AuditEvent
from renaksi.audit.sentences import sentence_of
from renaksi.kernel.wording import parse_day
from renaksi.offices.domain.staff_wholes import filing_rules, obliged, posts_on, serving, tenures_on
from renaksi.offices.models import FilingKind, Office, Person, PersonKind, Post, PostKind, Tenure
from renaksi.offices.trail import chain_of

_SHOWN_DIGITS = 4
_NEWEST = 30
_ORDER = {PostKind.COMMISSIONER: 0, PostKind.STRUCTURAL: 1, PostKind.FUNCTIONAL: 2, PostKind.EXECUTIVE: 3}


def masked(nip: str, *, whole: bool) -> str:
    """The NIP for a screen: whole for who may write, else its last four digits; it begins with the person's birthday."""
    return nip if whole or not nip else "•" * (len(nip) - _SHOWN_DIGITS) + nip[-_SHOWN_DIGITS:]


@dataclass(frozen=True, slots=True)
class StaffWish:
    """What a reader of the list asks for. ``day`` is the day it is asked of."""

    words: str
    kind: str
    unit: str
    day: date
    is_today: bool
    bad_day: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str], today: date) -> StaffWish:
        """From the address; a day that is none counts as today and is told."""
        typed = query.get("per", "").strip()[:40]
        day = parse_day(typed) if typed else today
        kind = query.get("jenis", "")
        return cls(
            query.get("cari", "").strip()[:120], kind if kind in PersonKind.values else "", query.get("bagian", "").strip()[:120],
            day or today, (day or today) == today, typed if day is None else "",
        )  # fmt: skip

    @property
    def narrows(self) -> bool:
        return bool(self.words or self.kind or self.unit)


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One person of the list, with the posts held on the day and the reports owed."""

    person: Person
    nip: str
    tenures: tuple[Tenure, ...] = ()
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of each kind served on the day."""

    total: int = 0
    kinds: tuple[tuple[str, str, int], ...] = field(default=())  # key, title, how many


def wished(office: Office, wish: StaffWish, *, whole: bool) -> QuerySet[Person]:
    """The persons wished for, by name. Numbers are searched only for who may see them whole."""
    persons = serving(office, wish.day)
    for word in wish.words.split():
        held = Q(pk__in=tenures_on(office, wish.day).filter(post__title__icontains=word).order_by().values("person"))
        persons = persons.filter(Q(name__icontains=word) | held | (Q(nip__startswith=word) if whole else Q(pk__in=[])))
    if wish.kind:
        persons = persons.filter(kind=wish.kind)
    return persons.filter(unit=wish.unit) if wish.unit else persons


def rows_of(persons: Sequence[Person], office: Office, day: date, *, whole: bool) -> list[StaffRow]:
    """The persons of a page with their posts and reports; three queries, however many they are."""
    ids = [person.pk for person in persons]
    held: dict[int, list[Tenure]] = {}
    for tenure in tenures_on(office, day).filter(person__in=ids):
        held.setdefault(tenure.person_id, []).append(tenure)
    owed = {
        kind: set(obliged(office, kind, day).filter(pk__in=ids).order_by().values_list("pk", flat=True)) for kind in FilingKind
    }  # fmt: skip
    return [
        StaffRow(
            person, masked(person.nip, whole=whole), tuple(held.get(person.pk, ())),
            tuple(kind.label for kind, who in owed.items() if person.pk in who),
        )
        for person in persons
    ]  # fmt: skip


def tally_of(office: Office, day: date) -> Tally:
    """The heads of the office on the day."""
    counted = dict(serving(office, day).order_by().values_list("kind").annotate(Count("pk")))
    kinds = tuple((kind.value, str(kind.label), counted.get(kind.value, 0)) for kind in PersonKind)
    return Tally(sum(counted.values()), kinds)


def units_used(office: Office) -> list[str]:
    """The parts of the office that someone is written down in."""
    persons = Person.objects.filter(office=office).exclude(unit="").order_by("unit")
    return list(persons.values_list("unit", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether a person owes a report on the day, and why: by the rule, or by what was decided."""

    kind: str
    title: str
    owed: bool
    decided: bool
    source: str
    is_verified: bool


def duties_of(person: Person, day: date) -> list[Duty]:
    """Both reports of a person on the day."""
    return [_duty(person, kind, day) for kind in FilingKind]


def _duty(person: Person, kind: FilingKind, day: date) -> Duty:
    owed = obliged(person.office, kind, day).filter(pk=person.pk).exists()
    decided = any(duty.kind == kind and duty.holds_on(day) for duty in person.filing_duties.all())
    rule = next((rule for rule in filing_rules() if rule.kind == kind and rule.holds_on(day)), None)
    return Duty(
        kind.value, str(kind.label), owed, decided, rule.source if rule else "", bool(rule and rule.is_verified)
    )


def history_of(office: Office, object_id: str) -> list[tuple[AuditEvent, str]]:
    """What the trail tells of a person or post, the latest first."""
    events = AuditEvent.objects.filter(chain=chain_of(office), object_id=object_id).order_by("-number")[:_NEWEST]
    return [(event, sentence_of(event)) for event in events]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post with who holds it on the day, and who acts."""

    post: Post
    holder: Tenure | None
    acting: tuple[Tenure, ...]


def post_rows(office: Office, day: date) -> list[PostRow]:
    """The posts of the office on the day: members first, then by echelon and title; two queries."""
    day_tenures = tenures_on(office, day)
    posts = posts_on(office, day).prefetch_related(Prefetch("tenures", queryset=day_tenures, to_attr="today"))
    return sorted((_post_row(post) for post in posts), key=_rank)


def _post_row(post: Post) -> PostRow:
    held: list[Tenure] = post.today  # type: ignore[attr-defined]  # prefetched by post_rows
    holder = next((tenure for tenure in held if not tenure.is_acting), None)
    return PostRow(post, holder, tuple(tenure for tenure in held if tenure.is_acting))


def _rank(row: PostRow) -> tuple[int, str, bool, str, int]:
    """A post without echelon comes after those with one, the chair before the other members."""
    post, title = row.post, row.post.title.casefold()
    return _ORDER[PostKind(post.kind)], post.echelon or "~", not title.startswith("ketua"), title, post.pk
