"""The one understanding of every file: a table of cells becomes the decree's facts, its rows and its doubts. Pure.

The road: ``columns`` finds the annex and its pages, ``entries`` gives each line's texts their level and its ticks their months,
``assembly`` carries parents down and joins what was broken, ``settling`` pairs tick lines with what they serve, ``rows`` puts it
in words; ``body`` and ``facts`` read the decree's own text.
"""

from __future__ import annotations

from renaksi.intake.decree.assembly import assemble
from renaksi.intake.decree.body import cut
from renaksi.intake.decree.breaks import mend
from renaksi.intake.decree.columns import Annex, find_annex
from renaksi.intake.decree.doubts import doubt
from renaksi.intake.decree.drafts import Assembly
from renaksi.intake.decree.entries import Grid, entries_of
from renaksi.intake.decree.facts import annex_number, facts_of
from renaksi.intake.decree.naming import name_columns
from renaksi.intake.decree.other_tables import without_others
from renaksi.intake.decree.places import Places
from renaksi.intake.decree.rejoining import rejoin
from renaksi.intake.decree.rows import RowMaker
from renaksi.intake.decree.settling import settle
from renaksi.intake.decree.single import refuse_other_papers
from renaksi.intake.readers.table import Table
from renaksi.intake.reading import DecreeRow, Reading
from renaksi.kernel.problem import Problem


def understand(table: Table) -> Reading:
    """What a file says, and every doubt about it.

    Refused: a file that is no decree with an action plan (``intake.not_decree``), or that holds two (``intake.two_decrees``).
    """
    printed = find_annex(table)
    if table.exact:
        printed = without_others(name_columns(printed))
    annex = mend(printed)
    refuse_other_papers(table, annex)
    first = min((line.number for page in annex.pages for line in page.lines), default=None)
    sheets = {line.sheet for line in table.lines}
    body = cut(annex.body, first if len(sheets) < 2 else None)
    grid = entries_of(annex, exact=table.exact)
    if table.exact:
        rejoin(grid)
    state = assemble(grid)
    drafts = settle(state)
    rows = RowMaker(grid.has_ticks, grid.bare_numbers, grid.faint, Places.of(table, printed, annex)).make(drafts)
    of_rows = [problem for row in rows for problem in row.problems]
    problems = [
        *_of_file(table),
        *_of_table(annex, grid, rows),
        *(doubt("decree.table_left", line=line, detail=heading) for line, heading in printed.left),
        *_untold(_loose(state), of_rows),
        *_pages(state, grid),
        *of_rows,
    ]
    problems.sort(key=lambda problem: (problem.line or 0, problem.row if problem.row is not None else -1))
    source = {"kind": table.kind, "lines": len(table.lines), "annex_number": annex_number(body)}
    return Reading(facts_of(body), tuple(rows), tuple(problems), source)


def _of_file(table: Table) -> list[Problem]:
    return [doubt(code, line=line, detail=detail) for code, line, detail in table.told]


def _of_table(annex: Annex, grid: Grid, rows: list[DecreeRow]) -> list[Problem]:
    if not annex.pages or not rows:
        return [doubt("decree.table_missing")]
    first = grid.entries[0].line
    problems = []
    if not annex.has_heading:
        problems.append(doubt("decree.heading_missing", line=first))
    if not grid.has_ticks:
        problems.append(doubt("decree.months_missing", line=first, field="months"))
    return problems


def _loose(state: Assembly) -> list[Problem]:
    return [doubt(each.code, line=each.line, field=each.field, detail=each.detail) for each in state.loose]


def _untold(problems: list[Problem], told: list[Problem]) -> list[Problem]:
    """Those that no row tells already: one doubt of one line is one question to the person."""
    known = {(problem.code, problem.line) for problem in told}
    return [problem for problem in problems if (problem.code, problem.line) not in known]


def _pages(state: Assembly, grid: Grid) -> list[Problem]:
    problems = [doubt("decree.layout_changed", line=line) for _, line in grid.relaid]
    lost: set[int] = set()
    for draft in state.drafts:
        if draft.activity and draft.activity.lost == "page" and draft.activity.lines[0] not in lost:
            lost.add(draft.activity.lines[0])
            problems.append(doubt("decree.page_lost", line=draft.activity.lines[0]))
    return problems
