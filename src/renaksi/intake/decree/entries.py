"""One line of the annex as an entry: its texts by level, its numbers, its months by position, its note."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise

from renaksi.intake.decree.columns import Annex, Columns, Page
from renaksi.intake.decree.counting import counts_rows, without_count
from renaksi.intake.decree.enumeration import number_alone, outline, split_capital, split_number
from renaksi.intake.decree.levels import LEVELS, Layout, Snippet, assign, layout_of
from renaksi.intake.decree.marks import is_arrow
from renaksi.intake.decree.month_words import months_in_words
from renaksi.intake.decree.naming import is_title_row
from renaksi.intake.decree.parting import makes_whole
from renaksi.intake.decree.shades import by_shade, shaded_months
from renaksi.intake.decree.snippets import Found, is_mark, snippets_of
from renaksi.intake.decree.titles import area_title
from renaksi.intake.decree.words import begins_low
from renaksi.intake.readers.table import Line
from renaksi.kernel.months import MONTH_NAMES, MonthSet

SURE = 0.75
"""A cell that was read with less confidence is told."""


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticks of one line: months by position, how many stand past December, how many before January.

    ``places`` holds the place of each tick, as months counted on past 12 and back below 1.
    ``crowded`` = one cell holds several, so that their months cannot be told; ``parted`` = they stand for quarters, not months.
    """

    line: int
    months: MonthSet
    overflow: int = 0
    stray: int = 0
    places: tuple[int, ...] = ()
    crowded: bool = False
    parted: bool = False

    def __bool__(self) -> bool:
        return bool(self.places)


@dataclass(slots=True)
class Entry:
    """A line of the annex, its texts given to levels. ``moved`` = a text stood in another level's column.

    ``whole`` = the table is laid out whole: nothing on this line goes on from the line above. ``torn`` = levels of whose text
    nobody can tell whether it goes on over the page's end; ``leaf`` = the file's own page, ``page`` the run of lines it is in.
    ``faint`` = what was not clearly read from a picture: by level its text, under "months" their names.
    """

    line: int
    texts: dict[str, list[Snippet]]
    ticks: Ticks
    page: int = 0
    leaf: int | None = None
    opens_page: bool = False
    after_gap: int = 0
    note: str = ""
    area_number: str = ""
    spare_number: bool = False
    moved: tuple[str, ...] = ()
    shift: int = 0
    sheet: str = ""
    loose: bool = False
    whole: bool = False
    unsure: bool = False
    unread: str = ""
    torn: frozenset[str] = frozenset()
    faint: Mapping[str, str] = field(default_factory=dict)

    def text(self, level: str) -> Snippet | None:
        """All the texts of a level joined, with the first one's number; None where the line has none."""
        pieces = self.texts.get(level)
        if not pieces:
            return None
        first = pieces[0]
        return first if len(pieces) == 1 else first.joined(pieces[1:])


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole annex as entries, with what is true of all of it."""

    entries: tuple[Entry, ...] = ()
    has_ticks: bool = False
    bare_numbers: bool = False
    relaid: tuple[tuple[int, int], ...] = ()

    @property
    def faint(self) -> dict[int, Mapping[str, str]]:
        """What was not clearly read, by line."""
        return {entry.line: entry.faint for entry in self.entries if entry.faint}


def entries_of(annex: Annex, *, exact: bool) -> Grid:
    """Every line of the annex as an entry. Columns carry over to a page without a heading unless its texts contradict them.

    ``exact`` = the file's own cells say where a text stands; a table laid out whole (``is_regular``) is taken as it stands, too.
    """
    regular = is_regular(annex, sheet=exact)
    manner = _Manner(
        _uses_bare_numbers(annex),
        exact or regular,
        regular,
        shaded=exact and by_shade(annex),
        counted=exact and counts_rows(annex),
    )
    unplaced = {line.number for line in annex.unplaced}
    entries: list[Entry] = []
    layouts: list[Layout] = []
    relaid: list[tuple[int, int]] = []
    width: int | None = None
    known = next((page.columns for page in annex.pages if page.columns), None)
    for index, page in enumerate(annex.pages):
        known = _completed(page.columns, known) or known or _guess(annex)
        width = _width(page) if page.columns else width
        found, layout = _page_layout(page, known, manner, unplaced, same_width=width in (None, _width(page)))
        layouts.append(layout)
        first = next((line.number for line in page.lines if line.number not in unplaced), None)
        for line, texts in zip(page.lines, found, strict=True):
            entry = _titled(line, layout.columns) if line.number not in unplaced else _loose(line)
            entry = entry or _entry(line, texts, layout, manner)
            entry.page, entry.opens_page = index, line.number == first
            entry.leaf = line.page if exact else None
            entry.after_gap = page.after_gap if entry.opens_page else 0
            entries.append(entry)
        if layout.relaid and first is not None:
            relaid.append((index, first))
    return Grid(tuple(entries), any(entry.ticks for entry in entries), manner.bare, tuple(relaid))


@dataclass(frozen=True, slots=True)
class _Manner:
    """How the table is written: bare numbers, places to be trusted, laid out whole, months by shade, NO counting the rows."""

    bare: bool
    exact: bool
    whole: bool
    shaded: bool
    counted: bool


def _page_layout(
    page: Page, columns: Columns, manner: _Manner, unplaced: set[int], *, same_width: bool
) -> tuple[list[Found], Layout]:
    own = columns.declared and (page.columns is not None or manner.exact)
    lines = [without_count(line, columns) for line in page.lines] if manner.counted else page.lines
    found = [snippets_of(line, columns, manner.bare, own_heading=own, exact=manner.exact) for line in lines]
    texts = [each.texts for line, each in zip(page.lines, found, strict=True) if line.number not in unplaced]
    return found, layout_of(columns, texts, own_heading=own, exact=manner.exact, same_width=same_width)


def _completed(columns: Columns | None, known: Columns | None) -> Columns | None:
    """A page's own heading, with what it lost filled in from the heading before where the months begin in the same column."""
    if columns is None or known is None or columns.january != known.january or not known.declared:
        return columns
    if not columns.declared:
        return known
    missing = {level: start for level, start in known.starts.items() if level not in columns.starts}
    return (
        replace(columns, starts={**columns.starts, **missing}, note=columns.note or known.note) if missing else columns
    )


