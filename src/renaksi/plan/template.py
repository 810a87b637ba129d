"""The national template as a plan's rows for one office. No Django here."""

from __future__ import annotations

import re
from collections import Counter

from renaksi.catalogue.template import Indicator, indicators, node, nodes
from renaksi.plan.rows import PlanRow


def template_rows(office_name: str) -> list[PlanRow]:
    """The whole template as a plan's rows for one office, e.g. ``"KPU Kota Contoh"``, with the suggested months.

    Numbers follow the decrees: an only child has none; a part carries its letter. Every row knows its catalogue code.
    """
    parents = [each.part_of for each in nodes()] + [one.sub_activity for one in indicators() if not one.part_of]
    children = Counter(parents)
    return [_row(one, office_name, children) for one in indicators()]


def _row(one: Indicator, office_name: str, children: dict[str, int]) -> PlanRow:
    area_no, activity_no, sub_no, indicator_no = one.code.split(".")[:4]
    sub, activity = node(one.sub_activity), node(f"{area_no}.{activity_no}")
    letter = one.code.rsplit(".", 1)[1] if one.part_of else ""

    def for_office(text: str) -> str:
        return re.sub(r"\bdi lingkungan satuan kerja\b", f"di lingkungan {office_name}", text)

    return PlanRow(
        area_no=int(area_no),
        area=node(area_no).name,
        activity_no=activity_no,
        activity=for_office(activity.printed),
        sub_activity_no=sub_no if children[activity.code] > 1 else "",
        sub_activity=for_office(sub.printed),
        indicator_no=letter or (indicator_no if children[sub.code] > 1 else ""),
        indicator=for_office(one.text),
        months=one.months,
        catalogue_code=one.code,
    )
