"""Where each indicator's proofs lie in the ZIP: folders as the plan is built, the same whatever period is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from renaksi.plan.domain.table import AreaGroup, PlanTable
from renaksi.plan.models import Indicator, SubActivity
from renaksi.reports.proofs.names import ACTIVITY, AREA, FILE, INDICATOR, REMOVED, Folder, safe_file_name, safe_name


class Folders:
    """The folder of every indicator (by id), and names within the month's folder that are given once."""

    def __init__(self, table: PlanTable) -> None:
        self._office = re.compile(rf" di lingkungan {re.escape(table.plan.office.name)}")  # said of everything here
        self._of: dict[int, str] = {}
        self._inside: dict[str, Folder] = {}
        top = Folder()
        for place, group in enumerate(table.areas, 1):
            name = safe_name(f"{group.area.number or place:02} {group.area.name}", AREA)
            self._add_area(top.name(name, AREA), group)

    def _add_area(self, path: str, group: AreaGroup) -> None:
        within = Folder()
        for each in group.activities:
            name = safe_name(self._short(f"{each.activity.number} {each.activity.name}"), ACTIVITY)
            activity = f"{path}/{within.name(name, ACTIVITY)}"
            deep = Folder()
            for sub in each.sub_activities:
                for indicator in sub.indicators:
                    wanted = safe_name(self._short(_numbered(sub.sub_activity, indicator)), INDICATOR)
                    self._of[indicator.pk] = f"{activity}/{deep.name(wanted, INDICATOR)}"

    def add_removed(self, indicators: Iterable[Indicator]) -> None:
        """Folders for rows the plan no longer has; their sub-activities loaded."""
        within = Folder()
        for indicator in indicators:
            wanted = safe_name(self._short(_numbered(indicator.sub_activity, indicator)), INDICATOR)
            self._of[indicator.pk] = f"{REMOVED}/{within.name(wanted, INDICATOR)}"

    def path(self, indicator_id: int, year: int, month: int, file_name: str) -> str:
        """A path of its own for one use, e.g. ``01 Manajemen Perubahan/1 Perencanaan .../1 SK Tim .../2026-03/sk.pdf``."""
        folder = f"{self._of[indicator_id]}/{year}-{month:02}"
        names = self._inside.setdefault(folder, Folder())
        return f"{folder}/{names.name(safe_file_name(file_name), FILE)}"

    def _short(self, text: str) -> str:
        return self._office.sub("", text)


def _numbered(sub_activity: SubActivity, indicator: Indicator) -> str:
    number = ".".join(part for part in (sub_activity.number, indicator.number) if part)
    text = indicator.text or sub_activity.name or " ".join(indicator.parts)
    return f"{number} {text}"