def _width(page: Page) -> int:
    """How many cells most lines of the page have."""
    counts = [len(line.cells) for line in page.lines]
    return max(counts, key=counts.count, default=0)


def is_regular(annex: Annex, *, sheet: bool) -> bool:
    """Whether the table is laid out whole, as a program writes it: one heading with a note column, no gap, a row on every line.

    A line is a row of its own if it has an indicator (or a dash for none), or a sub-activity with ticks or a note beside it.
    """
    columns = annex.pages[0].columns if len(annex.pages) == 1 else None
    if columns is None or not columns.declared or columns.note != columns.after_december or annex.unplaced:
        return False
    lines = annex.pages[0].lines
    if not sheet and {len(line.cells) for line in lines} != {columns.note + 1}:
        return False
    torn = any(_is_torn(above, line, columns) for above, line in pairwise(lines))
    return not torn and all(_is_own_row(line, columns) for line in lines)


def _is_torn(above: Line, line: Line, columns: Columns) -> bool:
    """Whether a line holds but one text, which goes on with the one above it: no program breaks a text over two rows."""
    if len(line.filled) != 1 or any(cell.is_marked or cell.fill for cell in line.cells):
        return False
    only = line.filled[0]
    first, last = columns.span("indicator")
    before = next((cell.text for cell in above.filled if first <= cell.column <= last), "")
    return begins_low(only.text) or (bool(before) and makes_whole(before, only.text, "indicator"))


def _is_own_row(line: Line, columns: Columns) -> bool:
    def holds(level: str) -> bool:
        first, last = columns.span(level)
        return any(first <= cell.column <= last for cell in line.filled)

    marks = [cell.column for cell in line.cells if cell.is_tick or (cell.fill and cell.column >= columns.january)]
    if any(not columns.january <= column < columns.after_december for column in marks):
        return False
    beside = bool(marks) or any(cell.column == columns.note for cell in line.filled)
    return holds("indicator") or (holds("sub_activity") and beside)


def _uses_bare_numbers(annex: Annex) -> bool:
    cells = [cell.text for page in annex.pages for line in page.lines for cell in line.filled if not cell.is_tick]
    bare = sum(1 for text in cells if (marks := outline(text, bare=True)).is_single and marks.items[0].style == "1 ")
    signed = sum(1 for text in cells if outline(text).is_single)
    return bare >= 3 and bare * 4 >= signed


