"""A list of people as an XLSX file: the form to fill in, and reading it back with every fault at its row and column."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

import openpyxl
import xlsxwriter

from renaksi.accounts.roles import ROLES, roles_for
from renaksi.kernel.refusal import Refused
from renaksi.kernel.wording import fold, parse_day
from renaksi.offices.domain.person import Person, person_faults
from renaksi.offices.models import Office

COLUMNS = {
    "full_name": ("Nama lengkap", 34, "seperti pada surat keputusan"),
    "username": ("Nama pengguna", 22, "huruf kecil, angka, titik; misalnya NIP atau nama.belakang"),
    "nip": ("NIP", 22, "18 angka, boleh kosong"),
    "email": ("Surel", 28, "boleh kosong"),
    "role": ("Peran", 24, "pilih dari daftar"),
    "areas": ("Area", 12, "nomor area dipisah koma, misalnya 1, 3; kosong berarti semua"),
    "since": ("Sejak", 16, "kosong berarti hari ini"),
    "until": ("Sampai", 16, "kosong berarti tanpa batas waktu"),
}
REQUIRED = ("full_name", "username", "role")
MOST_PEOPLE, MOST_BYTES, MOST_UNPACKED = 200, 2_000_000, 30_000_000
_FIELD_COLUMN = {name: title for name, (title, _, _) in COLUMNS.items()}


@dataclass(frozen=True, slots=True)
class CellFault:
    """What is wrong in one cell: the row as the spreadsheet numbers it, the column's title, a sentence."""

    row: int
    column: str
    text: str


@dataclass(slots=True)
class PeopleList:
    """What a file holds: the people of its rows, and every fault. With a fault nobody is brought in."""

    people: list[Person] = field(default_factory=list)
    faults: list[CellFault] = field(default_factory=list)


