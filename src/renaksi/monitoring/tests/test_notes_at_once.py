"""Several people writing of one period in the same moment: one is kept, the others are shown what stands there now."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from renaksi.kernel.period import parse_period
from renaksi.monitoring.domain.notes import save_note
from renaksi.monitoring.models import PeriodNote
from renaksi.monitoring.tests.stage import Stage
from renaksi.monitoring.tests.test_cells_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("area", [None, 0])
def test_of_several_first_notes_one_is_kept(area: int | None) -> None:
    stage = Stage()
    place = None if area is None else stage.areas[area]

    def writing(text: str) -> Callable[[], object]:
        return lambda: save_note(
            plan=stage.plan, period=parse_period("2026-Q1"), area=place, obstacles=text, recommendations="", seen=0,
            by=stage.admin,
        )  # fmt: skip

    deeds = [writing(text) for text in ("satu", "dua", "tiga")]
    assert at_once(*deeds) == ["done", "kernel.stale", "kernel.stale"]
    assert PeriodNote.objects.get().version == 1
