"""The command ``renaksi`` as a script would call it: real processes, real files, a real database of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from renaksi.papers import write
from renaksi.plan.drafting import drafted_facts
from renaksi.plan.letterhead import OfficeLetterhead
from renaksi.plan.rows import DecreeFacts
from renaksi.plan.template import template_rows
from renaksi.reports.decree.build import build_decree

RENAKSI = Path(sys.executable).with_name("renaksi")
OFFICE = OfficeLetterhead(
    name="KPU Kota Bukittinggi", place="Bukittinggi", chair="RAHMAT TELADAN", secretary="DEWI TELADANI"
)

WHERE = ("--office", "1375", "--year", "2022", "--format", "pdf", "-o", "laporan.pdf")


def _call(var: Path, *args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("RENAKSI_", "DJANGO_"))}
    return subprocess.run(
        [RENAKSI, *args],
        env={**inherited, "RENAKSI_VAR": str(var), **environment},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture(scope="module")
def decree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decree with the whole national template, as plain text."""
    facts = drafted_facts(DecreeFacts(number="2/HK.03.1/1375/2022", date=date(2022, 2, 14)), office=OFFICE, year=2022)
    paper = build_decree(facts, template_rows(OFFICE.name), office=OFFICE)
    path = tmp_path_factory.mktemp("decree") / "keputusan.txt"
    path.write_bytes(write(paper, "txt"))
    return path


def _one_sentence(answer: subprocess.CompletedProcess[str]) -> str:
    assert "Traceback" not in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
    return answer.stderr.strip()


def test_read_needs_no_database_and_no_folder(decree: Path, tmp_path: Path):
    answer = _call(
        tmp_path / "none", "read", str(decree), "--json", RENAKSI_DATABASE_URL="postgres://nobody@127.0.0.1:1/none"
    )
    assert answer.returncode == 0, answer.stderr
    reading = json.loads(answer.stdout)
    assert reading["decree"]["number"] == "2/HK.03.1/1375/2022"
    assert len(reading["rows"]) == len(template_rows(OFFICE.name))
    assert not (tmp_path / "none").exists()


def test_read_takes_the_pages_asked_for(tmp_path: Path):
    rows = template_rows(OFFICE.name)
    facts = drafted_facts(DecreeFacts(number="2/HK.03.1/1375/2022", date=date(2022, 2, 14)), office=OFFICE, year=2022)
    path = tmp_path / "keputusan.pdf"
    path.write_bytes(write(build_decree(facts, rows, office=OFFICE), "pdf"))
    whole = json.loads(_call(tmp_path, "read", str(path), "--json").stdout)
    first = json.loads(_call(tmp_path, "read", str(path), "--json", "--pages", "1-4").stdout)
    assert len(whole["rows"]) == len(rows)
    assert 0 < len(first["rows"]) < len(rows)
    assert first["decree"]["number"] == whole["decree"]["number"]


@pytest.mark.parametrize(
    ("content", "name"),
    [(b"", "kosong.txt"), (bytes(range(256)) * 40, "acak.bin"), (b"Pada suatu hari di kampung. " * 400, "novel.txt")],
)
def test_read_refuses_what_is_no_decree_in_one_sentence(tmp_path: Path, content: bytes, name: str):
    path = tmp_path / name
    path.write_bytes(content)
    answer = _call(tmp_path, "read", str(path), "--json")
    if answer.returncode == 0:
        assert json.loads(answer.stdout)["problems"]
    else:
        assert answer.returncode == 2
        assert len(_one_sentence(answer)) > 20


@pytest.mark.parametrize(
    "args",
    [
        ("read", "tidak-ada.txt"),
        ("tidak-dikenal",),
        ("adopt",),
        ("plan", "--office", "1375", "--year", "2022"),
        ("paper", "decree", "--office", "1375", "--year", "dua"),
        ("serve", "--workers", "2"),
    ],
)
def test_a_wrong_call_ends_with_two_and_one_sentence(tmp_path: Path, args: tuple[str, ...]):
    answer = _call(tmp_path, *args)
    assert answer.returncode == 2
    _one_sentence(answer)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("read",), "file belum disebut"),
        (("read", "a", "b"), "b tidak dikenal"),
        (("read", "a", "--pages", "tiga"), "--pages: tiga bukan nomor halaman"),
        (("adopt", "a", "--office", "1375", "--year", "dua"), "--year harus bilangan bulat, bukan 'dua'"),
        (("plan", "--year"), "--year memerlukan satu nilai"),
        (("paper", "surat"), "kind tidak mengenal 'surat'; pilihannya 'decree', 'monev'"),
        (("paper", "monev", *WHERE), "Sebutkan periodenya: --period"),
        (("paper", "monev", *WHERE, "--period", "2022", "--copy"), "--copy hanya untuk paper decree"),
        (("paper", "decree", *WHERE, "--period", "2022"), "--period dan --signer hanya untuk paper monev"),
        (("paper", "monev", *WHERE, "--period", "2022-Q5"), "Periode “2022-Q5” tidak dikenal"),
        (("paper", "monev", *WHERE, "--period", "2021-Q1"), "bukan bagian dari tahun 2022"),
    ],
)
def test_a_wrong_call_is_told_in_indonesian(tmp_path: Path, args: tuple[str, ...], told: str):
    assert told in _one_sentence(_call(tmp_path, *args))


