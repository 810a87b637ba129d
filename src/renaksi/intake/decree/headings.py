"""Heading rows of the annex: which labels, which row of months, which row that only numbers the columns."""

from __future__ import annotations

import re

from rapidfuzz import fuzz, process

from renaksi.intake.decree.labels import label
from renaksi.intake.readers.table import Cell, Line
from renaksi.kernel.months import month_number
from renaksi.kernel.wording import ROMAN_MONTHS, parse_day

_HEADS: tuple[tuple[str, str], ...] = (
    ("number", r"^(no|nomor|no urut)$"),
    (
        "sub_activity",
        r"\bsub ?(kegiatan|program|rencana|aksi)\b|\b(rincian|uraian|langkah|detail) (kegiatan|aksi|kerja|program)\b|\btahapan\b",
    ),
    ("indicator", r"\bindikator\b|\bukuran keberhasilan\b|\btolok ukur\b|\bkriteria keberhasilan\b"),
    ("area", r"\barea\b|\bprogram\b|\baspek\b"),
    ("activity", r"\bkegiatan\b|\brencana aksi\b|\baksi\b"),
    ("months", r"\bpelaksanaan\b|\bbulan\b|\bwaktu\b|\bjadwal\b"),
    ("note", r"^ket\b|\bketerangan\b|\bcatatan\b"),
)
_USUAL = {
    "area perubahan": "area",
    "program kegiatan": "area",
    "kegiatan": "activity",
    "sub kegiatan": "sub_activity",
    "indikator keberhasilan": "indicator",
    "pelaksanaan bulan": "months",
    "keterangan": "note",
}
_OTHER = re.compile(
    r"\b(target|output|keluaran|outcome|penanggung ?jawab|pj|pic|pelaksana|unit|anggaran|biaya|volume|satuan|bukti|data dukung"
    r"|dokumen|hasil|realisasi|capaian|sasaran|tujuan|evidence|eviden|lokasi|bobot|prioritas|dasar hukum)\b"
)
"""Headings of columns that no row has a place for: what stands under them is no indicator and no note."""
_PROOFS = (
    r"\b(output|keluaran|hasil|outcome)\b",
    r"\b(data dukung|bukti|evidence|eviden|dokumen)\b",
    r"\b(target|sasaran|capaian)\b",
)
"""Headings that stand for the indicator where none is called so, likeliest first."""
_DEEPER = ("area", "activity", "sub_activity", "indicator")
_MOST_MONTHS = 8
_FEWEST_PARTS = 2
_PARTS = (2, 3, 4, 6)
_LONGEST_PART = 14
_LONGEST_TITLE = 60
_INITIALS = "JFMAMJJASOND"
_WORDS = re.compile(r"[A-Za-z /().-]+")
_LIKE = 80
_SHORT = 9
_LONGEST_MONTH = 20


def heads(line: Line, january: int | None = None) -> dict[str, int]:
    """The column headings a line holds, by meaning: role -> column. Empty where the line is no heading.

    ``january`` = where the line below shows the first month, if known: a heading of carrying out (RENCANA PELAKSANAAN) that has
    others between itself and the months is a level's. A level that has a heading NO of its own before it begins there.
    Where no heading names the indicator, the one that speaks of its proof or result does.
    """
    if not line.in_table or any(cell.is_tick for cell in line.filled):
        return {}
    found = _roles_of(line, year_column(line), _months_at(line))
    months = found.get("months", 0)
    if january is not None and any(0 < months < cell.column < january for cell in line.filled):
        found = _roles_of(line, january, None)
    found = _with_proof(line, found)
    telling = {"indicator", "activity", "sub_activity", "area"} & set(found)
    return found if len(found) >= 3 and len(telling) >= 2 else {}


def _roles_of(line: Line, year: int | None, in_line: int | None) -> dict[str, int]:
    """role -> column. ``year`` = where a heading spans the months or January stands below, ``in_line`` = January in the line."""
    found: dict[str, int] = {} if year is None else {"months": year}
    numbers: int | None = None
    for cell in line.filled:
        if cell.column == year or (in_line is not None and month_of(cell.text)):
            found.setdefault("months", in_line or 0)
            continue
        roles = _roles(cell.text, has_year=year is not None or in_line is not None)
        if not roles:
            if (len(cell.text) > 30 and not _OTHER.search(label(cell.text))) or len(line.filled) < 4:
                return {}
            continue
        role = _free([*roles, *_misread(label(cell.text))], found)
        if role == "number" and role in found:
            numbers = cell.column
            continue
        found.setdefault(role, cell.column if numbers is None or role not in _DEEPER else numbers)
        numbers = None
    return found