def _guess(annex: Annex) -> Columns:
    """Columns of a table whose heading is lost everywhere: the months end where most lines' last tick stands."""
    ticks = [cell.column for page in annex.pages for line in page.lines for cell in line.cells if cell.is_tick]
    texts = [
        c.column
        for page in annex.pages
        for line in page.lines
        for c in line.filled
        if not c.is_tick and len(c.text) > 8
    ]
    january = min(ticks) if ticks else max(texts, default=4) + 1
    if ticks and texts:
        common = {column for column in texts if texts.count(column) > len(texts) // 12}
        january = max(common, default=january - 1) + 1 if max(common, default=0) < max(ticks) else january
    starts = {
        level: max(january - 5 + place, 0)
        for place, level in enumerate(("number", *LEVELS))
        if january - 5 + place >= 0
    }
    return Columns(starts, january, None, declared=False)


def _entry(line: Line, found: Found, layout: Layout, manner: _Manner) -> Entry:
    ticks = _ticks(line, layout.columns, manner)
    placed = assign(found.texts, layout, has_ticks=bool(ticks), exact=manner.exact)
    texts: dict[str, list[Snippet]] = {}
    notes = list(found.notes)
    unsure = {cell.column for cell in line.cells if cell.maybe_torn}
    torn = {level for snippet, level in zip(found.texts, placed.levels, strict=True) if snippet.column in unsure}
    for snippet, level in zip(found.texts, placed.levels, strict=True):
        if level == "note":
            notes.insert(0, snippet.raw)
        else:
            texts.setdefault(level, []).append(snippet)
    return Entry(
        line.number,
        texts=texts,
        ticks=ticks,
        note=" ".join(notes),
        area_number=found.area_number,
        spare_number=found.spare_number,
        moved=placed.moved,
        shift=placed.shift,
        sheet=line.sheet,
        whole=manner.whole,
        unsure=layout.unsure,
        unread=" ".join(found.unread),
        torn=frozenset(torn),
        faint=_faint(line, found, placed.levels, layout.columns),
    )


def _faint(line: Line, found: Found, levels: Iterable[str], columns: Columns) -> dict[str, str]:
    """What of the line was read with less than ``SURE``."""
    unsure = [cell for cell in line.cells if cell.confidence < SURE]
    if not unsure:
        return {}
    by_column = {snippet.column: level for snippet, level in zip(found.texts, levels, strict=True)}
    faint = {by_column[cell.column]: cell.text for cell in unsure if cell.text and cell.column in by_column}
    places = [columns.place(cell.column) for cell in unsure if columns.in_year(cell.column)]
    months = [MONTH_NAMES[place - 1] for place in sorted(set(places)) if 1 <= place <= 12]
    return faint | ({"months": ", ".join(months)} if months else {})


def _titled(line: Line, columns: Columns) -> Entry | None:
    """A row of the table that holds nothing but an area's name, over the texts' columns or where none is the area's own.

    Where a level above the first column has none of its own, any other text over the columns is that level's.
    """
    last = line.filled[-1] if line.filled else None
    if last is None or len(line.filled) > 2 or (len(line.filled) == 2 and not number_alone(line.filled[0].text)):
        return None
    over = last.column_span > 1 and last.column + last.column_span - 1 > columns.span("area")[1]
    if (not over and "area" in columns.starts) or columns.in_year(last.column):
        return None
    title = area_title(line.text)
    if title is None:
        return _titled_otherwise(line, columns) if over and is_title_row(line, columns) else None
    area = {"area": [Snippet(last.column, title[0], "1." if title[0] else "", title[1], line.text)]}
    return Entry(line.number, area, Ticks(line.number, MonthSet()), sheet=line.sheet)


def _titled_otherwise(line: Line, columns: Columns) -> Entry | None:
    """A row over the columns that names no known area: the activity, or an area of the office's own, where no column holds it."""
    missing = [level for level in ("activity", "area") if level not in columns.starts]
    if not missing or not columns.labels:
        return None
    level, last = missing[0], line.filled[-1]
    number, style, text = split_number(last.text)
    if not number:
        number, text = split_capital(last.text)
    texts = {level: [Snippet(last.column, number, style or ("1." if number else ""), text, last.text)]}
    return Entry(line.number, texts, Ticks(line.number, MonthSet()), sheet=line.sheet)


def _loose(line: Line) -> Entry:
    """A line of running text between the table's rows: an area's title, or at most an indicator."""
    title = area_title(line.text)
    if title:
        area = {"area": [Snippet(0, title[0], "1." if title[0] else "", title[1], line.text)]}
        return Entry(line.number, area, Ticks(line.number, MonthSet()), sheet=line.sheet)
    number, style, text = split_number(line.text)
    texts = {"indicator": [Snippet(0, number, style, text, line.text)]}
    return Entry(line.number, texts, Ticks(line.number, MonthSet()), sheet=line.sheet, loose=True)


def _ticks(line: Line, columns: Columns, manner: _Manner) -> Ticks:
    if columns.worded:
        return _ticks_in_words(line, columns)
    places: list[int] = []
    crowded = False
    shades = shaded_months(line, columns) if manner.shaded else []
    for cell in line.cells:
        crowded = crowded or (cell.is_tick and len("".join(cell.text.split())) > 1 and not is_arrow(cell.text))
        if is_mark(cell, columns, exact=manner.exact) or cell in shades:
            for column in range(cell.column, cell.column + cell.column_span):
                places += columns.places(column)
    places = sorted(set(places)) if columns.months else places
    inside = MonthSet.of(place for place in places if 1 <= place <= 12)
    past, before = sum(1 for place in places if place > 12), sum(1 for place in places if place < 1)
    return Ticks(line.number, inside, past, before, tuple(places), crowded, bool(columns.parts))


def _ticks_in_words(line: Line, columns: Columns) -> Ticks:
    """The months a line tells in words; none where they are not certain (then the words are told as unread)."""
    told = next((months_in_words(cell.text) for cell in line.filled if cell.column == columns.january), None)
    if told is None:
        return Ticks(line.number, MonthSet())
    return Ticks(line.number, told.months, places=tuple(told.months), parted=told.by_part)
