"""How well decrees of known truth are read: ``make corpus`` prints every figure per file and writes ``docs/reading.md``.

The made decrees lie beside the project (``../shared/corpus``, or ``RENAKSI_SHARED``); without them this says so and ends well. A
figure worse than the file's recorded bound in ``floors.json`` ends it with code 1; ``--record`` writes today's figures as bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("RENAKSI_SHARED", ROOT.parent / "shared"))
FLOORS = Path(__file__).with_name("floors.json")
RENAKSI = Path(sys.executable).with_name("renaksi")
HIGHER = (
    "header", "rows_recall", "rows_precision", "area", "activity", "sub_activity", "text", "months", "wrong_told",
    "doubts_told",
)  # fmt: skip
LOWER = ("sure_wrong", "false_alarms")
TITLES = {
    "header": "header", "rows_recall": "recall", "rows_precision": "precision", "area": "area", "activity": "activity",
    "sub_activity": "sub", "text": "text", "months": "months", "wrong_told": "wrong told", "doubts_told": "doubts told",
    "sure_wrong": "sure wrong", "false_alarms": "false alarms",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measured:
    """One file's figures, and what reading it took: seconds of the processor and of the clock, its pages."""

    name: str
    figures: dict[str, float | None]
    processor: float
    clock: float
    pages: int


def main() -> int:
    """Reads every file, prints and writes the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--record", action="store_true", help="write today's figures as the bounds")
    asked = parser.parse_args()
    if not (SHARED / "corpus").is_dir():
        print(f"NO CORPUS at {SHARED}: nothing was measured", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        measured = [_measured(path, truth, Path(folder)) for path, truth in _files()]
    faults = [*_refusals(), *_worse(measured)]
    table = _table(measured)
    print(table)
    (ROOT / "docs" / "reading.md").write_text(_page(table))
    if asked.record:
        FLOORS.write_text(json.dumps({each.name: _bounds(each) for each in measured}, indent=1, sort_keys=True) + "\n")
    for fault in faults:
        print(fault, file=sys.stderr)
    return int(bool(faults) and not asked.record)


def _files() -> list[tuple[Path, Path]]:
    """The files with their truths: made decrees, then the texts of real ones."""
    made = [
        (truth.with_name(truth.name.removesuffix(".truth.json")), truth)
        for truth in (SHARED / "corpus").glob("*.truth.json")
    ]
    real = [(SHARED / "seeds" / f"{truth.stem}.txt", truth) for truth in (SHARED / "truth").glob("*.json")]
    return [pair for pair in (*sorted(made), *sorted(real)) if pair[0].exists()]


def _measured(path: Path, truth: Path, folder: Path) -> Measured:
    reading = folder / "reading.json"
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([RENAKSI, "read", path, "--json"], capture_output=True, check=False)
    clock, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figures: dict[str, float | None] = dict.fromkeys(HIGHER, 0.0) | dict.fromkeys(LOWER, 1.0)
    if done.returncode == 0:
        reading.write_bytes(done.stdout)
        scored = subprocess.run(
            [sys.executable, SHARED / "tools" / "score_reading.py", truth, reading, "--json"],
            capture_output=True, check=True,
        )  # fmt: skip
        result: dict[str, Any] = json.loads(scored.stdout)
        figures = {key: result.get(key) for key in (*HIGHER, *LOWER)}
    return Measured(path.name, figures, processor, clock, _pages(path))


def _pages(path: Path) -> int:
    if path.suffix != ".pdf":
        return 1
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return len(document)


def _refusals() -> list[str]:
    """The files that must be refused and were not, or not in one sentence."""
    folder = SHARED / "corpus" / "pub_neg"
    faults = []
    for each in json.loads((folder / "neg.json").read_text())["files"]:
        done = subprocess.run(
            [RENAKSI, "read", folder / each["file"], "--json"], capture_output=True, check=False, text=True
        )
        if done.returncode != 2 or len(done.stderr.strip().splitlines()) != 1:
            faults.append(f"{each['file']}: not refused in one sentence (code {done.returncode})")
    return faults


def _worse(measured: list[Measured]) -> list[str]:
    """The figures worse than their recorded bound, by more than rounding."""
    bounds = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    faults = []
    for each in measured:
        for key, bound in bounds.get(each.name, {}).items():
            figure = each.figures.get(key)
            if bound is None or figure is None:
                continue
            if (figure < bound - 0.0005) if key in HIGHER else (figure > bound + 0.0005):
                faults.append(f"{each.name}: {TITLES[key]} {figure:.4f}, recorded {bound:.4f}")
    return faults


def _bounds(each: Measured) -> dict[str, float | None]:
    """Today's figures as bounds; where letters are recognised, another processor may round another way."""
    is_picture = "scan" in each.name or "photo" in each.name
    slack = {key: 0.005 if key in HIGHER else 0.03 for key in each.figures} if is_picture else {}
    return {
        key: None if figure is None else round(figure + (-1 if key in HIGHER else 1) * slack.get(key, 0.0), 4)
        for key, figure in each.figures.items()
    }


def _table(measured: list[Measured]) -> str:
    keys = [key for key in TITLES if any(each.figures.get(key) is not None for each in measured)]
    lines = ["| file | " + " | ".join(TITLES[key] for key in keys) + " | s a page, processor | s a page, clock |"]
    lines.append("|---" * (len(keys) + 3) + "|")
    for each in measured:
        figures = ["-" if each.figures.get(key) is None else f"{each.figures[key]:.4g}" for key in keys]
        times = [f"{each.processor / each.pages:.2f}", f"{each.clock / each.pages:.2f}"]
        lines.append(f"| {each.name} | " + " | ".join((*figures, *times)) + " |")
    return "\n".join(lines)


def _page(table: str) -> str:
    return f"""# How well decrees are read

Written by `make corpus` from the made decrees beside the project and the texts of real ones; not written by hand. Figures are 0
to 1 (false alarms and sure wrong: lower is better; `-`: nothing to measure). Times are of the whole command `renaksi read`, its
start included, divided by the file's pages, on the machine that wrote this. The bound of every figure is
`benchmarks/floors.json`; a run with one worse than its bound fails.

{table}
"""


if __name__ == "__main__":
    sys.exit(main())
