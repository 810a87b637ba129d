"""The story told in full: every cell with its day, its numbers, its words and its proofs, in the order it was recorded. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from renaksi.catalogue.template import indicator as catalogue_indicator
from renaksi.kernel.quantity import Kind, Quantity
from renaksi.kernel.wording import date_words
from renaksi.site.demo_year.amounts import Amounts, amounts
from renaksi.site.demo_year.proofs import AT_MONTHS_END, Wanted, gathered, wanted_for, within, workday
from renaksi.site.demo_year.story import Role, Scene, dice, scenes
from renaksi.site.demo_year.words import POSTPONEMENTS, narrative, one_of, reason

_FIRST_HOUR, _MINUTES = 8, 7 * 60  # records are made from eight to three


@dataclass
class Told:
    """One cell as it is to be recorded. Moments are the office's wall clock; None where a thing did not happen."""

    scene: Scene
    recorded: datetime
    amounts: Amounts = (None, None)
    done_on: date | None = None
    narrative: str = ""
    reason: str = ""
    proofs: list[Wanted] = field(default_factory=list)
    reviewed: datetime | None = None
    mended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What the plan says of an indicator: its role in the story, words, kind and unit."""

    role: Role
    text: str
    kind: Kind
    unit: str


def told(subjects: Sequence[Subject], year: int, day: date) -> list[Told]:
    """Every cell recorded up to the day, in the order of recording; a proof used by several is one and the same object."""
    cells = [
        _cell(scene, subjects[scene.position], year, day) for scene in scenes((s.role for s in subjects), year, day)
    ]
    kept = gathered(wish for cell in cells for wish in cell.proofs)
    for cell in cells:
        cell.proofs = [kept[wish.key] for wish in cell.proofs]
        _wait_for_proofs(cell, year, day)
        _review(cell, year, day)
        _enter(cell, subjects[cell.scene.position])
    return sorted(cells, key=lambda cell: (cell.recorded, cell.scene.position))


def _cell(scene: Scene, subject: Subject, year: int, day: date) -> Told:
    known = catalogue_indicator(scene.code)
    proofs = wanted_for(scene, known) if scene.is_proven else []
    done_on = _done_on(scene, proofs, year, day)
    cell = Told(scene, _recorded(scene, done_on, day), proofs=proofs)
    if scene.outcome == "done":
        proof = proofs[0].item.words if proofs else ""
        words = date_words(done_on)
        cell.done_on = done_on
        cell.amounts = amounts(subject.kind, subject.unit, known.register, scene.code, scene.month)
        cell.narrative = narrative(known.register, subject.text, proof, scene.area, scene.month, words, _seed(scene))
    else:
        cell.reason = _why(scene, known.register)
    return cell


def _why(scene: Scene, register: str) -> str:
    return one_of(POSTPONEMENTS, *_seed(scene)) if scene.new_month else reason(register, *_seed(scene))


def _wait_for_proofs(cell: Told, year: int, day: date) -> None:
    """Nothing is recorded before its papers are dated."""
    latest = max((wanted.dated(year, day) for wanted in cell.proofs), default=cell.recorded.date())
    if latest >= cell.recorded.date():
        following = latest + timedelta(days=max(1, 7 - latest.weekday() if latest.weekday() > 3 else 1))
        cell.recorded = datetime.combine(min(following, day), cell.recorded.time())


def _enter(cell: Told, subject: Subject) -> None:
    """Writes the cell into the papers that prove it."""
    amount, base = cell.amounts
    value = Quantity(subject.kind, amount, base).words(subject.unit) if amount is not None else "ada"
    for wanted in cell.proofs:
        wanted.lines.append((subject.text, value, cell.narrative))


def _done_on(scene: Scene, proofs: Iterable[Wanted], year: int, day: date) -> date:
    """A working day of the month; late in it where a recap or a report closes it."""
    days = monthrange(year, scene.month)[1]
    throw = dice("done", *_seed(scene))
    ends = any(wanted.sort in AT_MONTHS_END for wanted in proofs)
    wished = days - throw % 6 if ends else 5 + throw * 18 // 100
    return within(date(year, scene.month, wished), day, *_seed(scene))


def _recorded(scene: Scene, done_on: date, day: date) -> datetime:
    """Some days later, never after the day."""
    after = done_on + timedelta(days=1 + dice("wait", *_seed(scene)) * 6 // 100)
    minutes = dice("minute", *_seed(scene)) * _MINUTES // 100
    return datetime.combine(min(workday(after) if after > done_on else after, day), time(_FIRST_HOUR)) + timedelta(
        minutes=minutes
    )


def _review(cell: Told, year: int, day: date) -> None:
    """The checker looks at a quarter in the two weeks after it, at single cells of a running one within days."""
    if not cell.scene.turn:
        return
    quarter_end = date(year, (cell.scene.month + 2) // 3 * 3, 1) + timedelta(days=31)
    first = quarter_end.replace(day=5) + timedelta(days=dice("look", *_seed(cell.scene)) * 12 // 100)
    soon = cell.recorded.date() + timedelta(days=2)
    on = max(soon, workday(first)) if first <= day else soon
    cell.reviewed = datetime.combine(min(on, day), time(15, dice("clock", *_seed(cell.scene)) * 59 // 100))
    if cell.scene.turn.startswith("mended"):
        cell.mended = datetime.combine(min(on + timedelta(days=3), day), time(16, 10))


def _seed(scene: Scene) -> tuple[int, int]:
    return scene.position, scene.month


def file_name(wanted: Wanted, year: int, on: date) -> str:
    """As people name their files; a telephone names its photos by itself."""
    if wanted.sort == "photo":
        hour, minute, second = (
            9 + dice("hour", *wanted.key) % 6,
            dice("m", *wanted.key) % 60,
            dice("s", *wanted.key) % 60,
        )
        return f"IMG_{on:%Y%m%d}_{hour:02}{minute:02}{second:02}.jpg"
    ending = {"recap": "xlsx", "screenshot": "png"}.get(wanted.sort, "pdf")
    stem = "_".join(wanted.title(year).replace(",", "").replace("/", " ").split())
    return f"{stem[:90]}.{ending}"


def link(wanted: Wanted) -> str:
    """An address that exists nowhere: the ending .example is kept free for such."""
    words = wanted.item.words.lower().removeprefix("alamat ").replace(",", "")
    return f"https://kota-contoh.example/{'-'.join(words.split())[:80]}"
