"""The verbs of posts: they come to be, are put right, are abolished with a reason, and that is taken back."""

from __future__ import annotations

from datetime import date

from django.db.models import ProtectedError, Q

from renaksi.accounts.models import User
from renaksi.kernel.refusal import Refused, Stale
from renaksi.kernel.wording import date_words
from renaksi.offices.domain.staff_facts import (
    PostFacts,
    changed_words,
    checked_reason,
    day_faults,
    post_faults,
    refuse_first,
)
from renaksi.offices.domain.staff_spans import locked_post, refuse_reversed, span_words, staff_deed
from renaksi.offices.models import Office, Post, PostKind
from renaksi.offices.trail import record_in


def add_post(*, office: Office, facts: PostFacts, by: User | None) -> Post:
    """Adds one seat; two of the same title are two posts. Refused: what ``post_faults`` finds; who may not edit the office."""
    facts = facts.tidied()
    with staff_deed(office, by=by) as office:
        refuse_first(post_faults(facts))
        post = Post(office=office)
        facts.set_on(post)
        post.save()
        record_in(
            office, by=by, what="offices.post_added", object_label=post.title, object_id=_id(post),
            details={"kind": PostKind(post.kind).label, "unit": post.unit},
        )  # fmt: skip
    return post


def change_post(*, post: Post, facts: PostFacts, seen: int, by: User | None) -> Post:
    """Puts right what is said of a post; ``seen`` is the version the user looked at. Nothing different: nothing is written.

    Refused: as add_post; a beginning after a holder's; Stale where another was quicker.
    """
    facts = facts.tidied()
    with staff_deed(post.office, by=by) as office:
        post = locked_post(post)
        before = PostFacts.of(post)
        if facts == before:
            return post
        if post.version != seen:
            raise Stale(current=before.text(), attempted=facts.text())
        refuse_first(post_faults(facts) + _span_faults(facts.since, post))
        facts.set_on(post)
        post.version += 1
        post.save()
        record_in(
            office, by=by, what="offices.post_changed", object_label=before.title, object_id=_id(post),
            details=changed_words(before, facts),
        )  # fmt: skip
    return post


def end_post(*, post: Post, on: date, reason: str, by: User | None) -> Post:
    """Abolishes the post after the day ``on``. Refused: one abolished already, one that someone holds after that day."""
    why = checked_reason(reason)
    with staff_deed(post.office, by=by) as office:
        post = locked_post(post)
        refuse_first(day_faults(until=on))
        if post.until is not None:
            raise Refused(f"Jabatan ini sudah dihapus per {date_words(post.until)}.", code="offices.post_ended")
        refuse_reversed(post.since, on)
        if held := post.tenures.filter(Q(until__isnull=True) | Q(until__gt=on)).select_related("person").first():
            raise Refused(
                f"Jabatan ini dipegang {held.person} {span_words(held.since, held.until)}; akhiri lebih dahulu.",
                code="offices.post_held",
                field="until",
            )
        post.until, post.version = on, post.version + 1
        post.save(update_fields=("until", "version"))
        record_in(
            office, by=by, what="offices.post_ended", object_label=post.title, object_id=_id(post),
            details={"until": date_words(on), "reason": why},
        )  # fmt: skip
    return post


def restore_post(*, post: Post, reason: str, by: User | None) -> Post:
    """Takes back that the post was abolished. Refused: one that stands."""
    why = checked_reason(reason)
    with staff_deed(post.office, by=by) as office:
        post = locked_post(post)
        if post.until is None:
            raise Refused("Jabatan ini masih ada.", code="offices.post_stands")
        post.until, post.version = None, post.version + 1
        post.save(update_fields=("until", "version"))
        record_in(
            office, by=by, what="offices.post_restored", object_label=post.title, object_id=_id(post), details={"reason": why},
        )  # fmt: skip
    return post


def withdraw_post(*, post: Post, reason: str, by: User | None) -> None:
    """Strikes out a post recorded by mistake. Refused: one that someone holds or held; that is abolished instead."""
    why = checked_reason(reason)
    with staff_deed(post.office, by=by) as office:
        post = locked_post(post)
        identity = _id(post)
        try:
            post.delete()
        except ProtectedError as cause:
            raise Refused(
                "Jabatan ini ada atau pernah ada pemangkunya; hapus dari susunan organisasi saja.",
                code="offices.post_used",
            ) from cause
        record_in(
            office, by=by, what="offices.post_withdrawn", object_label=post.title, object_id=identity, details={"reason": why},
        )  # fmt: skip


def _span_faults(since: date | None, post: Post) -> list[Refused]:
    if since is None:
        return []
    if post.until and post.until < since:
        told = f"Jabatan ini dihapus per {date_words(post.until)}, sebelum tanggal itu."
        return [Refused(told, code="offices.span_reversed", field="since")]
    earlier = post.tenures.filter(Q(since__isnull=True) | Q(since__lt=since)).select_related("person").first()
    if earlier is None:
        return []
    told = f"{earlier.person} sudah memegangnya {span_words(earlier.since, earlier.until)}; sesuaikan tanggalnya."
    return [Refused(told, code="offices.tenure_earlier", field="since")]


def _id(post: Post) -> str:
    return f"post:{post.pk}"
