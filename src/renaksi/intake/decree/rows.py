"""Settled drafts as rows: texts and numbers as the plan wants them, each doubt in words, the template's nearest indicator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from renaksi.catalogue import template
from renaksi.catalogue.match import best, code_of, is_known, plain
from renaksi.intake.decree.cuts import Cut, cut_in
from renaksi.intake.decree.doubts import doubt
from renaksi.intake.decree.drafts import Draft
from renaksi.intake.decree.drift import proposal, told
from renaksi.intake.decree.enumeration import outline, split_number
from renaksi.intake.decree.parents import Parent
from renaksi.intake.decree.parting import known_pair
from renaksi.intake.decree.places import Places
from renaksi.intake.reading import DecreeRow
from renaksi.kernel.months import MonthSet
from renaksi.kernel.problem import Problem
from renaksi.plan.rows import PlanRow

_AREA = 0.65
_WORD_FOR_WORD = 0.995
_LEVELS = ("area", "activity", "sub_activity")


@dataclass(slots=True)
class RowMaker:
    """Makes the rows of one table; cuts of parents are looked for once each."""

    has_ticks: bool
    bare: bool
    faint: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    _cuts: dict[int, Cut | None] = field(default_factory=dict)

    def make(self, drafts: list[Draft]) -> list[DecreeRow]:
        """All rows, in order, with their doubts."""
        return [self._row(draft, place) for place, draft in enumerate(drafts)]

    def _row(self, draft: Draft, place: int) -> DecreeRow:
        plan = self._plan_row(draft)
        problems = [*self._own(draft, plan, place), *self._of_parents(draft, plan, place)]
        overflow = sum(ticks.overflow for ticks in draft.ticks)
        proposed = proposal(draft.ticks[0], draft.shift) if draft.ticks else None
        found = code_of(
            plan.indicators or ([plan.indicator] if plan.indicator else ()), under=_code(draft.sub_activity)
        )
        if found and found[1] >= 0.9 and not plan.indicators:
            plan = replace(plan, catalogue_code=found[0])
        return DecreeRow(plan, overflow, self._inherited(draft), tuple(problems), proposed, found)

    def _plan_row(self, draft: Draft) -> PlanRow:
        months = MonthSet.of(month for ticks in draft.ticks for month in ticks.months)
        number, text = draft.number, draft.text
        if not number:
            number, _, text = split_number(draft.text, self.bare)
        points = points_of(draft.text, self.bare) if not number else ()
        source: dict[str, object] = {
            "line": draft.line,
            "lines": [min(draft.lines), max(draft.lines)],
            "page": draft.leaf or draft.page + 1,
        }
        if draft.sheet:
            source["sheet"] = draft.sheet
        source |= self.places.of_row(draft)
        return PlanRow(
            area_no=int(draft.area.number) if draft.area and draft.area.number.isdecimal() else None,
            area=draft.area.text if draft.area else "",
            activity_no=draft.activity.number if draft.activity else "",
            activity=draft.activity.text if draft.activity else "",
            sub_activity_no=draft.sub_activity.number if draft.sub_activity else "",
            sub_activity=draft.sub_activity.text if draft.sub_activity else "",
            indicator_no=number,
            indicator=text,
            indicators=points,
            months=months,
            note=" ".join(draft.note),
            source=source,
        )

    def _inherited(self, draft: Draft) -> tuple[str, ...]:
        parents = zip(_LEVELS, (draft.area, draft.activity, draft.sub_activity), strict=True)
        return tuple(level for level, parent in parents if parent and draft.line not in parent.lines)

    def _own(self, draft: Draft, plan: PlanRow, place: int) -> list[Problem]:
        """The doubts about the row itself: months, indicator, place."""
        problems = [
            doubt(code, line=line, field=where, detail=detail, row=place) for code, line, where, detail in draft.doubts
        ]
        for ticks in draft.ticks:
            if ticks.overflow or ticks.stray or ticks.crowded:
                problems.append(
                    doubt("decree.month_drifted", line=draft.line, field="months", detail=told(ticks), row=place)
                )
        if self.has_ticks and not plan.months and not any(ticks.overflow for ticks in draft.ticks):
            problems.append(doubt("decree.no_months", line=draft.line, field="months", row=place))
        problems += self._faint(draft.lines, "months", place) + self._faint(draft.lines, "indicator", place)
        if draft.moved:
            problems.append(doubt("decree.text_shifted", line=draft.line, field=draft.moved[-1], row=place))
        if not plan.indicator:
            problems.append(doubt("decree.no_indicator", line=draft.line, field="indicator", row=place))
        cut = cut_in(draft.raw, "indicator", bare=self.bare)
        if cut:
            problems.append(
                doubt("decree.text_cut", line=draft.line, field="indicator", detail=_end_of(cut), row=place)
            )
        return problems

    def _of_parents(self, draft: Draft, plan: PlanRow, place: int) -> list[Problem]:
        """The doubts a row has from what stands above it: lost, cut, or another one by the template."""
        problems = []
        for level, parent in zip(_LEVELS, (draft.area, draft.activity, draft.sub_activity), strict=True):
            if parent is None:
                continue
            problems += self._faint(parent.lines, level, place)
            if parent.torn:
                problems.append(doubt("decree.break_unclear", line=parent.lines[0], field=level, row=place))
            if parent.lost:
                why = ", karena halaman sebelumnya hilang" if parent.lost == "page" else ""
                problems.append(
                    doubt("decree.parent_unknown", line=parent.lines[0], field=level, detail=why, row=place)
                )
            elif level == "area" and not best(parent.text, "area", limit=1, cutoff=_AREA):
                problems.append(
                    doubt("decree.area_unknown", line=parent.lines[0], field=level, detail=parent.text, row=place)
                )
            elif level != "area" and (cut := self._cut(parent)):
                problems.append(
                    doubt("decree.text_cut", line=parent.lines[0], field=level, detail=_end_of(cut), row=place)
                )
        other = _belongs_elsewhere(plan, draft)
        if other:
            problems.append(
                doubt("decree.parent_unlike", line=draft.line, field="sub_activity", detail=other, row=place)
            )
        return problems

    def _faint(self, lines: list[int], field: str, place: int) -> list[Problem]:
        """The doubt about what was not clearly read of a row's field on these lines; a text of the template was read right."""
        for line in sorted(set(lines)):
            shown = self.faint.get(line, {}).get(field)
            if shown and field == "months":
                return [doubt("decree.months_faint", line=line, field=field, detail=shown, row=place)]
            if shown and not best(split_number(shown)[2], field, limit=1, cutoff=_WORD_FOR_WORD):
                return [doubt("decree.text_faint", line=line, field=field, detail=shown, row=place)]
        return []

    def _cut(self, parent: Parent) -> Cut | None:
        if id(parent) not in self._cuts:
            text = f"{parent.number}{parent.style[1:].strip()} {parent.text}" if parent.number else parent.text
            self._cuts[id(parent)] = next(
                (cut for piece in (text, *_broken(parent)) if (cut := cut_in(piece, parent.level, bare=self.bare))),
                None,
            )
        return self._cuts[id(parent)]


