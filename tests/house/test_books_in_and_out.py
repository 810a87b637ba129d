"""Every register goes out on paper and as a worksheet, and comes back from the worksheet as it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db.models import Q
from docx import Document
from openpyxl import load_workbook

from renaksi.accounts.models import User
from renaksi.desk.book_paper import BOOK, RECAP, named_paper, prints_of, recap_pdf
from renaksi.desk.importing import plan_import
from renaksi.desk.importing_form import entry_form_sheet, line_form_sheet
from renaksi.desk.importing_lines import plan_lines
from renaksi.desk.register import Register
from renaksi.desk.registry import REGISTERS
from renaksi.kernel.period import Period
from renaksi.kernel.refusal import Refused
from renaksi.offices.models import Office
from renaksi.offices.tests.factories import OfficeFactory, member
from renaksi.papers import write
from tests.house.books import DAY, YEAR, demo_year, on_the_day

pytestmark = pytest.mark.django_db
EVERY = pytest.mark.parametrize("register", list(REGISTERS), ids=lambda register: register.name)


@pytest.fixture(autouse=True)
def the_day() -> Iterator[None]:
    with on_the_day():
        yield


@pytest.fixture
def office() -> Office:
    found: Office = OfficeFactory()
    return found


@pytest.fixture
def writer(office: Office) -> User:
    return member(office, "administrator")


@EVERY
def test_every_paper_of_the_book_opens_and_its_recap_stays_the_same(register: Register, office: Office, writer: User):
    entries = [entry for entry in demo_year(register, office, writer) if _lies_within(register, entry)]
    for name, _ in prints_of(register):
        paper = named_paper(register, office, name, Period(YEAR, 1, 12), Q(office=office), on=DAY)
        assert paper
        pdf, docx, xlsx = (write(paper, file_format) for file_format in ("pdf", "docx", "xlsx"))
        assert pdf.startswith(b"%PDF")
        assert Document(BytesIO(docx)).tables or name not in {BOOK, RECAP}
        told = {cell.value for row in load_workbook(BytesIO(xlsx)).worksheets[0].iter_rows() for cell in row}
        assert name != BOOK or {entry.book_number for entry in entries} <= told
    keys, months = [measure.key for measure in register.measures], range(1, DAY.month + 1)
    assert recap_pdf(register, office, YEAR, months, keys) == recap_pdf(register, office, YEAR, months, keys)


def _lies_within(register: Register, entry: Any) -> bool:
    day: date | None = getattr(entry, register.dated)
    return day is not None and day.year == YEAR


@EVERY
def test_the_forms_are_read_back_as_they_were_given_out(register: Register, office: Office, writer: User):
    written = [entry for entry in demo_year(register, office, writer) if not entry.is_removed]
    plan = plan_import(register, office, entry_form_sheet(register, office, written), Q(office=office))
    assert plan.problems == []
    assert [line.changes for line in plan.lines if not line.is_same] == []
    assert len(plan.lines) == len(written)
    plan = plan_import(register, office, entry_form_sheet(register, office), Q(office=office))
    assert (plan.lines, plan.problems, plan.unknown) == ([], [], ())
    for lines in register.lines:
        with pytest.raises(Refused, match="tidak ada satu baris pun"):
            plan_lines(lines, written[0], line_form_sheet(lines, office))
