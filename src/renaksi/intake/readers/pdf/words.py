"""Letters become words, words become lines, lines become a text: nothing glued, nothing torn, read as a person reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from renaksi.catalogue.match import template_words
from renaksi.intake.readers.pdf.shapes import Box, Letter, Rule, around

_GAP = 0.085
"""A gap of this share of the font's size parts two words."""
_GAP_AT_RULE = 0.05
"""Where a rule runs between two letters, less of a gap parts them."""
_TRACKED = 0.7
_SAME_LINE = 0.45
_HYPHENS = "-\u2010\u2011"


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a gap. ``base`` and ``start`` are its base line and beginning along its own direction of reading.

    ``spaced`` = a space was written before it.
    """

    text: str
    box: Box
    base: float
    start: float
    end: float
    size: float
    turn: int = 0
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """Words on one base line, in order."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """Its words, one space between them."""
        return " ".join(word.text for word in self.words)

    @property
    def box(self) -> Box:
        """Where it stands."""
        return around(word.box for word in self.words)

    @property
    def size(self) -> float:
        """The size of most of it."""
        return max(word.size for word in self.words)


@dataclass(frozen=True, slots=True)
class _Set:
    """A letter as its own line of writing sees it: along, and across."""

    letter: Letter
    start: float
    end: float
    base: float


def _set(letter: Letter) -> _Set:
    box = letter.box
    if letter.turn == 0:
        return _Set(letter, box.left, box.right, letter.base)
    if letter.turn == 1:
        return _Set(letter, box.top, box.bottom, -letter.base)
    if letter.turn == 2:
        return _Set(letter, -box.right, -box.left, -letter.base)
    return _Set(letter, -box.bottom, -box.top, letter.base)


def words_of(letters: Iterable[Letter], rules: Sequence[Rule] = ()) -> list[Word]:
    """The words of a page. ``rules`` = its upright rules: a word seldom runs over one."""
    found: list[Word] = []
    for line in _lines([_set(letter) for letter in letters]):
        found += _cut(line, rules)
    return found


def _lines(letters: list[_Set]) -> list[list[_Set]]:
    """Letters by direction and base line, each line from its beginning to its end."""
    lines: list[list[_Set]] = []
    last: dict[int, list[_Set]] = {}
    for each in sorted(letters, key=lambda one: (one.letter.turn, one.base)):
        turn, line = each.letter.turn, last.get(each.letter.turn)
        if line is None or each.base - line[0].base > _SAME_LINE * min(each.letter.size, line[0].letter.size):
            line = []
            last[turn] = line
            lines.append(line)
        line.append(each)
    for line in lines:
        line.sort(key=lambda one: one.start)
    return lines


def _cut(line: list[_Set], rules: Sequence[Rule]) -> list[Word]:
    gap = _usual_gap(line)
    words: list[list[_Set]] = []
    for each in line:
        if not words or _parts(words[-1][-1], each, gap, rules):
            words.append([])
        words[-1].append(each)
    return [_word(word) for word in words]


def _usual_gap(line: list[_Set]) -> float:
    """How far apart the letters of a line are that is set wide (``M E N I M B A N G`` by spacing alone); 0 for any other."""
    gaps = sorted(
        after.start - before.end
        for before, after in pairwise(line)
        if before.letter.sign.isalpha() and after.letter.sign.isalpha()
    )
    if len(gaps) < 5:
        return 0.0
    usual = gaps[len(gaps) // 2]
    return usual if 0.05 * line[0].letter.size < usual < _TRACKED * line[0].letter.size else 0.0


def _parts(before: _Set, after: _Set, usual: float, rules: Sequence[Rule]) -> bool:
    gap, size = after.start - before.end, min(before.letter.size, after.letter.size)
    if after.letter.after_space and gap > -0.3 * size:
        return True
    if gap > max(_GAP * size, 2 * usual):
        return True
    return gap > _GAP_AT_RULE * size and before.letter.turn == 0 and _is_ruled_off(before, after, rules)


def _is_ruled_off(before: _Set, after: _Set, rules: Sequence[Rule]) -> bool:
    first, last = before.letter.box.middle[0], after.letter.box.middle[0]
    return any(first < rule.place < last and rule.start <= before.base <= rule.end for rule in rules)


def _word(letters: list[_Set]) -> Word:
    first = letters[0]
    return Word(
        "".join(each.letter.sign for each in letters),
        around(each.letter.box for each in letters),
        first.base,
        first.start,
        max(each.end for each in letters),
        max(each.letter.size for each in letters),
        first.letter.turn,
        first.letter.after_space,
    )


def text_lines(words: Iterable[Word]) -> list[TextLine]:
    """Words as lines from top to bottom; writing that is turned comes after writing that is not."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda one: (one.turn, one.base)):
        line = lines[-1] if lines else None
        if (
            line is None
            or word.turn != line[0].turn
            or word.base - line[0].base > _SAME_LINE * min(word.size, line[0].size)
        ):
            line = []
            lines.append(line)
        line.append(word)
    return [TextLine(tuple(sorted(line, key=lambda one: one.start))) for line in lines]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words the document uses inside its lines: they tell how a word broken at a line's end is written whole."""

    words: Counter[str]
    strokes: Counter[str]

    @classmethod
    def of(cls, lines: Iterable[TextLine]) -> Vocabulary:
        """All words of these lines but those at their ends and beginnings, which may be broken.

        ``strokes`` counts the words before a stroke: with the stroke where a space follows it, without where none does.
        """
        words: Counter[str] = Counter()
        strokes: Counter[str] = Counter()
        for line in lines:
            for word in line.words[1:-1]:
                words[bare(word.text)] += 1
                head, stroke, tail = word.text.lower().partition("/")
                strokes[head if tail else head + stroke] += 1 if stroke else 0
        return cls(words, strokes)

    def unbroken(self, texts: Sequence[str]) -> list[str]:
        """Lines of running text, one for each, a word broken at the end of one put together there."""
        whole = list(texts)
        for place, (before, after) in enumerate(pairwise(texts)):
            tail, _, rest = after.partition(" ")
            if before and tail and not self.pair(before, tail).endswith(f" {tail}"):
                whole[place : place + 2] = [self.pair(whole[place], tail), rest]
        return whole

    def joined(self, texts: Iterable[str]) -> str:
        """Lines as one text."""
        whole = ""
        for text in texts:
            whole = self.pair(whole, text) if whole else text
        return whole

    def pair(self, before: str, after: str) -> str:
        """Two lines as one: a broken word is put together, anything else gets a space between."""
        if not before or not after:
            return before or after
        head, tail = before.split(" ")[-1], after.split(" ")[0]
        if before[-1] in _HYPHENS and len(head) > 1 and head[-2].isalnum() and tail[:1].isalnum():
            return self._without_hyphen(before, head, after, tail)
        if before[-1] == "/" and len(head) > 1 and tail[:1].isalnum():
            spaced = self.strokes[head.lower()] > self.strokes[head[:-1].lower()]
            return f"{before} {after}" if spaced else before + after
        return before + after if self._is_torn(head, tail, before) else f"{before} {after}"

    def _without_hyphen(self, before: str, head: str, after: str, tail: str) -> str:
        """The hyphen at a line's end goes where the document writes the word without it."""
        whole, kept = bare(head[:-1] + tail), bare(head + tail)
        if self.words[whole] > self.words[kept] and tail[0].islower():
            return before[:-1] + after
        return before + after

    def _is_torn(self, head: str, tail: str, before: str) -> bool:
        """Whether a narrow column broke a word without a hyphen: known only whole.

        Where its beginning does not stand alone on its line, neither piece may be a word by itself.
        """
        start, end = _LAST.search(head), _FIRST.match(tail)
        if start is None or end is None:
            return False
        first, last = start[0].lower(), end[0]
        if not self.has(first + last):
            return False
        alone = start[0] == before
        return not (self.has(first) and self.has(last)) if alone else not (self.has(first) or self.has(last))

    def has(self, word: str) -> bool:
        """Whether the document or the national template writes this word (in small letters)."""
        return self.words[word] > 0 or word in template_words()


_LAST, _FIRST = re.compile(r"[^\W\d_]{2,}$"), re.compile(r"^[^\W\d_A-Z]+")


def bare(word: str) -> str:
    """A word in small letters without the signs around it."""
    return re.sub(r"^\W+|\W+$", "", word).lower()
