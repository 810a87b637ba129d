"""Spans of days of persons, posts and tenures: whether two meet, in words, and the rows held while a verb writes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from renaksi.accounts.models import User
from renaksi.accounts.roles import Right
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.authority import refuse_without
from renaksi.offices.models import Dated, Office, OfficeKind, Person, Post, Tenure


@contextmanager
def staff_deed(office: Office, *, by: User | None) -> Iterator[Office]:
    """One transaction in which no one else writes persons or posts; refuses who may not edit the office.

    The national office's row is held too: a NIP is looked for in all offices, and two who bring in the same one at once must act
    one after the other. Both rows are locked in one order, so that two deeds wait for each other in one direction only.
    """
    with transaction.atomic():
        held = Office.objects.select_for_update(no_key=True).filter(Q(pk=office.pk) | Q(kind=OfficeKind.NATIONAL))
        rows = list(held.order_by("pk"))
        refuse_without(Right.EDIT_OFFICE, by=by, office=office)
        yield next(row for row in rows if row.pk == office.pk)


def locked_person(person: Person) -> Person:
    """The person as they stand now, locked until commit; office and account joined."""
    found: Person = Person.objects.select_for_update(of=("self",)).select_related("office", "user").get(pk=person.pk)
    return found


def locked_post(post: Post) -> Post:
    """The post as it stands now, locked until commit; office joined."""
    found: Post = Post.objects.select_for_update(of=("self",)).select_related("office").get(pk=post.pk)
    return found


def locked_tenure(tenure: Tenure) -> Tenure:
    """The tenure as it stands now, locked until commit; person, post and office joined."""
    joined = Tenure.objects.select_for_update(of=("self",)).select_related("person__office", "post__office")
    found: Tenure = joined.get(pk=tenure.pk)
    return found


def meets(since: date | None, until: date | None, prefix: str = "") -> Q:
    """The condition "has a day in common with this span"; None = open."""
    condition = Q()
    if since is not None:
        condition &= Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gte": since})
    if until is not None:
        condition &= Q(**{f"{prefix}since__isnull": True}) | Q(**{f"{prefix}since__lte": until})
    return condition


def holders_meanwhile(post: Post, since: date | None, until: date | None) -> QuerySet[Tenure]:
    """The definitive tenures of the post that have a day in common with the span, persons joined."""
    tenures: QuerySet[Tenure] = post.tenures.filter(meets(since, until), is_acting=False).select_related("person")
    return tenures


def lies_within(since: date | None, until: date | None, outer: Dated) -> bool:
    """Whether the span lies inside the row's own."""
    begins = outer.since is None or (since is not None and since >= outer.since)
    ends = outer.until is None or (until is not None and until <= outer.until)
    return begins and ends


def refuse_reversed(since: date | None, until: date | None, *, field: str = "until") -> None:
    """Raises Refused where the last day precedes the first."""
    if since and until and until < since:
        raise Refused(
            f"Tanggal sampai mendahului tanggal sejak, {date_words(since)}.", code="offices.span_reversed", field=field
        )


def span_words(since: date | None, until: date | None) -> str:
    """``sejak 2 Januari 2024 sampai 1 Maret 2026``."""
    begin = f"sejak {date_words(since)}" if since else "sejak semula"
    return f"{begin} sampai {date_words(until)}" if until else begin
