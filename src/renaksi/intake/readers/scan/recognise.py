"""Printed lines into text, by the recognition model that the rapidocr package carries; nothing is fetched from anywhere."""

from __future__ import annotations

import string
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from renaksi.intake.readers.scan.ink import Image

_MODEL = "PP-OCRv6_rec_small.onnx"
_HEIGHT = 48  # of a line as the model wants it
_BATCH, _PIXELS = 16, 6_000  # lines at once, and their widths together
_SIGNS = "–—“”‘’√✓✔•×°²³"
_KNOWN = frozenset(string.ascii_letters + string.digits + string.punctuation + " " + _SIGNS)
"""Letters decrees are written in: the model knows 18,000 more, which would only be misreadings here."""


@dataclass(frozen=True, slots=True)
class Read:
    """The text of a line, and how sure the model is of each of its letters, 0..1."""

    text: str
    letters: tuple[float, ...] = ()

    @property
    def confidence(self) -> float:
        """How sure the least sure letter or digit is (a speck may look like a stop); 0 where nothing was read."""
        sure = [chance for sign, chance in zip(self.text, self.letters, strict=True) if sign.isalnum()]
        return min(sure or self.letters, default=0.0)

    @property
    def clearness(self) -> float:
        """How sure the letters are on the whole; 0 where nothing was read."""
        return sum(self.letters) / len(self.letters) if self.letters else 0.0


@cache
def recogniser(threads: int = 2) -> Recogniser:
    """The one recogniser of this process; loading it takes a tenth of a second."""
    return Recogniser(threads)


class Recogniser:
    """The model, ready to read lines. May be called from several threads."""

    def __init__(self, threads: int) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # waiting threads leave the processor alone
        self._session = onnxruntime.InferenceSession(str(_model_path()), options, providers=["CPUExecutionProvider"])
        signs = ["", *self._session.get_modelmeta().custom_metadata_map["character"].split("\n"), " "]
        self._known = np.asarray([place for place, sign in enumerate(signs) if place == 0 or sign in _KNOWN])
        self._signs = [signs[place] for place in self._known]
        self._input = self._session.get_inputs()[0].name

    def read(self, lines: list[Image]) -> list[Read]:
        """The lines' texts, in their order. A line is a grey picture of one line of print."""
        scaled = [_scaled(line) for line in lines]
        found: dict[int, Read] = {}
        for batch in _batches([line.shape[1] for line in scaled]):
            for place, read in zip(batch, self._read([scaled[place] for place in batch]), strict=True):
                found[place] = read
        return [found[place] for place in range(len(lines))]

    def _read(self, lines: list[npt.NDArray[np.float32]]) -> list[Read]:
        width = -(-max(line.shape[1] for line in lines) // 32) * 32
        batch = np.zeros((len(lines), 3, _HEIGHT, width), np.float32)
        for place, line in enumerate(lines):
            batch[place, :, :, : line.shape[1]] = line
        return [self._decoded(each) for each in self._session.run(None, {self._input: batch})[0]]

    def _decoded(self, chances: Any) -> Read:
        """The likeliest sign of each column, repeats and blanks taken out (CTC)."""
        known = chances[:, self._known]
        best, sure = known.argmax(axis=1), known.max(axis=1)
        new = (best != 0) & (best != np.concatenate([[0], best[:-1]]))
        pairs = [
            (self._signs[place], round(float(chance), 3)) for place, chance in zip(best[new], sure[new], strict=True)
        ]
        while pairs and pairs[0][0].isspace():
            del pairs[0]
        while pairs and pairs[-1][0].isspace():
            del pairs[-1]
        return Read("".join(sign for sign, _ in pairs), tuple(chance for _, chance in pairs))


def _model_path() -> Path:
    package = find_spec("rapidocr")
    if package is None or package.origin is None:
        raise FileNotFoundError("the package rapidocr with its recognition model is not installed")
    return Path(package.origin).parent / "models" / _MODEL


def _scaled(line: Image) -> npt.NDArray[np.float32]:
    width = max(8, round(line.shape[1] * _HEIGHT / line.shape[0]))
    picture = cv2.resize(line, (width, _HEIGHT), interpolation=cv2.INTER_CUBIC)
    return np.asarray(picture, np.float32) / 127.5 - 1


def _batches(widths: list[int]) -> list[list[int]]:
    """Lines of like width together, few enough to keep memory flat."""
    batches: list[list[int]] = []
    for place in sorted(range(len(widths)), key=widths.__getitem__):
        batch = batches[-1] if batches else []
        fits = batch and len(batch) < _BATCH and widths[place] * (len(batch) + 1) <= _PIXELS
        if fits and widths[place] <= widths[batch[0]] * 1.35 + 32:
            batch.append(place)
        else:
            batches.append([place])
    return batches
