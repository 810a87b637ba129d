"""Who served, held a post or owed a report in an office on a day: the wholes of every share per person.

Each is a query that costs nothing until it is asked and is then asked once, whatever the number of persons.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.db.models import Exists, OuterRef, Q, QuerySet

from renaksi.offices.models import ASN, FilingDuty, FilingKind, Office, Person, PersonKind, Post, Tenure, in_force

_RULES = Path(__file__).parents[1] / "data" / "filing_rules.csv"


def serving(office: Office, on: date) -> QuerySet[Person]:
    """Everyone who served in the office on the day, members and employees, by name."""
    persons: QuerySet[Person] = Person.objects.filter(in_force(on), office=office)
    return persons


def asn_serving(office: Office, on: date) -> QuerySet[Person]:
    """The civil service among them: PNS and PPPK."""
    return serving(office, on).filter(kind__in=ASN)


def employees_serving(office: Office, on: date) -> QuerySet[Person]:
    """The secretariat's people: all but the members."""
    return serving(office, on).exclude(kind=PersonKind.MEMBER)


def members_serving(office: Office, on: date) -> QuerySet[Person]:
    """The members of the commission."""
    return serving(office, on).filter(kind=PersonKind.MEMBER)


def tenures_on(office: Office, on: date) -> QuerySet[Tenure]:
    """The tenures that counted on the day: in force, of a person who served, in a post there was; person and post joined."""
    day = in_force(on) & in_force(on, "person__") & in_force(on, "post__")
    tenures: QuerySet[Tenure] = Tenure.objects.filter(day, post__office=office).select_related("person", "post")
    return tenures


def post_holders(
    office: Office, on: date, *, kind: str = "", echelon: str = "", acting: bool = True
) -> QuerySet[Person]:
    """Who held a post on the day, each once; narrowed to a kind of post, to echelons that begin so ("IV" = IV.a and IV.b)."""
    held = tenures_on(office, on).filter(person=OuterRef("pk"))
    if kind:
        held = held.filter(post__kind=kind)
    if echelon:
        held = held.filter(Q(post__echelon=echelon) | Q(post__echelon__startswith=f"{echelon}."))
    return serving(office, on).filter(Exists(held if acting else held.filter(is_acting=False)))


def posts_on(office: Office, on: date) -> QuerySet[Post]:
    """The posts there were in the office on the day, held or vacant."""
    posts: QuerySet[Post] = Post.objects.filter(in_force(on), office=office)
    return posts


@dataclass(frozen=True, slots=True)
class FilingRule:
    """Who owes a report unless something else was decided for the person; ``who``: member, post or other_asn."""

    kind: str
    who: str
    since: date | None
    until: date | None
    source: str
    is_verified: bool

    def holds_on(self, day: date) -> bool:
        """Whether the rule was in force on the day."""
        return (self.since is None or self.since <= day) and (self.until is None or self.until >= day)


@cache
def filing_rules() -> tuple[FilingRule, ...]:
    """The rules as the packaged data states them, with their legal sources; a rule no one has checked says so."""
    with _RULES.open(encoding="utf-8", newline="") as lines:
        return tuple(
            FilingRule(
                line["report"], line["who"], _day(line["since"]), _day(line["until"]), line["source"], line["verified"] == "yes"
            )
            for line in csv.DictReader(lines)
        )  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def obliged(office: Office, kind: str, on: date) -> QuerySet[Person]:
    """Who of those serving on the day owed this report (``FilingKind``), by the rules and what was decided for single persons.

    By rule (see data/filing_rules.csv): LHKPN the members and the definitive holders of posts marked for it, LHKASN the ASN who
    owe no LHKPN. A decided duty adds a person, an exemption takes one out; an exemption outweighs a duty.
    """
    persons = serving(office, on)
    by_rule = _by_rule(office, str(kind), on)
    if kind == FilingKind.LHKASN:
        by_rule &= ~Q(pk__in=obliged(office, FilingKind.LHKPN, on).order_by().values("pk"))
    own = FilingDuty.objects.filter(in_force(on), person=OuterRef("pk"), kind=kind)
    return persons.filter(by_rule | Exists(own.filter(is_exempt=False))).exclude(Exists(own.filter(is_exempt=True)))


def _by_rule(office: Office, kind: str, on: date) -> Q:
    condition = Q(pk__in=[])
    for rule in filing_rules():
        if rule.kind == kind and rule.holds_on(on):
            condition |= _WHO[rule.who](office, on)
    return condition


def _of_marked_post(office: Office, on: date) -> Q:
    held = tenures_on(office, on).filter(is_acting=False, post__must_file_lhkpn=True)
    return Q(pk__in=held.order_by().values("person"))


_WHO: dict[str, Callable[[Office, date], Q]] = {
    "member": lambda office, on: Q(kind=PersonKind.MEMBER),
    "post": _of_marked_post,
    "other_asn": lambda office, on: Q(kind__in=ASN),
}


@dataclass(frozen=True, slots=True)
class Whole:
    """The persons a share is taken of; ``title`` is for screens and papers."""

    key: str
    title: str
    of: Callable[[Office, date], QuerySet[Person]]

    def count(self, office: Office, on: date) -> int:
        """How many they were on the day."""
        return self.of(office, on).count()


WHOLES: dict[str, Whole] = {
    whole.key: whole
    for whole in (
        Whole("serving", "anggota dan pegawai", serving),
        Whole("members", "anggota KPU", members_serving),
        Whole("employees", "pegawai sekretariat", employees_serving),
        Whole("asn", "pegawai ASN", asn_serving),
        Whole("post_holders", "pemangku jabatan", post_holders),
        Whole("lhkpn", "wajib LHKPN", lambda office, on: obliged(office, FilingKind.LHKPN, on)),
        Whole("lhkasn", "wajib LHKASN", lambda office, on: obliged(office, FilingKind.LHKASN, on)),
    )
}
