"""Printed lines read by tesseract, a program that may be installed beside us: for a quick reading and for a second opinion.

It is run for one page at a time, apart from this process: no shell, little memory, little time, and only one of the processor's
cores (left to itself it takes them all and is four times as slow). Nothing of ours depends on its being there.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache

import cv2
import numpy as np

from renaksi.intake.readers.scan.ink import Image, image
from renaksi.intake.readers.scan.recognise import Read

MEMORY = 1024**3
"""Bytes a run may take."""
SECONDS = 60
"""Seconds a run may take, by the clock and of the processor."""
_ENVIRONMENT = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
_LANGUAGES = ("ind", "eng")
_GAP, _RIM = 14, 20  # white pixels between two lines and around them all
_HIGHEST = 16_000  # pixels of one picture; tesseract takes twice as many
_WHITE = 90  # percentile of a line's pixels that is its paper
_WORD, _COLUMNS = "5", 12  # the level of a word in tesseract's table, and the columns of that table
_BLOCK = "6"  # way of looking at the picture: one block of lines


@cache
def program() -> tuple[str, str] | None:
    """Where tesseract is, and the best language it has for decrees; None where it is not installed or has none of ours."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    known = _run([found, "--list-langs"], b"").decode(errors="replace").split()
    language = next((each for each in _LANGUAGES if each in known), None)
    return (found, language) if language else None


def is_installed() -> bool:
    """Whether lines can be read here at all."""
    return program() is not None


def read_lines(lines: list[Image]) -> list[Read]:
    """The lines' texts, in their order; empty ones where nothing was read, where tesseract is not installed, or where it failed.

    A line is a grey picture of one line of print. A letter is as sure as its word.
    """
    called = program()
    found: list[Read] = []
    for batch in _batches(lines):
        found += _read(called, batch) if called else [Read("")] * len(batch)
    return found


def _batches(lines: list[Image]) -> Iterator[list[Image]]:
    """The lines by pictures that are not too high."""
    batch: list[Image] = []
    high = 0
    for line in lines:
        if batch and high + line.shape[0] + _GAP > _HIGHEST:
            yield batch
            batch, high = [], 0
        batch.append(line)
        high += line.shape[0] + _GAP
    if batch:
        yield batch


def _read(called: tuple[str, str], lines: list[Image]) -> list[Read]:
    where, language = called
    page, middles = _stacked(lines)
    picture = cv2.imencode(".pgm", page)[1].tobytes()
    call = [where, "-", "-", "--dpi", "200", "--oem", "1", "--psm", _BLOCK, "-l", language]
    words: list[list[tuple[int, str, float]]] = [[] for _ in lines]
    for middle, left, text, sure in _words(_run([*call, "-c", "tessedit_do_invert=0", "tsv"], picture)):
        words[int(np.abs(middles - middle).argmin())].append((left, text, sure))
    return [_line(sorted(each)) for each in words]


def _stacked(lines: list[Image]) -> tuple[Image, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """The lines under each other on one white page, and the height of each line's middle."""
    wide, high = max(line.shape[1] for line in lines), sum(line.shape[0] + _GAP for line in lines)
    page = np.full((high + 2 * _RIM, wide + 2 * _RIM), 255, np.uint8)
    middles, top = [], _RIM
    for line in lines:
        paper = max(1.0, float(np.percentile(line, _WHITE)))
        page[top : top + line.shape[0], _RIM : _RIM + line.shape[1]] = np.clip(line * (255 / paper), 0, 255)
        middles.append(top + line.shape[0] / 2)
        top += line.shape[0] + _GAP
    return image(page), np.asarray(middles)


def _words(table: bytes) -> Iterator[tuple[float, int, str, float]]:
    """Of tesseract's table the words: the middle of their height, their left, their text, how sure it is of them (0..1)."""
    for row in table.decode(errors="replace").splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) == _COLUMNS and fields[0] == _WORD and fields[11].strip():
            left, top, _, high = map(int, fields[6:10])
            yield top + high / 2, left, fields[11].strip(), min(max(float(fields[10]) / 100, 0.0), 1.0)


def _line(words: list[tuple[int, str, float]]) -> Read:
    text = " ".join(word for _, word, _ in words)
    letters = [chance for _, word, sure in words for chance in (*[sure] * len(word), 1.0)]
    return Read(text, tuple(letters[:-1]))


def _run(call: list[str], given: bytes) -> bytes:
    """What the program answers; nothing where it fails or takes too long."""
    with subprocess.Popen(  # noqa: S603 - a program found by its name, its arguments our own
        call, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_ENVIRONMENT
    ) as process:
        try:
            # Set from here and not in the child: code run between fork and exec may hang where there are threads.
            resource.prlimit(process.pid, resource.RLIMIT_AS, (MEMORY, MEMORY))
            resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
            answer, _ = process.communicate(given, timeout=SECONDS)
        except (subprocess.TimeoutExpired, OSError):
            process.kill()
            return b""
    return answer if process.returncode == 0 else b""
