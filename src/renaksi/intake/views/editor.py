"""The open row as its editor shows it: fields with what was seen, doubts with what can be done, the catalogue's candidates."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from renaksi.catalogue import match, template
from renaksi.intake.domain.proposals import Proposal, proposal_of
from renaksi.intake.models import Doubt, DoubtState, DraftRow
from renaksi.intake.views.board import PARENTS, Board, Line
from renaksi.kernel.months import MONTH_NAMES, MONTH_SHORT, MonthSet
from renaksi.kernel.wording import fold

LABELS = {
    "area": "Area perubahan",
    "activity": "Kegiatan",
    "sub_activity": "Sub kegiatan",
    "indicator": "Indikator keberhasilan",
    "note": "Keterangan",
}
OWN = ("indicator_no", "indicator", "note")
"""The fields that are the row's alone."""

_PART = re.compile(r"\s+(?=(?:\d{1,2}|[a-z])[.)]\s)")


@dataclass(frozen=True, slots=True)
class Box:
    """One field of the editor. ``seen`` is the value the user was shown, ``current`` what stands there now where that differs."""

    name: str
    label: str
    value: str
    seen: str
    no: str = ""
    no_seen: str = ""
    error: str = ""
    current: str | None = None
    is_doubted: bool = False
    is_inherited: bool = False
    group_size: int = 1
    scope: str = "group"

    @property
    def has_group(self) -> bool:
        """Whether other rows stand under the same parent, so that it must be said whom a change is for."""
        return self.group_size > 1


@dataclass(frozen=True, slots=True)
class MonthBox:
    """One month of the editor."""

    number: int
    name: str
    short: str
    on: bool
    proposed: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt with what can be done about it; ``same`` counts the open doubts of its kind in the whole draft."""

    doubt: Doubt
    proposal: Proposal | None
    same: int
    in_focus: bool

    @property
    def is_one_of_many(self) -> bool:
        """Whether other doubts of its kind are open, to be accepted with it."""
        return self.same > 1

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a decision."""
        return self.doubt.state == DoubtState.OPEN


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator of the national template the row may stand for; ``score`` in whole percent, None for one that was searched."""

    code: str
    text: str
    where: str
    score: int | None
    chosen: bool


@dataclass(frozen=True, slots=True)
class Typed:
    """What a refused form held, to be shown again: values by field, a sentence by field, and what stands there now by field."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)
    months: MonthSet | None = None


@dataclass(frozen=True, slots=True)
class Editor:
    """Everything the editor of one row shows."""

    line: Line
    asked: tuple[Asked, ...]
    settled: tuple[Asked, ...]
    own: dict[str, Box]
    parents: tuple[Box, ...]
    months: tuple[MonthBox, ...]
    months_error: str
    months_current: str | None
    candidates: tuple[Candidate, ...]
    found: tuple[Candidate, ...]
    parts: tuple[str, ...]
    next_line: Line | None
    previous_line: Line | None

    @property
    def asked_many(self) -> bool:
        """Whether the row has several open doubts, to be accepted together."""
        return len(self.asked) > 1

    @property
    def parents_open(self) -> bool:
        """Whether the parents' fields stand open: where one of them is doubted, refused or missing."""
        return any(box.is_doubted or box.error or box.current is not None or not box.value for box in self.parents)


def editor_of(board: Board, *, search: str = "", typed: Typed | None = None) -> Editor | None:
    """The editor of the board's open row; None where none is open."""
    line = board.opened
    if line is None:
        return None
    typed = typed or Typed()
    place = line.number - 1
    asked = [_asked(doubt, line.row, board) for doubt in line.doubts]
    return Editor(
        line=line,
        asked=tuple(each for each in asked if each.is_open),
        settled=tuple(each for each in asked if not each.is_open),
        own={name: _own_box(name, line, typed) for name in OWN},
        parents=tuple(_parent_box(level, line, board.lines, typed) for level in PARENTS),
        months=_months(line.row, typed),
        months_error=typed.errors.get("months", ""),
        months_current=typed.current.get("months"),
        candidates=_candidates(line.row),
        found=_search(search, line.row) if search else (),
        parts=parts_of(line.row),
        next_line=board.lines[place + 1] if place + 1 < len(board.lines) else None,
        previous_line=board.lines[place - 1] if place else None,
    )


def _asked(doubt: Doubt, row: DraftRow, board: Board) -> Asked:
    same = next((kind.open for kind in board.kinds if kind.code == doubt.code), 0)
    proposal = proposal_of(doubt, row, board.known) if doubt.state == DoubtState.OPEN else None
    return Asked(doubt, proposal, same, board.focus == doubt)


