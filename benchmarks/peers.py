"""How well other libraries read the same decrees: ``make bench-peers`` prints the figures and writes ``docs/peers-reading.md``.

Each peer's own tables become rows by one simple adaptor (``peers_rows``), and are scored like our own reading, in the same
run on the same machine. The peers live in an environment of their own (``requirements/peers.txt``); the product never imports
them.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import RENAKSI, ROOT, SHARED
from benchmarks.peers_rows import rows_of

PYTHON = ROOT / "build" / "peers" / "bin" / "python"
TABLES = Path(__file__).with_name("peers_tables.py")
FIGURES = ("rows_recall", "rows_precision", "area", "activity", "sub_activity", "text", "months")
TITLES = ("recall", "precision", "area", "activity", "sub", "text", "months")
READERS = ("renaksi", "pdfplumber", "camelot", "img2table")
OF_PICTURES = ("renaksi", "img2table")
"""The readers of files whose pages are pictures; the others find no text there."""


@dataclass(frozen=True, slots=True)
class Ran:
    """A command's output (None: it failed), and its seconds of the processor and of the clock."""

    output: bytes | None
    processor: float
    clock: float


def main() -> int:
    """Reads every PDF of the corpus with every reader; prints and writes the table."""
    if not (SHARED / "corpus").is_dir():
        print(f"NO CORPUS at {SHARED}: nothing was measured", file=sys.stderr)
        return 0
    if not PYTHON.exists():
        print(f"NO PEERS at {PYTHON}: run make bench-peers", file=sys.stderr)
        return 2
    lines = [_line(file, reader) for file in sorted((SHARED / "corpus").glob("*.pdf")) for reader in _readers(file)]
    table = "\n".join((_heading(), *lines))
    print(table)
    (ROOT / "docs" / "peers-reading.md").write_text(_page(table))
    return 0


def _is_picture(file: Path) -> bool:
    return "scan" in file.name or "photo" in file.name


def _readers(file: Path) -> tuple[str, ...]:
    return OF_PICTURES if _is_picture(file) else READERS


def _line(file: Path, reader: str) -> str:
    ran = _run([RENAKSI, "read", file, "--json"] if reader == "renaksi" else [PYTHON, TABLES, reader, file])
    figures = ["failed"] + ["-"] * (len(FIGURES) - 1)
    if ran.output is not None:
        read = json.loads(ran.output.splitlines()[-1] if reader != "renaksi" else ran.output)
        result = _scored(file, read if reader == "renaksi" else {"decree": {}, "rows": rows_of(read)})
        figures = ["-" if result[key] is None else f"{result[key]:.3f}" for key in FIGURES]
    pages = _pages(file)
    times = [f"{ran.processor / pages:.2f}", f"{ran.clock / pages:.2f}"]
    return f"| {file.name} | {reader} | " + " | ".join((*figures, *times)) + " |"


def _run(command: list[str | Path]) -> Ran:
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(done.stdout if done.returncode == 0 else None, processor, clock)


def _scored(file: Path, reading: dict[str, Any]) -> dict[str, Any]:
    truth = file.with_name(f"{file.name}.truth.json")
    with tempfile.NamedTemporaryFile("w", suffix=".json") as kept:
        json.dump(reading, kept)
        kept.flush()
        done = subprocess.run(
            [sys.executable, SHARED / "tools" / "score_reading.py", truth, kept.name, "--json"],
            capture_output=True, check=True,
        )  # fmt: skip
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def _pages(file: Path) -> int:
    import pypdfium2

    with pypdfium2.PdfDocument(file) as document:
        return len(document)


def _versions() -> str:
    names = ("pdfplumber", "camelot-py", "img2table")
    asked = f"from importlib.metadata import version as v; print(*(f'{{n}} {{v(n)}}' for n in {names}), sep=', ')"
    done = subprocess.run([PYTHON, "-c", asked], capture_output=True, check=True, text=True)
    tesseract = subprocess.run(["/usr/bin/env", "tesseract", "--version"], capture_output=True, check=True, text=True)
    return f"{done.stdout.strip()}, {tesseract.stdout.splitlines()[0]}"


def _heading() -> str:
    titles = ("file", "reader", *TITLES, "s a page, processor", "s a page, clock")
    return "| " + " | ".join(titles) + " |\n" + "|---" * len(titles) + "|"


def _page(table: str) -> str:
    return f"""# How well others read the same decrees

Written by `make bench-peers`, all readers in one run on one machine; not written by hand. {_versions()}.
pdfplumber, camelot and img2table are under the MIT licence; they are used for this comparison only.

Figures are 0 to 1, by the same score as in `reading.md`. The others give tables of texts and no decree, so the decree's
header and doubts are not compared, and what they do not know is no fault of theirs: a shade is no text, so months by shading
are empty for them. Every reader runs with its defaults: pdfplumber `extract_tables`, camelot `lattice`, img2table with
the file's own text or, where pages are pictures, with `detect_rotation` and tesseract with its Indonesian data. One adaptor
serves all three: the first row naming area, activity, sub-activity, indicator and months is the heading; a table without one has
the columns of the table before; anything in a month's cell is a tick; empty parents have the value above; a row without an
indicator, or with one that begins in lower case, goes on with the row before it. A longer adaptor would gain more. Times are
of whole commands, start included, divided by the file's pages; those of the clock depend on what else the machine does.

{table}
"""


if __name__ == "__main__":
    sys.exit(main())
