"""The badge of a published round for the office's own site: a small drawing with index, letter, respondents and period."""

from __future__ import annotations

from xml.sax.saxutils import escape

from renaksi.kernel.wording import number_words
from renaksi.registers.surveys.models import Survey
from renaksi.registers.surveys.shown import period_words

_GROUND = {"A": "#1c7048", "B": "#1c5a8a", "C": "#8a5a00", "D": "#a33a10"}


def badge_svg(survey: Survey) -> str:
    """SVG of 360 by 120, with its words as text; the letter stands in it, so that the colour says nothing alone."""
    index = number_words(survey.index, 2) if survey.index is not None else "–"
    lines = (survey.get_subject_display(), f"{number_words(survey.respondents or 0)} responden", period_words(survey))
    told = escape(f"Indeks {index}, mutu {survey.letter or '–'}, {', '.join(lines)}")
    texts = "".join(
        f'<text x="132" y="{y}" font-size="{size}" font-weight="{weight}" fill="#2c2825">{escape(words)}</text>'
        for y, size, weight, words in (
            (34, 15, 600, lines[0]), (62, 20, 700, f"Indeks {index} · {survey.letter or '–'}"), (84, 13, 400, lines[1]),
            (103, 10.5, 400, lines[2]),
        )
    )  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="360" height="120" viewBox="0 0 360 120" role="img" aria-label="{told}" '
        f'font-family="system-ui, sans-serif"><title>{told}</title>'
        '<rect x=".5" y=".5" width="359" height="119" rx="8" fill="#fff" stroke="#8f867c"/>'
        f'<path d="M8.5.5h107.500v119H8.500a8 8 0 0 1-8-8v-103a8 8 0 0 1 8-8z" fill="{_GROUND.get(survey.letter, "#645c54")}"/>'
        f'<text x="58" y="82" font-size="64" font-weight="700" text-anchor="middle" fill="#fff">{survey.letter or "–"}</text>'
        f"{texts}</svg>"
    )
