"""Every event the program can write is told in a sentence of its own."""

from __future__ import annotations

import re
import string

from renaksi.audit import sentences
from tests.house.test_floors import SOURCE

_WRITTEN = re.compile(r"""(?:what=|_record\(\w+, )"([a-z_]+\.[a-z_]+)\"""")


def _events() -> set[str]:
    code = [path.read_text() for path in SOURCE.rglob("*.py") if "/tests/" not in str(path)]
    return {event for text in code for event in _WRITTEN.findall(text)}


def test_every_event_written_has_its_sentence() -> None:
    events = _events()
    assert len(events) > 20
    assert not events - set(sentences._SENTENCES)


def test_every_sentence_is_of_an_event_and_ends_like_one() -> None:
    assert not set(sentences._SENTENCES) - _events()
    for event, sentence in sentences._SENTENCES.items():
        assert sentence.endswith((".", "{sentence}", "{reason}")), event
        fields = [name for _, name, _, _ in string.Formatter().parse(sentence) if name]
        assert "actor" in fields or "object" in fields, event
