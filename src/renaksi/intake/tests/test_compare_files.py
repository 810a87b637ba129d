"""The made amending decree against the decree it amends, both read from their files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from renaksi.intake.read import read_decree
from renaksi.plan.compare import compare_rows
from renaksi.plan.rows import PlanRow


def rows_of(path: Path) -> list[PlanRow]:
    return [each.row for each in read_decree(path.read_bytes(), path.name).rows]


@pytest.mark.parametrize("base", ["pub1.docx", "pub1.xlsx", "pub1_libreoffice.pdf"])
def test_every_change_is_found_between_the_files(shared: Path, base: str):
    corpus = shared / "corpus"
    truth = json.loads((corpus / "pub5.diff.json").read_text())
    comparison = compare_rows(rows_of(corpus / base), rows_of(corpus / "pub5.docx"))
    found = {(each.kind.value, each.old_row, each.new_row, each.fields) for each in comparison.changes}
    wanted = {
        (each["kind"], each["old_row"], each["new_row"], tuple(each.get("fields") or ())) for each in truth["changes"]
    }
    assert found == wanted