def _own_box(name: str, line: Line, typed: Typed) -> Box:
    value = shown_value(line.row, name)
    return Box(
        name=name,
        label=LABELS.get(name, "Nomor"),
        value=typed.values.get(name, value),
        seen=value,
        error=typed.errors.get(name, ""),
        current=typed.current.get(name),
        is_doubted=any(doubt.field == name for doubt in line.open),
    )


def _parent_box(level: str, line: Line, lines: Sequence[Line], typed: Typed) -> Box:
    value, no = shown_value(line.row, level), shown_value(line.row, f"{level}_no")
    return Box(
        name=level,
        label=LABELS[level],
        value=typed.values.get(level, value),
        seen=value,
        no=typed.values.get(f"{level}_no", no),
        no_seen=no,
        error=typed.errors.get(level, "") or typed.errors.get(f"{level}_no", ""),
        current=typed.current.get(level) or typed.current.get(f"{level}_no"),
        is_doubted=any(doubt.field in (level, f"{level}_no") for doubt in line.open),
        is_inherited=level in line.row.inherited,
        group_size=len(group_ids([each.row for each in lines], line.number - 1, level)),
        scope=typed.values.get(f"scope-{level}", "row" if _is_new(line.row) else "group"),
    )


def _is_new(row: DraftRow) -> bool:
    """A row just added by hand: a parent typed there begins a new group and renames none."""
    return not row.read_as and not row.indicator


def shown_value(row: DraftRow, name: str) -> str:
    """A field of a row as a form shows it; nothing as empty text."""
    value = getattr(row, name)
    return "" if value is None else str(value)


def group_ids(rows: Sequence[DraftRow], place: int, level: str) -> list[int]:
    """The ids of the neighbouring rows under the same parent at this level as the row at ``place``, itself included."""
    names = [name for each in PARENTS[: PARENTS.index(level) + 1] for name in (f"{each}_no", each)]

    def parents(row: DraftRow) -> list[object]:
        return [getattr(row, name) for name in names]

    same = parents(rows[place])
    first = last = place
    while first > 0 and parents(rows[first - 1]) == same:
        first -= 1
    while last + 1 < len(rows) and parents(rows[last + 1]) == same:
        last += 1
    return [row.pk for row in rows[first : last + 1]]


def _months(row: DraftRow, typed: Typed) -> tuple[MonthBox, ...]:
    ticked = row.months if typed.months is None else typed.months
    proposed = MonthSet(row.months_proposed) if row.months_proposed is not None else ticked
    return tuple(
        MonthBox(number, MONTH_NAMES[number - 1], MONTH_SHORT[number - 1], number in ticked, number in proposed)
        for number in range(1, 13)
    )


def parts_of(row: DraftRow) -> tuple[str, ...]:
    """The numbered or lettered parts that stand in the row's indicator, to split it by; fewer than two are none."""
    if len(row.indicators) > 1:
        return tuple(row.indicators)
    parts = tuple(part.strip(" ;") for part in _PART.split(row.indicator) if part.strip(" ;"))
    return parts if len(parts) > 1 else ()


def _candidates(row: DraftRow) -> tuple[Candidate, ...]:
    """The chosen entry first, then the best match and the runner-up, each once."""
    given = row.match or {}
    pairs = [
        (row.catalogue_code, None),
        (given.get("code"), given.get("score")),
        (given.get("runner_up"), given.get("runner_up_score")),
    ]
    scores: dict[str, float | None] = {}
    for code, score in pairs:
        if code:
            scores[code] = scores.get(code) or score
    return tuple(each for code, score in scores.items() if (each := _candidate(code, score, row)))


def _candidate(code: str, score: float | None, row: DraftRow) -> Candidate | None:
    try:
        entry = template.indicator(code)
        parent = template.node(entry.sub_activity)
    except KeyError:
        return None
    percent = None if score is None else round(score * 100)
    return Candidate(code, entry.text, parent.name, percent, code == row.catalogue_code)


def _search(words: str, row: DraftRow) -> tuple[Candidate, ...]:
    """Up to eight entries: those that hold all the words, then those that sound alike."""
    wanted = fold(words).split()
    holding = [one.code for one in template.indicators() if all(word in fold(one.text) for word in wanted)]
    alike = [hit.code for hit in match.best(words, "indicator", limit=8, cutoff=0.35)]
    codes = list(dict.fromkeys([*holding, *alike]))[:8]
    return tuple(each for code in codes if (each := _candidate(code, None, row)))
