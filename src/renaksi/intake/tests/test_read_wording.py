"""Every doubt a reading may carry has its kind in Indonesian words."""

from __future__ import annotations

import pytest

from renaksi.intake.decree.doubts import CODES
from renaksi.intake.domain.wording import label_of


@pytest.mark.parametrize("code", CODES)
def test_doubt_has_a_label_of_its_own(code: str) -> None:
    assert label_of(code) != code.rsplit(".", 1)[-1].replace("_", " ")
