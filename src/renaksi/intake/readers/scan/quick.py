"""Lines read in less than half the time: the long ones by tesseract, what it cannot and the short ones by our model."""

from __future__ import annotations

from renaksi.intake.readers.scan.ink import Image
from renaksi.intake.readers.scan.recognise import Read, recogniser
from renaksi.intake.readers.scan.tesseract import read_lines

_SHORT = 60  # pixels: numbers, ticks and names of months, which tesseract reads badly and our model in no time


def read_quickly(lines: list[Image]) -> list[Read]:
    """The lines' texts, in their order, as :meth:`~.recognise.Recogniser.read` gives them, if less well."""
    long = [place for place, line in enumerate(lines) if line.shape[1] > _SHORT]
    found = dict(zip(long, read_lines([lines[place] for place in long]), strict=True))
    rest = [place for place in range(len(lines)) if place not in found or not found[place].text]
    found |= zip(rest, recogniser().read([lines[place] for place in rest]), strict=True)
    return [found[place] for place in range(len(lines))]
