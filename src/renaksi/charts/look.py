"""The house's colours and type for charts, as in web/static/web/renaksi.css: on screen light or dark, and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import altair as alt

TYPE = "TeX Gyre Bonum"
"""The papers' own type. Labels are always measured in it: it is wider than any screen's, so that they fit there too."""

Four = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by what they mean; ``width`` of the whole chart in pixels, on a screen that is not narrow.

    ``steps`` fill a share from none to all, ``step_inks`` is the type upon each.
    """

    ink: str
    quiet: str
    line: str
    surface: str
    done: str
    missing: str
    ahead: str
    steps: Four
    step_inks: Four
    font: str = "system-ui, sans-serif"
    width: int = 760


LIGHT = Look(
    ink="#2c2825", quiet="#645c54", line="#cfc6bb", surface="#ffffff",
    done="#1c7048", missing="#c9650f", ahead="#e3dcd3",
    steps=("#f8d2a8", "#d5ebdd", "#8fcbaa", "#1c7048"), step_inks=("#2c2825", "#2c2825", "#1b1816", "#ffffff"),
)  # fmt: skip
DARK = Look(
    ink="#e9e4de", quiet="#b3aaa0", line="#4a433e", surface="#242120",
    done="#4fae7d", missing="#f0a35e", ahead="#4a433e",
    steps=("#6b4423", "#1f3d2e", "#2f6b4d", "#6fcf9c"), step_inks=("#ffffff", "#e9e4de", "#ffffff", "#1b1816"),
)  # fmt: skip
PAPER = Look(
    ink="#000000", quiet="#3d3732", line="#8f867c", surface="#ffffff",
    done="#1c7048", missing="#d9832e", ahead="#e3dcd3",
    steps=("#f8d2a8", "#d5ebdd", "#8fcbaa", "#1c7048"), step_inks=("#000000", "#000000", "#000000", "#ffffff"),
    font=TYPE, width=700,
)  # fmt: skip

NARROW = 336
"""Width of a whole chart on a phone, in pixels."""


def chart_of(rows: list[dict[str, Any]]) -> alt.Chart:
    """A chart that carries these rows with it."""
    import altair as alt  # the colours and sizes of this module are read by pages that draw nothing

    return alt.Chart({"values": rows})


def finished(chart: Any, look: Look, *, size: tuple[int, int], note: str = "") -> dict[str, Any]:
    """The chart's spec with what all charts share: its whole size, a note below, our colours and type."""
    sized = chart.properties(width=size[0], height=size[1], autosize={"type": "fit", "contains": "padding"})
    spec: dict[str, Any] = sized.to_dict()
    spec["usermeta"] = {"font": look.font}
    spec["config"] = _config(look)
    spec["padding"] = 4
    if note:
        spec["title"] = {
            "text": wrap(note, size[0] // 7),
            "orient": "bottom", "anchor": "start", "frame": "bounds", "offset": 8,
            "font": TYPE, "fontSize": 11, "fontWeight": "normal", "color": look.quiet,
        }  # fmt: skip
    return spec


def _config(look: Look) -> dict[str, Any]:
    labels = {"labelColor": look.ink, "labelFont": TYPE, "labelFontSize": 12, "labelFontWeight": "normal"}
    axis = {"domain": False, "ticks": False, "grid": False, "title": None, "labelPadding": 6, "labelOverlap": False}
    legend = {
        "orient": "bottom", "direction": "horizontal", "title": None, "offset": 10, "columnPadding": 20, "labelLimit": 300,
        "symbolType": "square", "symbolSize": 130, "symbolStrokeColor": look.line, "symbolStrokeWidth": 1,
    }  # fmt: skip
    return {
        "aria": False,
        "background": None,
        "axis": labels | axis,
        "legend": labels | legend,
        "text": {"font": TYPE, "fontSize": 12, "color": look.ink},
        "view": {"stroke": None},
    }


def in_lines(words: str, letters: int, lines: int = 2) -> list[str]:
    """The words on at most so many lines of so many letters; what does not fit ends in ``…``."""
    wrapped = wrap(words, letters)
    if len(wrapped) <= lines:
        return wrapped
    rest = " ".join(wrapped[lines - 1 :]).replace("- ", "-")  # a word parted at its hyphen is one again
    return [*wrapped[: lines - 1], rest[: letters - 1].rstrip() + "…"]
