"""The verb that takes a whole list of staff in, or none of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from renaksi.accounts.models import User
from renaksi.kernel.clock import today
from renaksi.kernel.refusal import Refused
from renaksi.offices.domain.staff_plan import StaffChange, StaffPlan, plan_staff
from renaksi.offices.domain.staff_spans import staff_deed
from renaksi.offices.models import Office, Person, Post, Tenure
from renaksi.offices.staff_sheet import StaffLine
from renaksi.offices.trail import record_in

_Row = TypeVar("_Row", Person, Post, Tenure)
_PERSON = ("name", "nip", "kind", "rank", "unit", "since", "user", "version")
_POST = ("kind", "echelon", "must_file_lhkpn", "version")
_TENURE = ("since", "until", "decree_number", "decree_on")


def import_staff(
    *, office: Office, lines: Sequence[StaffLine], file: str, by: User | None, on: date | None = None
) -> StaffPlan:
    """Writes what ``plan_staff`` decides of the lines on the day (None: today): persons new or changed, posts, appointments.

    All or nothing, one event; a list that changes nothing writes nothing. ``file`` is its name for the trail. Returns the plan.
    Refused: an empty list, the list's first problem with its line, a person who may not edit the office.
    """
    if not lines:
        raise Refused("Tidak ada pegawai dalam daftar.", code="offices.empty_list")
    with staff_deed(office, by=by) as office:
        plan = plan_staff(lines, office=office, on=on or today(office.time_zone))
        if plan.problems:
            first = plan.problems[0]
            raise Refused(f"Baris {first.line}, kolom {first.column}: {first.sentence}", code="offices.bad_list")
        changes = [change for change in plan.changes if not change.is_same]
        if changes:
            _write(changes)
            record_in(office, by=by, what="offices.staff_imported", object_label=file, details=_told(changes, file))
    return plan


def _write(changes: Sequence[StaffChange]) -> None:
    """Rows in the order they lean on each other; ended tenures before new ones, so that a post is never held twice."""
    _write_persons(_once(change.person for change in changes if change.before != change.after))
    mended = [row for change in changes for row in change.mended]
    posts = _once(row for row in mended if isinstance(row, Post))
    for post in posts:
        post.version += 1
    Post.objects.bulk_create([change.post for change in changes if change.is_new_post and change.post])
    Post.objects.bulk_update(posts, _POST, batch_size=200)
    left = [tenure for change in changes for tenure in change.left]
    Tenure.objects.bulk_update(
        _once([*left, *(row for row in mended if isinstance(row, Tenure))]), _TENURE, batch_size=200
    )
    Tenure.objects.bulk_create([change.tenure for change in changes if change.tenure])


def _write_persons(persons: Sequence[Person]) -> None:
    known = [person for person in persons if person.pk is not None]
    for person in known:
        person.version += 1
    Person.objects.bulk_create([person for person in persons if person.pk is None])
    Person.objects.bulk_update(known, _PERSON, batch_size=200)


def _once(rows: Iterable[_Row]) -> list[_Row]:
    return list({id(row): row for row in rows}.values())


def _told(changes: Sequence[StaffChange], file: str) -> dict[str, object]:
    changed = {id(change.person) for change in changes if not change.is_new}
    return {
        "file": file,
        "added": sum(change.is_new for change in changes),
        "changed": len(changed - {id(change.person) for change in changes if change.is_new}),
        "posts": sum(change.is_new_post for change in changes),
        "tenures": sum(change.tenure is not None for change in changes),
        "persons": [change.person.name for change in changes],
    }
