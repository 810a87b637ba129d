"""The list of staff as a worksheet: the form to fill in, reading it back, and the list as it stands."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, time
from typing import Any, BinaryIO

import xlsxwriter

from renaksi.kernel.wording import date_words
from renaksi.offices.models import Office, Person, PersonKind, Post, PostKind, Tenure
from renaksi.offices.sheet_rows import YES_NO, RowProblem, SheetRow, SheetRows, read_rows
from renaksi.offices.staff_lists import ECHELONS, ranks, units_of

MOST_STAFF = 2_000


@dataclass(frozen=True, slots=True)
class StaffLine:
    """One line of a list: a person, and the post they hold ("" = none is told)."""

    line: int
    name: str
    kind: str
    nip: str = ""
    rank: str = ""
    unit: str = ""
    since: date | None = None
    username: str = ""
    post: str = ""
    post_kind: str = ""
    echelon: str = ""
    lhkpn: str = ""  # ya, tidak, or "" = not told
    held_since: date | None = None
    acting: bool = False
    decree_number: str = ""
    decree_on: date | None = None

    def packed(self) -> dict[str, Any]:
        """As plain values, to be signed and sent along."""
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(self).items()}

    @classmethod
    def unpacked(cls, packed: dict[str, Any]) -> StaffLine:
        """The line of ``packed``."""
        days = {name: date.fromisoformat(packed[name]) if packed[name] else None for name in DATES}
        return cls(**{**packed, **days})


COLUMNS: dict[str, tuple[tuple[str, ...], int, str]] = {
    "name": (("Nama", "Nama lengkap", "Nama pegawai"), 34, "seperti pada surat keputusan, dengan gelar"),
    "kind": (("Jenis pegawai", "Jenis", "Status pegawai"), 16, "pilih dari daftar"),
    "nip": (("NIP", "NIP/NI PPPK", "NIP atau NI PPPK"), 22, "18 angka; hanya PNS dan PPPK"),
    "rank": (("Pangkat/golongan", "Pangkat", "Golongan", "Pangkat dan golongan"), 28, "misalnya Penata Muda (III/a)"),
    "unit": (
        ("Subbagian", "Unit", "Divisi", "Subbagian/divisi"),
        38,
        "bagian sekretariat; untuk anggota KPU divisinya",
    ),
    "since": (("Bertugas sejak", "TMT di sini"), 18, "hari pertama di satuan kerja ini; kosong bila sejak semula"),
    "username": (("Nama pengguna",), 20, "bila ia masuk ke aplikasi ini"),
    "post": (("Jabatan", "Nama jabatan"), 40, "kosong bila tidak memegang jabatan"),
    "post_kind": (("Jenis jabatan",), 16, "pilih dari daftar"),
    "echelon": (("Eselon",), 10, "hanya jabatan struktural, misalnya IV.a"),
    "lhkpn": (("Wajib LHKPN",), 14, "ya bila pemegang jabatan ini wajib LHKPN"),
    "held_since": (("Menjabat sejak", "TMT jabatan"), 18, "kosong bila sama dengan bertugas sejak"),
    "acting": (("Pelaksana tugas", "Plt/Plh", "Plt"), 16, "ya bila hanya pelaksana tugas atau pelaksana harian"),
    "decree_number": (("Nomor SK", "Nomor keputusan"), 26, "keputusan pengangkatan"),
    "decree_on": (("Tanggal SK", "Tanggal keputusan"), 18, ""),
}
DATES = ("since", "held_since", "decree_on")
CHOICES: dict[str, dict[str, str]] = {
    "kind": {str(kind.label): kind.value for kind in PersonKind} | {"Komisioner": "member", "Honorer": "non_asn"},
    "post_kind": {str(kind.label): kind.value for kind in PostKind},
    "echelon": {echelon: echelon for echelon in ECHELONS},
    "lhkpn": dict(YES_NO),
    "acting": dict(YES_NO),
}
_SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def title_of(key: str) -> str:
    """The column's title in the form; "" for a key that has no column."""
    return COLUMNS[key][0][0] if key in COLUMNS else ""


def read_staff(stream: BinaryIO) -> tuple[list[StaffLine], list[RowProblem], tuple[str, ...]]:
    """The lines of a filled-in list, every fault of its cells, and the columns that were not read. Refused as ``read_rows``."""
    rows: SheetRows = read_rows(
        stream, {key: titles for key, (titles, _, _) in COLUMNS.items()}, needed=("name", "kind"), dates=DATES,
        choices=CHOICES, most_rows=MOST_STAFF,
    )  # fmt: skip
    problems = [problem for row in rows for problem in row.problems]
    return [_line(row) for row in rows], problems, rows.unknown


def _line(row: SheetRow) -> StaffLine:
    days = {key: row.day(key) for key in DATES}
    texts = {key: row.text(key) for key in COLUMNS if key not in {*DATES, "acting"}}
    nip = "".join(texts.pop("nip").split())
    line = StaffLine(line=row.line, acting=row.text("acting") == "ya", nip=nip, **texts, **days)  # type: ignore[arg-type]  # keys part texts and days
    return replace(line, username=line.username.lower())