def year_column(line: Line) -> int | None:
    """The column of the heading that stands over the months, known by how many columns it spans; None where none does."""
    over = [cell for cell in line.filled if cell.column_span >= _MOST_MONTHS and len(cell.text) <= _LONGEST_TITLE]
    return over[0].column if len(over) == 1 and len(line.filled) > 1 else None


def year_parts(line: Line, january: int) -> int:
    """How many columns the year has where its heading, at ``january``, spans too few for months: quarters or halves; else 0."""
    over = next((cell for cell in line.filled if cell.column == january), None)
    if over is None or _months_at(line) is not None or "months" not in _roles(over.text):
        return 0
    return over.column_span if over.column_span in _PARTS else 0


def _with_proof(line: Line, found: dict[str, int]) -> dict[str, int]:
    """The headings with the indicator's, where only a column of proofs or results can be it."""
    if "indicator" in found or not found:
        return found
    for pattern in _PROOFS:
        for cell in line.filled:
            if cell.column not in found.values() and re.search(pattern, label(cell.text)):
                return found | {"indicator": cell.column}
    return found


def _roles(text: str, *, has_year: bool = False) -> list[str]:
    """What a heading may mean, likeliest first. ``has_year`` = another cell of the line stands over the months."""
    folded = label(text)
    if len(folded.split()) > 5:
        return []
    roles = [role for role, pattern in _HEADS if re.search(pattern, folded)]
    if "sub_activity" in roles or "indicator" in roles:
        return roles[:1]
    if _OTHER.search(folded) and not re.search(r"\barea\b", folded):
        return []
    if "months" in roles and has_year:
        roles = [*(role for role in roles if role != "months"), "sub_activity"]
    elif "months" in roles and re.search(r"\bbulan\b|\bwaktu\b|\bjadwal\b", folded):
        return ["months"]
    return roles or _misread(folded)


def _misread(folded: str) -> list[str]:
    """The meaning of a heading the scan spelt a little wrong; [] where it is like none."""
    near = process.extractOne(folded, list(_USUAL), scorer=fuzz.ratio, score_cutoff=_LIKE)
    return [_USUAL[near[0]]] if near and len(folded) > 5 else []


def _free(roles: list[str], found: dict[str, int]) -> str:
    """The first meaning not yet taken: PROGRAM KEGIATAN is the area where none came before, else the activity.

    Where all are taken, it is the level below the last of them, as RENCANA AKSI under PROGRAM KEGIATAN is.
    """
    free = next((role for role in roles if role not in found), "")
    if free or roles[-1] not in _DEEPER:
        return free or roles[-1]
    below = _DEEPER[_DEEPER.index(roles[-1]) + 1 : -1]
    return next((role for role in below if role not in found), roles[-1])


def other_columns(line: Line, found: dict[str, int]) -> frozenset[int]:
    """The columns a heading line gives to something no row has a place for (target, person in charge)."""
    return frozenset(c.column for c in line.filled if c.column not in found.values() and _OTHER.search(label(c.text)))


def is_other_column(text: str) -> bool:
    """Whether a heading names something no row has a place for (target, person in charge)."""
    return bool(_OTHER.search(label(text))) and not re.search(r"\b(area|sub|indikator)\b", label(text))


def whole_heading(line: Line, below: Line | None) -> Line:
    """The heading line with what the line below adds to its cells (``SUB`` over ``KEGIATAN``); else the line itself."""
    if below is None or not heads(line) or not below.in_table or not below.filled:
        return line
    added = {cell.column: cell.text for cell in below.filled if _adds(cell)}
    if len(added) != len(below.filled):
        return line
    cells = [Cell(c.column, f"{c.text} {added.get(c.column, '')}".strip(), c.column_span) for c in line.cells]
    return Line(line.number, tuple(cells), in_table=True, page=line.page, sheet=line.sheet)


def _adds(cell: Cell) -> bool:
    """Whether a cell below a heading may go on with it: a word or two, no month and no tick."""
    return (
        len(cell.text) <= 20 and bool(_WORDS.fullmatch(cell.text)) and month_of(cell.text) is None and not cell.is_tick
    )


