"""``renaksi measures`` and ``renaksi registers``: what is built, told without a database."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from renaksi.catalogue import template
from renaksi.desk.registry import REGISTERS
from renaksi.measures.registry import MEASURES
from renaksi.site.cli import run
from tests.test_command_line import _call

NOWHERE = {"RENAKSI_DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}


def _told(capsys: pytest.CaptureFixture[str], verb: str) -> list[dict[str, Any]]:
    assert run([verb, "--json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return rows


def test_measures_are_those_of_the_template_and_say_which_are_built(capsys: pytest.CaptureFixture[str]):
    rows = _told(capsys, "measures")
    assert [row["key"] for row in rows] == [each.key for each in template.measures()]
    assert {row["key"] for row in rows if row["built"]} == {measure.key for measure in MEASURES}
    participation = next(row for row in rows if row["key"] == "events.public_participation")
    assert participation == {
        "key": "events.public_participation", "kind": "count", "period": "M", "codes": participation["codes"],
        "register": "events", "built": True,
    }  # fmt: skip
    assert participation["codes"]
    assert sum(len(row["codes"]) for row in rows) == len(template.indicators())


def test_registers_tell_their_addresses_and_size(capsys: pytest.CaptureFixture[str]):
    rows = _told(capsys, "registers")
    assert [(row["name"], row["slug"]) for row in rows] == [(each.name, each.slug) for each in template.registers()]
    assert {row["name"] for row in rows if row["built"]} == {each.name for each in REGISTERS}
    by_name = {row["name"]: row for row in rows}
    assert "satker/<str:code>/buku/kegiatan/<int:entry_id>/" in by_name["events"]["routes"]
    folder = Path(template.__file__).parents[1] / "registers" / "events"
    own = [*folder.glob("*.py"), *folder.glob("domain/*.py")]
    assert by_name["events"]["lines"] == sum(len(path.read_text().splitlines()) for path in own)
    for row in rows:
        assert bool(row["routes"]) == bool(row["lines"]) == row["built"]


def test_neither_needs_a_database(tmp_path: Path):
    for verb in ("measures", "registers"):
        answer = _call(tmp_path / "none", verb, **NOWHERE)
        assert answer.returncode == 0, answer.stderr
        assert "sudah ada" in answer.stdout or "dihitung oleh buku" in answer.stdout
        assert not list((tmp_path / "none").glob("*.sqlite3"))
