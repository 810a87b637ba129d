"""What became of every cell that has come due: decided by a throw of dice that always falls alike. Pure, no Django."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from renaksi.kernel.months import MonthSet

# Told on purpose, so that a newcomer meets each of these in any year: (catalogue code, month) -> the month postponed to.
POSTPONED = {("3.1.1.1", 2): 3, ("4.1.3.1", 2): 6, ("5.1.2.3", 3): 6, ("7.5.1.1", 4): 5, ("6.1.4.2", 8): 10}
# Work nothing scheduled.
EXTRA = (
    ("7.2.2.1", 3),
    ("8.4.2.1", 4),
    ("7.3.1.2", 2),
    ("1.2.1.1", 4),
    ("5.1.5.2", 1),
    ("7.1.2.1", 3),
    ("1.3.1.1", 10),
)
# Never left to the dice: cells whose values are worth a look (nothing out of nothing, nil against nil, an index).
SURE = frozenset(
    {("4.2.1.4", 1), ("1.2.2.1", 3), ("1.2.2.2", 3), ("8.1.2.3", 4), ("4.2.1.7", 3), ("7.6.2.1", 4), ("2.5.2.1", 3)}
)


@dataclass(frozen=True, slots=True)
class Role:
    """An indicator as the story knows it: its place in the plan (from 0), catalogue code, area's number and months."""

    position: int
    code: str
    area: int
    months: MonthSet


@dataclass(frozen=True, slots=True)
class Scene:
    """What became of one cell. ``outcome`` as monitoring.models.Outcome; ``turn`` is what the checker did with it:

    "" nothing, "verified", "returned" (waiting), "mended" (returned, recorded anew), "mended_verified".
    """

    position: int
    code: str
    area: int
    month: int
    outcome: str = "done"
    is_proven: bool = True
    turn: str = ""
    new_month: int = 0
    is_extra: bool = False


def dice(*seed: object) -> int:
    """0 to 99, always the same for the same seed."""
    return int.from_bytes(sha256(repr(seed).encode()).digest()[:4], "big") % 100


def scenes(roles: Iterable[Role], year: int, day: date) -> list[Scene]:
    """Every cell recorded up to the day, month by month in the plan's order; late ones are those missing."""
    told = [scene for role in roles for scene in _of_role(role, year, day)]
    return sorted(told, key=lambda scene: (scene.month, scene.position))


def _of_role(role: Role, year: int, day: date) -> Iterator[Scene]:
    now = day.month if day.year == year else (13 if day.year > year else 0)
    for month in role.months:
        scene = _scene(role, month, now, day)
        if scene:
            yield scene
        if scene and scene.new_month and scene.new_month < now:
            yield Scene(role.position, role.code, role.area, scene.new_month, turn=_turn(role, scene.new_month, now))
    for code, month in EXTRA:
        if code == role.code and month < now and month not in role.months:
            yield Scene(
                role.position, role.code, role.area, month, is_extra=True, turn="verified" if month < now - 3 else ""
            )


def _scene(role: Role, month: int, now: int, day: date) -> Scene | None:
    """None = nothing recorded."""
    if month > now or (month == now and not _is_early(role, month, day)):
        return None
    scene = Scene(role.position, role.code, role.area, month)
    new_month = POSTPONED.get((role.code, month), 0)
    if month < now and new_month and new_month not in role.months:
        return Scene(role.position, role.code, role.area, month, "postponed", is_proven=False, new_month=new_month)
    if (role.code, month) in SURE or month == now:
        return Scene(role.position, role.code, role.area, month, turn=_turn(role, month, now))
    late, missed, bare = _odds(now - month)
    throw = dice("fate", role.position, month)
    if throw < late:
        return None
    if throw < late + missed:
        return Scene(role.position, role.code, role.area, month, "not_done", is_proven=False)
    if throw < late + missed + bare:
        turn = "returned" if now - month > 2 and throw % 2 else ""
        return Scene(role.position, role.code, role.area, month, is_proven=False, turn=turn)
    return Scene(scene.position, scene.code, scene.area, month, turn=_turn(role, month, now))


def _is_early(role: Role, month: int, day: date) -> bool:
    """Whether work of the running month is recorded already: about half of what the days passed allow."""
    passed = 100 * day.day / monthrange(day.year, day.month)[1]
    return dice("early", role.position, month) < passed * 0.5


def _odds(age: int) -> tuple[int, int, int]:
    """Percent late, not done, done without proof, by how many months ago it was due."""
    if age == 1:
        return 14, 3, 9
    return (4, 4, 5) if age == 2 else (2, 4, 3)


def _turn(role: Role, month: int, now: int) -> str:
    """Checked quarter by quarter, in the month after; of a running quarter little is."""
    throw = dice("turn", role.position, month)
    is_checked = (month - 1) // 3 < (now - 1) // 3
    if month >= now:
        return ""
    if not is_checked:
        return "verified" if throw < 20 else "returned" if throw < 24 else ""
    if throw < 82:
        return "verified"
    return {0: "returned", 1: "mended", 2: "mended_verified"}.get(throw % 5, "")