_BEFORE_MONTH = re.compile(r"^(?:bulan|bln|b)\b\.?\s*(?:ke\b)?[\s-]*", re.IGNORECASE)
_AFTER_MONTH = re.compile(r"[\s./'’-]+(?:20)?\d{2}$")


def month_of(text: str) -> int | None:
    """The month a text names by word, number or day, Roman ones included: ``Ags.``, ``VIII``, ``Bulan 8``, ``Agustus 2025``."""
    roman = text.upper().strip(" .")
    found = month_number(text) or (ROMAN_MONTHS.index(roman) + 1 if roman in ROMAN_MONTHS else None)
    if found or len(text) > _LONGEST_MONTH:
        return found
    day = parse_day(text)
    if day:
        return day.month
    bare = _BEFORE_MONTH.sub("", text)
    return month_number(bare) or month_number(_AFTER_MONTH.sub("", bare))


def _months_at(line: Line) -> int | None:
    """The first month's column where a heading has its months in the same line as its labels; None where it has not."""
    votes: dict[int, int] = {}
    for cell in line.filled:
        if (month := month_of(cell.text)) is not None:
            votes[cell.column - month + 1] = votes.get(cell.column - month + 1, 0) + 1
    column, count = max(votes.items(), key=lambda vote: vote[1], default=(0, 0))
    return column if count >= _MOST_MONTHS else None


def january_column(line: Line) -> int | None:
    """The column of the first month where the line is the heading's row of months; None otherwise.

    Months are numbered (1..12, I..XII), named, or given by their twelve initials.

    A few of its words may be misread; eight of the twelve must stand in their places.
    """
    if "".join(cell.text for cell in line.filled) == _INITIALS:
        return line.filled[0].column
    votes: dict[int, int] = {}
    for cell in line.filled:
        month = month_of(cell.text)
        if month is None and len(cell.text) > _SHORT:
            return None
        if month is not None:
            votes[cell.column - month + 1] = votes.get(cell.column - month + 1, 0) + 1
    if not votes:
        return None
    column, count = max(votes.items(), key=lambda vote: vote[1])
    return column if count >= 8 and count >= len(line.filled) - 4 else None


def wide_months(line: Line) -> tuple[int, ...]:
    """First column of each of the twelve months where they take more than one column each; () where the line is no such row."""
    months = [(month_of(cell.text), cell.column) for cell in line.filled]
    columns = tuple(column for _, column in months)
    in_order = [month for month, _ in months] == list(range(1, 13))
    return columns if in_order and columns[0] > 2 and columns[-1] - columns[0] > 11 else ()


def is_column_numbers(line: Line) -> bool:
    """Whether the line only numbers the columns (``1 2 3 4 5 6``); of a long one, a few numbers may be misread."""
    numbers = [(cell.column, int(cell.text)) for cell in line.filled if cell.text.isdecimal()]
    misread = [cell for cell in line.filled if not cell.text.isdecimal()]
    if len(numbers) < 2 or len(misread) * 5 > len(numbers) or any(len(cell.text) > 2 for cell in misread):
        return False
    values = [value for _, value in numbers]
    if values != sorted(set(values)):
        return False
    by_place = all(value == column + 1 for column, value in numbers)
    return by_place or (len(values) >= 4 and not misread and values == list(range(values[0], values[0] + len(values))))


_LABEL_WORDS = frozenset(
    (
        "no", "nomor", "area", "perubahan", "program", "kegiatan", "sub", "indikator", "keberhasilan", "pelaksanaan",
        "bulan", "ket", "keterangan",
        "tw", "triwulan", "kuartal", "caturwulan", "semester", "smt", "minggu", "ke", "i", "ii", "iii", "iv",
    )
)  # fmt: skip


def parts_months(line: Line, first: int, after: int) -> bool:
    """Whether a heading's line only parts the months' columns ``first`` .. ``after`` - 1: quarters, weeks."""
    cells = line.filled
    inside = all(first <= cell.column < after and len(cell.text) <= _LONGEST_PART for cell in cells)
    return len(cells) >= _FEWEST_PARTS and inside and not any(cell.is_tick for cell in cells)


def is_only_labels(line: Line) -> bool:
    """Whether the line holds nothing but words of labels, as a heading broken over two lines does."""
    words = [label(cell.text).split() for cell in line.filled]
    return bool(words) and all(each and set(each) <= _LABEL_WORDS for each in words)