_SENTENCES = re.compile(r"(?<=[;.,])(?:\s+dan)?\s+(?=[A-Z])")


def points_of(text: str, bare: bool = False) -> tuple[str, ...]:
    """The indicators one cell lists, one by one without their numbers; () where it holds but one.

    A sentence before the numbers counts as one of them, a head that ends in a colon does not. Without numbers, sentences count
    only where the template knows every one of them.
    """
    found = outline(text, bare)
    if found.items:
        lead = (found.lead,) if found.lead and not found.lead.rstrip().endswith(":") else ()
        texts = (*lead, *(item.text for item in found.items))
        return texts if len(texts) > 1 else ()
    parts = tuple(part.strip() for part in _SENTENCES.split(text))
    if len(parts) < 2:
        parts = known_pair(text)
    return parts if len(parts) > 1 and all(is_known(part, "indicator") for part in parts) else ()


def _broken(parent: Parent) -> list[str]:
    """Pieces that stood on lines of their own: each may be cut although the joined text reads on."""
    return list(parent.pieces[:-1]) if len(parent.pieces) > 2 else []


def _code(parent: Parent | None) -> str:
    return parent.code if parent else ""


def _end_of(cut: Cut) -> str:
    words = cut.piece.split()
    return " ".join(words[-6:])


_SURE = 0.93


def _belongs_elsewhere(plan: PlanRow, draft: Draft) -> str:
    """The sub-activity under which the template has this indicator, where that is another one than the row's; "" otherwise.

    Said only where both are plainly the template's: a list of several is looked at as a whole.
    """
    sub = draft.sub_activity
    if sub is None or plan.indicators or not plan.indicator or _is_bare_list(sub.text):
        return ""
    own = best(sub.first_text, "sub_activity", limit=1, cutoff=0.9)
    hits = best(plan.indicator, "indicator", limit=6, cutoff=0.85)
    if not own or not hits or hits[0].score < _SURE:
        return ""
    codes = [".".join(hit.code.split(".")[:3]) for hit in hits]
    alike = {plain(template.node(code).name) for code in codes}
    return "" if own[0].code in codes or own[0].text in alike else template.node(codes[0]).name


def _is_bare_list(text: str) -> bool:
    """Whether the text is several points with no head above them."""
    found = outline(text)
    return bool(found.items) and not found.lead
