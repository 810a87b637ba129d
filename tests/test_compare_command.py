"""``renaksi compare`` as a script would call it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from renaksi.kernel.months import MonthSet
from renaksi.papers import write
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.rows import DecreeFacts, PlanRow
from renaksi.plan.template import template_rows
from renaksi.reports.decree.build import build_decree
from renaksi.site.cli import run

OFFICE = OfficeLetterhead(name="KPU Kota Contoh", place="Contoh", chair="RAHMAT TELADAN", secretary="DEWI TELADANI")
ROWS = template_rows(OFFICE.name)[:30]


def decree(path: Path, rows: list[PlanRow]) -> Path:
    facts = drafted_facts(DecreeFacts(number="2/HK.03.1/9999/2026", date=date(2026, 2, 14)), office=OFFICE, year=2026)
    path.write_bytes(write(build_decree(facts, rows, office=OFFICE), "docx"))
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    changed = [*ROWS[:4], *ROWS[5:]]
    changed[7] = replace(changed[7], months=MonthSet(changed[7].months.mask ^ 1))
    return str(decree(tmp_path / "lama.docx", ROWS)), str(decree(tmp_path / "baru.docx", changed))


def test_two_files_are_compared_without_a_database(files: tuple[str, str], capsys: pytest.CaptureFixture[str]):
    assert run(["compare", *files, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    found = [(each["kind"], each["old_row"], each["new_row"]) for each in printed["changes"]]
    assert sorted(found) == [("removed", 4, None), ("retimed", 8, 7)]


def test_without_json_the_changes_are_listed_in_words(files: tuple[str, str], capsys: pytest.CaptureFixture[str]):
    assert run(["compare", *files]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "1 baris dihapus, 1 baris diubah bulan, 28 baris tetap."
    assert told[1].startswith("  dihapus: baris 5/-")


def test_the_template_takes_the_other_sides_office(files: tuple[str, str], capsys: pytest.CaptureFixture[str]):
    assert run(["compare", files[0], "template:2026", "--json"]) == 0
    kinds = [each["kind"] for each in json.loads(capsys.readouterr().out)["changes"]]
    assert set(kinds) == {"added"}
    assert len(kinds) == len(template_rows(OFFICE.name)) - 30


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("tidak-ada.docx", "tidak ditemukan"),
        ("9999:20", "tidak ditemukan"),
    ],
)
def test_what_is_not_there_is_refused_in_one_sentence(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str], name: str, sentence: str
):
    assert run(["compare", files[0], name]) == 2
    answer = capsys.readouterr()
    assert answer.out == ""
    assert sentence in answer.err
    assert len(answer.err.strip().splitlines()) == 1