def staff_form(office: Office) -> bytes:
    """The empty form as XLSX: one line each, choices as drop-down lists, a second sheet that explains the columns."""
    return _book(office, [])


def staff_book(office: Office, persons: Iterable[Person], tenures: Sequence[Tenure]) -> bytes:
    """The persons and the posts they hold, one line for each post, in the form's own columns: it can be read back."""
    held: dict[int, list[Tenure]] = defaultdict(list)
    for tenure in tenures:
        held[tenure.person_id].append(tenure)
    lines = [_told(person, tenure) for person in persons for tenure in held[person.pk] or (None,)]
    return _book(office, lines)


def _told(person: Person, tenure: Tenure | None) -> StaffLine:
    line = StaffLine(
        0, person.name, PersonKind(person.kind).label, person.nip, person.rank, person.unit, person.since,
        person.user.username if person.user else "",
    )  # fmt: skip
    if tenure is None:
        return line
    post: Post = tenure.post
    return replace(
        line, post=post.title, post_kind=PostKind(post.kind).label, echelon=post.echelon,
        lhkpn="Ya" if post.must_file_lhkpn else "Tidak", held_since=tenure.since, acting=tenure.is_acting,
        decree_number=tenure.decree_number, decree_on=tenure.decree_on,
    )  # fmt: skip


def _book(office: Office, lines: Sequence[StaffLine]) -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _SAFE) as book:
        sheet, about = book.add_worksheet("Pegawai"), book.add_worksheet("Keterangan")
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#7a1a21", "font_color": "#ffffff", "border": 1}),
            "text": book.add_format({"num_format": "@"}),  # or a spreadsheet eats the end of an 18-digit number
            "day": book.add_format({"num_format": "dd/mm/yyyy", "align": "left"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _head(sheet, formats)
        for row, line in enumerate(lines, 1):
            _write(sheet, row, line, formats)
        _explain(about, office, formats)
        _choices(sheet, about, office)
    return stream.getvalue()


def _head(sheet: Any, formats: dict[str, Any]) -> None:
    for place, (key, (titles, width, help_text)) in enumerate(COLUMNS.items()):
        sheet.write_string(0, place, titles[0], formats["head"])
        if help_text:
            sheet.write_comment(0, place, help_text)
        sheet.set_column(place, place, width, formats["day" if key in DATES else "text"])
    sheet.freeze_panes(1, 1)


def _write(sheet: Any, row: int, line: StaffLine, formats: dict[str, Any]) -> None:
    """Texts always as texts: nothing a person typed is reckoned by a spreadsheet."""
    for place, key in enumerate(COLUMNS):
        value = getattr(line, key)
        if isinstance(value, date):
            sheet.write_datetime(row, place, datetime.combine(value, time()), formats["day"])
        elif isinstance(value, bool):
            sheet.write_string(row, place, "Ya" if value else "", formats["text"])
        elif value:
            sheet.write_string(row, place, value, formats["text"])


def _explain(about: Any, office: Office, formats: dict[str, Any]) -> None:
    about.set_column(0, 0, 26, formats["wrap"])
    about.set_column(1, 3, 60, formats["wrap"])
    about.write_row(0, 0, ("Kolom", "Isi", "Subbagian yang lazim", "Pangkat"), formats["head"])
    for row, (titles, _, help_text) in enumerate(COLUMNS.values(), 1):
        about.write_row(row, 0, (titles[0], help_text))
    for place, words in ((2, units_of(office)), (3, ranks())):
        for row, word in enumerate(words, 1):
            about.write_string(row, place, word)
    last = max(len(COLUMNS), len(ranks()), len(units_of(office))) + 2
    about.write_string(last, 0, "Memuat ulang")
    about.write_string(
        last, 1,
        "Orang dikenali dari NIP, atau dari namanya bila tanpa NIP. Sel kosong tidak menghapus apa pun, dan orang yang tidak ada "
        f"dalam daftar tetap seperti semula. Tanggal ditulis seperti {date_words(date(2026, 2, 14))}.",
    )  # fmt: skip


def _choices(sheet: Any, about: Any, office: Office) -> None:
    for place, key in enumerate(COLUMNS):
        if key in CHOICES:
            words = [word for word in CHOICES[key] if word not in {"Komisioner", "Honorer"}]
            sheet.data_validation(1, place, MOST_STAFF, place, {"validate": "list", "source": words})
        elif key in {"unit", "rank"}:
            column, words = ("C", list(units_of(office))) if key == "unit" else ("D", list(ranks()))
            if words:
                proposed = {"validate": "list", "source": f"=Keterangan!${column}$2:${column}${len(words) + 1}"}
                sheet.data_validation(1, place, MOST_STAFF, place, {**proposed, "error_type": "information"})