def people_form(office: Office) -> bytes:
    """An XLSX form for the office's people: one row each, the roles as a drop-down list, a second sheet that explains them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "constant_memory": False}) as book:
        sheet, about = book.add_worksheet("Pengguna"), book.add_worksheet("Keterangan")
        head = book.add_format({"bold": True, "bg_color": "#7a1a21", "font_color": "#ffffff", "border": 1})
        text = book.add_format({"num_format": "@"})  # or a spreadsheet eats the end of an 18-digit number
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        for place, (title, width, help_text) in enumerate(COLUMNS.values()):
            sheet.write_string(0, place, title, head)
            sheet.write_comment(0, place, help_text)
            sheet.set_column(place, place, width, text)
        sheet.freeze_panes(1, 0)
        roles = roles_for(office.kind)
        titles = [role.title for role in roles]
        place = list(COLUMNS).index("role")
        sheet.data_validation(
            1, place, MOST_PEOPLE, place, {"validate": "list", "source": f"=Keterangan!$A$2:$A${len(titles) + 1}"}
        )
        about.set_column(0, 0, 30, wrap)
        about.set_column(1, 1, 90, wrap)
        about.write_row(0, 0, ("Peran", "Boleh apa"), head)
        for row, role in enumerate(roles, 1):
            about.write_row(row, 0, (role.title, role.about))
        for row, (title, _, help_text) in enumerate(COLUMNS.values(), len(roles) + 3):
            about.write_row(row, 0, (f"Kolom {title}", help_text))
    return stream.getvalue()


def read_people(content: bytes, *, office: Office) -> PeopleList:
    """Reads a filled-in form; nothing is written.

    Every fault is told at its row and column, also one name twice in the list. Refused as a whole: a file that is no XLSX or too
    large, one without the needed columns, one without people, more than MOST_PEOPLE people.
    """
    rows = _rows(content)
    heads = _heads(next(rows, (0, ()))[1])
    found = PeopleList()
    names: dict[str, int] = {}
    for number, cells in rows:
        values = {name: cells[place] for name, place in heads.items() if place < len(cells)}
        if not any(_text(value) for value in values.values()):
            continue
        if len(found.people) == MOST_PEOPLE:
            raise Refused(f"Paling banyak {MOST_PEOPLE} pengguna dalam satu berkas.", code="offices.long_list")
        person = _person(number, values, found)
        found.people.append(person)
        if person.username and (first := names.setdefault(person.username, number)) != number:
            found.faults.append(CellFault(number, _FIELD_COLUMN["username"], f"Sama dengan baris {first}."))
        found.faults += [
            CellFault(number, _FIELD_COLUMN.get(fault.field, ""), fault.text)
            for fault in person_faults(person, office=office)
            if not any(told.row == number and told.column == _FIELD_COLUMN.get(fault.field) for told in found.faults)
        ]
    if not found.people:
        raise Refused("Berkas ini tidak memuat satu pengguna pun.", code="offices.empty_list")
    return found


def _rows(content: bytes) -> Iterator[tuple[int, Sequence[Any]]]:
    if len(content) > MOST_BYTES:
        raise Refused("Berkas terlalu besar; paling besar 2 MB.", code="offices.large_file")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
                raise Refused("Isi berkas terlalu besar setelah dibuka.", code="offices.large_file")
        sheet = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()
        rows = [list(row) for row, _ in zip(sheet.iter_rows(values_only=True), range(MOST_PEOPLE * 5), strict=False)]
    except Refused:
        raise
    except Exception:  # a broken workbook fails in openpyxl in a dozen ways, all of them the file's fault
        raise Refused(
            "Berkas ini bukan XLSX yang dapat dibaca; unduh formulirnya, lalu isi.", code="offices.no_xlsx"
        ) from None
    return iter(enumerate(rows, 1))


def _heads(cells: Sequence[Any]) -> dict[str, int]:
    """Which column stands where; the order is free."""
    known = {fold(title): name for name, title in _FIELD_COLUMN.items()}
    heads = {known[fold(_text(cell))]: place for place, cell in enumerate(cells) if fold(_text(cell)) in known}
    lacking = [_FIELD_COLUMN[name] for name in REQUIRED if name not in heads]
    if lacking:
        raise Refused(f"Baris pertama tidak memuat kolom {', '.join(lacking)}.", code="offices.no_columns")
    return heads


def _person(number: int, values: dict[str, Any], found: PeopleList) -> Person:
    def fault(name: str, text: str) -> None:
        found.faults.append(CellFault(number, _FIELD_COLUMN[name], text))

    if isinstance(values.get("nip"), int | float) and len(_text(values["nip"])) > 15:
        fault("nip", "Tulis NIP sebagai teks; sebagai angka, digit terakhirnya hilang.")
    areas, bad = _areas(_text(values.get("areas")))
    if bad:
        fault("areas", f"“{bad}” bukan nomor area 1 sampai 8.")
    days = {}
    for name in ("since", "until"):
        days[name] = _day(values.get(name))
        if days[name] is None and _text(values.get(name)):
            fault(name, f"“{_text(values[name])}” bukan tanggal; tulis misalnya 14 Februari 2026.")
    texts = {name: _text(values.get(name)) for name in ("username", "full_name", "nip", "email")}
    person = Person.of(role=_role(_text(values.get("role"))), **texts)
    return replace(person, areas=areas, since=days["since"], until=days["until"])


def _role(text: str) -> str:
    """The role's key, by its title or key; what names none stays as it is and is refused later."""
    named = {fold(role.title): key for key, role in ROLES.items()} | {fold(key): key for key in ROLES}
    return named.get(fold(text), text)


def _areas(text: str) -> tuple[tuple[int, ...], str]:
    if fold(text) in {"", "semua", "semua area"}:
        return (), ""
    words = [word for word in re.split(r"[,;\s]+|\bdan\b", text) if word]
    bad = next((word for word in words if not re.fullmatch(r"[1-8](\.0)?", word)), "")
    return tuple(sorted({int(word[0]) for word in words})) if not bad else (), bad


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return parse_day(_text(value))


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
