"""What a plan is made of and gives back, as plain values: one decree's facts and its rows in printed order. No Django here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from renaksi.kernel.months import MonthSet


@dataclass(frozen=True, slots=True)
class DecreeFacts:
    """What the decree says of itself. Empty text or None = not there; lists in printed order.

    ``number`` and ``amends`` without spaces; ``work_unit`` = KPU or KIP + Kota/Kabupaten/Provinsi + name; ``valid_until`` = ISO
    month ("2022-12") or year; ``legal_basis`` = short names, ``legal_basis_full`` = the whole points of Mengingat;
    ``considerations`` = the points of Menimbang without their letters, ``noted`` those of Memperhatikan; ``dicta`` = the texts of
    KESATU, KEDUA ... in order.
    """

    number: str = ""
    kind: str = ""
    title: str = ""
    work_unit: str = ""
    year: int | None = None
    place: str = ""
    date: date | None = None
    signatory_title: str = ""
    signatory: str = ""
    amends: str | None = None
    legal_basis: tuple[str, ...] = ()
    legal_basis_full: tuple[str, ...] = ()
    considerations: tuple[str, ...] = ()
    noted: tuple[str, ...] = ()
    dicta: tuple[str, ...] = ()
    valid_until: str | None = None
    certifier_title: str = ""
    certifier: str = ""

    def as_json(self) -> dict[str, Any]:
        """The ``decree`` object that ``renaksi read`` and ``renaksi plan`` print."""
        return {
            "number": self.number,
            "kind": self.kind,
            "title": self.title,
            "work_unit": self.work_unit,
            "year": self.year,
            "place": self.place,
            "date": self.date.isoformat() if self.date else None,
            "signatory_title": self.signatory_title,
            "signatory": self.signatory,
            "amends": self.amends,
            "legal_basis": list(self.legal_basis),
            "legal_basis_full": list(self.legal_basis_full),
            "considerations": list(self.considerations),
            "noted": list(self.noted),
            "dicta": list(self.dicta),
            "valid_until": self.valid_until,
            "certifier_title": self.certifier_title,
            "certifier": self.certifier,
        }


def facts_from_json(data: dict[str, Any]) -> DecreeFacts:
    """The facts back from their JSON form; unknown keys are left out."""
    day = data.get("date")
    texts: dict[str, Any] = {
        key: str(data.get(key) or "")
        for key in (
            "number",
            "kind",
            "title",
            "work_unit",
            "place",
            "signatory_title",
            "signatory",
            "certifier_title",
            "certifier",
        )
    }
    lists: dict[str, Any] = {
        key: tuple(data.get(key) or ())
        for key in ("legal_basis", "legal_basis_full", "considerations", "noted", "dicta")
    }
    return DecreeFacts(
        **texts,
        **lists,
        year=data.get("year"),
        date=date.fromisoformat(day) if day else None,
        amends=data.get("amends"),
        valid_until=data.get("valid_until"),
    )


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One success indicator as the decree's table gives a month row for it. Numbers are as printed, without the dot.

    ``indicators`` lists them one by one where one cell holds several; ``source`` tells where it was read (line; later page, box);
    ``catalogue_code`` is the national template's indicator it stands for, if any.
    """

    area_no: int | None = None
    area: str = ""
    activity_no: str = ""
    activity: str = ""
    sub_activity_no: str = ""
    sub_activity: str = ""
    indicator_no: str = ""
    indicator: str = ""
    indicators: tuple[str, ...] = ()
    months: MonthSet = field(default_factory=MonthSet)
    note: str = ""
    source: dict[str, Any] = field(default_factory=dict)
    catalogue_code: str = ""

    def as_json(self) -> dict[str, Any]:
        """The row form of ``renaksi read`` and ``renaksi plan``."""
        return {
            "line": self.source.get("line"),
            "area_no": self.area_no,
            "area": self.area,
            "activity_no": self.activity_no,
            "activity": self.activity,
            "sub_activity_no": self.sub_activity_no,
            "sub_activity": self.sub_activity,
            "indicator_no": self.indicator_no,
            "indicator": self.indicator,
            "indicators": list(self.indicators),
            "months": list(self.months),
            "note": self.note,
            "source": self.source,
            "catalogue_code": self.catalogue_code,
        }