def test_demo_at_a_taken_address_loads_nothing(tmp_path: Path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = _call(tmp_path, "demo", "--port", str(taken.getsockname()[1]))
    assert answer.returncode == 2
    assert "sedang dipakai" in _one_sentence(answer)
    assert not (tmp_path / "renaksi.sqlite3").exists()


def test_without_words_the_commands_are_listed(tmp_path: Path):
    answer = _call(tmp_path)
    assert answer.returncode == 0
    for verb in ("read", "adopt", "plan", "paper", "serve", "worker", "demo", "createadmin", "audit-verify", "migrate"):
        assert f"  {verb} " in answer.stdout


def test_a_decree_is_adopted_shown_and_printed(decree: Path, tmp_path: Path):
    """The main job from a script: migrate, adopt, plan, paper in every format, the trail whole; a second plan is refused."""
    migrated = _call(tmp_path, "migrate", "-v0")
    assert migrated.returncode == 0, migrated.stderr
    adopt = ("adopt", str(decree), "--office", "1375", "--year", "2022")
    refused = _call(tmp_path, *adopt)
    if refused.returncode == 2:  # the template's own texts may leave doubts; they are then accepted by name
        _one_sentence(refused)
        refused = _call(tmp_path, *adopt, "--accept-doubts")
    assert refused.returncode == 0, refused.stderr
    second = _call(tmp_path, *adopt, "--accept-doubts")
    assert second.returncode == 2
    assert "2022" in _one_sentence(second)

    read = json.loads(_call(tmp_path, "read", str(decree), "--json").stdout)
    plan = json.loads(_call(tmp_path, "plan", "--office", "1375", "--year", "2022", "--json").stdout)
    assert _essence(plan["rows"]) == _essence(read["rows"])
    assert plan["decree"] == read["decree"]

    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        target = tmp_path / f"keputusan.{kind}"
        printed = _call(
            tmp_path, "paper", "decree", "--office", "1375", "--year", "2022", "--format", kind, "-o", str(target)
        )
        assert printed.returncode == 0, printed.stderr
        assert target.read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".keputusan")] == []
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("txt", b"KOMISI PEMILIHAN UMUM")):
        target = tmp_path / f"monev.{kind}"
        printed = _call(
            tmp_path, "paper", "monev", "--office", "1375", "--year", "2022", "--period", "2022-Q1", "--format", kind,
            "-o", str(target),
        )  # fmt: skip
        assert printed.returncode == 0, printed.stderr
        assert target.read_bytes().startswith(begins)
    missing = tmp_path / "tidak-ada" / "keputusan.txt"
    printed = _call(
        tmp_path, "paper", "decree", "--office", "1375", "--year", "2022", "--format", "txt", "-o", str(missing)
    )
    assert printed.returncode == 2
    assert "foldernya tidak ada" in _one_sentence(printed)

    verified = _call(tmp_path, "audit-verify")
    assert verified.returncode == 0, verified.stderr


FIELDS = (
    "area_no", "area", "activity_no", "activity", "sub_activity_no", "sub_activity",
    "indicator_no", "indicator", "months", "note",
)  # fmt: skip


def _essence(rows: list[dict[str, object]]) -> list[list[object]]:
    return [[row[field] for field in FIELDS] for row in rows]


def test_paper_without_a_plan_is_refused_and_writes_nothing(tmp_path: Path):
    assert _call(tmp_path, "migrate", "-v0").returncode == 0
    target = tmp_path / "x.pdf"
    report = _call(tmp_path, "paper", "monev", *WHERE, "--period", "2022-03")
    assert report.returncode == 2
    assert "belum mempunyai rencana aksi tahun 2022" in _one_sentence(report)
    answer = _call(
        tmp_path, "paper", "decree", "--office", "1375", "--year", "2022", "--format", "pdf", "-o", str(target)
    )
    assert answer.returncode == 2
    assert "2022" in _one_sentence(answer)
    unknown = _call(
        tmp_path, "paper", "decree", "--office", "0000", "--year", "2022", "--format", "pdf", "-o", str(target)
    )
    assert unknown.returncode == 2
    assert "0000" in _one_sentence(unknown)
    assert not target.exists()
