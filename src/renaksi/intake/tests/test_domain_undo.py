"""Undo on the real database: whatever was done, taking all of it back leaves the draft exactly as it was read."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from renaksi.audit.models import AuditEvent
from renaksi.intake.domain.doubts import accept_doubts, reopen_doubt
from renaksi.intake.domain.facts import set_fact, set_year
from renaksi.intake.domain.months import copy_months, paste_months, set_months, toggle_month
from renaksi.intake.domain.proposals import choose_catalogue, take_proposals
from renaksi.intake.domain.rows import add_row, join_rows, move_rows, remove_rows, renumber, split_row
from renaksi.intake.domain.texts import restore_row, set_parent, set_text, take_parents
from renaksi.intake.domain.together import as_one
from renaksi.intake.domain.undo import last_change, undo_last
from renaksi.intake.models import Doubt, Draft, DraftRow
from renaksi.intake.tests.samples_of_readings import staged
from renaksi.kernel.months import MonthSet
from renaksi.kernel.refusal import Refused
from renaksi.offices.tests.factories import OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory()


@pytest.fixture
def draft():
    return staged(OfficeFactory(name="KPU Kota Contoh"))


def content(draft: Draft) -> tuple[Any, ...]:
    """All that a person could see of the draft, straight from the database."""
    head = Draft.objects.values("facts", "year", "state", "failure").get(pk=draft.pk)
    rows = DraftRow.objects.filter(draft=draft).order_by("pk").values()
    doubts = Doubt.objects.filter(draft=draft).order_by("pk").values()
    return head, list(rows), list(doubts)


def ids(draft: Draft) -> list[int]:
    return list(DraftRow.objects.filter(draft=draft).order_by("position").values_list("pk", flat=True))


text = st.sampled_from(["", "Rapat", "Monitoring", "1. Satu 2. Dua 3. Tiga", "a. Surat b. Foto", "Standar"])
spot = st.integers(0, 40)
mask = st.integers(0, 4095)
step = st.one_of(
    st.tuples(st.just("text"), spot, st.sampled_from(["area", "activity", "sub_activity", "indicator", "note"]), text),
    st.tuples(st.just("number"), spot, st.sampled_from(["area_no", "activity_no", "sub_activity_no"]), st.integers(0, 9)),
    st.tuples(st.just("parent"), spot, st.sampled_from(["area", "activity", "sub_activity"]), text),
    st.tuples(st.just("like"), spot, spot),
    st.tuples(st.just("months"), spot, mask),
    st.tuples(st.just("toggle"), spot, st.integers(1, 12)),
    st.tuples(st.just("copy"), spot, spot),
    st.tuples(st.just("paste"), spot),
    st.tuples(st.just("add"), spot, text),
    st.tuples(st.just("remove"), spot, spot),
    st.tuples(st.just("move"), spot, spot),
    st.tuples(st.just("split"), spot, st.none() | st.integers(1, 8)),
    st.tuples(st.just("join"), spot),
    st.tuples(st.just("renumber")),
    st.tuples(st.just("restore"), spot),
    st.tuples(st.just("catalogue"), spot),
    st.tuples(st.just("proposals"), st.sampled_from(["decree.month_drifted", "decree.text_cut"])),
    st.tuples(st.just("accept"), st.sampled_from([None, "decree.text_cut"])),
    st.tuples(st.just("reopen"), spot),
    st.tuples(st.just("fact"), st.sampled_from(["place", "dicta", "amends"]), text),
    st.tuples(st.just("year"), st.integers(2020, 2030)),
)  # fmt: skip


def take(draft: Draft, user, kind: str, *given: Any) -> None:
    """One step of a person at work; a refusal is part of the work."""
    there = ids(draft)
    row = there[given[0] % len(there)] if there and given and isinstance(given[0], int) else 0
    other = there[given[1] % len(there)] if there and len(given) > 1 and isinstance(given[1], int) else 0
    who: dict[str, Any] = {"draft": draft, "by": user}
    doubts = list(draft.doubts.values_list("pk", flat=True))
    place = there.index(row) if row else 0
    try:
        match kind:
            case "text" | "number":
                set_text(**who, row_id=row, field=given[1], value=str(given[2]))
            case "parent":
                set_parent(**who, row_ids=there[place : place + 3], level=given[1], no=None, text=given[2])
            case "like":
                take_parents(**who, row_ids=[row], like=other)
            case "months":
                set_months(**who, row_id=row, months=MonthSet(given[1]))
            case "toggle":
                toggle_month(**who, row_id=row, month=given[1])
            case "copy":
                copy_months(**who, from_row=row, to_rows=there[: place + 1])
            case "paste":
                paste_months(**who, first_row=row, block="v" + "\t" * 11 + "\n" + "\t" * 11 + "x\n")
            case "add":
                add_row(**who, after=row or None, indicator=given[1])
            case "remove":
                remove_rows(**who, row_ids={row, other}, reason="Ganda")
            case "move":
                move_rows(**who, row_ids=[row], before=other)
            case "split":
                split_row(**who, row_id=row, at=given[1])
            case "join":
                join_rows(**who, row_ids=there[place : place + 2])
            case "renumber":
                renumber(**who)
            case "restore":
                restore_row(**who, row_id=row)
            case "catalogue":
                choose_catalogue(**who, row_id=row, code="1.1.1.1")
            case "proposals":
                take_proposals(**who, code=given[0])
            case "accept":
                accept_doubts(**who, code=given[0])
            case "reopen":
                reopen_doubt(**who, doubt_id=doubts[given[0] % len(doubts)])
            case "fact":
                set_fact(**who, field=given[0], value=given[1])
            case "year":
                set_year(**who, year=given[0])
    except Refused:
        pass


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, min_size=1, max_size=12))
def test_any_changes_taken_back_one_by_one_leave_every_moment_as_it_was(draft, user, steps):
    with transaction.atomic():
        moments = [content(draft)]
        for each in steps:
            take(draft, user, *each)
            if content(draft) != moments[-1]:
                moments.append(content(draft))
        assert draft.changes.count() == len(moments) - 1
        while moments[1:]:
            moments.pop()
            undo_last(draft=draft, by=user)
            assert content(draft) == moments[-1]
        assert last_change(draft) is None
        transaction.set_rollback(True)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=st.lists(step, max_size=3), steps=st.lists(step, min_size=2, max_size=10))
def test_changes_made_as_one_are_taken_back_as_one(draft, user, first, steps):
    with transaction.atomic():
        for each in first:
            take(draft, user, *each)
        before, count = content(draft), draft.changes.count()
        with as_one(draft):
            for each in steps:
                take(draft, user, *each)
        assert draft.changes.count() - count <= 1
        if draft.changes.count() > count:
            undo_last(draft=draft, by=user)
        assert content(draft) == before
        transaction.set_rollback(True)


def test_a_refusal_among_changes_made_as_one_undoes_them_all(draft, user):
    before, row = content(draft), ids(draft)[0]

    def press() -> None:
        with as_one(draft):
            toggle_month(draft=draft, by=user, row_id=row, month=5)
            toggle_month(draft=draft, by=user, row_id=row, month=13)

    with pytest.raises(Refused):
        press()
    assert content(draft) == before
    assert not draft.changes.exists()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(step, min_size=1, max_size=10))
def test_whatever_is_done_positions_are_without_gaps_and_inheritance_is_true(draft, user, steps):
    with transaction.atomic():
        for each in steps:
            take(draft, user, *each)
        rows = list(DraftRow.objects.filter(draft=draft).order_by("position"))
        assert [row.position for row in rows] == list(range(len(rows)))
        for above, row in zip([None, *rows], rows, strict=False):
            for level in row.inherited:
                assert above is not None
                assert getattr(above, level) == getattr(row, level)
                assert getattr(above, f"{level}_no") == getattr(row, f"{level}_no")
        transaction.set_rollback(True)


def test_undo_tells_what_it_takes_back_and_goes_on_to_the_one_before(draft, user):
    before = ids(draft)
    remove_rows(draft=draft, by=user, row_ids=before[1:3], reason="Ganda")
    toggle_month(draft=draft, by=user, row_id=before[0], month=5)
    done = undo_last(draft=draft, by=user, expected=last_change(draft).pk)
    assert (done.change.sentence, done.rows, done.is_reordered) == (
        "Mei ditambahkan pada baris 1.",
        (before[0],),
        False,
    )
    done = undo_last(draft=draft, by=user)
    assert set(done.rows) == set(before[1:3])
    assert done.is_reordered
    assert ids(draft) == before
    assert done.draft.version == 4
    with pytest.raises(Refused) as refusal:
        undo_last(draft=draft, by=user)
    assert refusal.value.code == "intake.nothing_to_undo"
    told = AuditEvent.objects.filter(what="intake.draft_undone").order_by("number")
    assert told[0].details["sentence"] == "Mei ditambahkan pada baris 1."


def test_anothers_change_is_not_taken_back_unseen(draft, user):
    before = ids(draft)
    toggle_month(draft=draft, by=user, row_id=before[0], month=5)
    seen = last_change(draft).pk
    toggle_month(draft=draft, by=UserFactory(), row_id=before[0], month=6)
    with pytest.raises(Refused, match="Juni ditambahkan") as refusal:
        undo_last(draft=draft, by=user, expected=seen)
    assert refusal.value.code == "intake.undo_other"
    assert list(DraftRow.objects.get(pk=before[0]).months) == [2, 5, 6]
